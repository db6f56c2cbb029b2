import { describe, expect, test } from 'vitest'
import type { CachedProfile, Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

const cached = { password_hash: undefined, migrated_by: undefined }

function refreshOf(id: string, change: Partial<CachedProfile> = {}): CachedProfile {
  return {
    email: `${id}@example.com`,
    email_key: `${id}@example.com`,
    email_verified: false,
    username: undefined,
    username_key: undefined,
    profile: { name: 'Renamed' },
    ...change,
  }
}

export function describeLogins(opened: () => Store): void {
  async function setUp() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    return { store, tenant_id, connection_id }
  }

  describe('logins', () => {
    test('a user is found by email and by username, by nothing else', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const names = { username: 'Annie', username_key: 'annie' }
      const user = await addUser(store, tenant_id, connection_id, 'ann', names)
      const login = { user, password_hash: '$argon2id$ann', external_id: 'ann' }
      expect(await store.findLogin(tenant_id, connection_id, 'ann@example.com')).toEqual(login)
      expect(await store.findLogin(tenant_id, connection_id, 'annie')).toEqual(login)
      for (const key of ['ann', 'Annie', 'ANN@example.com', 'auth0|ann', '', '%']) {
        expect(await store.findLogin(tenant_id, connection_id, key)).toBeUndefined()
      }
      expect(await store.findLogin(tenant_id, 'con_none', 'annie')).toBeUndefined()
    })

    test('every one of 30 simultaneous logins is counted', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const user = await addUser(store, tenant_id, connection_id, 'ann')
      await Promise.all(
        Array.from({ length: 30 }, () => store.recordLogin(tenant_id, user.user_id, '203.0.113.9')),
      )
      const now = await store.findUser(tenant_id, user.user_id)
      expect(now).toEqual({ ...user, logins_count: 31, last_ip: '203.0.113.9', last_login: now?.last_login })
      expect(await store.recordLogin(tenant_id, 'auth0|none', undefined)).toBe(false)
    })

    test('a migrated user takes over the cached profile of the same id, and no other', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann', { ...cached, user_metadata: { kept: true } })
      await addUser(store, tenant_id, connection_id, 'bob', cached)
      const clash = sampleUser(connection_id, 'ann', {
        email: 'bob@example.com',
        email_key: 'bob@example.com',
      })
      expect(await store.createUser(tenant_id, clash)).toMatchObject({ kind: 'exists', by: 'email' })
      const moved = sampleUser(connection_id, 'ann', { password_hash: '$argon2id$x', user_metadata: {} })
      expect(await store.createUser(tenant_id, moved)).toMatchObject({
        kind: 'created',
        user: { user_id: 'auth0|ann', user_metadata: { kept: true } },
      })
      expect(await store.findLogin(tenant_id, connection_id, 'ann@example.com')).toMatchObject({
        password_hash: '$argon2id$x',
      })
      expect(await store.createUser(tenant_id, moved)).toMatchObject({ kind: 'exists' })
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 2, migrated: 1 })
    })

    test('a hash is replaced only if it is still the one that was verified', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann', { password_hash: 'weak' })
      const replace = (from: string, to: string) =>
        store.replaceHash(tenant_id, connection_id, 'ann', from, to)
      expect(await replace('weak', 'strong')).toBe(true)
      expect(await replace('weak', 'other')).toBe(false)
      const login = await store.findLogin(tenant_id, connection_id, 'ann@example.com')
      expect(login?.password_hash).toBe('strong')
      expect(await store.replaceHash(tenant_id, connection_id, 'none', 'strong', 'x')).toBe(false)
    })
  })

  describe('cached logins of legacy mode', () => {
    test('the first sign-in creates the user, later ones refresh and count it', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const user = sampleUser(connection_id, 'ann', cached)
      const made = await store.saveCachedLogin(tenant_id, user, refreshOf('ann'))
      if (made.kind !== 'created') throw new Error(made.kind)
      expect(made.user).toMatchObject({ logins_count: 1, profile: user.profile, migrated_at: undefined })

      const moved = refreshOf('ann', { email: 'New@x.org', email_key: 'new@x.org', username_key: 'annie' })
      const again = { ...user, last_ip: '203.0.113.9' }
      const refreshed = await store.saveCachedLogin(tenant_id, again, moved)
      if (refreshed.kind !== 'refreshed') throw new Error(refreshed.kind)
      const { last_login, updated_at } = refreshed.user
      expect(refreshed.user).toEqual({
        ...made.user,
        email: 'New@x.org',
        email_verified: false,
        profile: { name: 'Renamed' },
        logins_count: 2,
        last_ip: '203.0.113.9',
        last_login,
        updated_at,
      })
      const byName = await store.findLogin(tenant_id, connection_id, 'annie')
      expect(byName).toEqual({ user: refreshed.user, password_hash: undefined, external_id: 'ann' })
      expect(await store.findLogin(tenant_id, connection_id, 'new@x.org')).toEqual(byName)
      expect(await store.findLogin(tenant_id, connection_id, 'ann@example.com')).toBeUndefined()
      const search = await store.listUsers(
        tenant_id,
        { where: { kind: 'word', text: 'RENAMED' } },
        { kind: 'offset', offset: 0, limit: 5 },
      )
      expect(search.items).toEqual([refreshed.user])
    })

    test('metadata is replaced when the script returned it and stays when it did not', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const user = sampleUser(connection_id, 'ann', cached)
      await store.saveCachedLogin(tenant_id, user, refreshOf('ann'))
      const refresh = refreshOf('ann', { app_metadata: { plan: 'iron' } })
      expect(await store.saveCachedLogin(tenant_id, user, refresh)).toMatchObject({
        kind: 'refreshed',
        user: { user_metadata: { theme: 'dark' }, app_metadata: { plan: 'iron' } },
      })
    })

    test('M3: a user with a hash is never touched', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const ann = await addUser(store, tenant_id, connection_id, 'ann')
      const end = await store.saveCachedLogin(
        tenant_id,
        sampleUser(connection_id, 'ann', cached),
        refreshOf('ann', { email: 'evil@x.org', email_key: 'evil@x.org' }),
      )
      expect(end).toEqual({ kind: 'exists', by: 'external_id', existing: ann })
      expect(await store.findLogin(tenant_id, connection_id, 'ann@example.com')).toEqual({
        user: ann,
        password_hash: '$argon2id$ann',
        external_id: 'ann',
      })
    })

    test('M3: a cached profile cannot take the email or the username of another user', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const ann = await addUser(store, tenant_id, connection_id, 'ann', { username_key: 'annie' })
      const user = sampleUser(connection_id, 'ben', cached)
      const made = await store.saveCachedLogin(tenant_id, user, refreshOf('ben'))
      if (made.kind !== 'created') throw new Error(made.kind)
      expect(
        await store.saveCachedLogin(tenant_id, user, refreshOf('ben', { email_key: 'ann@example.com' })),
      ).toEqual({ kind: 'exists', by: 'email', existing: ann })
      expect(
        await store.saveCachedLogin(tenant_id, user, refreshOf('ben', { username_key: 'annie' })),
      ).toEqual({ kind: 'exists', by: 'username', existing: ann })
      expect(await store.findUser(tenant_id, 'auth0|ben')).toEqual(made.user)
    })

    test('of 20 simultaneous first cached logins one makes the user, and all are counted', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const user = sampleUser(connection_id, 'ann', cached)
      const ends = await Promise.all(
        Array.from({ length: 20 }, () => store.saveCachedLogin(tenant_id, user, refreshOf('ann'))),
      )
      expect(ends.filter((end) => end.kind === 'created')).toHaveLength(1)
      expect(ends.filter((end) => end.kind === 'refreshed')).toHaveLength(19)
      expect((await store.findUser(tenant_id, 'auth0|ann'))?.logins_count).toBe(20)
    })
  })
}
