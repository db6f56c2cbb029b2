import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('advice runs without Node, such as in a worker of a browser', async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../../runtime/advice/advise.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'advice',
  })
  const code = outputFiles[0]?.text ?? ''
  const call = "advice.adviseScript({ action: 'verify', source: '(email, callback) => 1' })"
  const told: unknown = runInNewContext(`${code}; JSON.stringify(${call}.map(({ rule }) => rule))`, {})
  expect(told).toBe('["missing-callback"]')
})
