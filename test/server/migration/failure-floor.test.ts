import { expect, test } from 'vitest'
import type { Clock } from '../../../server/common/clock.ts'
import { systemClock } from '../../../server/common/clock.ts'
import { createFailureFloor } from '../../../server/migration/login/failure-floor.ts'
import { legacyStore } from '../../support/fake-runtime.ts'
import { MODES, openFlow } from '../../support/flow.ts'

function virtualClock(): Clock & { time: number } {
  const clock = {
    time: 1_000,
    now: () => clock.time,
    async sleep(duration_ms: number) {
      clock.time += duration_ms
    },
  }
  return clock
}

test.each([
  ['nothing is known', [], 250],
  ['the scripts are quick', [3, 5, 8], 250],
  ['nine of ten take 800 ms', [...Array(9).fill(800), 5_000], 800],
  ['the legacy store is slower than the cap', Array(10).fill(9_000), 2_000],
])('A2: when %s, a failure is released %i ms after the request began', async (_, durations, expected) => {
  const clock = virtualClock()
  const floor = createFailureFloor(clock)
  for (const duration of durations) floor.observe('con_1', duration)
  const started = clock.time
  clock.time += 40
  await floor.hold('con_1', started)
  expect(clock.time - started).toBe(expected)
})

test('A2: a failure is released at a random time after the floor, never before it', async () => {
  const { jitter = () => 0 } = systemClock
  const released: number[] = []
  for (let round = 0; round < 200; round++) {
    const clock = { ...virtualClock(), jitter }
    clock.sleep = async (duration_ms) => {
      released.push(duration_ms)
    }
    await createFailureFloor(clock).hold('con_1', clock.now())
  }
  expect(Math.min(...released)).toBeGreaterThanOrEqual(250)
  expect(Math.max(...released)).toBeLessThanOrEqual(270)
  // Of 200 by chance, the outermost are hardly ever within 10 ms of each other.
  expect(Math.max(...released) - Math.min(...released)).toBeGreaterThan(10)
})

test('A2: every kind of failure is delayed to the same floor; a success is not delayed', async () => {
  const clock = virtualClock()
  const flow = await openFlow(legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }]), {
    clock,
  })
  const connection = await flow.connection('c', MODES.import)
  const taken = async (who: string, password: string): Promise<number> => {
    const started = clock.time
    await flow.login(connection, who, password)
    return clock.time - started
  }
  expect(await taken('nobody@example.com', 'x')).toBe(250)
  expect(await taken('ann@example.com', 'wrong, not yet migrated')).toBe(250)
  expect(await taken('ann@example.com', 'old-secret')).toBe(0)
  expect(await taken('ann@example.com', 'wrong, migrated')).toBe(250)
})
