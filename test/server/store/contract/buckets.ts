import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

const bucket = (name: string, burst = 3) => ({ bucket: name, burst, every_ms: 60_000 })

export function describeBuckets(opened: () => Store): void {
  describe('shared buckets', () => {
    test('of servers that take at once, as many get a token as the bucket has; the others learn how long to wait', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const wish = { judging: [bucket('a')], counting: [bucket('a')] }
      const taken = await Promise.all(Array.from({ length: 8 }, () => store.takeTokens(tenant_id, wish)))
      expect(taken.filter(({ kind }) => kind === 'taken')).toHaveLength(3)
      const refused = await store.takeTokens(tenant_id, wish)
      expect(refused).toMatchObject({ kind: 'empty', retry_after_ms: expect.any(Number) })
      expect(refused.kind === 'empty' && refused.retry_after_ms).toBeGreaterThan(50_000)
      expect(await store.takeTokens(await newTenant(store), wish)).toMatchObject({ kind: 'taken' })
    })

    test('an empty bucket that does not judge refuses nothing, and a token that is given back can be taken again', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const wish = { judging: [bucket('own')], counting: [bucket('own'), bucket('all', 1)] }
      expect(await store.takeTokens(tenant_id, wish)).toEqual({ kind: 'taken', buckets: ['all', 'own'] })
      expect(await store.takeTokens(tenant_id, wish)).toEqual({ kind: 'taken', buckets: ['own'] })
      const judged = { judging: [bucket('all', 1)], counting: [] }
      expect(await store.takeTokens(tenant_id, judged)).toMatchObject({ kind: 'empty' })
      await store.putBackTokens(tenant_id, [bucket('all', 1)])
      expect(await store.takeTokens(tenant_id, judged)).toEqual({ kind: 'taken', buckets: [] })
    })

    test('buckets that are full are forgotten', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const empty = { ...bucket('slow'), every_ms: 3_600_000 }
      const full = { ...bucket('quick'), every_ms: 1 }
      await store.takeTokens(tenant_id, { judging: [], counting: [empty, full] })
      await expect.poll(() => store.deleteFullBuckets(10)).toBeGreaterThan(0)
      // Buckets of other tests become full meanwhile; this one does not for an hour.
      await expect.poll(() => store.deleteFullBuckets(10)).toBe(0)
      const wish = { judging: [], counting: [empty] }
      expect(await store.takeTokens(tenant_id, wish)).toEqual({ kind: 'taken', buckets: ['slow'] })
      expect(await store.takeTokens(tenant_id, wish)).toEqual({ kind: 'taken', buckets: ['slow'] })
      expect(await store.takeTokens(tenant_id, wish)).toEqual({ kind: 'taken', buckets: [] })
    })
  })
}
