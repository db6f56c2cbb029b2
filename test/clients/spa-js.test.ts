/** auth0-spa-js as published, in pages of Chromium. @module */
import type { Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { Site } from '../support/front.ts'
import { describeFront, PASSWORD, signIn } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { claimsOf } from '../support/sign-in.ts'
import { bundle, pagesWith } from './packages.ts'

const MODULE = `import { Auth0Client } from '@auth0/auth0-spa-js'
window.openClient = (options) => { window.client = new Auth0Client(options) }
window.errorOf = (work) => work.then(() => 'none', ({ error }) => error)`

const API = 'https://api.example.com/'
const LATER_MS = 61 * 60_000
/** What the person has not, so that nothing is answered from a cache. */
const FRESH = "client.getTokenSilently({ cacheMode: 'off' })"

interface ClientOptions {
  useRefreshTokens?: boolean
  authorizationParams?: { [name: string]: string }
}

describeClients('auth0-spa-js', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let app: TestApplication

    beforeAll(async () => {
      site = await front().serve(pagesWith(await bundle(MODULE)))
      const origins = [site.origin, site.other_origin]
      app = await front().application({
        name: 'Page',
        app_type: 'spa',
        callbacks: origins.flatMap((origin) => [`${origin}/callback`]),
        web_origins: origins,
        allowed_logout_urls: origins.map((origin) => `${origin}/bye`),
      })
      const api = { name: 'Things', identifier: API, scopes: [{ value: 'read:things' }] }
      const made = await front().server.api('POST', 'resource-servers', api)
      expect(made.status).toBe(201)
    })

    async function useClient(page: Page, options: ClientOptions): Promise<void> {
      const redirect_uri = `${new URL(page.url()).origin}/callback`
      const all = {
        domain: front().domain,
        clientId: app.client_id,
        ...options,
        authorizationParams: { redirect_uri, ...options.authorizationParams },
      }
      await page.evaluate(`openClient(${JSON.stringify(all)})`)
    }

    async function open(page: Page, options: ClientOptions = {}, origin = site.origin): Promise<void> {
      await page.goto(`${origin}/start`)
      await useClient(page, options)
    }

    /** To the sign-in page of Ferry. */
    async function leave(page: Page): Promise<void> {
      await page.evaluate('void client.loginWithRedirect()')
      await page.waitForURL(/\/u\/login\?/)
    }

    async function comeBack(page: Page, options: ClientOptions = {}): Promise<void> {
      await page.waitForURL(/\/callback\?code=/)
      await useClient(page, options)
      await page.evaluate('client.handleRedirectCallback().then(() => undefined)')
    }

    async function signInFully(
      page: Page,
      email: string,
      options: ClientOptions = {},
      origin?: string,
    ): Promise<void> {
      await open(page, options, origin)
      await leave(page)
      await signIn(page, email)
      await comeBack(page, options)
    }

    test('a person of the legacy store signs in by redirect, after a wrong password', async () => {
      const { page, errors } = await front().visit()
      await open(page)
      await leave(page)
      await signIn(page, 'ann@example.com', 'wrong')
      await page.getByRole('alert').filter({ hasText: 'Wrong email or password.' }).waitFor()
      expect(errors).toEqual([expect.stringContaining('400')])
      await signIn(page, 'ann@example.com')
      await comeBack(page)
      expect(await page.evaluate('client.getUser()')).toMatchObject({
        sub: 'auth0|ann',
        email: 'ann@example.com',
        name: 'Person of the legacy store',
      })
    })

    test('on the site of the issuer a frame gets new tokens, also in a page that knows nothing', async () => {
      const { page, errors } = await front().visit()
      await signInFully(page, 'bea@example.com')
      const runs = await front().runs()
      expect(await page.evaluate(`errorOf(${FRESH})`)).toBe('none')
      await open(page)
      await page.evaluate('client.checkSession()')
      expect(await page.evaluate('client.isAuthenticated()')).toBe(true)
      expect(await front().runs()).toBe(runs)
      expect(errors).toEqual([])
    })

    test('a silent sign-in without a session fails as login_required, and so does one after a sign-out', async () => {
      const { page } = await front().visit()
      await open(page)
      expect(await page.evaluate(`errorOf(${FRESH})`)).toBe('login_required')
      await signInFully(page, 'cid@example.com')
      await page.evaluate(`void client.logout({ logoutParams: { returnTo: '${site.origin}/bye' } })`)
      await page.waitForURL(`${site.origin}/bye`)
      await useClient(page, {})
      expect(await page.evaluate(`errorOf(${FRESH})`)).toBe('login_required')
    })

    test('the page’s origin alone is a redirect_uri for a silent sign-in', async () => {
      const { page } = await front().visit()
      await signInFully(page, 'dan@example.com')
      await useClient(page, { authorizationParams: { redirect_uri: site.origin } })
      expect(await page.evaluate(`errorOf(${FRESH})`)).toBe('none')
    })

    test('on another site the browser withholds the cookies: the client is told login_required, the log why', async () => {
      const { page } = await front().visit()
      await signInFully(page, 'eve@example.com', {}, site.other_origin)
      expect(await page.evaluate(`errorOf(${FRESH})`)).toBe('login_required')
      const [newest] = (await front().log()).filter(({ type }) => type === 'fsa')
      expect(newest?.description).toMatch(/the browser sent no cookies to a frame of another site/)
    })

    test('on another site refresh tokens do without a frame, and each is used once', async () => {
      const { page } = await front().visit()
      const options = { useRefreshTokens: true }
      await signInFully(page, 'fay@example.com', options, site.other_origin)
      const first = await page.evaluate(FRESH)
      const second = await page.evaluate(FRESH)
      expect(claimsOf(String(second))).toMatchObject({ sub: 'auth0|fay', iss: front().issuer })
      expect(second).not.toBe(first)
    })

    test('a token for an API names it', async () => {
      const { page } = await front().visit()
      const options = { authorizationParams: { audience: API, scope: 'openid profile read:things' } }
      await signInFully(page, 'gus@example.com', options)
      const token = String(await page.evaluate('client.getTokenSilently()'))
      expect(claimsOf(token)).toMatchObject({
        aud: [API, `${front().issuer}userinfo`],
        scope: 'openid profile read:things',
        azp: app.client_id,
      })
    })

    test('a pop-up signs in, closes, and leaves the page where it was', async () => {
      const { page, context } = await front().visit()
      await open(page)
      const [popup] = await Promise.all([
        context.waitForEvent('page'),
        page.evaluate('void (window.done = client.loginWithPopup().then(() => client.getUser()))'),
      ])
      await popup.waitForURL(/\/u\/login\?/)
      const closed = popup.waitForEvent('close')
      await signIn(popup, 'hal@example.com')
      expect(await page.evaluate('done')).toMatchObject({ sub: 'auth0|hal' })
      await closed
      expect(page.url()).toBe(`${site.origin}/start`)
    })

    test('two tabs that sign in at the same time both come back', async () => {
      const { page, context } = await front().visit()
      const other = await context.newPage()
      for (const tab of [page, other]) {
        await open(tab)
        await leave(tab)
      }
      for (const tab of [page, other]) {
        await signIn(tab, 'ida@example.com')
        await comeBack(tab)
        expect(await tab.evaluate('client.isAuthenticated()')).toBe(true)
      }
    })

    test('with the back button a person can sign in once more, with a code that works', async () => {
      const { page } = await front().visit()
      await open(page)
      await leave(page)
      await signIn(page, 'jim@example.com')
      await page.waitForURL(/\/callback\?code=/)
      const first = page.url()
      await page.goBack()
      await page.waitForURL(/\/u\/login\?/)
      await signIn(page, 'jim@example.com')
      await page.waitForURL((url) => url.pathname === '/callback' && url.href !== first)
      await comeBack(page)
    })

    test('a form that is sent twice at once ends in one code that works', async () => {
      const { page } = await front().visit()
      await open(page)
      await leave(page)
      await page.fill('[name=username]', 'kim@example.com')
      await page.fill('[name=password]', PASSWORD)
      await page.evaluate('document.forms[0].submit(); document.forms[0].submit()')
      await comeBack(page)
      expect(await page.evaluate('client.getUser()')).toMatchObject({ sub: 'auth0|kim' })
    })

    test('a page that stood open for an hour begins anew without a word, and then signs in', async () => {
      const { page, errors } = await front().visit()
      await open(page)
      await leave(page)
      const before = page.url()
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LATER_MS })
      onTestFinished(() => void vi.useRealTimers())
      await signIn(page, 'leo@example.com')
      await page.waitForURL((url) => url.pathname === '/u/login' && url.href !== before)
      expect(await page.getByRole('alert').count()).toBe(0)
      await signIn(page, 'leo@example.com')
      await page.waitForURL(/\/callback\?code=/)
      vi.useRealTimers()
      await comeBack(page)
      expect(errors).toEqual([])
    })

    test('the second sign-in of a person who has moved does not ask the legacy store', async () => {
      const first = await front().visit()
      const before = await front().runs()
      await signInFully(first.page, 'mia@example.com')
      expect(await front().runs()).toBe(before + 1)
      const second = await front().visit()
      await signInFully(second.page, 'mia@example.com')
      expect(await front().runs()).toBe(before + 1)
    })
  }),
)
