import { describe, expect, test } from 'vitest'
import type { NewResourceServer, ResourceServer, Store } from '../../../../server/store/contract.ts'
import { ensureClient, newTenant } from './samples.ts'

const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const
const ORDERS: NewResourceServer = {
  identifier: 'https://orders.example.com',
  name: 'Orders',
  scopes: [{ value: 'read:orders', description: 'Read orders, ü' }, { value: 'write:orders' }],
  settings: { token_lifetime: 600, nested: { list: [1, null] } },
}

/** @throws when an API of this identifier is there */
async function created(
  store: Store,
  tenant_id: string,
  change: Partial<NewResourceServer> = {},
): Promise<ResourceServer> {
  const made = await store.createResourceServer(tenant_id, { ...ORDERS, ...change })
  if (made.kind !== 'created') throw new Error(made.kind)
  return made.api
}

export function describeResourceServers(opened: () => Store): void {
  describe('resource servers', () => {
    test('an API is found by its ID and by its identifier, in its own tenant alone', async () => {
      const store = opened()
      const [tenant_id, other] = [await newTenant(store), await newTenant(store)]
      const api = await created(store, tenant_id)
      expect(api).toEqual({
        ...ORDERS,
        resource_server_id: expect.stringMatching(/^api_\w{16}$/),
        created_at: expect.any(Number),
      })
      expect(await store.findResourceServer(tenant_id, api.resource_server_id)).toEqual(api)
      expect(await store.findResourceServer(tenant_id, ORDERS.identifier)).toEqual(api)
      expect(await store.findResourceServerByIdentifier(tenant_id, ORDERS.identifier)).toEqual(api)
      expect(await store.findResourceServerByIdentifier(tenant_id, api.resource_server_id)).toBeUndefined()
      expect(await store.findResourceServer(other, api.resource_server_id)).toBeUndefined()
      expect(await store.findResourceServer(other, ORDERS.identifier)).toBeUndefined()
      expect(await store.updateResourceServer(other, api.resource_server_id, { name: 'x' })).toBeUndefined()
      expect(await store.deleteResourceServer(other, api.resource_server_id)).toBe(false)
    })

    test('of two APIs that are created with one identifier at once, one is made', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const made = await Promise.all([1, 2, 3].map(() => store.createResourceServer(tenant_id, ORDERS)))
      expect(made.map(({ kind }) => kind).toSorted()).toEqual(['created', 'exists', 'exists'])
      expect((await store.listResourceServers(tenant_id, {}, PAGE)).total).toBe(1)
      expect(await store.createResourceServer(await newTenant(store), ORDERS)).toMatchObject({
        kind: 'created',
      })
    })

    test('APIs are listed oldest first, by page, by mark and by identifiers', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const identifiers = ['a', 'b', 'c']
      for (const identifier of identifiers) await created(store, tenant_id, { identifier })
      const { items, total } = await store.listResourceServers(tenant_id, {}, PAGE)
      expect(total).toBe(3)
      expect(items.map(({ identifier }) => identifier).toSorted()).toEqual(identifiers)
      const start = await store.listResourceServers(
        tenant_id,
        {},
        { kind: 'after', after: undefined, limit: 2 },
      )
      const rest = await store.listResourceServers(
        tenant_id,
        {},
        { kind: 'after', after: start.next, limit: 2 },
      )
      expect([...start.items, ...rest.items]).toEqual(items)
      expect(rest.next).toBeUndefined()
      const chosen = await store.listResourceServers(tenant_id, { identifiers: ['a', 'c', 'x'] }, PAGE)
      expect(chosen.items.map(({ identifier }) => identifier).toSorted()).toEqual(['a', 'c'])
    })

    test('a change replaces name and scopes, merges settings, and null removes one', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { resource_server_id } = await created(store, tenant_id)
      const changed = await store.updateResourceServer(tenant_id, resource_server_id, {
        name: 'Sales',
        scopes: [],
        settings: { token_lifetime: null, allow_offline_access: true },
      })
      expect(changed).toMatchObject({
        name: 'Sales',
        scopes: [],
        settings: { nested: { list: [1, null] }, allow_offline_access: true },
      })
      expect(changed?.settings).not.toHaveProperty('token_lifetime')
      expect(await store.updateResourceServer(tenant_id, resource_server_id, {})).toEqual(changed)
      expect(await store.updateResourceServer(tenant_id, 'api_nobody', {})).toBeUndefined()
    })

    test('changes at once of two settings of an API both stay', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { resource_server_id } = await created(store, tenant_id, { settings: {} })
      const names = ['one', 'two', 'three', 'four']
      await Promise.all(
        names.map((name) =>
          store.updateResourceServer(tenant_id, resource_server_id, { settings: { [name]: 1 } }),
        ),
      )
      const api = await store.findResourceServer(tenant_id, resource_server_id)
      expect(Object.keys(api?.settings ?? {}).toSorted()).toEqual(names.toSorted())
    })

    test('a deleted API takes its client grants with it, and is no default audience any more', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await ensureClient(store, tenant_id, 'client-1')
      const api = await created(store, tenant_id)
      for (const audience of [api.identifier, 'https://other.example.com']) {
        await store.createClientGrant(tenant_id, { client_id: 'client-1', audience, scopes: [] })
      }
      await store.updateTenantSettings(tenant_id, {
        default_audience: api.identifier,
        friendly_name: 'Acme',
      })
      expect(await store.deleteResourceServer(tenant_id, api.resource_server_id)).toBe(true)
      expect(await store.deleteResourceServer(tenant_id, api.resource_server_id)).toBe(false)
      const grants = await store.listGrantsOfClient(tenant_id, 'client-1')
      expect(grants.map(({ audience }) => audience)).toEqual(['https://other.example.com'])
      expect(await store.readTenantSettings(tenant_id)).toEqual({ friendly_name: 'Acme' })
    })
  })
}
