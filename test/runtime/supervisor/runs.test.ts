import { afterEach, expect, test } from 'vitest'
import type { Json, ScriptRun } from '../../../runtime/contract.ts'
import type { FakeRuntime } from '../../support/fake-runner-runtime.ts'
import {
  createFakeRuntime,
  fakeCall,
  startFakeRunner,
  valueOutcome,
} from '../../support/fake-runner-runtime.ts'

const open: FakeRuntime[] = []
const fakeRuntime = (...args: Parameters<typeof createFakeRuntime>) => {
  const runtime = createFakeRuntime(...args)
  open.push(runtime)
  return runtime
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()))
})

interface Told {
  pid: number
  isolate: number
  runs: number
  args: Json[]
  configuration: { [key: string]: string }
  environment: string[]
}
function told({ outcome }: ScriptRun): Told {
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return outcome.value as unknown as Told
}

test('a run gets its arguments and configuration, and returns its value', async () => {
  const runtime = fakeRuntime()
  const run = await runtime.run(
    fakeCall(
      { do: 'tell' },
      { args: ['ann', 1, null, { a: [true] }], configuration: { values: { DB: 'x' }, revision: '1' } },
    ),
  )
  expect(told(run)).toMatchObject({ args: ['ann', 1, null, { a: [true] }], configuration: { DB: 'x' } })
  expect(run).toMatchObject({ attempts: 1, logs: [], trace: [], cpu_ms: 1 })
})

test('the next run of the same revision gets the warm isolate', async () => {
  const runtime = fakeRuntime()
  const first = told(await runtime.run(fakeCall({ do: 'tell' })))
  const second = told(await runtime.run(fakeCall({ do: 'tell' })))
  expect(second).toMatchObject({ pid: first.pid, isolate: first.isolate, runs: 2 })
})

test('S2: two tenants never share a runner, and two connections of one tenant do', async () => {
  const runtime = fakeRuntime()
  const a1 = told(await runtime.run(fakeCall({ do: 'tell' }, { tenant_id: 'a' })))
  const a2 = told(await runtime.run(fakeCall({ do: 'tell' }, { tenant_id: 'a', connection_id: 'other' })))
  const b = told(await runtime.run(fakeCall({ do: 'tell' }, { tenant_id: 'b' })))
  expect(a2.pid).toBe(a1.pid)
  expect(a2.isolate).not.toBe(a1.isolate)
  expect(b.pid).not.toBe(a1.pid)
})

test('S2: when tenant A’s runner is killed, tenant B’s run succeeds', async () => {
  const runtime = fakeRuntime({ blank_runners: 2 })
  const b = runtime.run(fakeCall({ do: 'after', ms: 400 }, { tenant_id: 'b' }))
  const a = await runtime.run(fakeCall({ do: 'exit' }, { tenant_id: 'a' }))
  expect(a.outcome).toMatchObject({ kind: 'failure', code: 'script_crash' })
  expect((await b).outcome).toMatchObject({ kind: 'value' })
  expect((await b).attempts).toBe(1)
})

test.each([
  ['the action', { action: 'get_user' as const }],
  ['the configuration revision', { configuration: { values: {}, revision: '2' } }],
  ['the configuration values', { configuration: { values: { A: 'b' }, revision: '1' } }],
  ['a lowered limit', { limits: { cpu_ms: 10 } }],
  ['a test-run', { throw_away: true }],
])('S12: %s creates a new isolate', async (_, more) => {
  const runtime = fakeRuntime()
  const first = told(await runtime.run(fakeCall({ do: 'tell' })))
  const other = told(await runtime.run(fakeCall({ do: 'tell' }, more)))
  expect([other.pid, other.isolate]).not.toEqual([first.pid, first.isolate])
  expect(other.runs).toBe(1)
})

test('S12: another text under the same revision name does not run the old text', async () => {
  const runtime = fakeRuntime()
  const call = fakeCall({ do: 'tell' })
  await runtime.run(call)
  const source = JSON.stringify({ do: 'answer', outcome: valueOutcome('new') })
  const run = await runtime.run({ ...call, script: { ...call.script, source } })
  expect(run.outcome).toEqual({ kind: 'value', value: 'new' })
})

