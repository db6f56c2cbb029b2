import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

export function describeLoginPages(opened: () => Store): void {
  describe('login pages of tenants', () => {
    test('a page is changed in its parts, and belongs to its tenant', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      expect(await store.findLoginPage(tenant_id)).toBeUndefined()
      expect(await store.saveLoginPage(tenant_id, { html: '<p>ü</p>' })).toEqual({
        html: '<p>ü</p>',
        is_on: true,
      })
      expect(await store.saveLoginPage(tenant_id, { is_on: false })).toEqual({
        html: '<p>ü</p>',
        is_on: false,
      })
      expect(await store.saveLoginPage(tenant_id, { html: '' })).toEqual({ html: '', is_on: false })
      expect(await store.findLoginPage(tenant_id)).toEqual({ html: '', is_on: false })
      expect(await store.findLoginPage(await newTenant(store))).toBeUndefined()
    })

    test('of simultaneous changes of different parts none is lost', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await Promise.all([
        store.saveLoginPage(tenant_id, { html: '<p>' }),
        store.saveLoginPage(tenant_id, { is_on: false }),
      ])
      expect(await store.findLoginPage(tenant_id)).toEqual({ html: '<p>', is_on: false })
    })
  })
}
