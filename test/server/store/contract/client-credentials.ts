import { describe, expect, test } from 'vitest'
import type { NewClientCredential, Store } from '../../../../server/store/contract.ts'
import { ensureClient, newTenant } from './samples.ts'

const KEY: NewClientCredential = {
  client_id: 'app',
  name: 'First, ü',
  kid: 'key-1',
  alg: 'RS256',
  public_jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
  expires_at: undefined,
}

export function describeClientCredentials(opened: () => Store): void {
  async function room() {
    const store = opened()
    const tenant_id = await newTenant(store)
    await ensureClient(store, tenant_id, 'app')
    await ensureClient(store, tenant_id, 'other')
    const add = (change: Partial<NewClientCredential> = {}) =>
      store.createClientCredential(tenant_id, { ...KEY, ...change }, 2)
    return { store, tenant_id, add }
  }

  describe('public keys of clients', () => {
    test('a key is read as it was written, for its client alone', async () => {
      const { store, tenant_id, add } = await room()
      const made = await add({ expires_at: 7 })
      if (made.kind !== 'created') throw new Error(made.kind)
      const { credential } = made
      expect(credential).toMatchObject({
        ...KEY,
        expires_at: 7,
        credential_id: expect.stringMatching(/^cred_\w{16}$/),
      })
      expect(await store.listClientCredentials(tenant_id, 'app')).toEqual([credential])
      expect(await store.listClientCredentials(tenant_id, 'other')).toEqual([])
      expect(await store.listClientCredentials(await newTenant(store), 'app')).toEqual([])
    })

    test('a kid is of one key of a client, and a client has a limited number, also when they are added at once', async () => {
      const { add } = await room()
      expect((await Promise.all([1, 2].map(() => add()))).map(({ kind }) => kind).toSorted()).toEqual([
        'created',
        'kid_taken',
      ])
      expect((await add({ client_id: 'other' })).kind).toBe('created')
      expect(
        (await Promise.all(['a', 'b'].map((kid) => add({ kid })))).map(({ kind }) => kind).toSorted(),
      ).toEqual(['created', 'too_many'])
      expect((await add({ client_id: 'none' })).kind).toBe('no_client')
    })

    test('the end of a key changes, and a key is deleted, by its own client alone; all go with the client', async () => {
      const { store, tenant_id, add } = await room()
      const made = await add()
      if (made.kind !== 'created') throw new Error(made.kind)
      const { credential_id } = made.credential
      const change = { expires_at: 9 }
      expect(await store.updateClientCredential(tenant_id, 'other', credential_id, change)).toBeUndefined()
      expect(await store.updateClientCredential(tenant_id, 'app', credential_id, change)).toMatchObject(
        change,
      )
      expect(await store.deleteClientCredential(tenant_id, 'other', credential_id)).toBe(false)
      expect(await store.deleteClientCredential(tenant_id, 'app', credential_id)).toBe(true)
      expect(await store.deleteClientCredential(tenant_id, 'app', credential_id)).toBe(false)
      await add()
      await store.deleteClient(tenant_id, 'app', 'tester')
      expect(await store.listClientCredentials(tenant_id, 'app')).toEqual([])
    })
  })
}
