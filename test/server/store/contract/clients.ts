import { describe, expect, test } from 'vitest'
import type { Client, SigningKey, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

export function sampleClient(tenant_id: string, client_id: string, change: Partial<Client> = {}): Client {
  return {
    tenant_id,
    client_id,
    name: `Name of ${client_id}`,
    secret_sha256: 'ab'.repeat(32),
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    api_scopes: ['*'],
    settings: { callbacks: ['https://app.example/callback'], nested: { a: null } },
    created_at: 1_000,
    ...change,
  }
}

export function sampleKey(tenant_id: string, kid: string, created_at = 1_000): SigningKey {
  return {
    tenant_id,
    kid,
    private_jwk: { kty: 'RSA', d: `private part of ${kid}` },
    public_jwk: { kty: 'RSA', n: `public part of ${kid}` },
    created_at,
  }
}

export function describeClients(opened: () => Store): void {
  describe('clients and signing keys', () => {
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

    test('a client id that is taken is a fault, and the client stays as it is', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const client = sampleClient(tenant_id, 'a')
      await store.createClient(client)
      await expect(store.createClient({ ...client, name: 'Other' })).rejects.toThrow()
      expect(await store.findClient(tenant_id, 'a')).toEqual(client)
    })

    test('signing keys come back whole, newest first', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const keys = [
        sampleKey(tenant_id, 'k1', 1_000),
        sampleKey(tenant_id, 'k2', 3_000),
        sampleKey(tenant_id, 'k3', 2_000),
      ]
      for (const key of keys) await store.addSigningKey(key)
      const listed = await store.listSigningKeys(tenant_id)
      expect(listed).toEqual([keys[1], keys[2], keys[0]])
    })
  })
}
