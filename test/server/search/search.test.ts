import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { USER_FIELDS } from '../../../server/search/fields.ts'
import { parseSearch } from '../../../server/search/parse.ts'
import { createSecrets } from '../../../server/secrets/index.ts'
import type {
  Bound,
  Page,
  PatternPart,
  SearchNode,
  SearchTest,
  Store,
  User,
} from '../../../server/store/contract.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { openTestStore } from '../../support/test-store.ts'
import { addConnection, addUser } from '../store/contract/samples.ts'
import { isFound } from './evaluate.ts'

const USERS = 240
const WHOLE: Page = { kind: 'offset', offset: 0, limit: USERS * 2 }
/**
 * Few and similar values, so that searches find some but not all: cases, SQL wildcards, letters beyond ASCII and beyond
 * 16 bits.
 */
const NAMES = [
  'ann',
  'Ann',
  'anna',
  'ANNE',
  'a_n',
  'a%n',
  'Änne',
  'änne',
  '𝒜nn',
  'bob',
  'Bo!b',
  "o'hara",
  'ß',
  '\uFFFD',
]
const VALUES = ['gold', 'Gold', '10', '9', 'true', 'x', '-1']

/** The same seed gives the same numbers. */
function pick<T>(values: readonly T[], n: number): T {
  const value = values[(n * 2_654_435_761) % values.length]
  if (value === undefined) throw new Error('There is nothing to pick from.')
  return value
}

function metadata(n: number) {
  const value = pick([...VALUES, 10, 9, 9.5, -1, true, false, null], n)
  return pick(
    [
      { plan: value },
      { plan: [value, 'x'] },
      { plan: { level: value } },
      { plan: {} },
      { plan: [] },
      { 'pl"an': value },
      {},
    ],
    n * 7 + 1,
  )
}

