import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

export function describeLoginAliases(opened: () => Store): void {
  /** Ann and Ben of one connection. */
  async function twoUsers() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    const ann = await addUser(store, tenant_id, connection_id, 'ann')
    const ben = await addUser(store, tenant_id, connection_id, 'ben', {
      username: 'Ben',
      username_key: 'ben',
    })
    return {
      store,
      tenant_id,
      connection_id,
      ann,
      ben,
      add: (external_id: string, key: string) => store.addAlias(tenant_id, connection_id, external_id, key),
      find: (key: string) => store.findAlias(tenant_id, connection_id, key),
      list: async (user_id: string) =>
        (await store.listAliases(tenant_id, user_id)).map(({ alias }) => alias),
    }
  }

  describe('further sign-in names', () => {
    test('the identity is found by its further sign-in name, and only in its tenant and connection', async () => {
      const { store, tenant_id, connection_id, ann, add, find, list } = await twoUsers()
      expect(await add('ann', '4711')).toBe(true)
      expect(await find('4711')).toEqual({
        user: ann,
        password_hash: '$argon2id$ann',
        external_id: 'ann',
        by_alias: true,
      })
      expect(await store.findLogin(tenant_id, connection_id, '4711')).toBeUndefined()
      const other = await addConnection(store, tenant_id, { name: 'other' })
      expect(await store.findAlias(tenant_id, other.connection_id, '4711')).toBeUndefined()
      expect(await store.findAlias(await newTenant(store), connection_id, '4711')).toBeUndefined()
      expect(await list(ann.user_id)).toEqual(['4711'])
    })

    test('a name is one person’s: of two who get it at the same time, one has it', async () => {
      const { add, list, ann, ben } = await twoUsers()
      const written = await Promise.all([add('ann', '4711'), add('ben', '4711')])
      expect(written.filter(Boolean)).toHaveLength(1)
      expect([...(await list(ann.user_id)), ...(await list(ben.user_id))]).toEqual(['4711'])
    })

    test.each(['ben@example.com', 'ben', 'ann@example.com'])(
      'the e-mail or username %s of the connection is no further sign-in name',
      async (key) => {
        const { add, find } = await twoUsers()
        expect(await add('ann', key)).toBe(false)
        expect(await find(key)).toBeUndefined()
      },
    )

    test('an identity has at most five, also when they come at the same time', async () => {
      const { add, list, ann } = await twoUsers()
      const written = await Promise.all(['1', '2', '3', '4', '5', '6', '7'].map((key) => add('ann', key)))
      expect(written.filter(Boolean)).toHaveLength(5)
      expect(await list(ann.user_id)).toHaveLength(5)
      expect(await add('ben', '8')).toBe(true)
    })

    test('nobody has a name of an identity that does not exist', async () => {
      const { add, find } = await twoUsers()
      expect(await add('nobody', '4711')).toBe(false)
      expect(await find('4711')).toBeUndefined()
    })

    test('a new user is written with its further sign-in name', async () => {
      const { store, tenant_id, connection_id, find } = await twoUsers()
      const user = sampleUser(connection_id, 'cat', { alias_key: 'kitten' })
      expect((await store.createUser(tenant_id, user)).kind).toBe('created')
      expect((await find('kitten'))?.external_id).toBe('cat')
      // The user counts, whether or not the name was free.
      const late = sampleUser(connection_id, 'dan', { alias_key: 'kitten' })
      expect((await store.createUser(tenant_id, late)).kind).toBe('created')
      expect((await find('kitten'))?.external_id).toBe('cat')
    })

    test('a cached profile that a migrated user takes over gets the further sign-in name', async () => {
      const { store, tenant_id, connection_id, find } = await twoUsers()
      const cached = { password_hash: undefined, migrated_by: undefined }
      await addUser(store, tenant_id, connection_id, 'eve', cached)
      const user = sampleUser(connection_id, 'eve', { alias_key: '4711' })
      expect((await store.createUser(tenant_id, user)).kind).toBe('created')
      expect((await find('4711'))?.external_id).toBe('eve')
    })

    test('the name goes when it becomes the e-mail or username of a new user', async () => {
      const { store, tenant_id, connection_id, add, find } = await twoUsers()
      await add('ann', 'former@example.com')
      await add('ann', 'nick')
      const change = { email: 'former@example.com', email_key: 'former@example.com', username_key: 'nick' }
      await addUser(store, tenant_id, connection_id, 'cat', { ...change, username: 'nick' })
      expect(await find('former@example.com')).toBeUndefined()
      expect(await find('nick')).toBeUndefined()
    })

    test('the name goes when it becomes the e-mail or username of a user by a change', async () => {
      const { store, tenant_id, ben, add, find } = await twoUsers()
      await add('ann', 'former@example.com')
      await add('ann', 'nick')
      const email = { email: 'former@example.com', email_key: 'former@example.com' }
      await store.updateUser(tenant_id, ben.user_id, { email })
      expect(await find('former@example.com')).toBeUndefined()
      await store.updateUser(tenant_id, ben.user_id, { username: { username: 'Nick', username_key: 'nick' } })
      expect(await find('nick')).toBeUndefined()
    })

    test('the name goes when a cached profile gets it as its e-mail', async () => {
      const { store, tenant_id, connection_id, add, find } = await twoUsers()
      const cached = sampleUser(connection_id, 'eve', { password_hash: undefined, migrated_by: undefined })
      await store.createUser(tenant_id, cached)
      await add('ann', 'new@example.com')
      const refresh = { ...cached, email: 'new@example.com', email_key: 'new@example.com' }
      const { username, username_key } = cached
      const saved = await store.saveCachedLogin(tenant_id, cached, { ...refresh, username, username_key })
      expect(saved.kind).toBe('refreshed')
      expect(await find('new@example.com')).toBeUndefined()
    })

    test('they go with the user, and stay with an identity that is linked and unlinked', async () => {
      const { store, tenant_id, ann, ben, add, find, list } = await twoUsers()
      await add('ben', '4711')
      await store.linkIdentity(tenant_id, ann.user_id, { provider: 'auth0', external_id: 'ben' })
      expect((await find('4711'))?.user.user_id).toBe(ann.user_id)
      expect(await list(ann.user_id)).toEqual(['4711'])
      await store.unlinkIdentity(tenant_id, ann.user_id, { provider: 'auth0', external_id: 'ben' })
      expect((await find('4711'))?.user.user_id).toBe(ben.user_id)
      await store.deleteUser(tenant_id, ben.user_id, { tombstone: false })
      expect(await find('4711')).toBeUndefined()
    })

    test('one is removed from the user who has it, and from nobody else', async () => {
      const { store, tenant_id, connection_id, ann, ben, add, list } = await twoUsers()
      await add('ann', '4711')
      const remove = (user_id: string, tenant = tenant_id) =>
        store.deleteAlias(tenant, user_id, connection_id, '4711')
      expect(await remove(ben.user_id)).toBe(false)
      expect(await remove(ann.user_id, await newTenant(store))).toBe(false)
      expect(await list(ann.user_id)).toEqual(['4711'])
      expect(await remove(ann.user_id)).toBe(true)
      expect(await remove(ann.user_id)).toBe(false)
      expect(await list(ann.user_id)).toEqual([])
    })
  })
}
