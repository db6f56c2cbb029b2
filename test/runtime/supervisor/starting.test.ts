import { spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { createBlankRunners } from '../../../runtime/supervisor/blank-runners.ts'
import type { RunnerHandle } from '../../../runtime/supervisor/runner-handle.ts'
import type { StartProcess } from '../../../runtime/supervisor/runner-process.ts'
import type { FakeRuntime } from '../../support/fake-runner-runtime.ts'
import { createFakeRuntime, fakeCall, startFakeRunner } from '../../support/fake-runner-runtime.ts'

/** Runs that come while no runner is ready. */
const open: FakeRuntime[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()))
})
const started = (...args: Parameters<typeof createFakeRuntime>) => {
  const runtime = createFakeRuntime(...args)
  open.push(runtime)
  return runtime
}

const program =
  (text: string): StartProcess =>
  async () =>
    spawn(process.execPath, ['-e', text])
const neverReady = program('setInterval(() => {}, 1000)')

test('a runner that is killed while it starts is replaced unnoticed', async () => {
  const starts = [program('process.kill(process.pid, "SIGKILL")'), startFakeRunner]
  const runtime = started({}, async () => (starts.shift() ?? startFakeRunner)())
  expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
})

test('a run does not wait longer for a runner than it may take itself', async () => {
  const runtime = started({ limits: { wall_ms: 100 } }, neverReady)
  const { outcome, duration_ms } = await runtime.run(fakeCall({ do: 'tell' }))
  expect(outcome).toMatchObject({ kind: 'failure', code: 'busy', retry_after_ms: 1000 })
  expect(duration_ms).toBeLessThan(1_000)
})

test('a caller who gives up while no runner is ready is answered at once', async () => {
  const runtime = started({}, neverReady)
  const run = runtime.run(fakeCall({ do: 'tell' }, { signal: AbortSignal.timeout(20) }))
  expect((await run).outcome).toMatchObject({
    code: 'script_timeout',
    message: expect.stringMatching(/gave up/),
  })
})

test('a run that waits for a runner when the runtime is closed ends as the others do', async () => {
  const runtime = started({}, neverReady)
  const run = runtime.run(fakeCall({ do: 'tell' }))
  await runtime.close()
  expect((await run).outcome).toMatchObject({ code: 'script_crash', message: 'The server is shutting down.' })
})

test('runners start in turns: a tenant that needs many does not keep another one waiting for all of them', async () => {
  const started: string[] = []
  const ready: (() => void)[] = []
  const blanks = createBlankRunners(
    async () => {
      started.push('one')
      const { promise, resolve } = Promise.withResolvers<void>()
      ready.push(resolve)
      return { ready: promise, alive: () => true } as RunnerHandle
    },
    0,
    2,
  )
  const served: string[] = []
  const take = (owner: string) => blanks.take(owner).then(() => served.push(owner))
  const busy = Array.from({ length: 9 }, () => take('busy'))
  const refused = await Promise.allSettled([take('busy'), take('busy')])
  const quiet = take('quiet')
  // One of the busy tenant's may start; the other place is the quiet one's.
  await expect.poll(() => started.length).toBe(2)
  while (served.length < 10) {
    await expect.poll(() => ready.length).toBeGreaterThan(0)
    ready.shift()?.()
    await new Promise(setImmediate)
  }
  await Promise.all([...busy, quiet])
  expect(served.indexOf('quiet')).toBeLessThanOrEqual(1)
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('a place that a run waited for in vain is released', async () => {
  let ready = () => {}
  const held = new Promise<void>((resolve) => {
    ready = resolve
  })
  const runtime = started({}, async (...args) => {
    await held
    return startFakeRunner(...args)
  })
  const run = runtime.run(fakeCall({ do: 'tell' }, { signal: AbortSignal.timeout(20) }))
  expect((await run).outcome).toMatchObject({ code: 'script_timeout' })
  ready()
  await runtime.event('runner_started')
  await expect.poll(() => runtime.stats().runners.map(({ isolates }) => isolates)).toContain(0)
  expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
  expect(runtime.stats().runners.map(({ isolates }) => isolates)).toContain(1)
})
