import { afterEach, describe, expect, test } from 'vitest'
import type { FairQueue } from '../../../runtime/fair-queue.ts'
import { createFairQueue } from '../../../runtime/fair-queue.ts'
import { FRAME } from '../../../runtime/frames.ts'
import { createKdfPlaces, createKdfQueue } from '../../../runtime/supervisor/kdf-places.ts'
import type { FakeRuntime } from '../../support/fake-runner-runtime.ts'
import { createFakeRuntime, fakeCall } from '../../support/fake-runner-runtime.ts'

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))
const turn = () => new Promise(setImmediate)

/** A runner's places, and what happened to them. */
function places(queue: FairQueue, owner: string, lease_ms = 60_000) {
  const granted: number[] = []
  const refused: number[] = []
  const overdue: number[] = []
  const made = createKdfPlaces({
    queue,
    owner: () => owner,
    send: (type, id) => void (type === FRAME.kdf_grant && granted.push(id)),
    knowsIsolate: (isolate) => isolate <= 100,
    onRefused: (isolate) => void refused.push(isolate),
    onOverdue: (isolate) => void overdue.push(isolate),
    lease_ms,
  })
  return {
    granted,
    refused,
    overdue,
    close: made.close,
    ask: (id: number, isolate = id) => made.take(FRAME.kdf_ask, id, bytes({ isolate })),
    done: (id: number) => made.take(FRAME.kdf_done, id, Buffer.alloc(0)),
  }
}

describe('places for derivations', () => {
  test('one tenant never has all of them, so that another finds one free', async () => {
    const queue = createKdfQueue(4)
    const [busy, quiet] = [places(queue, 'busy'), places(queue, 'quiet')]
    for (let id = 1; id <= 10; id++) busy.ask(id)
    await turn()
    quiet.ask(1)
    await turn()
    expect([busy.granted, quiet.granted]).toEqual([[1, 2], [1]])
    busy.done(1)
    await turn()
    expect(busy.granted).toEqual([1, 2, 3])
  })

  test('who does not want one any more, or has gone, leaves the queue and gives back what it had', async () => {
    const queue = createFairQueue({ running: 1, waiting_per_owner: 10 })
    const [first, second] = [places(queue, 'a'), places(queue, 'b')]
    first.ask(1)
    first.ask(2)
    first.ask(3)
    second.ask(1)
    await turn()
    first.done(2)
    await turn()
    first.close()
    await turn()
    expect([first.granted, second.granted]).toEqual([[1], [1]])
    second.done(1)
    expect(queue.stats()).toMatchObject({ running: 0, queued: 0 })
  })

  test('a place that is not given back in time is told; one that is, is not', async () => {
    const queue = createFairQueue({ running: 2, waiting_per_owner: 10 })
    const hostile = places(queue, 'a', 30)
    hostile.ask(1)
    hostile.ask(2, 7)
    await turn()
    hostile.done(1)
    await expect.poll(() => hostile.overdue).toEqual([7])
  })

  test('a tenant whose share to wait is full is refused, by its isolate', async () => {
    const queue = createFairQueue({ running: 1, waiting_per_owner: 1 })
    const busy = places(queue, 'a')
    for (let id = 1; id <= 3; id++) busy.ask(id, id + 20)
    await turn()
    expect([busy.granted, busy.refused]).toEqual([[1], [23]])
  })

  test('frames that no runner of ours would send end it', () => {
    const queue = createFairQueue({ running: 1, waiting_per_owner: 5_000 })
    const one = places(queue, 'a')
    one.ask(1)
    expect(() => one.ask(1)).toThrow(/flood/)
    expect(() => one.ask(2, 101)).toThrow(/never was/)
    expect(() => {
      for (let id = 3; id < 3_000; id++) one.ask(id, 1)
    }).toThrow(/flood/)
    expect(() => one.done(9_999)).not.toThrow()
  })
})

const open: FakeRuntime[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((runtime) => runtime.close()))
})

test('a runner that keeps its place is killed, and its run ends as script_limit', async () => {
  const runtime = createFakeRuntime({ limits: { kdf_lease_ms: 100 } })
  open.push(runtime)
  const ask = { do: 'frame', type: FRAME.kdf_ask, id: 1, payload: JSON.stringify({ isolate: 1 }) } as const
  const { outcome } = await runtime.run(fakeCall(ask, { action: 'create' }))
  expect(outcome).toMatchObject({
    kind: 'failure',
    code: 'script_limit',
    message: expect.stringMatching(/did not end within 100 ms/),
  })
  expect(await runtime.event('runner_killed')).toMatchObject({ reason: 'derivation' })
  expect((await runtime.run(fakeCall({ do: 'tell' }))).outcome.kind).toBe('value')
})
