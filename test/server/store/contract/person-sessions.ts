import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { addUser } from './samples.ts'
import { sampleCode, sampleSignIn, signInRoom } from './sign-ins.ts'

export function describePersonSessions(opened: () => Store): void {
  describe('sessions of people', () => {
    test('a sign-in begins a session, which is found by its cookie and by its ID, with the user', async () => {
      const store = opened()
      const { tenant_id, connection_id, signIn } = await signInRoom(store)
      const made = await signIn('one')
      expect(made).toMatchObject({ kind: 'complete', ended: [], user: { user_id: 'auth0|ann' } })
      if (made.kind !== 'complete') throw new Error(made.kind)
      const { session } = made
      expect(session).toMatchObject({
        session_id: 'ses_one',
        user_id: 'auth0|ann',
        connection_id,
        is_persistent: true,
        methods: [{ name: 'pwd', timestamp: 7 }],
        client_ids: ['app'],
        initial_ip: '192.0.2.1',
        last_user_agent: 'Firefox',
      })
      expect(session.expires_at - session.created_at).toBe(7_200_000)
      expect(session.idle_expires_at - session.created_at).toBe(3_600_000)
      expect([session.authenticated_at, session.last_used_at]).toEqual([
        session.created_at,
        session.created_at,
      ])
      const { user_id, email, username } = made.user
      const found = await store.findPersonSession(tenant_id, 'one')
      expect(found).toEqual({ session, user: { user_id, email, username } })
      expect(await store.findPersonSessionById(tenant_id, 'ses_one')).toEqual(session)
      expect(await store.findPersonSession(tenant_id, 'ses_one')).toBeUndefined()
    })

    test('the idle end is never later than the absolute end', async () => {
      const { signIn } = await signInRoom(opened())
      const made = await signIn('one', { life_ms: 60_000 })
      if (made.kind !== 'complete') throw new Error(made.kind)
      expect(made.session.idle_expires_at).toBe(made.session.expires_at)
    })

    test('nobody is signed in who is unknown or blocked, by a deleted connection, or at a deleted application', async () => {
      const store = opened()
      const { tenant_id, signIn } = await signInRoom(store)
      expect(await signIn('one', { user_id: 'auth0|none' })).toEqual({ kind: 'no_user' })
      expect(await signIn('one', { connection_id: 'con_none' })).toEqual({ kind: 'no_user' })
      const code = sampleCode('c', { client_id: 'none' })
      expect(await signIn('one', { code })).toEqual({ kind: 'no_user' })
      await store.updateUser(tenant_id, 'auth0|ann', { blocked: true })
      expect(await signIn('one')).toMatchObject({ kind: 'blocked', user: { user_id: 'auth0|ann' } })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
    })

    test('the same person goes on in the same session under a new secret, and the old secret is dead', async () => {
      const store = opened()
      const { tenant_id, signIn } = await signInRoom(store)
      await signIn('one')
      const again = { client_id: 'other', ip: '192.0.2.9', user_agent: 'Safari', is_persistent: false }
      const made = await signIn('two', {
        ...again,
        previous_sha256: 'one',
        methods: [{ name: 'mfa', timestamp: 9 }],
      })
      expect(made).toMatchObject({
        kind: 'complete',
        ended: [],
        session: {
          session_id: 'ses_one',
          client_ids: ['app', 'other'],
          methods: [{ name: 'mfa', timestamp: 9 }],
          is_persistent: false,
          initial_ip: '192.0.2.1',
          initial_user_agent: 'Firefox',
          last_ip: '192.0.2.9',
          last_user_agent: 'Safari',
        },
      })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
      expect(await store.findPersonSession(tenant_id, 'two')).toMatchObject({
        session: { session_id: 'ses_one' },
      })
    })

    test('another person in the same browser ends the session, and the codes that it has not used', async () => {
      const store = opened()
      const { tenant_id, connection_id, signIn, redeem } = await signInRoom(store)
      await addUser(store, tenant_id, connection_id, 'ben')
      await signIn('one', { code: sampleCode('code-1') })
      const made = await signIn('two', { user_id: 'auth0|ben', previous_sha256: 'one' })
      expect(made).toMatchObject({
        kind: 'complete',
        ended: [{ session_id: 'ses_one', user_id: 'auth0|ann' }],
        session: { session_id: 'ses_two', user_id: 'auth0|ben', client_ids: ['app'] },
      })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
      expect(await redeem('code-1')).toEqual({ kind: 'invalid' })
    })

    test('a session that is over never comes back under its ID', async () => {
      const store = opened()
      const { tenant_id, signIn } = await signInRoom(store)
      await signIn('one', { idle_ms: 0 })
      expect(await signIn('two', { previous_sha256: 'one' })).toMatchObject({
        ended: [],
        session: { session_id: 'ses_two' },
      })
      await store.endPersonSessions(tenant_id, { secret_sha256: 'two' }, { cause: 'rp-logout' })
      expect(await signIn('three', { previous_sha256: 'two' })).toMatchObject({
        session: { session_id: 'ses_three' },
      })
    })

    test.each([{ life_ms: 0 }, { idle_ms: 0 }])('past its end, a session is nowhere (%o)', async (end) => {
      const store = opened()
      const { tenant_id, signIn, use } = await signInRoom(store)
      await signIn('one', end)
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
      expect(await store.findPersonSessionById(tenant_id, 'ses_one')).toBeUndefined()
      expect(await use('one', { code: sampleCode('c') })).toEqual({ kind: 'no_session' })
      const page = { from: undefined, take: 10 }
      expect(await store.listPersonSessions(tenant_id, 'auth0|ann', page)).toMatchObject({ sessions: [] })
      expect(
        await store.endPersonSessions(tenant_id, { secret_sha256: 'one' }, { cause: 'rp-logout' }),
      ).toEqual([])
    })

    test('a use of a session adds the application, and makes a code without a new sign-in', async () => {
      const store = opened()
      const { tenant_id, signIn, use, redeem } = await signInRoom(store)
      const made = await signIn('one')
      if (made.kind !== 'complete') throw new Error(made.kind)
      const used = await use('one', { client_id: 'other', ip: '192.0.2.9', code: sampleCode('code-1') })
      expect(used).toMatchObject({
        session: { session_id: 'ses_one', client_ids: ['app', 'other'], last_ip: '192.0.2.9' },
        user: { user_id: 'auth0|ann' },
      })
      expect(await redeem('code-1')).toMatchObject({
        kind: 'redeemed',
        code: { session_id: 'ses_one', authenticated_at: made.session.authenticated_at },
      })
      expect(await store.findPersonSessionById(tenant_id, 'ses_one')).toEqual(
        used.kind === 'used' && used.session,
      )
      expect(await use('unknown', {})).toEqual({ kind: 'no_session' })
    })

    test('a session of a user who is gone or blocked is not used', async () => {
      const store = opened()
      const { tenant_id, signIn, use } = await signInRoom(store)
      await signIn('one')
      await store.updateUser(tenant_id, 'auth0|ann', { blocked: true })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
      expect(await use('one', {})).toEqual({ kind: 'no_session' })
      await store.updateUser(tenant_id, 'auth0|ann', { blocked: false })
      expect(await store.findPersonSession(tenant_id, 'one')).toBeUndefined()
    })

    test('sessions of a user are listed newest first, by pages', async () => {
      const store = opened()
      const { tenant_id, connection_id, signIn } = await signInRoom(store)
      await addUser(store, tenant_id, connection_id, 'ben')
      await signIn('bens', { user_id: 'auth0|ben' })
      for (const secret of ['a', 'b', 'c', 'd', 'e']) await signIn(secret)
      const seen: string[] = []
      const ages: number[] = []
      let from: string | undefined
      do {
        const page = await store.listPersonSessions(tenant_id, 'auth0|ann', { from, take: 2 })
        seen.push(...page.sessions.map(({ session_id }) => session_id))
        ages.push(...page.sessions.map(({ created_at }) => created_at))
        from = page.next
      } while (from !== undefined)
      expect(seen.toSorted()).toEqual(['ses_a', 'ses_b', 'ses_c', 'ses_d', 'ses_e'])
      expect(ages).toEqual(ages.toSorted((a, b) => b - a))
    })

    test('sessions end by cookie, by ID, and all of a user', async () => {
      const store = opened()
      const { tenant_id, signIn } = await signInRoom(store)
      for (const secret of ['a', 'b', 'c', 'd']) await signIn(secret)
      const end = async (of: Parameters<Store['endPersonSessions']>[1]) => {
        const ended = await store.endPersonSessions(tenant_id, of, { cause: 'rp-logout' })
        return ended.map(({ session_id }) => session_id).toSorted()
      }
      expect(await end({ secret_sha256: 'a' })).toEqual(['ses_a'])
      expect(await end({ session_id: 'ses_b' })).toEqual(['ses_b'])
      expect(await end({ session_id: 'ses_b' })).toEqual([])
      expect(await end({ user_id: 'auth0|ann' })).toEqual(['ses_c', 'ses_d'])
      expect(await store.findPersonSession(tenant_id, 'c')).toBeUndefined()
    })

    test('the end of a session revokes its refresh tokens only when asked, and no others', async () => {
      const store = opened()
      const { tenant_id, signIn, redeem } = await signInRoom(store)
      for (const name of ['one', 'two']) {
        await signIn(name, { code: sampleCode(name, { offline: true }) })
        await redeem(name, { family_id: `family-${name}` })
      }
      const isRevoked = async (name: string) =>
        (await store.findRefreshTokenFamily(tenant_id, `family-${name}`))?.revoked_at !== undefined
      expect(await store.findRefreshTokenFamily(tenant_id, 'family-one')).toMatchObject({
        session_id: 'ses_one',
        user_id: 'auth0|ann',
        client_id: 'app',
        scopes: ['openid', 'offline_access'],
      })
      await store.endPersonSessions(tenant_id, { session_id: 'ses_two' }, { cause: 'rp-logout' })
      expect(await isRevoked('two')).toBe(false)
      await store.endPersonSessions(
        tenant_id,
        { session_id: 'ses_one' },
        { cause: 'session-revoked', with_refresh_tokens: true },
      )
      expect([await isRevoked('one'), await isRevoked('two')]).toEqual([true, false])
    })

    test('a user has at most 200 sessions: the oldest end first', async () => {
      const store = opened()
      const { tenant_id, connection_id } = await signInRoom(store)
      for (let at = 0; at < 201; at++) {
        await store.completeSignIn(tenant_id, { ...sampleSignIn(connection_id, `s${at}`) })
      }
      const { sessions } = await store.listPersonSessions(tenant_id, 'auth0|ann', {
        from: undefined,
        take: 300,
      })
      expect(sessions).toHaveLength(200)
    })
  })
}