describe('a search of the store', () => {
  let store: Store
  let users: User[] = []
  let tenant_id = ''

  beforeAll(async () => {
    store = await openTestStore(
      {
        data_dir: temporaryFolder(afterAll),
        secrets: createSecrets({ master: 'a master key of a test, long enough' }),
      },
      afterAll,
    )
    ;({ tenant_id } = await store.ensureTenant('searched'))
    const other = await store.ensureTenant('other')
    const places = [
      await addConnection(store, tenant_id, { name: 'one' }),
      await addConnection(store, tenant_id, { name: 'One' }),
    ]
    const foreign = await addConnection(store, other.tenant_id, { name: 'one' })
    await Promise.all(
      Array.from({ length: USERS }, (_, n) => {
        const name = pick(NAMES, n + 3)
        const email =
          n % 5 === 0
            ? undefined
            : `${name.replaceAll(' ', '')}${n % 7}@${pick(['x.example', 'Y.example'], n)}`
        return addUser(store, tenant_id, pick(places, n).connection_id, `u${n}`, {
          email,
          email_key: email === undefined ? undefined : `${n}${email}`,
          email_verified: n % 3 === 0,
          username: n % 4 === 0 ? `${name}-${n}` : undefined,
          username_key: n % 4 === 0 ? `${name}-${n}` : undefined,
          profile: {
            ...(n % 2 === 0 && { name }),
            ...(n % 3 === 0 && { given_name: pick(NAMES, n + 11) }),
            ...(n % 6 === 0 && { phone_number: `+49${n}` }),
          },
          user_metadata: metadata(n),
          app_metadata: metadata(n + 5),
          logged_in: n % 2 === 0,
          last_ip: n % 2 === 0 ? `192.0.2.${n % 9}` : undefined,
        })
      }),
    )
    await addUser(store, other.tenant_id, foreign.connection_id, 'theirs')
    for (const [user, other] of [
      [1, 2],
      [1, 3],
      [4, 9],
      [12, 17],
    ]) {
      const name = { provider: 'auth0', external_id: `u${other}`, connection_id: undefined }
      expect(await store.linkIdentity(tenant_id, `auth0|u${user}`, name)).toMatchObject({ kind: 'linked' })
    }
    ;({ items: users } = await store.listUsers(tenant_id, {}, WHOLE))
    expect(users).toHaveLength(USERS - 4)
  })
  afterAll(() => store.close())

  const text = fc.constantFrom(
    ...NAMES,
    'an',
    'N',
    '',
    'x.example',
    '@x.example',
    '%',
    '_',
    '\\',
    "'; drop table users; --",
  )
  const part: fc.Arbitrary<PatternPart> = fc.oneof(
    text.filter((value) => value !== '').map((value): PatternPart => ({ kind: 'text', text: value })),
    fc.constantFrom<PatternPart>({ kind: 'one' }, { kind: 'many' }),
  )
  const bounds = <V extends string | number>(value: fc.Arbitrary<V>): fc.Arbitrary<SearchTest> => {
    const bound: fc.Arbitrary<Bound> = fc.record({ value, inclusive: fc.boolean() })
    return fc
      .tuple(fc.option(bound, { nil: undefined }), bound, fc.boolean())
      .map(([one, other, isLow]) =>
        isLow
          ? { kind: 'range', low: other, ...(one && { high: one }) }
          : { kind: 'range', high: other, ...(one && { low: one }) },
      )
  }
  const exists = fc.constant<SearchTest>({ kind: 'exists' })
  const is = text.map((value): SearchTest => ({ kind: 'is', value: value || 'none' }))
  const pattern = fc
    .array(part, { minLength: 2, maxLength: 4 })
    .map((parts): SearchTest => ({ kind: 'pattern', parts }))
  const field = (
    name: fc.Arbitrary<string>,
    tests: fc.Arbitrary<SearchTest>,
    path: fc.Arbitrary<string[]> = fc.constant([]),
  ): fc.Arbitrary<SearchNode> =>
    fc.record({ kind: fc.constant('field' as const), field: name, path, test: tests })
  const texts = fc.constantFrom(
    'email',
    'name',
    'given_name',
    'family_name',
    'username',
    'user_id',
    'phone_number',
    'last_ip',
  )
  const value = fc.constantFrom(...VALUES)
  const leaf = fc.oneof(
    field(texts, fc.oneof(is, pattern, bounds(text), exists)),
    field(fc.constant('email.domain'), fc.oneof(is, exists)),
    field(
      fc.constant('identities.connection'),
      fc.oneof(
        fc.constantFrom('one', 'One', 'ONE').map((name): SearchTest => ({ kind: 'is', value: name })),
        pattern,
      ),
    ),
    field(
      fc.constant('identities.provider'),
      fc.constantFrom('auth0', 'other').map((value): SearchTest => ({ kind: 'is', value })),
    ),
    field(
      fc.constant('identities.user_id'),
      fc.constantFrom('u1', 'u2', 'u77', 'theirs').map((id): SearchTest => ({ kind: 'is', value: id })),
    ),
    field(
      fc.constantFrom('email_verified', 'blocked'),
      fc.boolean().map((flag): SearchTest => ({ kind: 'flag', value: flag })),
    ),
    field(fc.constantFrom('logins_count', 'last_login'), fc.oneof(bounds(fc.constantFrom(0, 1, 2)), exists)),
    field(
      fc.constantFrom('user_metadata', 'app_metadata'),
      fc.oneof(
        value.map((of): SearchTest => ({ kind: 'is', value: of })),
        bounds(value),
        pattern,
        exists,
      ),
      fc.constantFrom(['plan'], ['plan', 'level'], ['pl"an'], ['none'], ['plan', 'none', 'deep']),
    ),
    text.filter((word) => word !== '').map((word): SearchNode => ({ kind: 'word', text: word })),
  )
  const { node } = fc.letrec<{ node: SearchNode }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        parts: fc.array(tie('node'), { maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant('not' as const), part: tie('node') }),
    ),
  }))

  test('finds the same users as an evaluation in memory, of this tenant only', async () => {
    const found = { some: 0 }
    await fc.assert(
      fc.asyncProperty(node, async (where) => {
        const expected = users.filter((user) => isFound(user, where)).map(({ user_id }) => user_id)
        const { items, total } = await store.listUsers(tenant_id, { where }, WHOLE)
        expect(items.map(({ user_id }) => user_id)).toEqual(expected)
        expect(total).toBe(expected.length)
        if (expected.length > 0 && expected.length < USERS) found.some += 1
      }),
      { numRuns: 300 },
    )
    // Searches that find no user or every user would prove little.
    expect(found.some).toBeGreaterThan(60)
  })

  test('stars alone find users who have the field', async () => {
    const where: SearchNode = {
      kind: 'field',
      field: 'email',
      path: [],
      test: { kind: 'pattern', parts: [{ kind: 'many' }, { kind: 'many' }] },
    }
    const { items } = await store.listUsers(tenant_id, { where }, WHOLE)
    expect(items.map(({ email }) => email)).not.toContain(undefined)
    expect(items).toHaveLength(users.filter(({ email }) => email !== undefined).length)
  })

  test('pages through all results in every order, each user once', async () => {
    const where: SearchNode = { kind: 'word', text: 'n' }
    for (const name of Object.keys(USER_FIELDS).filter((key) => USER_FIELDS[key]?.sorts)) {
      for (const descending of [false, true]) {
        const filter = { where, sort: { field: name, descending } }
        const { items } = await store.listUsers(tenant_id, filter, WHOLE)
        const read: User[] = []
        let after: string | undefined
        do {
          const page = await store.listUsers(tenant_id, filter, { kind: 'after', after, limit: 37 })
          read.push(...page.items)
          after = page.next
        } while (after !== undefined)
        expect(read, name).toEqual(items)
        expect(read).toHaveLength(users.filter((user) => isFound(user, where)).length)
      }
    }
    const folded = (
      await store.listUsers(tenant_id, { where, sort: { field: 'email', descending: true } }, WHOLE)
    ).items
    const emails = folded.map(({ email = '' }) => email.toLowerCase())
    expect(emails).toEqual(emails.toSorted((a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a))))
  })

  test('random texts are refused as wrong syntax or searched for; nothing else happens', async () => {
    const pieces = fc.constantFrom(
      'email',
      ':',
      '"',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ' TO ',
      ' AND ',
      ' OR ',
      'NOT ',
      '-',
      '*',
      '?',
      '\\',
      ' ',
      'ann',
      'name:',
      '_exists_:',
      'created_at:',
      '2026-01',
      '>',
      '=',
      'user_metadata.plan:',
      '~',
      '^',
      '😀',
      "'",
      ';',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        async (q) => {
          let where: SearchNode
          try {
            where = parseSearch(q, USER_FIELDS)
          } catch (error) {
            expect(error).toMatchObject({
              name: 'SearchSyntaxError',
              message: expect.stringMatching(/^at character \d+: /),
            })
            return
          }
          const { items } = await store.listUsers(tenant_id, { where }, WHOLE)
          expect(items).toEqual(users.filter((user) => isFound(user, where)))
        },
      ),
      { numRuns: 300 },
    )
  })
})
