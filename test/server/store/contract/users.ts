import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

export function describeUsers(opened: () => Store): void {
  describe('users', () => {
    test('a migrated user has its profile, its identity, one login and one event', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const user = await addUser(store, tenant_id, connection_id, 'ann', {
        username: 'Ann',
        username_key: 'ann',
        migrated_version: 3,
      })

      expect(user).toEqual({
        tenant_id,
        user_id: 'auth0|ann',
        email: 'ann@example.com',
        email_verified: true,
        username: 'Ann',
        profile: { name: 'Name of ann', age: 7, tags: ['a', { deep: null }] },
        user_metadata: { theme: 'dark' },
        app_metadata: { plan: 'gold' },
        identities: [{ connection_id, connection: 'legacy', external_id: 'ann', provider: 'auth0' }],
        blocked: false,
        created_at: user.created_at,
        updated_at: user.created_at,
        last_login: user.created_at,
        last_ip: '192.0.2.1',
        logins_count: 1,
        last_password_reset: undefined,
        migrated_at: user.created_at,
        migrated_by: 'login',
        migrated_version: 3,
        made_by: undefined,
      })
      expect(await store.findUser(tenant_id, 'auth0|ann')).toEqual(user)
      expect(await store.listMigrationEvents(tenant_id, connection_id, 10)).toEqual([
        {
          event_id: expect.any(String),
          connection_id,
          user_id: 'auth0|ann',
          kind: 'migrated',
          detail: 'login',
          at: user.created_at,
          revision: user.migrated_version,
          run_id: undefined,
        },
      ])
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 1, migrated: 1 })
    })

    test('a user who signed up was neither migrated nor logged in', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const user = await addUser(store, tenant_id, connection_id, 'ann', {
        migrated_by: undefined,
        made_by: 'sign_up',
        logged_in: false,
        email_verified: false,
      })
      expect(user).toMatchObject({
        email_verified: false,
        migrated_at: undefined,
        migrated_by: undefined,
        migrated_version: undefined,
        made_by: 'sign_up',
        last_login: undefined,
        last_ip: undefined,
        logins_count: 0,
      })
      expect(await store.listMigrationEvents(tenant_id, connection_id, 10)).toEqual([])
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 1, migrated: 0 })
    })

    test('several users may have neither email nor username', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const nameless = { email: undefined, email_key: undefined }
      await addUser(store, tenant_id, connection_id, 'a', nameless)
      const second = await addUser(store, tenant_id, connection_id, 'b', nameless)
      expect(second.email).toBeUndefined()
      expect(second.username).toBeUndefined()
    })

    test('a user of a connection that is not there is not made', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const end = await store.createUser(tenant_id, sampleUser('con_none', 'ann'))
      expect(end).toEqual({ kind: 'no_connection' })
      expect(await store.findUser(tenant_id, 'auth0|ann')).toBeUndefined()
    })

    test.each([
      { by: 'email', id: 'ben', change: { email_key: 'ann@example.com' } },
      { by: 'username', id: 'ben', change: { username_key: 'ann-name' } },
      { by: 'external_id', id: 'ann', change: { email_key: 'other@example.com', user_id: 'auth0|other' } },
      { by: 'external_id', id: 'ann', change: { email_key: 'other@example.com' } },
      { by: 'user_id', id: 'ben', change: { user_id: 'auth0|ann' } },
    ] as const)('M4: a user with the $by of another is refused and nothing is written', async (clash) => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const ann = await addUser(store, tenant_id, connection_id, 'ann', { username_key: 'ann-name' })

      const end = await store.createUser(tenant_id, sampleUser(connection_id, clash.id, clash.change))

      expect(end).toEqual({ kind: 'exists', by: clash.by, existing: ann })
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 1, migrated: 1 })
      expect(await store.listMigrationEvents(tenant_id, connection_id, 10)).toHaveLength(1)
      expect(await store.findLogin(tenant_id, connection_id, 'ann@example.com')).toEqual({
        user: ann,
        password_hash: '$argon2id$ann',
        external_id: 'ann',
      })
      for (const key of ['ben@example.com', 'other@example.com']) {
        expect(await store.findLogin(tenant_id, connection_id, key)).toBeUndefined()
      }
    })

    test('two connections may have users with the same email, but not with the same user_id', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const one = await addConnection(store, tenant_id, { name: 'one' })
      const two = await addConnection(store, tenant_id, { name: 'two' })
      const ann = await addUser(store, tenant_id, one.connection_id, '1', { email_key: 'ann@x.org' })
      await addUser(store, tenant_id, two.connection_id, '2', { email_key: 'ann@x.org' })
      const end = await store.createUser(tenant_id, sampleUser(two.connection_id, '1'))
      expect(end).toEqual({ kind: 'exists', by: 'user_id', existing: ann })
      expect(await store.findLogin(tenant_id, two.connection_id, '1@example.com')).toBeUndefined()
    })

    test('M7: of 50 simultaneous first logins of one user, one makes the row and 49 are told of it', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const ends = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          store.createUser(tenant_id, sampleUser(connection_id, 'ann', { password_hash: `hash ${n}` })),
        ),
      )
      const [winner] = ends.flatMap((end) => (end.kind === 'created' ? [end.user] : []))
      expect(ends.filter((end) => end.kind === 'created')).toHaveLength(1)
      expect(ends.filter((end) => end.kind === 'exists')).toEqual(
        Array.from({ length: 49 }, () => ({ kind: 'exists', by: 'email', existing: winner })),
      )
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 1, migrated: 1 })
      expect(await store.listMigrationEvents(tenant_id, connection_id, 100)).toHaveLength(1)
    })

    test('M7: users who clash take none of the others with them that are stored at the same moment', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      await addUser(store, tenant_id, connection_id, 'taken')
      const ends = await Promise.all(
        Array.from({ length: 40 }, (_, n) => {
          const user = sampleUser(connection_id, n % 2 === 0 ? `u${n}` : 'taken')
          return store.createUser(tenant_id, user)
        }),
      )
      expect(ends.map((end) => end.kind)).toEqual(
        Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'created' : 'exists')),
      )
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 21, migrated: 21 })
    })

    test('users are found by the exact email, in every connection', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const one = await addConnection(store, tenant_id, { name: 'one' })
      const two = await addConnection(store, tenant_id, { name: 'two' })
      const email = { email: 'Ann@x.org', email_key: 'ann@x.org' }
      const first = await addUser(store, tenant_id, one.connection_id, '1', email)
      const second = await addUser(store, tenant_id, two.connection_id, '2', email)
      const found = await store.findUsersByEmail(tenant_id, 'Ann@x.org')
      expect(found.toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1))).toEqual([first, second])
      expect(await store.findUsersByEmail(tenant_id, 'ann@x.org')).toEqual([])
    })
  })
}
