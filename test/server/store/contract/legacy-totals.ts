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
  })
}