test('S12: a run that began before a save ends with the old script, and its isolate is closed', async () => {
  const runtime = fakeRuntime()
  const old = runtime.run(fakeCall({ do: 'after', ms: 300 }))
  const saved = told(await runtime.run(fakeCall({ do: 'tell' })))
  expect((await old).outcome).toMatchObject({ kind: 'value', value: { pid: saved.pid } })
  const after = told(await runtime.run(fakeCall({ do: 'tell' })))
  expect(after).toMatchObject({ isolate: saved.isolate, runs: 2 })
  expect(runtime.stats().runners.find(({ pid }) => pid === saved.pid)?.isolates).toBe(1)
})

test('a test-run leaves no isolate behind', async () => {
  const runtime = fakeRuntime()
  const { pid } = told(await runtime.run(fakeCall({ do: 'tell' }, { throw_away: true })))
  expect(runtime.stats().runners.find((runner) => runner.pid === pid)?.isolates).toBe(0)
})

test('an isolate that must not be reused is closed', async () => {
  const runtime = fakeRuntime()
  const call = fakeCall({ do: 'answer', outcome: { kind: 'none' }, more: { reusable: false } })
  expect((await runtime.run(call)).outcome).toEqual({ kind: 'none' })
  expect(runtime.stats().runners.find(({ tenant_id }) => tenant_id)?.isolates).toBe(0)
})

test('runs over the limit of a connection wait, and start one after the other', async () => {
  const runtime = fakeRuntime({ limits: { runs_per_connection: 2 } })
  const runs = Array.from({ length: 6 }, () => runtime.run(fakeCall({ do: 'after', ms: 50 })))
  const isolates = (await Promise.all(runs)).map((run) => told(run).isolate)
  expect(new Set(isolates).size).toBe(2)
})

test('a full queue answers busy with a time to wait, and so does a wait that is too long', async () => {
  const runtime = fakeRuntime({ limits: { runs_per_connection: 1, queue_length: 1, queue_ms: 200 } })
  const call = fakeCall({ do: 'after', ms: 1_000 })
  const [first, waited, refused] = await Promise.all([
    runtime.run(call),
    runtime.run(call),
    runtime.run(call),
  ])
  expect(first.outcome.kind).toBe('value')
  for (const run of [waited, refused])
    expect(run.outcome).toMatchObject({ kind: 'failure', code: 'busy', retry_after_ms: 1000 })
  expect(refused.duration_ms).toBeLessThan(150)
})

test('another connection of the tenant does not wait in that queue', async () => {
  const runtime = fakeRuntime({ limits: { runs_per_connection: 1 } })
  await runtime.ready()
  const slow = runtime.run(fakeCall({ do: 'after', ms: 500 }))
  const other = await runtime.run(fakeCall({ do: 'tell' }, { connection_id: 'other' }))
  expect(other.duration_ms).toBeLessThan(450)
  await slow
})

test('a tenant whose connections all wait answers busy; a quiet tenant is served at once', async () => {
  const runtime = fakeRuntime({
    limits: { runs_per_connection: 2, runs_per_tenant: 3, queue_length: 2, queue_ms: 200 },
  })
  await runtime.ready()
  const busy = Array.from({ length: 8 }, (_, i) =>
    runtime.run(fakeCall({ do: 'after', ms: 600 }, { connection_id: `connection ${i}` })),
  )
  const quiet = runtime.run(fakeCall({ do: 'tell' }, { tenant_id: 'quiet' }))
  expect((await quiet).outcome.kind).toBe('value')
  const kinds = (await Promise.all(busy)).map(({ outcome }) =>
    outcome.kind === 'failure' ? outcome.code : outcome.kind,
  )
  expect(kinds.filter((kind) => kind === 'value')).toHaveLength(3)
  expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(5)
  expect(runtime.stats().queued).toBe(0)
})

test('a caller who gives up ends the run as script_timeout, and its isolate is thrown away', async () => {
  const runtime = fakeRuntime()
  const controller = new AbortController()
  const run = runtime.run(fakeCall({ do: 'until_cancelled' }, { signal: controller.signal }))
  await runtime.event('runner_started')
  controller.abort()
  expect((await run).outcome).toMatchObject({ kind: 'failure', code: 'script_timeout' })
  expect(runtime.stats().kills).toBe(0)
})

