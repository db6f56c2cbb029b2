import { describe, expect, test } from 'vitest'
import type { Listed, Page, Store, UserFilter } from '../../../../server/store/contract.ts'
import { BadMark } from '../../../../server/store/contract.ts'
import { addConnection, addUser, is, newTenant } from './samples.ts'

/** Follows the marks to the end. */
async function readAll<T>(list: (page: Page) => Promise<Listed<T>>, limit: number): Promise<T[][]> {
  const pages: T[][] = []
  let after: string | undefined
  do {
    const page = await list({ kind: 'after', after, limit })
    expect(page.total).toBeUndefined()
    pages.push(page.items)
    after = page.next
  } while (after !== undefined)
  return pages
}

export function describePages(opened: () => Store): void {
  async function withUsers(ids: readonly string[]) {
    const store = opened()
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    for (const id of ids) await addUser(store, tenant_id, connection_id, id)
    const list = (filter: UserFilter, page: Page) => store.listUsers(tenant_id, filter, page)
    return { store, tenant_id, connection_id, list }
  }
  const ids = (users: { user_id: string }[]) => users.map((user) => user.user_id.replace('auth0|', ''))

  describe('pages', () => {
    test('pages by offset tell the total, and a page past the end is empty', async () => {
      const { list } = await withUsers(['a', 'b', 'c', 'd', 'e'])
      const whole = await list({}, { kind: 'offset', offset: 0, limit: 100 })
      expect(whole.total).toBe(5)
      expect(ids(whole.items).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
      const parts = await Promise.all(
        [0, 2, 4, 6].map((offset) => list({}, { kind: 'offset', offset, limit: 2 })),
      )
      expect(parts.map(({ total }) => total)).toEqual([5, 5, 5, 5])
      expect(parts.flatMap(({ items }) => items)).toEqual(whole.items)
      expect(await list({}, { kind: 'offset', offset: 0, limit: 0 })).toEqual({ items: [], total: 5 })
    })

    test('pages after a mark give every user once, oldest first, even when all were created at the same moment', async () => {
      const names = Array.from({ length: 23 }, (_, n) => `u${n}`)
      const { list } = await withUsers(names)
      const pages = await readAll((page) => list({}, page), 5)
      expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 5, 3])
      const users = pages.flat()
      expect(new Set(ids(users))).toEqual(new Set(names))
      const ages = users.map((user) => user.created_at)
      expect(ages).toEqual(ages.toSorted((a, b) => a - b))
    })

    test('the last page that is full has no next', async () => {
      const { list } = await withUsers(['a', 'b', 'c', 'd'])
      const pages = await readAll((page) => list({}, page), 2)
      expect(pages.map((page) => page.length)).toEqual([2, 2])
    })

    test('users who are created while a list is read do not change the earlier pages', async () => {
      const { store, tenant_id, connection_id, list } = await withUsers(['a', 'b', 'c'])
      const first = await list({}, { kind: 'after', after: undefined, limit: 2 })
      await addUser(store, tenant_id, connection_id, 'later')
      const rest = await list({}, { kind: 'after', after: first.next, limit: 10 })
      expect(new Set([...ids(first.items), ...ids(rest.items)])).toEqual(new Set(['a', 'b', 'c', 'later']))
      expect(first.items.length + rest.items.length).toBe(4)
    })

    test('an invalid mark is refused', async () => {
      const { list, store, tenant_id } = await withUsers(['a', 'b'])
      const { next } = await list({}, { kind: 'after', after: undefined, limit: 1 })
      if (next === undefined) throw new Error('There is no next page.')
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const bad = [
        '',
        'x',
        `${next}=`,
        ` ${next}`,
        next.slice(1),
        encode([1]),
        encode(['1', 'a']),
        encode([1.5, 'a']),
        encode([1, 2]),
        encode({ length: 2 }),
        encode(null),
      ]
      for (const after of bad) {
        const page: Page = { kind: 'after', after, limit: 1 }
        await expect(list({}, page), `mark ${after}`).rejects.toThrow(BadMark)
        await expect(store.listConnections(tenant_id, {}, page)).rejects.toThrow(BadMark)
      }
    })

    test('filters of users narrow lists and totals, and each must hold', async () => {
      const { store, tenant_id, connection_id, list } = await withUsers(['ann', 'ben'])
      const other = await addConnection(store, tenant_id, { name: 'other' })
      await addUser(store, tenant_id, other.connection_id, 'cyd', { email: 'ann@example.com' })
      const find = async (filter: UserFilter) => {
        const { items, total } = await list(filter, { kind: 'offset', offset: 0, limit: 10 })
        const marked = await readAll((page) => list(filter, page), 1)
        expect(marked.flat()).toEqual(items)
        expect(total).toBe(items.length)
        return ids(items).toSorted()
      }
      expect(await find({})).toEqual(['ann', 'ben', 'cyd'])
      expect(await find({ connection_id })).toEqual(['ann', 'ben'])
      expect(await find({ connection_id: other.connection_id })).toEqual(['cyd'])
      expect(await find({ where: is('email', 'ann@example.com') })).toEqual(['ann', 'cyd'])
      expect(await find({ where: is('email', 'ann@example.com'), connection_id })).toEqual(['ann'])
      expect(await find({ where: is('user_id', 'auth0|ben') })).toEqual(['ben'])
      expect(
        await find({
          where: { kind: 'and', parts: [is('user_id', 'auth0|ben'), is('email', 'ann@example.com')] },
        }),
      ).toEqual([])
      expect(await find({ connection_id: 'con_none' })).toEqual([])
    })

    test('a search finds parts of email, username, name and id, whatever the case, and has no wildcards', async () => {
      const { store, tenant_id, connection_id, list } = await withUsers([])
      await addUser(store, tenant_id, connection_id, 'x1', {
        email: 'Ann@Shop.example',
        username: 'Queen_100%',
        profile: { name: 'Änne Öz!' },
      })
      await addUser(store, tenant_id, connection_id, 'x2', { email: undefined, profile: { name: 7 } })
      const find = async (contains: string) =>
        ids(
          (await list({ where: { kind: 'word', text: contains } }, { kind: 'offset', offset: 0, limit: 10 }))
            .items,
        ).toSorted()
      for (const part of ['nn@sh', 'QUEEN_1', '_100%', 'änne', 'ÖZ!', 'AUTH0|X1', 'x1']) {
        expect(await find(part), part).toEqual(['x1'])
      }
      for (const part of ['n_n', 'q%n', '!!', 'x1%', 'example\n', "'; drop table users; --"]) {
        expect(await find(part), part).toEqual(part === 'example\n' ? ['x1'] : [])
      }
      expect(await find('auth0|')).toEqual(['x1', 'x2'])
    })

    test('connections are listed by name and strategy, oldest first', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const made = []
      for (const name of ['a', 'b', 'c']) {
        made.push(await addConnection(store, tenant_id, { name, strategy: name === 'c' ? 'ad' : 'auth0' }))
      }
      const age = (a: { created_at: number; connection_id: string }, b: typeof a) =>
        a.created_at - b.created_at || (a.connection_id < b.connection_id ? -1 : 1)
      made.sort(age)
      const whole: Page = { kind: 'offset', offset: 0, limit: 10 }
      expect(await store.listConnections(tenant_id, {}, whole)).toEqual({ items: made, total: 3 })
      const names = async (filter: Parameters<Store['listConnections']>[1]) => {
        const { items, total } = await store.listConnections(tenant_id, filter, whole)
        const marked = await readAll((page) => store.listConnections(tenant_id, filter, page), 1)
        expect(marked.flat()).toEqual(items)
        expect(total).toBe(items.length)
        return items.map((item) => item.name).toSorted()
      }
      expect(await names({ name: 'b' })).toEqual(['b'])
      expect(await names({ strategies: ['auth0'] })).toEqual(['a', 'b'])
      expect(await names({ strategies: ['auth0', 'ad', 'ad'] })).toEqual(['a', 'b', 'c'])
      expect(await names({ strategies: [] })).toEqual([])
      expect(await names({ name: 'a', strategies: ['ad'] })).toEqual([])
    })
  })
}
