import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('K8: a password that was compared with other attempts is not in memory afterwards', async () => {
  const program = join(import.meta.dirname, '../../support/kept-in-memory.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [program])
  expect(JSON.parse(stdout)).toEqual({ password: 0, kept: true })
})
