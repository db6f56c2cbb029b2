/** Followers of a tenant's log, when other servers write to it. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { createFollowers } from '../../../server/tenant-log/followers.ts'
import { wakingStore } from '../../support/waking-store.ts'

function useFakeIntervals(): void {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
}

test('entries of another server are heard of although its wake was lost', async () => {
  useFakeIntervals()
  let newest: string | undefined
  const asked: string[] = []
  const store = wakingStore(
    {
      async newestLogId(tenant_id: string) {
        asked.push(tenant_id)
        return newest
      },
    },
    true,
  )
  const followers = createFollowers(store)
  let woken = 0
  const stop = followers.follow('ten_1', () => woken++)
  await vi.advanceTimersByTimeAsync(3_000)
  expect([woken, asked.length]).toEqual([0, 3])
  newest = 'log-1'
  await vi.advanceTimersByTimeAsync(3_000)
  expect(woken).toBe(1)
  stop()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(asked).toEqual(Array(6).fill('ten_1'))
  followers.close()
})

test('a server that has its store for itself asks it nothing while nobody writes', async () => {
  useFakeIntervals()
  let asked = 0
  const followers = createFollowers(
    wakingStore({
      async newestLogId() {
        asked++
        return undefined
      },
    }),
  )
  followers.follow('ten_1', () => undefined)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBe(0)
  followers.close()
})

test('a store that is away ends no following', async () => {
  useFakeIntervals()
  let isAway = true
  let newest = 'log-1'
  const store = wakingStore(
    {
      async newestLogId() {
        if (isAway) throw new Error('away')
        return newest
      },
    },
    true,
  )
  const followers = createFollowers(store)
  let woken = 0
  followers.follow('ten_1', () => woken++)
  await vi.advanceTimersByTimeAsync(2_000)
  isAway = false
  await vi.advanceTimersByTimeAsync(1_000)
  newest = 'log-2'
  await vi.advanceTimersByTimeAsync(1_000)
  expect(woken).toBe(1)
  followers.close()
})
