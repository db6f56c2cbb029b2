import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { FRAME } from '../../../runtime/frames.ts'
import { createCircuits } from '../../../runtime/supervisor/circuit.ts'
import type { FakeCommand, FakeRuntime } from '../../support/fake-runner-runtime.ts'
import { createFakeRuntime, fakeCall, startFakeRunner } from '../../support/fake-runner-runtime.ts'

const open: FakeRuntime[] = []
const fakeRuntime = (...args: Parameters<typeof createFakeRuntime>) => {
  const runtime = createFakeRuntime(...args)
  open.push(runtime)
  return runtime
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()))
})

const LIMITS = { wall_ms: 1_000, entry_ms: 300, entry_grace_ms: 200 }

describe('S3: a run that cannot be ended from inside is killed, and the limit is named', () => {
  test.each<[string, FakeCommand, string, string]>([
    ['never answers, not even when told to', { do: 'hang' }, 'script_timeout', 'wall'],
    ['has an overdue entry', { do: 'overdue' }, 'script_timeout', 'overdue'],
    ['stops answering pings', { do: 'stop_answering_pings' }, 'script_crash', 'heartbeat'],
    ['eats memory', { do: 'eat', mb: 200 }, 'script_memory', 'memory'],
  ])('a runner that %s', async (_, command, code, reason) => {
    const runtime = fakeRuntime({ limits: { ...LIMITS, wall_ms: 2_000, runner_mb: 200 }, blank_runners: 2 })
    await runtime.ready()
    const run = await runtime.run(fakeCall(command))
    expect(run.outcome).toMatchObject({ kind: 'failure', code })
    expect(run.duration_ms).toBeLessThan(2_000 + 1_000)
    expect(await runtime.event('runner_killed')).toMatchObject({ reason, tenant_id: 'tenant' })
    const next = await runtime.run(fakeCall({ do: 'tell' }))
    expect(next.outcome.kind).toBe('value')
    expect(next.duration_ms).toBeLessThan(1_000)
  })

  test.each<FakeCommand>([{ do: 'exit' }, { do: 'abort' }])(
    'a runner that ends by itself: %o',
    async (command) => {
      const runtime = fakeRuntime()
      const run = await runtime.run(fakeCall(command))
      expect(run).toMatchObject({ outcome: { code: 'script_crash' }, attempts: 1 })
      expect(await runtime.event('runner_exited')).toMatchObject({ tenant_id: 'tenant' })
      expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
    },
  )

  test('a run that ends when it is cancelled is not killed', async () => {
    const runtime = fakeRuntime({ limits: LIMITS })
    const run = await runtime.run(fakeCall({ do: 'until_cancelled' }))
    expect(run.outcome).toMatchObject({ code: 'script_timeout', message: expect.stringContaining('1000 ms') })
    expect(runtime.stats().kills).toBe(0)
  })

  test('a login that lost its result through no fault of its own is run once more; a create is not', async () => {
    const runtime = fakeRuntime({ limits: { wall_ms: 3_000 }, blank_runners: 2 })
    await runtime.ready()
    const guilty = runtime.run(fakeCall({ do: 'hang' }, { limits: { wall_ms: 200 } }))
    const login = runtime.run(fakeCall({ do: 'after', ms: 1_000 }, { connection_id: 'b' }))
    const create = runtime.run(fakeCall({ do: 'after', ms: 1_000 }, { connection_id: 'c', action: 'create' }))
    expect((await guilty).outcome).toMatchObject({ code: 'script_timeout' })
    expect(await login).toMatchObject({ outcome: { kind: 'value' }, attempts: 2 })
    expect(await create).toMatchObject({ outcome: { code: 'script_crash' }, attempts: 1 })
  })

  test('when memory runs out under several runs, each is repeated alone: the cause is named and the others succeed', async () => {
    const runtime = fakeRuntime({ limits: { wall_ms: 8_000, runner_mb: 200 }, blank_runners: 2 })
    await runtime.ready()
    const innocent = runtime.run(fakeCall({ do: 'after', ms: 700 }, { connection_id: 'b' }))
    const guilty = runtime.run(fakeCall({ do: 'eat', mb: 250 }))
    expect(await guilty).toMatchObject({ outcome: { code: 'script_memory' }, attempts: 2 })
    expect(await innocent).toMatchObject({ outcome: { kind: 'value' }, attempts: 2 })
    expect(runtime.stats().kills).toBe(2)
  })

  test('R5: a login whose runner was killed by somebody else is run again', async () => {
    const runtime = fakeRuntime()
    const run = runtime.run(fakeCall({ do: 'after', ms: 500 }))
    const busy = () => runtime.stats().runners.find(({ runs }) => runs === 1)?.pid ?? 0
    await expect.poll(busy, { interval: 5 }).toBeGreaterThan(0)
    const pid = busy()
    process.kill(pid, 'SIGKILL')
    expect(await run).toMatchObject({ outcome: { kind: 'value' }, attempts: 2 })
  })
})

