import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

const NAME = { provider: 'auth0', external_id: 'ben' }

export function describeProviderTokens(opened: () => Store): void {
  async function connection() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    const tokensOf = (id: string) => store.findProviderTokens(tenant_id, `auth0|${id}`)
    return { store, tenant_id, connection_id, tokensOf }
  }

  describe('tokens of legacy services', () => {
    test('they are kept with a new user, and read in its tenant only', async () => {
      const { store, tenant_id, connection_id, tokensOf } = await connection()
      const tokens = { access_token: 'access', refresh_token: 'refresh' }
      await addUser(store, tenant_id, connection_id, 'ann', { tokens })
      expect(await tokensOf('ann')).toEqual([{ connection_id, external_id: 'ann', ...tokens }])
      expect(await store.findProviderTokens(await newTenant(store), 'auth0|ann')).toEqual([])
      const user = await store.findUser(tenant_id, 'auth0|ann')
      expect(JSON.stringify(user)).not.toContain('refresh')
    })

    test('each sign-in that brings tokens replaces them, and one that brings none keeps them', async () => {
      const { store, tenant_id, connection_id, tokensOf } = await connection()
      const cached = sampleUser(connection_id, 'ben', { password_hash: undefined, migrated_by: undefined })
      const refresh = { ...cached, email: cached.email, email_key: cached.email_key, username: undefined }
      const signIn = (tokens?: { access_token?: string; refresh_token?: string }) =>
        store.saveCachedLogin(tenant_id, { ...cached, tokens }, { ...refresh, username_key: undefined })
      await signIn({ access_token: 'one', refresh_token: 'first' })
      await signIn({ access_token: 'two' })
      expect(await tokensOf('ben')).toEqual([{ connection_id, external_id: 'ben', access_token: 'two' }])
      await signIn()
      expect(await tokensOf('ben')).toEqual([{ connection_id, external_id: 'ben', access_token: 'two' }])
    })

    test('a sign-in by the script of a user with a password in Ferry replaces them', async () => {
      const { store, tenant_id, connection_id, tokensOf } = await connection()
      await addUser(store, tenant_id, connection_id, 'ben')
      const { email, email_key, ...user } = sampleUser(connection_id, 'ben', {
        tokens: { access_token: 'new' },
      })
      const names = { email, email_key, username: undefined, username_key: undefined }
      const saved = await store.saveCachedLogin(tenant_id, { ...user, ...names }, { ...user, ...names })
      expect(saved).toMatchObject({ kind: 'exists', by: 'external_id' })
      expect(await tokensOf('ben')).toMatchObject([{ access_token: 'new' }])
    })

    test('they move with a linked identity, and are dropped when it is unlinked', async () => {
      const { store, tenant_id, connection_id, tokensOf } = await connection()
      await addUser(store, tenant_id, connection_id, 'ann', { tokens: { access_token: 'of ann' } })
      await addUser(store, tenant_id, connection_id, 'ben', { tokens: { access_token: 'of ben' } })
      await store.linkIdentity(tenant_id, 'auth0|ann', NAME)
      expect(await tokensOf('ann')).toHaveLength(2)
      await store.unlinkIdentity(tenant_id, 'auth0|ann', NAME)
      expect(await tokensOf('ann')).toMatchObject([{ access_token: 'of ann' }])
      expect(await tokensOf('ben')).toEqual([])
    })

    test('they go with the user', async () => {
      const { store, tenant_id, connection_id, tokensOf } = await connection()
      await addUser(store, tenant_id, connection_id, 'ann', { tokens: { access_token: 'gone' } })
      await store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false })
      await addUser(store, tenant_id, connection_id, 'ann')
      expect(await tokensOf('ann')).toEqual([])
    })
  })
}
