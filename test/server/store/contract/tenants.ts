import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Client, Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleClient } from './samples.ts'

const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const

function clientOfNobody(): Omit<Client, 'tenant_id'> {
  const { tenant_id: _, ...client } = sampleClient('', 'first')
  return client
}

export function describeTenants(opened: () => Store): void {
  describe('tenants and their settings', () => {
    test('a tenant is made with its first client, once under a name', async () => {
      const store = opened()
      const name = `t-${randomUUID()}`
      const made = await store.createTenant(name, clientOfNobody())
      expect(made).toMatchObject({ kind: 'created', tenant: { name } })
      expect(await store.createTenant(name, clientOfNobody())).toEqual({ kind: 'name_taken' })
      const tenant = await store.findTenantByName(name)
      expect(await store.listTenants()).toContainEqual(tenant)
      const { tenant_id = '' } = tenant ?? {}
      expect(await store.listClients(tenant_id)).toEqual([sampleClient(tenant_id, 'first')])
    })

    test('a tenant that is deleted takes everything with it, and nothing of others', async () => {
      const store = opened()
      const name = `t-${randomUUID()}`
      const [{ tenant_id }, kept] = [await store.ensureTenant(name), await newTenant(store)]
      for (const one of [tenant_id, kept]) {
        const { connection_id } = await addConnection(store, one)
        await addUser(store, one, connection_id, 'ann')
        await store.updateTenantSettings(one, { friendly_name: 'Acme' })
      }
      expect(await store.deleteTenant(tenant_id)).toBe(true)
      expect(await store.deleteTenant(tenant_id)).toBe(false)
      expect(await store.findTenantByName(name)).toBeUndefined()
      expect(await store.findUser(tenant_id, 'auth0|ann')).toBeUndefined()
      expect((await store.listConnections(tenant_id, {}, PAGE)).total).toBe(0)
      expect(await store.readTenantSettings(tenant_id)).toEqual({})
      expect(await store.findUser(kept, 'auth0|ann')).toBeDefined()
      expect(await store.readTenantSettings(kept)).toEqual({ friendly_name: 'Acme' })
    })

    test('T2: log entries of a deleted tenant do not take those of others with them', async () => {
      const store = opened()
      const [gone, kept] = [await newTenant(store), await newTenant(store)]
      await store.deleteTenant(gone)
      const entry = (tenant_id: string) => ({ ...emptyLogEntry, tenant_id, log_id: randomUUID() })
      const [theirs, ours] = [entry(gone), entry(kept)]
      await store.appendLogs([theirs, ours])
      expect(await store.findLog(kept, ours.log_id)).toMatchObject({ type: 's' })
      expect(await store.findLog(gone, theirs.log_id)).toBeUndefined()
    })

    test('settings are merged member by member, and null removes', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.updateTenantSettings(tenant_id, { friendly_name: 'Acme', support_url: 'https://a.example' })
      await store.updateTenantSettings(tenant_id, { branding: { colors: { primary: '#112233' } } })
      await store.updateTenantSettings(tenant_id, {
        support_url: null,
        branding: { colors: { page_background: '#ffffff' }, logo_url: 'https://a.example/logo.png' },
      })
      const settings = await store.updateTenantSettings(tenant_id, { branding: { logo_url: null } })
      if (settings.kind !== 'updated') throw new Error(settings.kind)
      expect(settings.settings).toEqual({
        friendly_name: 'Acme',
        branding: { colors: { primary: '#112233', page_background: '#ffffff' } },
      })
      expect(await store.readTenantSettings(tenant_id)).toEqual(settings.settings)
    })
  })
}

const emptyLogEntry = {
  at: 1_000,
  type: 's',
  description: undefined,
  connection_id: undefined,
  connection: undefined,
  client_id: undefined,
  client_name: undefined,
  user_id: undefined,
  user_name: undefined,
  ip: undefined,
  user_agent: undefined,
  hostname: undefined,
  correlation_id: undefined,
  audience: undefined,
  scope: undefined,
  run_id: undefined,
  details: undefined,
  quota: 'people' as const,
  events: undefined,
}
