import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addConnection, addUser, sampleUser } from './samples.ts'
import { sampleCode, signInRoom } from './sign-ins.ts'

const NEW_PASSWORD = { password_hash: '$argon2id$new', history_size: 0 }

type Room = Awaited<ReturnType<typeof signInRoom>>
type Change = (store: Store, room: Room) => Promise<unknown>

const update =
  (change: Parameters<Store['updateUser']>[2]): Change =>
  (store, { tenant_id }) =>
    store.updateUser(tenant_id, 'auth0|ann', change)

/** Whether a session, an unused code, and a refresh token are still good after a change. */
async function left(store: Store, change: Change): Promise<string[]> {
  const room = await signInRoom(store)
  const { tenant_id, signIn, redeem } = room
  await signIn('one', { code: sampleCode('used', { offline: true }) })
  await redeem('used', { family_id: 'f' })
  await signIn('two', { previous_sha256: 'one', code: sampleCode('unused') })
  await change(store, room)
  const family = await store.findRefreshTokenFamily(tenant_id, 'f')
  // What would be there again if only the block had hidden it.
  await store.updateUser(tenant_id, 'auth0|ann', { blocked: false })
  return [
    ...((await store.findPersonSession(tenant_id, 'two')) ? ['session'] : []),
    ...((await store.findPersonSessionById(tenant_id, 'ses_one')) ? ['session by ID'] : []),
    ...((await redeem('unused')).kind === 'redeemed' ? ['code'] : []),
    ...(family && family.revoked_at === undefined ? ['refresh token'] : []),
  ]
}

