import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../../server/common/clock.ts'
import { createBuckets } from '../../../server/protection/buckets.ts'

test('a bucket allows its burst, then one attempt per interval, and says when the next is allowed', () => {
  let now = 1_000
  const buckets = createBuckets(() => now)
  const rate = { burst: 3, every_ms: 2_000 }
  const take = () => buckets.take('a', rate)
  expect([take().remaining, take().remaining, take().remaining]).toEqual([2, 1, 0])
  expect(take()).toMatchObject({ allowed: false, remaining: 0, retry_after_s: 2, full_in_ms: 6_000 })
  now += 1_999
  expect(take()).toMatchObject({ allowed: false, retry_after_s: 1 })
  now += 1
  expect(buckets.peek('a', rate).allowed).toBe(true)
  expect(take().allowed).toBe(true)
  expect(take().allowed).toBe(false)
  expect(buckets.take('b', rate).allowed).toBe(true)
  now += 60_000
  expect(take().remaining).toBe(2)
})

test('no wait is longer than a bucket takes to fill, even after its rate was changed', () => {
  let now = 0
  const buckets = createBuckets(() => now)
  for (let i = 0; i < 10; i++) buckets.take('a', { burst: 10, every_ms: 86_400_000 })
  now += 1_000
  expect(buckets.peek('a', { burst: 10, every_ms: 1_000 })).toMatchObject({ retry_after_s: 1 })
})

afterEach(() => {
  vi.useRealTimers()
})

test('R10: a limit ends on time when the clock of the machine is set back by an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const buckets = createBuckets(systemClock.now)
  const rate = { burst: 1, every_ms: 50 }
  expect(buckets.take('a', rate).allowed).toBe(true)
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(buckets.take('a', rate)).toMatchObject({ allowed: false, retry_after_s: 1 })
  await expect.poll(() => buckets.take('a', rate).allowed, { timeout: 5_000 }).toBe(true)
})

/** The simplest limiter: counted tokens, in whole thousandths. */
function reference(burst: number, every_ms: number): (at: number) => boolean {
  let tokens = burst * every_ms
  let last = 0
  return (at) => {
    tokens = Math.min(burst * every_ms, tokens + at - last)
    last = at
    if (tokens < every_ms) return false
    tokens -= every_ms
    return true
  }
}

const SEEDS = [20_261_124, Math.floor(Math.random() * 2 ** 31)]

test.each(SEEDS)('a bucket never allows more than a reference does, at random times (seed %i)', (seed) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5_000 }),
      fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat({ max: 10_000 })), { maxLength: 200 }),
      (burst, every_ms, steps) => {
        let now = 0
        const buckets = createBuckets(() => now)
        const expected = { a: reference(burst, every_ms), b: reference(burst, every_ms) }
        for (const [key, wait] of steps) {
          now += wait
          expect(buckets.take(key, { burst, every_ms }).allowed).toBe(expected[key](now))
        }
      },
    ),
    { seed, numRuns: 200 },
  )
})
