import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Runtime } from '../../../runtime/index.ts'
import { createRuntime } from '../../../runtime/index.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const isLinux = process.platform === 'linux'

let runtime: Runtime
let pid = 0
beforeAll(async () => {
  process.env.FERRY_CANARY_OF_THE_SERVER = 'must not be inherited'
  runtime = createRuntime()
  await runtime.ready()
  pid = runtime.stats().runners[0]?.pid ?? 0
}, 120_000)
afterAll(() => runtime.close())

const isAlive = (one: number) => {
  try {
    process.kill(one, 0)
    return true
  } catch {
    return false
  }
}

describe.skipIf(!isLinux)(
  `a runner process${isLinux ? '' : ' (skipped: it is seen through /proc, which only Linux has)'}`,
  () => {
    test('S1: starts without JIT, and may only read its own build', () => {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      const flags = words.filter((word) => word.startsWith('--'))
      const build = readlinkSync(`/proc/${pid}/cwd`)
      expect(flags).toEqual(
        expect.arrayContaining(['--jitless', '--no-node-snapshot', '--permission', '--allow-addons']),
      )
      const reads = flags.filter((flag) => flag.startsWith('--allow-fs-read='))
      expect(reads.length).toBeGreaterThan(0)
      for (const flag of reads) expect(relative(build, flag.slice('--allow-fs-read='.length))).toBe('')
      for (const denied of [
        '--allow-net',
        '--allow-child-process',
        '--allow-worker',
        '--allow-fs-write',
        '--inspect',
      ])
        expect(flags.some((flag) => flag.startsWith(denied))).toBe(false)
      expect(relative(root, build)).toMatch(/^\.build/)
    })

    test('S1, N7: has an empty environment', () => {
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toBe('')
    })

    test('S1: inherits only its three pipes', () => {
      for (const fd of [0, 1, 2]) expect(readlinkSync(`/proc/${pid}/fd/${fd}`)).toMatch(/^(?:socket|pipe):/)
    })

    test('S5: is killed before the server when memory runs out', async () => {
      await expect.poll(() => readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()).toBe('800')
    })
  },
)

test('a runner does not outlive a server that was killed', async () => {
  const program = `
    import { createRuntime } from ${JSON.stringify(join(root, 'runtime/index.ts'))}
    const runtime = createRuntime({ blank_runners: 2 })
    await runtime.ready()
    const pids = () => runtime.stats().runners.map(({ pid }) => pid)
    while (pids().length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    process.stdout.write(JSON.stringify(pids()))
    setInterval(() => undefined, 1000)`
  const server = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pids = await new Promise<number[]>((resolve, reject) => {
    server.stdout.once('data', (text) => resolve(JSON.parse(String(text))))
    server.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  expect(pids.filter(isAlive)).toEqual(pids)
  server.kill('SIGKILL')
  await expect.poll(() => pids.filter(isAlive), { timeout: 5_000 }).toEqual([])
})

test('S1: nothing that the server imports of the runtime reaches isolated-vm or the runner', () => {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const text = readFileSync(file, 'utf8').replace(/^(?:import|export) type [^;\n]*$/gm, '')
    for (const [, specifier = ''] of text.matchAll(
      /^(?:import|export|\}).*?(?:\bfrom |\bimport )'([^'\n]+)'/gm,
    )) {
      if (!specifier.startsWith('.')) packages.add(specifier)
      else if (existsSync(join(dirname(file), specifier))) visit(join(dirname(file), specifier))
    }
  }
  visit(join(root, 'runtime/index.ts'))
  const files = [...seen].map((file) => relative(root, file))
  expect(files).toContain('runtime/supervisor/runtime.ts')
  expect(
    files.filter((file) => file.startsWith('runtime/runner/') || file.startsWith('runtime/guest/')),
  ).toEqual([])
  expect([...packages].filter((name) => !name.startsWith('node:')).sort()).toEqual(['zod'])
})