export function describeSessionEnds(opened: () => Store): void {
  describe('ends of sessions', () => {
    const ends: [string, Change][] = [
      ['a block', update({ blocked: true })],
      ['a new password', update({ password: NEW_PASSWORD })],
      ['a password that the legacy store has changed', update({ last_password_reset: 5 })],
      [
        'a deletion of the user',
        (store, { tenant_id }) => store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false }),
      ],
      [
        'a reset by a link',
        async (store, { tenant_id, connection_id }) => {
          const effect = {
            kind: 'update_user',
            user_id: 'auth0|ann',
            change: { connection_id, password: NEW_PASSWORD },
          } as const
          await addTicket(store, tenant_id, connection_id)
          expect(await store.useTicket(tenant_id, 'reset', 't', effect)).toMatchObject({ kind: 'used' })
        },
      ],
      [
        'a link to another user',
        async (store, { tenant_id, connection_id }) => {
          await addUser(store, tenant_id, connection_id, 'ben')
          const name = { provider: 'auth0', external_id: 'ann', connection_id }
          expect(await store.linkIdentity(tenant_id, 'auth0|ben', name)).toMatchObject({ kind: 'linked' })
        },
      ],
      [
        'the removal of a linked identity',
        async (store, { tenant_id, connection_id, signIn }) => {
          await addUser(store, tenant_id, connection_id, 'ben')
          const name = { provider: 'auth0', external_id: 'ben', connection_id }
          expect(await store.linkIdentity(tenant_id, 'auth0|ann', name)).toMatchObject({ kind: 'linked' })
          await signIn('three')
          expect(await store.unlinkIdentity(tenant_id, 'auth0|ann', name)).toMatchObject({ kind: 'unlinked' })
          expect(await store.findPersonSession(tenant_id, 'three')).toBeUndefined()
        },
      ],
    ]
    test.each(ends)('A12: %s leaves no session, no unused code and no refresh token', async (_, change) => {
      expect(await left(opened(), change)).toEqual([])
    })

    const stays: [string, Change][] = [
      ['other fields', update({ user_metadata: { theme: 'light' }, email_verified: false })],
      [
        'a stronger hash of the same password',
        async (store, { tenant_id, connection_id }) => {
          const done = store.replaceHash(tenant_id, connection_id, 'ann', '$argon2id$ann', '$argon2id$better')
          expect(await done).toBe(true)
        },
      ],
    ]
    test.each(stays)('%s end nothing', async (_, change) => {
      expect(await left(opened(), change)).toEqual(['session', 'session by ID', 'code', 'refresh token'])
    })

    test.each([
      ['login', true],
      ['import', true],
      ['reset', false],
    ] as const)(
      'the first hash of a cached profile by %s: its sessions stay = %s',
      async (migrated_by, stay) => {
        const store = opened()
        const { tenant_id, connection_id, signIn } = await signInRoom(store)
        const cached = sampleUser(connection_id, 'cyd', { password_hash: undefined, migrated_by: undefined })
        expect(await store.createUser(tenant_id, cached)).toMatchObject({ kind: 'created' })
        await signIn('one', { user_id: 'auth0|cyd' })
        const migrated = await store.createUser(tenant_id, sampleUser(connection_id, 'cyd', { migrated_by }))
        expect(migrated).toMatchObject({ kind: 'created' })
        expect((await store.findPersonSession(tenant_id, 'one')) !== undefined).toBe(stay)
      },
    )

    test('sessions and codes of a linked identity go with its connection', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      const { connection_id } = await addConnection(store, tenant_id, { name: 'second' })
      await addUser(store, tenant_id, connection_id, 'ann2')
      const name = { provider: 'auth0', external_id: 'ann2', connection_id }
      await store.linkIdentity(tenant_id, 'auth0|ann', name)
      await signIn('first')
      await signIn('second', { connection_id, code: sampleCode('c') })
      await store.deleteConnection(tenant_id, connection_id)
      expect(await store.findUser(tenant_id, 'auth0|ann')).toBeDefined()
      expect(await store.findPersonSession(tenant_id, 'second')).toBeUndefined()
      expect(await store.findPersonSession(tenant_id, 'first')).toBeDefined()
      expect(await redeem('c')).toEqual({ kind: 'invalid' })
    })

    test('they go with their tenant', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      await signIn('one', { code: sampleCode('c') })
      expect(await store.deleteTenant(tenant_id)).toBe(true)
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
      expect(await redeem('c')).toEqual({ kind: 'invalid' })
    })

    test('of exchanges of one code at once one succeeds, and its refresh tokens end', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      await signIn('one', { code: sampleCode('c', { offline: true }) })
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, at) => redeem('c', { family_id: `f${at}` })),
      )
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(['redeemed', ...Array(7).fill('reused')])
      const page = { from: undefined, take: 10 }
      expect(await store.listRefreshTokenFamilies(tenant_id, 'auth0|ann', page)).toMatchObject({
        families: [],
      })
    })

    test('a block, a deletion or a new password at the same time as a sign-in leaves nothing of the sign-in before', async () => {
      const store = opened()
      for (let round = 0; round < 12; round++) {
        const { tenant_id, signIn, use, redeem } = await signInRoom(store)
        await signIn('zero', { code: sampleCode('c0', { offline: true }) })
        const change = round % 2 === 0 ? { blocked: true } : { password: NEW_PASSWORD, blocked: true }
        const all = [
          () => signIn('one', { code: sampleCode('c1') }),
          () => use('zero', { code: sampleCode('c2') }),
          () => redeem('c0', { family_id: 'f' }),
        ]
        const end = () =>
          round % 3 === 0
            ? store.deleteUser(tenant_id, 'auth0|ann', { tombstone: false })
            : store.updateUser(tenant_id, 'auth0|ann', change)
        await Promise.all([...all.slice(0, round % 4), end, ...all.slice(round % 4)].map((call) => call()))
        await store.updateUser(tenant_id, 'auth0|ann', { blocked: false })
        for (const secret of ['zero', 'one']) {
          expect(await store.findPersonSession(tenant_id, secret)).toBeUndefined()
        }
        for (const code of ['c1', 'c2']) expect((await redeem(code)).kind).not.toBe('redeemed')
        const page = { from: undefined, take: 10 }
        const { families } = await store.listRefreshTokenFamilies(tenant_id, 'auth0|ann', page)
        expect(families).toEqual([])
      }
    })

    test('the end of a session with its refresh tokens at the same time as an exchange leaves no refresh token', async () => {
      const store = opened()
      for (let round = 0; round < 8; round++) {
        const { tenant_id, signIn, redeem } = await signInRoom(store)
        await signIn('one', { code: sampleCode('c', { offline: true }) })
        const calls: (() => Promise<unknown>)[] = [
          () => redeem('c'),
          () =>
            store.endPersonSessions(
              tenant_id,
              { session_id: 'ses_one' },
              { cause: 'session-revoked', with_refresh_tokens: true },
            ),
        ]
        await Promise.all((round % 2 === 0 ? calls : calls.toReversed()).map((call) => call()))
        const page = { from: undefined, take: 10 }
        const { families } = await store.listRefreshTokenFamilies(tenant_id, 'auth0|ann', page)
        expect(families).toEqual([])
      }
    })

    test('of sign-ins at once from one browser, one goes on with the session, and no secret is lost', async () => {
      const store = opened()
      const { tenant_id, signIn } = await signInRoom(store)
      await signIn('zero')
      const secrets = ['a', 'b', 'c', 'd']
      await Promise.all(secrets.map((secret) => signIn(secret, { previous_sha256: 'zero' })))
      const found = await Promise.all(secrets.map((secret) => store.findPersonSession(tenant_id, secret)))
      const ids = found.map((one) => one?.session.session_id)
      expect(ids.filter((id) => id === 'ses_zero')).toHaveLength(1)
      expect(new Set(ids).size).toBe(4)
      expect(await store.findPersonSession(tenant_id, 'zero')).toBeUndefined()
    })
  })
}

async function addTicket(store: Store, tenant_id: string, connection_id: string): Promise<void> {
  await store.createTicket(tenant_id, {
    ticket_sha256: 't',
    purpose: 'reset',
    connection_id,
    user_id: 'auth0|ann',
    identifier: undefined,
    key: undefined,
    email: 'ann@example.com',
    details: {},
    ttl_ms: 60_000,
  })
}