describe('a runner is not trusted', () => {
  let runtime: FakeRuntime
  beforeAll(async () => {
    runtime = createFakeRuntime({ blank_runners: 2 })
    await runtime.ready()
  })
  afterAll(() => runtime.close())

  const frame = (type: number, id?: number, payload?: string): FakeCommand => ({
    do: 'frame',
    type,
    ...(id !== undefined && { id }),
    ...(payload !== undefined && { payload }),
  })
  const ended = JSON.stringify({
    outcome: { kind: 'none' },
    cpu_ms: 0,
    memory_bytes: 0,
    late_settlements: 0,
    late_errors: 0,
    tls_extra_bytes: 0,
    logs_truncated: false,
    reusable: true,
    waiting_for_network: false,
  })

  test.each<[string, FakeCommand]>([
    ['garbage', { do: 'raw', hex: 'deadbeef'.repeat(20) }],
    [
      'an oversize frame',
      { do: 'raw', hex: `${(1024 * 1024 + 1).toString(16).padStart(8, '0')}430000000100` },
    ],
    ['a frame of an unknown type', frame(0x7f)],
    ['a frame of the supervisor’s own', frame(FRAME.start_run)],
    ['a second ready', frame(FRAME.ready, 0, '{"v8":"1","node":"1"}')],
    ['an outcome that is not JSON', frame(FRAME.run_ended, undefined, '{"outcome"')],
    ['an outcome that is not UTF-8', { do: 'raw', hex: '00000001430000000180' }],
    [
      'an outcome of the wrong shape',
      frame(FRAME.run_ended, undefined, '{"outcome":{"kind":"value","json":1}}'),
    ],
    ['an outcome with a field too many', frame(FRAME.run_ended, undefined, `{"extra":1,${ended.slice(1)}`)],
    ['an outcome of a run that never was', frame(FRAME.run_ended, 4711, ended)],
    ['a value that is not JSON', { do: 'answer', outcome: { kind: 'value', json: '{nope' } }],
    ['a log line of a run that never was', frame(FRAME.log, 4711, '{"at_ms":1,"level":"log","text":"x"}')],
    ['a log line of a wrong level', frame(FRAME.log, undefined, '{"at_ms":1,"level":"fatal","text":"x"}')],
    [
      'a trace of a connect',
      frame(FRAME.trace, undefined, '{"at_ms":1,"kind":"connect","host":"x","duration_ms":1,"outcome":"ok"}'),
    ],
    ['a pong to no ping', frame(FRAME.pong, 4711, '{"oldest_entry_ms":0,"rss_bytes":0}')],
    ['the end of an isolate that never was', frame(FRAME.isolate_closed, 4711, '{"reason":"x"}')],
    ['bytes for a socket that never was', frame(FRAME.net_send, 4711, 'x')],
    ['a grant for a socket that never was', frame(FRAME.net_grant, 4711, '\0\0\0\x01')],
    ['a grant of the wrong length', frame(FRAME.net_grant, 4711, 'x')],
    [
      'a socket of an isolate that never was',
      frame(FRAME.net_open, 1, '{"isolate":4711,"host":"x","port":1}'),
    ],
    ['a socket to port 0', frame(FRAME.net_open, 1, '{"isolate":1,"host":"x","port":0}')],
    [
      'a look-up of an isolate that never was',
      frame(FRAME.dns_query, 1, '{"isolate":4711,"operation":"lookup","name":"x","family":0}'),
    ],
    [
      'a look-up of an unknown kind',
      frame(FRAME.dns_query, 1, '{"isolate":1,"operation":"Any","name":"x","family":0}'),
    ],
  ])('%s ends that runner and nothing else', async (tenant_id, command) => {
    const healthy = runtime.run(fakeCall({ do: 'after', ms: 100 }, { tenant_id: 'healthy' }))
    const run = await runtime.run(fakeCall(command, { tenant_id }))
    expect(run).toMatchObject({ outcome: { kind: 'failure', code: 'script_crash' }, attempts: 1 })
    const killed = runtime.events.filter(
      (event) => event.kind === 'runner_killed' && event.tenant_id === tenant_id,
    )
    expect(killed).toMatchObject([{ reason: 'protocol' }])
    expect(await healthy).toMatchObject({ outcome: { kind: 'value' }, attempts: 1 })
    expect(
      runtime.events.filter((event) => event.kind === 'runner_killed' && event.tenant_id === 'healthy'),
    ).toEqual([])
  })

  test('a second outcome of the same run ends the runner; the first one counts', async () => {
    const own = fakeRuntime()
    expect((await own.run(fakeCall({ do: 'twice' }))).outcome).toEqual({ kind: 'value', value: 1 })
    expect(await own.event('runner_killed')).toMatchObject({ reason: 'protocol' })
  })
})

