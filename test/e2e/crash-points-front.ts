/**
 * SIGKILL at each point at which a sign-in, a code exchange, a silent sign-in and a sign-out read or write. Afterwards there is no
 * code without a session, and whoever had no answer gets one by asking again. Any store.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dieAt } from '../support/dying/die-at.ts'
import type { Ferry, FerryConnection } from '../support/ferry-process.ts'
import type { Answer } from '../support/http-call.ts'
import type { TestApplication, TestBrowser } from '../support/sign-in.ts'
import { answerOf, application, CALLBACK, createBrowser, stateOf } from '../support/sign-in.ts'

/** A server that ends itself at the points that a test chooses, and its store. */
export interface Dying {
  ferry: Ferry
  /** Asks the store past the server. @param sql whose only column is `n` */
  count(sql: string): Promise<number>
  close(): Promise<void>
}

const LEFT = 'https://app.example.com/left'

interface Place {
  connection: FerryConnection
  client: TestApplication
  email: string
  browser: TestBrowser
  request: { [name: string]: string }
}

/** @param open_server called once, before the tests */
export function describeFrontCrashes(name: string, open_server: () => Promise<Dying>): void {
  describe(name, () => {
    let dying: Dying
    let ferry: Ferry
    let password: string
    let next_person = 0
    beforeAll(async () => {
      dying = await open_server()
      ferry = dying.ferry
      password = ferry.canaries.make('password')
    })
    afterAll(() => dying.close())

    /** A connection, an application and a browser of their own for each test. */
    async function open(): Promise<Place> {
      next_person += 1
      const login = `function login (email, password, callback) {
        callback(null, password === configuration.PASSWORD ? { user_id: email, email } : undefined)
      }`
      const connection = await ferry.createConnection({ login, configuration: { PASSWORD: password } })
      const client = await application(ferry, connection.id, { allowed_logout_urls: [LEFT] })
      const request = {
        client_id: client.client_id,
        redirect_uri: CALLBACK,
        response_type: 'code',
        scope: 'openid offline_access',
      }
      const email = `person-${next_person}@example.com`
      return { connection, client, email, browser: createBrowser(ferry), request }
    }

    const exchange = ({ client }: Place, code: string | undefined): Promise<Answer> =>
      ferry.call('/oauth/token', {
        method: 'POST',
        body: { grant_type: 'authorization_code', ...client, code, redirect_uri: CALLBACK },
      })

    const silent = ({ browser, request }: Place): Promise<Answer> =>
      browser.authorize({ ...request, prompt: 'none' })

    const signOut = ({ browser, client }: Place): Promise<Answer> =>
      browser.get(`/v2/logout?${new URLSearchParams({ client_id: client.client_id, returnTo: LEFT })}`)

    const signIn = ({ browser, request, email }: Place): Promise<Answer> =>
      browser.signIn({ ...request, prompt: 'login' }, email, password)

    const isSignedIn = async (place: Place): Promise<boolean> =>
      answerOf(await silent(place)).code !== undefined

    /** What the store has of the connection's people. */
    async function stored({
      connection,
    }: Place): Promise<{ sessions: number; orphans: number; usable: number }> {
      const { count } = dying
      const own = `connection_id = '${connection.id}'`
      return {
        sessions: await count(`select count(*) as n from person_sessions where ${own}`),
        orphans: await count(
          `select count(*) as n from authorization_codes where ${own} and used_at is null
            and session_id not in (select session_id from person_sessions)`,
        ),
        usable: await count(
          `select count(*) as n from refresh_token_families where revoked_at is null and user_id in (select user_id from identities where ${own})`,
        ),
      }
    }

    describe('a sign-in', () => {
      test.each([
        ['after run:login', 0],
        ['after hash', 0],
        ['inside createUser', 0],
        ['after createUser', 0],
        ['inside completeSignIn', 0],
        ['after completeSignIn', 1],
      ])(
        'that migrates, killed %s: the same form, sent again, ends at the application',
        async (point, left) => {
          const place = await open()
          const { browser, request, email } = place
          const state = stateOf(await browser.authorize(request))
          const send = () => browser.post('/u/login', { state, username: email, password })
          expect(await dieAt(ferry, point, send)).toBeUndefined()
          expect(await stored(place)).toEqual({ sessions: left, orphans: 0, usable: 0 })
          expect(await ferry.users(place.connection)).toHaveLength(
            /createUser|completeSignIn/.test(point) && point !== 'inside createUser' ? 1 : 0,
          )
          expect((await exchange(place, answerOf(await send()).code)).status).toBe(200)
          expect(await ferry.users(place.connection)).toHaveLength(1)
          expect(await isSignedIn(place)).toBe(true)
        },
      )

      test.each(['inside completeSignIn', 'after completeSignIn'])(
        'of somebody who has a session, killed %s: there is one session before and after',
        async (point) => {
          const place = await open()
          await signIn(place)
          expect(await dieAt(ferry, point, () => signIn(place))).toBeUndefined()
          expect(await stored(place)).toMatchObject({ sessions: 1, orphans: 0 })
          // The answer that was lost had the new cookie: until it is there, the person signs in anew.
          expect(await isSignedIn(place)).toBe(point === 'inside completeSignIn')
          expect((await exchange(place, answerOf(await signIn(place)).code)).status).toBe(200)
          expect(await isSignedIn(place)).toBe(true)
        },
      )

      test.each(['inside usePersonSession', 'after usePersonSession'])(
        'without a page, killed %s: asking again gives a code',
        async (point) => {
          const place = await open()
          await signIn(place)
          expect(await dieAt(ferry, point, () => silent(place))).toBeUndefined()
          expect(await stored(place)).toMatchObject({ sessions: 1, orphans: 0 })
          expect((await exchange(place, answerOf(await silent(place)).code)).status).toBe(200)
        },
      )
    })

    describe('a code exchange', () => {
      test.each([
        ['after findClient', false],
        ['inside redeemCode', false],
        ['after redeemCode', true],
      ])('killed %s gives tokens at the second try, or a new code does', async (point, is_used) => {
        const place = await open()
        const { code } = answerOf(await signIn(place))
        expect(await dieAt(ferry, point, () => exchange(place, code))).toBeUndefined()
        expect(await stored(place)).toEqual({ sessions: 1, orphans: 0, usable: is_used ? 1 : 0 })
        const again = await exchange(place, code)
        expect(again.status).toBe(is_used ? 403 : 200)
        // Nobody has the refresh token of an answer that was lost: a second use of its code revokes it.
        expect((await stored(place)).usable).toBe(is_used ? 0 : 1)
        const fresh = await exchange(place, answerOf(await silent(place)).code)
        expect(fresh.status, fresh.text).toBe(200)
        expect((await exchange(place, code)).status).toBe(403)
      })
    })

    describe('a sign-out', () => {
      test.each([
        ['inside endPersonSessions', true],
        ['after endPersonSessions', false],
      ])('killed %s is done by asking again', async (point, goes_on) => {
        const place = await open()
        const { code } = answerOf(await signIn(place))
        expect(await dieAt(ferry, point, () => signOut(place))).toBeUndefined()
        expect((await stored(place)).sessions).toBe(goes_on ? 1 : 0)
        expect(await isSignedIn(place)).toBe(goes_on)
        const again = await signOut(place)
        expect([again.status, again.headers.location]).toEqual([302, LEFT])
        expect(await isSignedIn(place)).toBe(false)
        expect(await stored(place)).toMatchObject({ sessions: 0 })
        // The code of a session that has ended opens nothing.
        expect((await exchange(place, code)).status).toBe(403)
      })
    })
  })
}
