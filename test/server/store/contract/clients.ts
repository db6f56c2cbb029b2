import { describe, expect, test } from 'vitest'
import type { Page, Store } from '../../../../server/store/contract.ts'
import { addConnection, newTenant, sampleClient } from './samples.ts'

const WHOLE: Page = { kind: 'offset', offset: 0, limit: 100 }

export function describeClients(opened: () => Store): void {
  describe('clients', () => {
    test('a client is read back as it was made', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const secret = sampleClient(tenant_id, 'b')
      const open = sampleClient(tenant_id, 'a', { secret_sha256: undefined, app_type: undefined })
      await store.createClient(secret)
      await store.createClient(open)
      expect(await store.findClient(tenant_id, 'b')).toEqual(secret)
      expect(await store.findClient(tenant_id, 'a')).toEqual(open)
      expect(await store.findClient(tenant_id, 'c')).toBeUndefined()
      expect(await store.listClients(tenant_id)).toEqual([open, secret])
    })

    test('a client id that is taken is an error, and the client stays unchanged', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const client = sampleClient(tenant_id, 'a')
      await store.createClient(client)
      await expect(store.createClient({ ...client, name: 'Other' })).rejects.toThrow()
      expect(await store.findClient(tenant_id, 'a')).toEqual(client)
    })

    test('A31: clients that register themselves are counted, and there are only so many of them', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.createClient(sampleClient(tenant_id, 'a'))
      const asked = ['b', 'c', 'd', 'e'].map((id) => store.registerClient(sampleClient(tenant_id, id), 2))
      expect((await Promise.all(asked)).filter((made) => made)).toHaveLength(2)
      const registered = (await store.listClients(tenant_id)).filter(({ is_registered }) => is_registered)
      expect(registered).toHaveLength(2)
      const [first] = registered
      const changed = await store.updateClient(tenant_id, first?.client_id ?? '', { name: 'New' })
      expect(changed).toEqual({ ...first, name: 'New' })
      await store.deleteClient(tenant_id, first?.client_id ?? '', 'ann')
      expect(await store.registerClient(sampleClient(tenant_id, 'f'), 2)).toBe(true)
      expect(await store.registerClient(sampleClient(tenant_id, 'g'), 2)).toBe(false)
    })

    test('a client changes field by field, and null removes', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.createClient(sampleClient(tenant_id, 'a'))
      const changed = await store.updateClient(tenant_id, 'a', {
        name: 'New',
        app_type: null,
        secret_sha256: null,
        api_scopes: ['*'],
        settings: { nested: null, logo_uri: 'https://a.example/logo.png' },
      })
      expect(changed).toEqual(
        sampleClient(tenant_id, 'a', {
          name: 'New',
          app_type: undefined,
          secret_sha256: undefined,
          api_scopes: ['*'],
          settings: { callbacks: ['https://app.example/callback'], logo_uri: 'https://a.example/logo.png' },
        }),
      )
      expect(await store.findClient(tenant_id, 'a')).toEqual(changed)
      expect(await store.updateClient(tenant_id, 'b', { name: 'New' })).toBeUndefined()
    })

    test('pages of clients, by type too', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      for (const [at, app_type] of ['spa', 'native', 'spa'].entries()) {
        await store.createClient(sampleClient(tenant_id, `c${at}`, { app_type, created_at: at }))
      }
      const ids = async (app_types: string[] | undefined, page: Page) => {
        const { items, ...rest } = await store.pageClients(tenant_id, app_types ? { app_types } : {}, page)
        return { ids: items.map((client) => client.client_id), ...rest }
      }
      expect(await ids(undefined, { kind: 'offset', offset: 1, limit: 5 })).toEqual({
        ids: ['c1', 'c2'],
        total: 3,
      })
      expect(await ids(['spa'], { kind: 'offset', offset: 0, limit: 1 })).toEqual({ ids: ['c0'], total: 2 })
      const { next, ...first } = await ids(['spa', 'native'], { kind: 'after', after: undefined, limit: 2 })
      expect(first).toEqual({ ids: ['c0', 'c1'] })
      expect(await ids(['spa', 'native'], { kind: 'after', after: next, limit: 2 })).toEqual({ ids: ['c2'] })
    })

    test('a deleted client is removed from every connection, which gets a new revision', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.createClient(sampleClient(tenant_id, 'a'))
      const using = await addConnection(store, tenant_id, { enabled_clients: ['a', 'b'] })
      const other = await addConnection(store, tenant_id, { name: 'other', enabled_clients: ['b'] })
      expect(await store.deleteClient(tenant_id, 'a', 'tester')).toBe(true)
      expect(await store.deleteClient(tenant_id, 'a', 'tester')).toBe(false)
      expect(await store.findConnection(tenant_id, using.connection_id)).toMatchObject({
        enabled_clients: ['b'],
        revision: using.revision + 1,
      })
      expect(await store.findConnection(tenant_id, other.connection_id)).toEqual(other)
    })

    test('a client has one grant per audience, and its grants are deleted with it', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.createClient(sampleClient(tenant_id, 'a'))
      const wanted = { client_id: 'a', audience: 'https://api.example.com', scopes: ['read:x'] }
      const made = await store.createClientGrant(tenant_id, wanted)
      if (made.kind !== 'created') throw new Error(made.kind)
      const { grant } = made
      expect(grant).toMatchObject({ ...wanted, grant_id: expect.stringMatching(/^cgr_\w{16}$/) })
      expect(await store.createClientGrant(tenant_id, wanted)).toEqual({ kind: 'exists' })
      expect(await store.createClientGrant(tenant_id, { ...wanted, client_id: 'b' })).toEqual({
        kind: 'no_client',
      })
      expect(await store.findClientGrant(tenant_id, grant.grant_id)).toEqual(grant)
      expect(await store.listClientGrants(tenant_id, { client_id: 'a' }, WHOLE)).toEqual({
        items: [grant],
        total: 1,
      })
      expect((await store.listClientGrants(tenant_id, { audience: 'x' }, WHOLE)).total).toBe(0)
      const changed = { ...grant, scopes: ['read:y'] }
      expect(await store.updateClientGrant(tenant_id, grant.grant_id, ['read:y'])).toEqual(changed)
      expect(await store.listGrantsOfClient(tenant_id, 'a')).toEqual([changed])
      await store.deleteClient(tenant_id, 'a', 'tester')
      expect(await store.findClientGrant(tenant_id, grant.grant_id)).toBeUndefined()
      expect(await store.deleteClientGrant(tenant_id, grant.grant_id)).toBe(false)
    })

    test('of servers that start at once, one makes the first client', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const names = Array.from({ length: 5 }, (_, n) => `server-${n}`)
      const admin = { secret_sha256: 'hash', grant_types: ['client_credentials'], api_scopes: ['*'] }
      const made = await Promise.all(
        names.map((name) => store.createAdminClient({ ...sampleClient(tenant_id, name), ...admin }, true)),
      )
      expect(made.filter(Boolean)).toHaveLength(1)
      expect(await store.listClients(tenant_id)).toHaveLength(1)

      const client = { ...sampleClient(tenant_id, 'of-the-settings'), ...admin }
      const wanted = await Promise.all(names.map(() => store.createAdminClient(client, false)))
      expect(wanted.filter(Boolean)).toHaveLength(1)
      expect(await store.findClient(tenant_id, client.client_id)).toEqual(client)
    })
  })
}