describe('S4: the circuit', () => {
  test('the third kill of a script revision within a minute refuses it for 30 s without starting a runner', async () => {
    let starts = 0
    const runtime = fakeRuntime({ blank_runners: 1 }, () => {
      starts++
      return startFakeRunner()
    })
    for (let i = 0; i < 3; i++)
      expect((await runtime.run(fakeCall({ do: 'exit' }))).outcome).toMatchObject({ code: 'script_crash' })
    expect(await runtime.event('circuit_opened')).toEqual({
      kind: 'circuit_opened',
      tenant_id: 'tenant',
      connection_id: 'connection',
    })
    await runtime.ready()
    const before = starts
    for (let i = 0; i < 20; i++) {
      const { outcome } = await runtime.run(fakeCall({ do: 'exit' }))
      expect(outcome).toMatchObject({ code: 'busy' })
      if (outcome.kind === 'failure') expect(outcome.retry_after_ms).toBeGreaterThan(25_000)
    }
    expect(starts).toBe(before)
    for (const other of [
      fakeCall({ do: 'tell' }),
      fakeCall({ do: 'tell' }, { action: 'get_user' }),
      fakeCall({ do: 'tell' }, { connection_id: 'other' }),
    ])
      expect((await runtime.run(other)).outcome.kind).toBe('value')
    const mended = fakeCall({ do: 'exit' }, { configuration: { values: {}, revision: '2' } })
    expect((await runtime.run(mended)).outcome).toMatchObject({ code: 'script_crash' })
  })

  test('test-runs of a crashing draft leave live logins alone: no breaker, no kill, no lost place', async () => {
    const runtime = fakeRuntime({
      limits: { runs_per_connection: 1, test_runs_per_tenant: 1, queue_length: 1 },
    })
    const living = runtime.run(fakeCall({ do: 'after', ms: 1500 }))
    const draft = fakeCall({ do: 'exit' }, { throw_away: true })
    for (let i = 0; i < 3; i++)
      expect((await runtime.run(draft)).outcome).toMatchObject({ code: 'script_crash' })
    // The draft has a breaker of its own; what is saved, also the same text, and the mended draft, have none.
    expect((await runtime.run(draft)).outcome).toMatchObject({ code: 'busy' })
    const mended = fakeCall({ do: 'tell' }, { throw_away: true })
    expect((await runtime.run(mended)).outcome.kind).toBe('value')
    const { attempts, outcome } = await living
    expect([attempts, outcome.kind]).toEqual([1, 'value'])
    expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
    expect((await runtime.run(fakeCall({ do: 'exit' }))).outcome).toMatchObject({ code: 'script_crash' })
  })

  test('test-runs that hang take no place of live logins, and answer busy themselves', async () => {
    const limits = {
      runs_per_connection: 1,
      test_runs_per_tenant: 2,
      queue_length: 1,
      queue_ms: 100,
      wall_ms: 2_000,
    }
    const runtime = fakeRuntime({ limits })
    const draft = fakeCall({ do: 'until_cancelled' }, { throw_away: true })
    const hanging = [runtime.run(draft), runtime.run(draft)]
    const [third, fourth] = await Promise.all([runtime.run(draft), runtime.run(draft)])
    expect([third.outcome, fourth.outcome]).toMatchObject([{ code: 'busy' }, { code: 'busy' }])
    for (let i = 0; i < 3; i++)
      expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
    const others = fakeCall({ do: 'tell' }, { throw_away: true, tenant_id: 'quiet' })
    expect((await runtime.run(others)).outcome.kind).toBe('value')
    for (const { outcome } of await Promise.all(hanging)) expect(outcome.kind).toBe('failure')
  })

  test('a revision that always hangs costs at most 4 kills a minute', () => {
    let now = 0
    const circuits = createCircuits(() => now)
    const kills: number[] = []
    const [call, other] = [fakeCall({ do: 'hang' }), fakeCall({ do: 'tell' })]
    for (; now < 600_000; now += 20) {
      if (circuits.closedIn_ms(call) > 0) continue
      kills.push(now)
      circuits.killed(call)
    }
    for (const from of kills)
      expect(kills.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(4)
    expect(circuits.closedIn_ms(other)).toBe(0)
  })
})
