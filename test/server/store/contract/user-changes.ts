import { describe, expect, test } from 'vitest'
import type { Store, UserChange } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

export function describeUserChanges(opened: () => Store): void {
  async function setUp() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    const change = (id: string, what: UserChange) => store.updateUser(tenant_id, `auth0|${id}`, what)
    const find = (key: string) => store.findLogin(tenant_id, connection_id, key)
    return { store, tenant_id, connection_id, change, find }
  }

  describe('changes of users', () => {
    test('a user is found by the new email and username at once, and by the old ones no longer', async () => {
      const { store, tenant_id, connection_id, change, find } = await setUp()
      const ann = await addUser(store, tenant_id, connection_id, 'ann', {
        username: 'ann',
        username_key: 'ann',
      })
      const changed = await change('ann', {
        email: { email: 'Anna@example.com', email_key: 'anna@example.com' },
        username: { username: 'anna', username_key: 'anna' },
        email_verified: false,
      })
      expect(changed).toMatchObject({ kind: 'updated' })
      const user = await store.findUser(tenant_id, 'auth0|ann')
      expect(user).toEqual({
        ...ann,
        email: 'Anna@example.com',
        email_verified: false,
        username: 'anna',
        updated_at: user?.updated_at,
      })
      expect(changed).toEqual({ kind: 'updated', user })
      const login = { user, password_hash: '$argon2id$ann', external_id: 'ann' }
      expect(await find('anna@example.com')).toEqual(login)
      expect(await find('anna')).toEqual(login)
      expect(await find('ann@example.com')).toBeUndefined()
      expect(await find('ann')).toBeUndefined()
      const found = await store.listUsers(
        tenant_id,
        { where: { kind: 'word', text: 'ANNA@' } },
        { kind: 'offset', offset: 0, limit: 9 },
      )
      expect(found.items).toEqual([user])
    })

    test('root attributes are replaced, metadata merged at the first level, and null removes', async () => {
      const { store, tenant_id, connection_id, change } = await setUp()
      const ann = await addUser(store, tenant_id, connection_id, 'ann', {
        user_metadata: { theme: { dark: true }, font: 'big' },
      })
      const result = await change('ann', {
        profile: { name: 'Anna', age: null },
        user_metadata: { theme: { light: 1 }, font: null, fresh: [null] },
        app_metadata: { plan: null },
        blocked: true,
      })
      expect(result).toEqual({
        kind: 'updated',
        user: {
          ...ann,
          profile: { name: 'Anna', tags: ['a', { deep: null }] },
          user_metadata: { theme: { light: 1 }, fresh: [null] },
          app_metadata: {},
          blocked: true,
          updated_at: expect.any(Number),
        },
      })
    })

    test('an email or username of somebody else is refused, and nothing of the change is written', async () => {
      const { store, tenant_id, connection_id, change, find } = await setUp()
      const ann = await addUser(store, tenant_id, connection_id, 'ann', {
        username: 'ann',
        username_key: 'ann',
      })
      const ben = await addUser(store, tenant_id, connection_id, 'ben')
      expect(
        await change('ben', {
          email: { email: 'ann@example.com', email_key: 'ann@example.com' },
          password: { password_hash: '$new', history_size: 5 },
          blocked: true,
        }),
      ).toEqual({ kind: 'taken', by: 'email', existing: ann })
      expect(await change('ben', { username: { username: 'ann', username_key: 'ann' } })).toEqual({
        kind: 'taken',
        by: 'username',
        existing: ann,
      })
      expect(await find('ben@example.com')).toEqual({
        user: ben,
        password_hash: '$argon2id$ben',
        external_id: 'ben',
      })
      // To what she has already is no clash.
      const same = { email: { email: 'ann@example.com', email_key: 'ann@example.com' } }
      expect(await change('ann', same)).toMatchObject({ kind: 'updated' })
      expect(await change('nobody', same)).toEqual({ kind: 'missing' })
      expect(await change('ann', { connection_id: 'con_none', blocked: true })).toEqual({ kind: 'missing' })
    })

    test('of two who want one address at once, one gets it', async () => {
      const { store, tenant_id, connection_id, change, find } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann')
      await addUser(store, tenant_id, connection_id, 'ben')
      const wanted = { email: { email: 'x@example.com', email_key: 'x@example.com' } }
      const results = await Promise.all([change('ann', wanted), change('ben', wanted)])
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(['taken', 'updated'])
      expect((await find('x@example.com'))?.user.email).toBe('x@example.com')
    })

    test('the hashes of earlier passwords are kept, as many as the change says', async () => {
      const { store, tenant_id, connection_id, change, find } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann', { password_hash: '$0' })
      const hashes = (newest: number) => store.listPasswordHashes(tenant_id, connection_id, 'ann', newest)
      expect(await hashes(5)).toEqual(['$0'])
      for (const password_hash of ['$1', '$2', '$3', '$4']) {
        const result = await change('ann', { password: { password_hash, history_size: 3 } })
        expect(result).toMatchObject({ user: { last_password_reset: expect.any(Number) } })
      }
      expect((await find('ann@example.com'))?.password_hash).toBe('$4')
      expect(await hashes(10)).toEqual(['$4', '$3', '$2', '$1'])
      expect(await hashes(2)).toEqual(['$4', '$3'])
      await change('ann', { password: { password_hash: '$5', history_size: 0 } })
      expect(await hashes(10)).toEqual(['$5'])
    })

    test('the legacy store’s own time of the last reset wins over the time of the change', async () => {
      const { store, tenant_id, connection_id, change } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann')
      const password = { password_hash: '$1', history_size: 0 }
      const result = await change('ann', { password, last_password_reset: 1_700_000_000_000 })
      expect(result).toMatchObject({ user: { last_password_reset: 1_700_000_000_000 } })
    })

    test('a deleted user’s identity and history are deleted, and the user can be created again', async () => {
      const { store, tenant_id, connection_id, change, find } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann')
      await addUser(store, tenant_id, connection_id, 'ben', { migrated_by: undefined })
      await change('ann', { password: { password_hash: '$1', history_size: 5 } })
      expect(await store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false })).toBe(true)
      expect(await store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false })).toBe(false)
      expect(await find('ann@example.com')).toBeUndefined()
      expect(await store.findUser(tenant_id, 'auth0|ann')).toBeUndefined()
      expect(await store.findIdentity(tenant_id, connection_id, 'ann')).toBeUndefined()
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 1, migrated: 0 })
      const [event] = await store.listMigrationEvents(tenant_id, connection_id, 9)
      expect(event).toMatchObject({ kind: 'migrated', user_id: undefined })

      await addUser(store, tenant_id, connection_id, 'ann', { unless_tombstoned: true })
      expect(await store.listPasswordHashes(tenant_id, connection_id, 'ann', 9)).toEqual(['$argon2id$ann'])
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 2, migrated: 1 })
    })

    test('M2: who was deleted with a tombstone is not created again by id, email or username', async () => {
      const { store, tenant_id, connection_id, find } = await setUp()
      const other = await addConnection(store, tenant_id, { name: 'other' })
      const names = { username: 'annie', username_key: 'annie' }
      await addUser(store, tenant_id, connection_id, 'ann', names)
      expect(await store.isTombstoned(tenant_id, connection_id, { external_id: 'ann' })).toBe(false)
      await store.deleteUser(tenant_id, 'auth0|ann', { tombstone: true })

      const dead = (of: { external_id?: string; keys?: string[] }, where = connection_id) =>
        store.isTombstoned(tenant_id, where, of)
      expect(await dead({ external_id: 'ann' })).toBe(true)
      expect(await dead({ keys: ['who@example.com', 'ann@example.com'] })).toBe(true)
      expect(await dead({ keys: ['annie'] })).toBe(true)
      // An id is no key, and a key no id.
      expect(await dead({ keys: ['ann'] })).toBe(false)
      expect(await dead({ external_id: 'annie' })).toBe(false)
      expect(await dead({ external_id: 'ann' }, other.connection_id)).toBe(false)
      expect(await dead({})).toBe(false)

      const back = { unless_tombstoned: true }
      const other_key = { email: 'new@example.com', email_key: 'new@example.com' }
      for (const [id, change] of [
        ['ann', other_key],
        ['new', { email: 'ann@example.com', email_key: 'ann@example.com' }],
        ['new', { ...other_key, ...names }],
      ] as const) {
        const user = sampleUser(connection_id, id, { ...change, ...back })
        expect(await store.createUser(tenant_id, user)).toEqual({ kind: 'tombstoned' })
      }
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 0, migrated: 0 })
      // Somebody who makes an account on purpose may.
      await addUser(store, tenant_id, connection_id, 'ann')
      expect((await find('ann@example.com'))?.external_id).toBe('ann')
    })

    test('a user is found by the id that the legacy store knows', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const user = await addUser(store, tenant_id, connection_id, 'ann')
      const login = { user, password_hash: '$argon2id$ann', external_id: 'ann' }
      expect(await store.findIdentity(tenant_id, connection_id, 'ann')).toEqual(login)
      for (const id of ['auth0|ann', 'Ann', 'ann@example.com']) {
        expect(await store.findIdentity(tenant_id, connection_id, id)).toBeUndefined()
      }
    })

    test('a user may be blocked from the start', async () => {
      const { store, tenant_id, connection_id } = await setUp()
      const user = await addUser(store, tenant_id, connection_id, 'ann', { blocked: true })
      expect(user.blocked).toBe(true)
      expect(await store.findUser(tenant_id, 'auth0|ann')).toEqual(user)
    })
  })
}
