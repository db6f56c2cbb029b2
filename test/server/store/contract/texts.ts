import { describe, expect, test } from 'vitest'
import type { SearchNode, SearchTest, Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant } from './samples.ts'

const PAGE = { kind: 'offset', offset: 0, limit: 50 } as const

const inMetadata = (path: string[], of: SearchTest): SearchNode => ({
  kind: 'field',
  field: 'user_metadata',
  path,
  test: of,
})

/** Texts and JSON that engines store in different ways. */
export function describeTexts(opened: () => Store): void {
  describe('texts and JSON', () => {
    test('every character comes back, U+0000 and noncharacters too, and different texts stay different', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const texts = [
        'a\u0000b',
        'a\u{10FFFE}0b',
        'a\u{10FFFE}1b',
        'a\u{10FFFE}b',
        'a\u{10FFFF}b',
        'ab',
        'a\\u0000b',
      ]
      for (const [at, text] of texts.entries()) {
        const user = await addUser(store, tenant_id, connection_id, `u${at}`, {
          username: text,
          username_key: text,
          profile: { name: text },
          user_metadata: { text },
        })
        expect(user).toMatchObject({ username: text, profile: { name: text }, user_metadata: { text } })
      }
      for (const [at, text] of texts.entries()) {
        const found = await store.findLogin(tenant_id, connection_id, text)
        expect(found?.user.user_id).toBe(`auth0|u${at}`)
      }
    })

    test('metadata with U+0000 and halves of surrogate pairs do not spoil searches of others', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const all = [{ a: '\u0000' }, { a: '\ud800' }, { '\u0000': 'b' }, { a: '\\ud800' }, { a: 'gold' }]
      for (const [at, user_metadata] of all.entries()) {
        await addUser(store, tenant_id, connection_id, `u${at}`, { user_metadata })
      }
      const { items } = await store.listUsers(
        tenant_id,
        { where: inMetadata(['a'], { kind: 'is', value: 'gold' }) },
        PAGE,
      )
      expect(items.map(({ user_id }) => user_id)).toEqual(['auth0|u4'])
      const strange = inMetadata(['\u0000', '\ud800"\\'], { kind: 'exists' })
      expect((await store.listUsers(tenant_id, { where: strange }, PAGE)).total).toBe(0)
    })

    test('a search of metadata looks at kinds of values, at elements of lists, and not into objects of lists', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const all = {
        text: { a: '10' },
        number: { a: 10 },
        list: { a: ['x', 10] },
        nested: { a: [[10]] },
        object: { a: { b: '10' } },
        objects: { a: [{ b: '10' }] },
        null: { a: null },
        nulls: { a: [null] },
        empty: { a: {} },
        flag: { a: true },
        none: {},
        large: { a: 1e300 },
        small: { a: 0.1 },
      }
      for (const [id, user_metadata] of Object.entries(all)) {
        await addUser(store, tenant_id, connection_id, id, { user_metadata })
      }
      const find = async (path: string[], of: SearchTest): Promise<string[]> => {
        const { items } = await store.listUsers(tenant_id, { where: inMetadata(path, of) }, PAGE)
        return items.map(({ user_id }) => user_id.slice(6)).sort()
      }
      expect(await find(['a'], { kind: 'is', value: '10' })).toEqual(['list', 'number', 'text'])
      expect(await find(['a'], { kind: 'is', value: '0.1' })).toEqual(['small'])
      expect(await find(['a'], { kind: 'is', value: 'true' })).toEqual(['flag'])
      expect(await find(['a', 'b'], { kind: 'is', value: '10' })).toEqual(['object'])
      expect(await find(['a', '0'], { kind: 'exists' })).toEqual([])
      expect(await find(['a'], { kind: 'exists' })).toEqual([
        'flag',
        'large',
        'list',
        'nested',
        'number',
        'object',
        'objects',
        'small',
        'text',
      ])
      const range: SearchTest = { kind: 'range', low: { value: '9', inclusive: true } }
      expect(await find(['a'], range)).toEqual(['large', 'list', 'number'])
      const pattern: SearchTest = { kind: 'pattern', parts: [{ kind: 'text', text: '1' }, { kind: 'many' }] }
      expect(await find(['a'], pattern)).toEqual(['text'])
    })

    test('lists are in the order of code points, whatever the order of the machine’s language', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const { connection_id } = await addConnection(store, tenant_id)
      const names = ['b', 'B', 'a', 'A', 'ä', '_', '-', '1']
      for (const name of names) {
        await addUser(store, tenant_id, connection_id, name, { username: name, username_key: name })
      }
      const { items } = await store.listUsers(
        tenant_id,
        { sort: { field: 'username', descending: false } },
        PAGE,
      )
      expect(items.map(({ username }) => username)).toEqual(names.toSorted())
    })
  })
}