test('a caller who gives up while waiting leaves the queue', async () => {
  const runtime = fakeRuntime({ limits: { runs_per_connection: 1 } })
  const controller = new AbortController()
  const first = runtime.run(fakeCall({ do: 'after', ms: 200 }))
  const second = runtime.run(fakeCall({ do: 'tell' }, { signal: controller.signal }))
  expect(runtime.stats().queued).toBe(1)
  controller.abort()
  expect((await second).outcome).toMatchObject({ code: 'script_timeout' })
  expect(runtime.stats().queued).toBe(0)
  await first
})

test('on_begun is called once when a run begins, not while it waits, and never while the circuit is open', async () => {
  const runtime = fakeRuntime({ limits: { runs_per_connection: 1 } })
  const begun: string[] = []
  const call = (name: string, command: Parameters<typeof fakeCall>[0]) =>
    runtime.run(fakeCall(command, { on_begun: () => begun.push(name) }))
  const runs = [call('first', { do: 'after', ms: 100 }), call('second', { do: 'tell' })]
  await runtime.event('runner_started')
  expect(begun).toEqual(['first'])
  await Promise.all(runs)
  expect(begun).toEqual(['first', 'second'])
  for (let i = 0; i < 3; i++) await call(`crash ${i}`, { do: 'exit' })
  await runtime.event('circuit_opened')
  expect((await call('refused', { do: 'exit' })).outcome).toMatchObject({ code: 'busy' })
  expect(begun.slice(2)).toEqual(['crash 0', 'crash 1', 'crash 2'])
})

test('a retired connection loses its idle isolates, its runs and its queue', async () => {
  const runtime = fakeRuntime({ limits: { runs_per_connection: 1 } })
  const { pid } = told(await runtime.run(fakeCall({ do: 'tell' })))
  const under_way = runtime.run(fakeCall({ do: 'until_cancelled' }))
  const waiting = runtime.run(fakeCall({ do: 'tell' }))
  await new Promise((resolve) => setImmediate(resolve))
  expect(runtime.connections()).toEqual([{ tenant_id: 'tenant', connection_id: 'connection' }])
  runtime.retire('tenant', 'connection')
  expect(runtime.connections()).toEqual([])
  for (const run of await Promise.all([under_way, waiting]))
    expect(run.outcome).toMatchObject({ code: 'script_crash' })
  expect(runtime.stats().runners.find((runner) => runner.pid === pid)?.isolates).toBe(0)
})

test('idle isolates and idle runners are retired, and the tenant gets a new one', async () => {
  const runtime = fakeRuntime({ limits: { idle_ms: 100 } })
  const first = told(await runtime.run(fakeCall({ do: 'tell' })))
  const killed = await runtime.event('runner_killed')
  expect(killed).toMatchObject({ pid: first.pid, tenant_id: 'tenant', reason: 'idle' })
  expect(told(await runtime.run(fakeCall({ do: 'tell' }))).pid).not.toBe(first.pid)
  expect(runtime.stats().kills).toBe(0)
})

test('an isolate that died just when a run was sent to it is replaced unnoticed', async () => {
  let starts = 0
  const runtime = fakeRuntime({}, () => {
    starts++
    return startFakeRunner()
  })
  const run = await runtime.run(fakeCall({ do: 'close_isolate' }))
  expect(run.outcome).toMatchObject({ code: 'script_crash' })
  expect(run.attempts).toBe(1)
  expect(runtime.stats().kills).toBe(0)
  expect(starts).toBeLessThanOrEqual(2)
})

test('a script over its size limit is not run', async () => {
  const runtime = fakeRuntime({ limits: { source_bytes: 10 } })
  expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome).toMatchObject({
    code: 'script_limit',
    message: expect.stringContaining('10 bytes'),
  })
})

test('limits of a call may only lower the operator’s', async () => {
  const runtime = fakeRuntime({ limits: { source_bytes: 10 } })
  const run = await runtime.run(fakeCall({ do: 'tell' }, { limits: { source_bytes: 1_000_000 } }))
  expect(run.outcome).toMatchObject({ code: 'script_limit' })
})

test('arguments that do not fit a message fail that run only', async () => {
  const runtime = fakeRuntime()
  const run = await runtime.run(fakeCall({ do: 'tell' }, { args: ['x'.repeat(2_000_000)] }))
  expect(run.outcome).toMatchObject({ code: 'script_limit' })
  expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
})

