import { describe, expect, test } from 'vitest'
import type { RefreshTokenExchange, Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleClient } from './samples.ts'

const HOUR_MS = 3_600_000

/** A user with a login that can be refreshed, and what exchanges look like. */
async function refreshable(store: Store, times: { life_ms?: number; idle_ms?: number } = {}) {
  const tenant_id = await newTenant(store)
  const { connection_id } = await addConnection(store, tenant_id)
  const { user_id } = await addUser(store, tenant_id, connection_id, 'ann')
  await store.createClient(sampleClient(tenant_id, 'app'))
  const family = {
    family_id: 'family-1',
    client_id: 'app',
    user_id,
    audience: 'https://api.example.com',
    scopes: ['openid', 'offline_access'],
  }
  const create = (family_id: string, more: object = {}) =>
    store.createRefreshToken(tenant_id, {
      ...family,
      family_id,
      secret_sha256: 'one',
      life_ms: times.life_ms,
      idle_ms: times.idle_ms,
      ...more,
    })
  await create('family-1')
  const exchange = (secret: string, next: string | undefined, more: Partial<RefreshTokenExchange> = {}) =>
    store.exchangeRefreshToken(tenant_id, {
      family_id: 'family-1',
      client_id: 'app',
      secret_sha256: secret,
      successor: next === undefined ? undefined : { secret_sha256: next, salt: `salt of ${next}` },
      leeway_ms: 0,
      idle_ms: times.idle_ms,
      ...more,
    })
  return { tenant_id, user_id, family, create, exchange }
}

export function describeRefreshTokens(opened: () => Store): void {
  describe('refresh tokens', () => {
    test('each token is exchanged for the next, with the user and what was granted at the login', async () => {
      const { exchange, family, user_id } = await refreshable(opened())
      const first = await exchange('one', 'two')
      expect(first).toMatchObject({ kind: 'exchanged', family, user: { user_id }, salt: 'salt of two' })
      expect(await exchange('two', 'three')).toMatchObject({ kind: 'exchanged', salt: 'salt of three' })
    })

    test('a token that was exchanged revokes its family, however long ago it was', async () => {
      const { exchange, user_id } = await refreshable(opened())
      await exchange('one', 'two')
      await exchange('two', 'three')
      expect(await exchange('one', 'x')).toEqual({ kind: 'reused', user_id })
      expect(await exchange('three', 'four')).toEqual({ kind: 'invalid' })
      expect(await exchange('one', 'x')).toEqual({ kind: 'invalid' })
    })

    test('of several exchanges at once one succeeds', async () => {
      const { exchange } = await refreshable(opened())
      const results = await Promise.all(Array.from({ length: 20 }, (_, at) => exchange('one', `next-${at}`)))
      expect(results.filter(({ kind }) => kind === 'exchanged').length).toBe(1)
    })

    test('within its leeway a repeated exchange has the same successor, and only the newest may be repeated', async () => {
      const { exchange } = await refreshable(opened())
      const leeway = { leeway_ms: HOUR_MS }
      await exchange('one', 'two', leeway)
      expect(await exchange('one', 'other', leeway)).toMatchObject({ kind: 'exchanged', salt: 'salt of two' })
      expect(await exchange('two', 'three', leeway)).toMatchObject({ kind: 'exchanged' })
      expect(await exchange('one', 'other', leeway)).toMatchObject({ kind: 'reused' })
    })

    test('without rotation the same token stays valid', async () => {
      const { exchange } = await refreshable(opened())
      for (let use = 0; use < 3; use++) {
        expect(await exchange('one', undefined)).toMatchObject({ kind: 'exchanged', salt: undefined })
      }
    })

    test('a token of another client or tenant is not there, and its family stays as it is', async () => {
      const store = opened()
      const { exchange, tenant_id } = await refreshable(store)
      const other = await newTenant(store)
      expect(await exchange('one', 'two', { client_id: 'thief' })).toEqual({ kind: 'invalid' })
      expect(await store.findRefreshTokenFamily(other, 'family-1')).toBeUndefined()
      expect(await store.revokeRefreshTokens(other, { family_id: 'family-1' })).toBe(0)
      expect(await store.findRefreshTokenFamily(tenant_id, 'family-1')).toMatchObject({ client_id: 'app' })
      expect(await exchange('one', 'two')).toMatchObject({ kind: 'exchanged' })
    })

    test('it ends with its life, and when it was idle for too long', async () => {
      for (const times of [{ life_ms: 0 }, { idle_ms: 0 }, { life_ms: HOUR_MS, idle_ms: 0 }]) {
        const { exchange } = await refreshable(opened(), times)
        expect(await exchange('one', 'two')).toEqual({ kind: 'invalid' })
      }
      const { exchange } = await refreshable(opened(), { life_ms: HOUR_MS, idle_ms: HOUR_MS })
      expect(await exchange('one', 'two')).toMatchObject({ kind: 'exchanged' })
      expect(await exchange('two', 'three', { idle_ms: 0 })).toMatchObject({ kind: 'exchanged' })
      expect(await exchange('three', 'four')).toEqual({ kind: 'invalid' })
    })

    test('ended families are deleted when new ones are created', async () => {
      const store = opened()
      const { tenant_id, create } = await refreshable(store, { life_ms: 0 })
      await create('family-2', { life_ms: undefined })
      expect(await store.findRefreshTokenFamily(tenant_id, 'family-1')).toBeUndefined()
      expect(await store.findRefreshTokenFamily(tenant_id, 'family-2')).toBeDefined()
    })

    test.each([
      ['a new password', { password: { password_hash: '$argon2id$new', history_size: 0 } }, 'invalid'],
      ['a block', { blocked: true }, 'blocked'],
    ] as const)('A12: %s revokes what the user has', async (_, change, kind) => {
      const store = opened()
      const { tenant_id, user_id, exchange } = await refreshable(store)
      await store.updateUser(tenant_id, user_id, change)
      expect(await exchange('one', 'two')).toMatchObject({ kind })
      await store.updateUser(tenant_id, user_id, { blocked: false })
      expect(await exchange('one', 'two')).toEqual({ kind: 'invalid' })
    })

    test('A12: with a deleted user it is told that the user is gone, also when somebody takes the id again', async () => {
      const store = opened()
      const { tenant_id, user_id, exchange } = await refreshable(store)
      const [connection] = (
        await store.listConnections(tenant_id, {}, { kind: 'offset', offset: 0, limit: 1 })
      ).items
      await store.deleteUser(tenant_id, user_id, { tombstone: false })
      expect(await exchange('one', 'two')).toEqual({ kind: 'no_user' })
      await addUser(store, tenant_id, connection?.connection_id ?? '', 'ann')
      expect(await exchange('one', 'two')).toEqual({ kind: 'invalid' })
    })

    test('other changes of a user revoke nothing', async () => {
      const store = opened()
      const { tenant_id, user_id, exchange } = await refreshable(store)
      await store.updateUser(tenant_id, user_id, { user_metadata: { theme: 'light' }, email_verified: false })
      expect(await exchange('one', 'two')).toMatchObject({ kind: 'exchanged' })
    })

    test('they go with their client', async () => {
      const store = opened()
      const { tenant_id, exchange } = await refreshable(store)
      await store.deleteClient(tenant_id, 'app', 'tester')
      expect(await exchange('one', 'two')).toEqual({ kind: 'invalid' })
    })
  })
}
