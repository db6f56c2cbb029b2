import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, newTenant } from './samples.ts'

export function describeLegacyTotals(opened: () => Store): void {
  describe('totals of legacy stores', () => {
    test('the newest total is kept; a count that failed keeps it, and says why', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      expect(await store.findLegacyTotal(tenant_id, connection_id)).toBeUndefined()
      const problem = { kind: 'problem', problem: 'script_timeout', run_id: 'run_1' } as const
      expect(await store.saveLegacyTotal(tenant_id, connection_id, problem)).toBe(true)
      expect(await store.findLegacyTotal(tenant_id, connection_id)).toMatchObject({
        problem: 'script_timeout',
      })
      const counted = { kind: 'total', total: 12, source: 'script', run_id: 'run_2' } as const
      await store.saveLegacyTotal(tenant_id, connection_id, counted)
      await store.saveLegacyTotal(tenant_id, connection_id, problem)
      expect(await store.findLegacyTotal(tenant_id, connection_id)).toEqual({
        total: 12,
        source: 'script',
        at: expect.any(Number),
        run_id: 'run_1',
        tried_at: expect.any(Number),
        problem: 'script_timeout',
      })
      await store.saveLegacyTotal(tenant_id, connection_id, { kind: 'total', total: 13, source: 'typed' })
      expect(await store.findLegacyTotal(tenant_id, connection_id)).toMatchObject({
        total: 13,
        source: 'typed',
        problem: undefined,
        tried_at: undefined,
      })
      const other = await newTenant(store)
      expect(await store.findLegacyTotal(other, connection_id)).toBeUndefined()
      expect(await store.saveLegacyTotal(other, connection_id, counted)).toBe(false)
      await store.deleteLegacyTotal(tenant_id, connection_id)
      expect(await store.findLegacyTotal(tenant_id, connection_id)).toBeUndefined()
    })

    test('a count is claimed once at a time, also when its total is deleted meanwhile', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const claim = () => store.claimLegacyCount(tenant_id, connection_id, 60_000)
      const claims = await Promise.all([claim(), claim(), claim()])
      expect(claims.filter(Boolean)).toHaveLength(1)
      await store.saveLegacyTotal(tenant_id, connection_id, { kind: 'total', total: 3, source: 'typed' })
      await store.deleteLegacyTotal(tenant_id, connection_id)
      expect(await claim()).toBe(false)
      const problem = { kind: 'problem', problem: 'no answer', run_id: 'run_1' } as const
      await store.saveLegacyTotal(tenant_id, connection_id, problem)
      expect(await store.claimLegacyCount(tenant_id, connection_id, 0)).toBe(true)
      expect(await claim()).toBe(true)
      expect(await store.claimLegacyCount(await newTenant(store), connection_id, 60_000)).toBe(false)
      expect(await store.claimLegacyCount(tenant_id, 'con_none', 60_000)).toBe(false)
    })

    test('counts are due once a day, where there is a script that counts and scripts run', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const add = async (options: { [name: string]: boolean | string }) =>
        (await addConnection(store, tenant_id, { name: `c-${randomUUID()}`, options })).connection_id
      const on = { enabledDatabaseCustomization: true, ferry_count: 'function count () {}' }
      const [first, second, typed] = [await add(on), await add(on), await add(on)]
      await add({ ...on, enabledDatabaseCustomization: false })
      await add({ enabledDatabaseCustomization: true })
      await store.saveLegacyTotal(tenant_id, typed, { kind: 'total', total: 3, source: 'typed' })
      // Other tests of this store may have left counts that are due.
      const claim = async (every_ms: number) => {
        const due = await store.claimLegacyCounts({ limit: 100, every_ms, lease_ms: 60_000 })
        return due.filter((one) => one.tenant_id === tenant_id).map((one) => one.connection_id)
      }
      const claims = await Promise.all([claim(60_000), claim(60_000)])
      expect(claims.flat().toSorted()).toEqual([first, second].toSorted())
      expect(await claim(60_000)).toEqual([])
      const counted = { kind: 'total', total: 12, source: 'script', run_id: 'run_2' } as const
      await store.saveLegacyTotal(tenant_id, first, counted)
      expect(await claim(60_000)).toEqual([])
      expect((await claim(0)).toSorted()).toEqual([first, typed].toSorted())
    })

    test('a tenant with many due counts keeps no other tenant waiting', async () => {
      const store = opened()
      const options = { enabledDatabaseCustomization: true, ferry_count: 'function count () {}' }
      const add = (tenant_id: string) =>
        addConnection(store, tenant_id, { name: `c-${randomUUID()}`, options })
      const [many, few] = [await newTenant(store), await newTenant(store)]
      for (let count = 0; count < 5; count++) await add(many)
      await add(few)
      const claim = async (limit: number): Promise<string[]> =>
        (await store.claimLegacyCounts({ limit, every_ms: 60_000, lease_ms: 60_000 })).map(
          ({ tenant_id }) => tenant_id,
        )
      // Those that other tests of this store may have left.
      const taken = (await claim(100)).filter((tenant_id) => [many, few].includes(tenant_id))
      expect(taken.slice(0, 2).toSorted()).toEqual([many, few].toSorted())
      const late = await newTenant(store)
      await add(late)
      await add(many)
      expect(await claim(1)).toEqual([late])
    })
  })
}