test('a runner that cannot start is a fault of the host, and says what it printed', async () => {
  const { spawn } = await import('node:child_process')
  const runtime = fakeRuntime({}, async () =>
    spawn(process.execPath, ['-e', 'throw new Error("no such build")']),
  )
  await expect(runtime.run(fakeCall({ do: 'tell' }))).rejects.toThrow('no such build')
  await expect(runtime.ready()).rejects.toThrow('could not be started')
})

test('S9: the supervisor checks a value again: size, depth, count, Unicode, and keys that would reach prototypes', async () => {
  const runtime = fakeRuntime({ limits: { result_bytes: 1000, result_depth: 3, result_values: 6 } })
  const outcomeOf = async (json: string) =>
    (await runtime.run(fakeCall({ do: 'answer', outcome: { kind: 'value', json } }))).outcome
  const invalid = { kind: 'failure', code: 'invalid_profile' }
  expect(await outcomeOf(JSON.stringify('x'.repeat(1000)))).toMatchObject(invalid)
  expect(await outcomeOf('[[[[1]]]]')).toMatchObject(invalid)
  expect(await outcomeOf('[[[1]]]')).toEqual({ kind: 'value', value: [[[1]]] })
  expect(await outcomeOf('[1,2,3,4,5,6,7]')).toMatchObject(invalid)
  expect(await outcomeOf('{"a":"\\ud800"}')).toMatchObject(invalid)
  expect(await outcomeOf('{"a\\u0000":1}')).toMatchObject(invalid)
  expect(
    await outcomeOf('{"__proto__":{"x":1},"constructor":1,"prototype":2,"a":{"__proto__":1,"b":2}}'),
  ).toEqual({
    kind: 'value',
    value: { a: { b: 2 } },
  })
  expect(Object.prototype).not.toHaveProperty('x')
  expect(await outcomeOf('null')).toEqual({ kind: 'none' })
})

test('log lines are kept up to the limit', async () => {
  const runtime = fakeRuntime({ limits: { log_bytes: 200 } })
  const run = await runtime.run(
    fakeCall({ do: 'log', lines: ['one', 'two', 'x'.repeat(300), ...Array(40).fill('')] }),
  )
  expect(run.logs.slice(0, 2).map(({ text }) => text)).toEqual(['one', 'two'])
  expect(run.logs.length).toBeLessThan(15)
  expect(run.logs_truncated).toBe(true)
})

test('K4: password and configuration are redacted in all output of a run', async () => {
  const runtime = fakeRuntime()
  const secrets = ['pa55 word']
  const configuration = { values: { DB: 'c0nfigured-secret', PORT: '3306' }, revision: '1' }
  const text = 'pa55 word, pa55%20word, C0NFIGURED-secret on 3306'
  const redacted = '[redacted], [redacted], [redacted] on 3306'
  const failure = {
    kind: 'failure',
    code: 'script_error',
    message: text,
    name: text,
    error_code: text,
    stack: text,
  }
  const failed = await runtime.run(fakeCall({ do: 'answer', outcome: failure }, { secrets, configuration }))
  expect(failed.outcome).toEqual({
    kind: 'failure',
    code: 'script_error',
    message: redacted,
    name: redacted,
    error_code: redacted,
    stack: redacted,
  })
  const rejection = { kind: 'rejection', class: 'ValidationError', message: text, code: text, user_id: text }
  const rejected = await runtime.run(
    fakeCall({ do: 'answer', outcome: rejection }, { secrets, configuration }),
  )
  expect(rejected.outcome).toEqual({ ...rejection, message: redacted, code: redacted, user_id: redacted })
  const logged = await runtime.run(
    fakeCall({ do: 'log', lines: [text, 'harmless', text] }, { secrets, configuration }),
  )
  expect(logged.logs.map((line) => line.text)).toEqual([redacted, 'harmless', redacted])
})

test('close ends every runner and every run, and nothing can be run afterwards', async () => {
  const runtime = fakeRuntime({ blank_runners: 2 })
  await runtime.ready()
  const run = runtime.run(fakeCall({ do: 'hang' }))
  await new Promise((resolve) => setImmediate(resolve))
  const pids = runtime.stats().runners.map(({ pid }) => pid)
  expect(pids.length).toBeGreaterThan(0)
  await runtime.close()
  expect((await run).outcome).toMatchObject({ code: 'script_crash' })
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  await expect(runtime.run(fakeCall({ do: 'tell' }))).rejects.toThrow('closed')
})
