import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CustomDomain, NewCustomDomain, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

const MOST = 5

/** A name that no other test knows. */
const newName = (): string => `${randomUUID()}.example.com`

/** @throws when the tenant has it, or may not have it */
async function created(
  store: Store,
  tenant_id: string,
  change: Partial<NewCustomDomain> = {},
): Promise<CustomDomain> {
  const asked = { domain: newName(), proof: 'proof-ü', settings: { nested: { list: [1, null] } }, ...change }
  const made = await store.createCustomDomain(tenant_id, asked, MOST)
  if (made.kind !== 'created') throw new Error(made.kind)
  return made.domain
}

export function describeCustomDomains(opened: () => Store): void {
  describe('custom domains', () => {
    test('a tenant answers at a name from its verification until its deletion', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { custom_domain_id, domain, ...rest } = await created(store, tenant_id)
      expect(custom_domain_id).toMatch(/^cd_\w{16}$/)
      expect(rest).toEqual({
        proof: 'proof-ü',
        settings: { nested: { list: [1, null] } },
        created_at: expect.any(Number),
        verified_at: undefined,
        is_primary: false,
      })
      expect(await store.findTenantOfDomain(domain)).toBeUndefined()
      expect(await store.findPrimaryDomain(tenant_id)).toBeUndefined()
      const verified = await store.verifyCustomDomain(tenant_id, custom_domain_id)
      expect(verified).toMatchObject({
        kind: 'verified',
        domain: { verified_at: expect.any(Number), is_primary: true },
      })
      expect(await store.verifyCustomDomain(tenant_id, custom_domain_id)).toEqual(verified)
      expect(await store.findTenantOfDomain(domain)).toMatchObject({ tenant_id })
      expect(await store.findPrimaryDomain(tenant_id)).toBe(domain)
      expect(await store.deleteCustomDomain(tenant_id, custom_domain_id)).toBe(true)
      expect(await store.deleteCustomDomain(tenant_id, custom_domain_id)).toBe(false)
      expect(await store.findTenantOfDomain(domain)).toBeUndefined()
      expect(await store.findPrimaryDomain(tenant_id)).toBeUndefined()
      expect(await store.verifyCustomDomain(tenant_id, custom_domain_id)).toEqual({ kind: 'missing' })
    })

    test('several tenants may ask for a name; the first that verifies it has it, also of ten at once', async () => {
      const store = opened()
      const domain = newName()
      const tenants = await Promise.all(Array.from({ length: 10 }, () => newTenant(store)))
      const asked = await Promise.all(tenants.map((tenant_id) => created(store, tenant_id, { domain })))
      const results = await Promise.all(
        tenants.map((tenant_id, index) =>
          store.verifyCustomDomain(tenant_id, asked[index]?.custom_domain_id ?? ''),
        ),
      )
      expect(results.map(({ kind }) => kind).toSorted()).toEqual([...Array(9).fill('taken'), 'verified'])
      const owner = tenants[results.findIndex(({ kind }) => kind === 'verified')] ?? ''
      expect(await store.findTenantOfDomain(domain)).toMatchObject({ tenant_id: owner })
      const again = { domain, proof: 'p', settings: {} }
      expect(await store.createCustomDomain(await newTenant(store), again, MOST)).toEqual({ kind: 'taken' })
      expect(await store.createCustomDomain(owner, again, MOST)).toEqual({ kind: 'exists' })
      // Once it is free, somebody else can verify it.
      await store.deleteTenant(owner)
      expect(await store.findTenantOfDomain(domain)).toBeUndefined()
      const other = results.findIndex(({ kind }) => kind === 'taken')
      expect(
        await store.verifyCustomDomain(tenants[other] ?? '', asked[other]?.custom_domain_id ?? ''),
      ).toMatchObject({ kind: 'verified' })
    })

    test('a tenant has no more domains than it may, also of many at once', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const results = await Promise.all(
        Array.from({ length: 9 }, () =>
          store.createCustomDomain(tenant_id, { domain: newName(), proof: 'p', settings: {} }, MOST),
        ),
      )
      expect(results.filter(({ kind }) => kind === 'created')).toHaveLength(MOST)
      expect(results.filter(({ kind }) => kind === 'too_many')).toHaveLength(4)
      expect(await store.listCustomDomains(tenant_id)).toHaveLength(MOST)
    })

    test('the first verified domain is the primary, until another verified one is chosen or it is deleted', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const [one, two, open] = [
        await created(store, tenant_id),
        await created(store, tenant_id),
        await created(store, tenant_id),
      ]
      await store.verifyCustomDomain(tenant_id, two.custom_domain_id)
      await store.verifyCustomDomain(tenant_id, one.custom_domain_id)
      expect(await store.setPrimaryDomain(tenant_id, open.domain)).toBeUndefined()
      expect(await store.setPrimaryDomain(await newTenant(store), one.domain)).toBeUndefined()
      for (const chosen of [one, two, one]) {
        expect(await store.setPrimaryDomain(tenant_id, chosen.domain)).toMatchObject({
          domain: chosen.domain,
          is_primary: true,
        })
        expect(await store.findPrimaryDomain(tenant_id)).toBe(chosen.domain)
        const listed = await store.listCustomDomains(tenant_id)
        expect(listed.filter(({ is_primary }) => is_primary).map(({ domain }) => domain)).toEqual([
          chosen.domain,
        ])
      }
      await store.deleteCustomDomain(tenant_id, one.custom_domain_id)
      expect(await store.findPrimaryDomain(tenant_id)).toBe(two.domain)
    })

    test('settings are changed member by member, in the own tenant alone', async () => {
      const store = opened()
      const [tenant_id, other] = [await newTenant(store), await newTenant(store)]
      const { custom_domain_id } = await created(store, tenant_id, { settings: { a: 1, b: 2 } })
      expect(await store.updateCustomDomain(other, custom_domain_id, { a: 3 })).toBeUndefined()
      expect(await store.updateCustomDomain(tenant_id, custom_domain_id, { a: null, c: 'ü' })).toMatchObject({
        settings: { b: 2, c: 'ü' },
      })
      expect(await store.verifyCustomDomain(other, custom_domain_id)).toEqual({ kind: 'missing' })
      expect(await store.deleteCustomDomain(other, custom_domain_id)).toBe(false)
      expect(await store.listCustomDomains(other)).toEqual([])
    })
  })
}
