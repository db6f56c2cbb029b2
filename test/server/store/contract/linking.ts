import { describe, expect, test } from 'vitest'
import type { Store, User } from '../../../../server/store/contract.ts'
import { addConnection, addUser, is, newTenant } from './samples.ts'

const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const
const named = (external_id: string) => ({ provider: 'auth0', external_id })

export function describeLinking(opened: () => Store): void {
  /** Ann of one connection, Ben of another. */
  async function twoUsers() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const first = await addConnection(store, tenant_id, { name: 'first' })
    const second = await addConnection(store, tenant_id, { name: 'second' })
    const ann = await addUser(store, tenant_id, first.connection_id, 'ann')
    const ben = await addUser(store, tenant_id, second.connection_id, 'ben', {
      username: 'Ben',
      username_key: 'ben',
      app_metadata: { plan: 'silver' },
    })
    const count = async ({ connection_id }: { connection_id: string }) =>
      (await store.countUsers(tenant_id, connection_id)).users
    const search = async (name: string) =>
      (await store.listUsers(tenant_id, { where: is('identities.connection', name) }, PAGE)).items
    return { store, tenant_id, first, second, ann, ben, count, search }
  }

  const idsOf = ({ identities }: User) => identities.map(({ external_id }) => external_id)

  describe('linking', () => {
    test('a linked user signs in as the other user, with its own password and names', async () => {
      const { store, tenant_id, second, ann, ben, count, search } = await twoUsers()
      const linked = await store.linkIdentity(tenant_id, ann.user_id, named('ben'))
      if (linked.kind !== 'linked') throw new Error(linked.kind)
      expect(linked.user).toMatchObject({
        user_id: ann.user_id,
        email: ann.email,
        app_metadata: { plan: 'gold' },
      })
      expect(idsOf(linked.user)).toEqual(['ann', 'ben'])
      expect(linked.user.identities[0]?.profile).toBeUndefined()
      expect(linked.user.identities[1]).toMatchObject({
        connection: 'second',
        profile: { email: 'ben@example.com', email_verified: true, username: 'Ben', name: 'Name of ben' },
      })
      expect(await store.findUser(tenant_id, ann.user_id)).toEqual(linked.user)
      expect(await store.findUser(tenant_id, ben.user_id)).toBeUndefined()
      for (const key of ['ben@example.com', 'ben']) {
        expect(await store.findLogin(tenant_id, second.connection_id, key)).toEqual({
          user: linked.user,
          password_hash: '$argon2id$ben',
          external_id: 'ben',
        })
      }
      expect(await count(second)).toBe(0)
      expect((await search('second')).map(({ user_id }) => user_id)).toEqual([ann.user_id])
    })

    test('the own identity stays the first, also when the other user is the older one', async () => {
      const { store, tenant_id, ann, ben } = await twoUsers()
      // They may have been made in the same millisecond, so both ways.
      for (const [user, other] of [
        [ann, 'ben'],
        [ben, 'ann'],
      ] as const) {
        const linked = await store.linkIdentity(tenant_id, user.user_id, named(other))
        if (linked.kind !== 'linked') throw new Error(linked.kind)
        expect(idsOf(linked.user)[1]).toBe(other)
        expect(await store.findUser(tenant_id, user.user_id)).toEqual(linked.user)
        await store.unlinkIdentity(tenant_id, user.user_id, named(other))
      }
    })

    test('an unlinked identity is a user again with its earlier id and names, without the other user’s metadata', async () => {
      const { store, tenant_id, second, ann, ben, count, search } = await twoUsers()
      await store.linkIdentity(tenant_id, ann.user_id, named('ben'))
      const result = await store.unlinkIdentity(tenant_id, ann.user_id, named('ben'))
      if (result.kind !== 'unlinked') throw new Error(result.kind)
      expect(idsOf(result.user)).toEqual(['ann'])
      expect(result.freed).toMatchObject({
        user_id: ben.user_id,
        email: ben.email,
        email_verified: true,
        username: 'Ben',
        profile: { name: 'Name of ben' },
        user_metadata: {},
        app_metadata: {},
        logins_count: 0,
      })
      expect(await store.findLogin(tenant_id, second.connection_id, 'ben')).toMatchObject({
        user: { user_id: ben.user_id },
        password_hash: '$argon2id$ben',
      })
      expect(await count(second)).toBe(1)
      expect((await search('second')).map(({ user_id }) => user_id)).toEqual([ben.user_id])
      const found = await store.listUsers(tenant_id, { where: is('name', 'name of BEN') }, PAGE)
      expect(found.items).toEqual([result.freed])
    })

    test('all identities of a user move with it, and each can be unlinked alone', async () => {
      const { store, tenant_id, second, ann, ben } = await twoUsers()
      const cyd = await addUser(store, tenant_id, second.connection_id, 'cyd')
      await store.linkIdentity(tenant_id, ben.user_id, named('cyd'))
      const linked = await store.linkIdentity(tenant_id, ann.user_id, named('ben'))
      if (linked.kind !== 'linked') throw new Error(linked.kind)
      expect(idsOf(linked.user).toSorted()).toEqual(['ann', 'ben', 'cyd'])
      const result = await store.unlinkIdentity(tenant_id, ann.user_id, named('cyd'))
      expect(result).toMatchObject({ kind: 'unlinked', freed: { user_id: cyd.user_id, email: cyd.email } })
      expect(idsOf((await store.findUser(tenant_id, ann.user_id)) as User).toSorted()).toEqual(['ann', 'ben'])
    })

    test('each reason for which linking or unlinking is refused has its own result, and changes nothing', async () => {
      const { store, tenant_id, first, ann, ben } = await twoUsers()
      const link = (
        user_id: string,
        name: { provider: string; external_id: string; connection_id?: string },
      ) => store.linkIdentity(tenant_id, user_id, name)
      expect(await link('auth0|none', named('ben'))).toEqual({ kind: 'missing' })
      expect(await link(ann.user_id, named('none'))).toEqual({ kind: 'no_identity' })
      expect(await link(ann.user_id, { provider: 'other', external_id: 'ben' })).toEqual({
        kind: 'no_identity',
      })
      expect(await link(ann.user_id, { ...named('ben'), connection_id: first.connection_id })).toEqual({
        kind: 'no_identity',
      })
      expect(await link(ann.user_id, named('ann'))).toEqual({ kind: 'same_user' })
      const unlink = (user_id: string, external_id: string) =>
        store.unlinkIdentity(tenant_id, user_id, named(external_id))
      expect(await unlink('auth0|none', 'ann')).toEqual({ kind: 'missing' })
      expect(await unlink(ann.user_id, 'ben')).toEqual({ kind: 'no_identity' })
      expect(await unlink(ann.user_id, 'ann')).toEqual({ kind: 'own_identity' })
      await store.updateUser(tenant_id, ben.user_id, { blocked: true })
      expect(await link(ann.user_id, named('ben'))).toEqual({ kind: 'blocked' })
      expect(await store.findUser(tenant_id, ann.user_id)).toEqual(ann)
      expect(await store.findUser(tenant_id, ben.user_id)).toMatchObject({
        blocked: true,
        identities: ben.identities,
      })
    })

    test('an identity is not freed under an id that has been given to somebody else', async () => {
      const { store, tenant_id, first, ann } = await twoUsers()
      await store.linkIdentity(tenant_id, ann.user_id, named('ben'))
      const taken = await addUser(store, tenant_id, first.connection_id, 'ben')
      const second = (await store.findConnectionByName(tenant_id, 'second'))?.connection_id
      const name = { ...named('ben'), connection_id: second }
      expect(await store.unlinkIdentity(tenant_id, ann.user_id, name)).toEqual({ kind: 'id_taken' })
      expect(await store.findUser(tenant_id, taken.user_id)).toEqual(taken)
      expect(idsOf((await store.findUser(tenant_id, ann.user_id)) as User)).toEqual(['ann', 'ben'])
    })

    test('when two users link each other at the same time, one is linked and nobody is lost', async () => {
      const { store, tenant_id, ann, ben } = await twoUsers()
      const both = await Promise.all([
        store.linkIdentity(tenant_id, ann.user_id, named('ben')),
        store.linkIdentity(tenant_id, ben.user_id, named('ann')),
      ])
      expect(both.filter(({ kind }) => kind === 'linked')).toHaveLength(1)
      const { items } = await store.listUsers(tenant_id, {}, PAGE)
      expect(items.map(idsOf).map((ids) => ids.toSorted())).toEqual([['ann', 'ben']])
    })

    test('T1: users of another tenant are neither linked nor unlinked', async () => {
      const { store, tenant_id, ann, ben } = await twoUsers()
      const other = await newTenant(store)
      const { connection_id } = await addConnection(store, other)
      const eve = await addUser(store, other, connection_id, 'eve')
      expect(await store.linkIdentity(other, eve.user_id, named('ben'))).toEqual({ kind: 'no_identity' })
      expect(await store.linkIdentity(other, ann.user_id, named('eve'))).toEqual({ kind: 'missing' })
      await store.linkIdentity(tenant_id, ann.user_id, named('ben'))
      expect(await store.unlinkIdentity(other, ann.user_id, named('ben'))).toEqual({ kind: 'missing' })
      expect(await store.findUser(tenant_id, ben.user_id)).toBeUndefined()
    })
  })
}
