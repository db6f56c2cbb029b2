import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { QueueFullError } from '../../../runtime/fair-queue.ts'
import { FRAME } from '../../../runtime/frames.ts'
import { createKdfAsks } from '../../../runtime/supervisor/kdf-asks.ts'
import type { KdfService } from '../../../runtime/supervisor/kdf-service.ts'
import { createKdfService, KdfOverdueError } from '../../../runtime/supervisor/kdf-service.ts'
import type { StartProcess } from '../../../runtime/supervisor/runner-process.ts'
import type { FakeRuntime } from '../../support/fake-runner-runtime.ts'
import { createFakeRuntime, fakeCall, startFakeRunner } from '../../support/fake-runner-runtime.ts'

const entry = fileURLToPath(new URL('../../support/fake-kdf.ts', import.meta.url))
const startFakeKdf: StartProcess = async () =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  })

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))
const text = (answer: Uint8Array) =>
  JSON.parse(Buffer.from(answer).toString()) as { text?: string; pid: number }
const turn = () => new Promise(setImmediate)
const never = new AbortController().signal

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
function service(lease_ms = 60_000, cores = 2): KdfService {
  const made = createKdfService(startFakeKdf, lease_ms, cores)
  closing.push(made.close)
  return made
}

describe('hashes of scripts', () => {
  test('one tenant never gets all places, so that one stays free for another; then they take turns', async () => {
    const hashes = service()
    const done: string[] = []
    const one = (owner: string, ms = 0) =>
      hashes.run(owner, bytes({ do: 'answer', ms }), never).then(() => done.push(owner))
    const busy = Array.from({ length: 6 }, () => one('busy', 100))
    await one('quiet')
    expect(done.filter((owner) => owner === 'busy').length).toBeLessThanOrEqual(3)
    await Promise.all(busy)
    expect(hashes.stats()).toMatchObject({ running: 0, queued: 0, most_running: 2 })
    expect(hashes.stats().processes).toBeLessThanOrEqual(2)
  })

  test('a derivation that takes too long is killed, and another process does the next one', async () => {
    const hashes = service(3_000)
    const { pid } = text(await hashes.run('a', bytes({ do: 'answer' }), never))
    await expect(hashes.run('a', bytes({ do: 'hang' }), never)).rejects.toThrow(KdfOverdueError)
    const next = text(await hashes.run('a', bytes({ do: 'answer', text: 'well' }), never))
    expect(next.text).toBe('well')
    expect(next.pid).not.toBe(pid)
    expect(() => process.kill(pid, 0)).toThrow()
  })

  test.each(['exit', 'flood'])('a process that does %s fails that hash only', async (what) => {
    const hashes = service()
    await expect(hashes.run('a', bytes({ do: what }), never)).rejects.toThrow(/has ended/)
    expect(text(await hashes.run('a', bytes({ do: 'answer', text: 'well' }), never)).text).toBe('well')
  })

  test('a cancelled derivation leaves the queue; one that has begun keeps its place until it is done', async () => {
    const hashes = service()
    const stop = new AbortController()
    const begun = hashes.run('a', bytes({ do: 'answer', ms: 300 }), stop.signal)
    const waits = hashes.run('a', bytes({ do: 'answer' }), stop.signal)
    const after = hashes.run('a', bytes({ do: 'answer' }), never)
    await turn()
    expect(hashes.stats()).toMatchObject({ running: 1, queued: 2 })
    stop.abort()
    await expect(begun).rejects.toThrow(/abort/)
    await expect(waits).rejects.toThrow(/abort/)
    expect(hashes.stats()).toMatchObject({ running: 1, queued: 1 })
    await after
    await turn()
    expect(hashes.stats()).toMatchObject({ running: 0, queued: 0 })
  })

  test('a tenant whose share to wait is full is refused', async () => {
    const hashes = service()
    const stop = new AbortController()
    const many = Array.from({ length: 202 }, () =>
      hashes.run('a', bytes({ do: 'hang' }), stop.signal).catch((error: unknown) => error),
    )
    await turn()
    stop.abort()
    const ends = await Promise.all(many)
    expect(ends.filter((error) => error instanceof QueueFullError)).toHaveLength(1)
  })

  test('a process is started beforehand for a script that will hash, once', async () => {
    const hashes = service()
    hashes.warm()
    hashes.warm()
    await expect.poll(() => hashes.stats().processes).toBe(1)
    await hashes.run('a', bytes({ do: 'answer' }), never)
    hashes.warm()
    expect(hashes.stats().processes).toBe(1)
  })
})

describe('requests of a runner', () => {
  function asks(hashes: KdfService) {
    const answered: number[] = []
    const ended: string[] = []
    const made = createKdfAsks({
      service: hashes,
      owner: () => 'tenant',
      send: (type, id) => void (type === FRAME.kdf_answer && answered.push(id)),
      knowsIsolate: (isolate) => isolate <= 100,
      onEnd: (isolate, reason) => void ended.push(`${isolate} ${reason}`),
    })
    const ask = (id: number, isolate: number, job: unknown) => {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(isolate)
      return made.take(FRAME.kdf_ask, id, Buffer.concat([head, bytes(job)]))
    }
    return {
      answered,
      ended,
      ask,
      close: made.close,
      giveUp: (id: number) => made.take(FRAME.kdf_give_up, id, Buffer.alloc(0)),
    }
  }

  test('a request is answered under its number; an overdue one ends its isolate; all end with the runner', async () => {
    const hashes = service(3_000)
    const { ask, answered, ended, giveUp, close } = asks(hashes)
    ask(1, 1, { do: 'answer' })
    await expect.poll(() => answered, { timeout: 10_000 }).toEqual([1])
    ask(2, 7, { do: 'hang' })
    await expect.poll(() => ended, { timeout: 10_000 }).toEqual(['7 overdue'])
    for (let id = 3; id < 10; id++) ask(id, 1, { do: 'answer', ms: 50 })
    giveUp(4)
    close()
    await expect.poll(() => hashes.stats()).toMatchObject({ running: 0, queued: 0 })
    expect(answered).toEqual([1])
  })

  test('frames that an intact runner never sends end the runner', () => {
    const { ask, giveUp, close } = asks(service())
    ask(1, 1, { do: 'answer', ms: 1000 })
    expect(() => ask(1, 1, {})).toThrow(/flood/)
    expect(() => ask(2, 101, {})).toThrow(/never was/)
    expect(() => giveUp(9_999)).not.toThrow()
    expect(() => {
      for (let id = 3; id < 3_000; id++) ask(id, 1, { do: 'answer' })
    }).toThrow(/flood/)
    close()
  })
})

test('a hash that takes too long ends its run as script_limit, and neither its runner nor other runs', async () => {
  const runtime: FakeRuntime = createFakeRuntime(
    { limits: { kdf_lease_ms: 3_000 } },
    startFakeRunner,
    startFakeKdf,
  )
  closing.push(() => runtime.close())
  const other = runtime.run(fakeCall({ do: 'after', ms: 4_000 }, { connection_id: 'other' }))
  const { outcome } = await runtime.run(fakeCall({ do: 'hash', job: { do: 'hang' } }, { action: 'create' }))
  expect(outcome).toMatchObject({
    kind: 'failure',
    code: 'script_limit',
    message: expect.stringMatching(/did not end within 3000 ms/),
  })
  expect((await other).outcome.kind).toBe('value')
  expect(runtime.stats().kills).toBe(0)
})
