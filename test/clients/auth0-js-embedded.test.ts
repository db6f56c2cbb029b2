/** auth0.js as published, in pages that ask for the password themselves, in Chromium. @module */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Site } from '../support/front.ts'
import { describeFront, PASSWORD } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { bundle, pagesWith } from './packages.ts'

const MODULE = `import auth0 from 'auth0-js'
window.openClient = (options) => { window.client = new auth0.WebAuth(options) }
const answer = (done) => (error, answer) => done(error ? { error: error.error ?? error.code, description: error.description } : answer ?? 'nothing')
window.parse = () => new Promise((done) => client.parseHash({}, answer(done)))
window.signIn = (options) => new Promise((done) => client.login(options, answer(done)))
window.signInByFrame = (options) => new Promise((done) => client.popup.loginWithCredentials(options, answer(done)))`

describeClients('auth0-js, embedded', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let strict: Site
    let foreign: Site
    let app: TestApplication

    beforeAll(async () => {
      const pages = pagesWith(await bundle(MODULE))
      site = await front().serve(pages)
      foreign = await front().serve(pages)
      strict = await front().serve((request, response) => {
        response.setHeader('referrer-policy', 'no-referrer')
        pages(request, response)
      })
      const origins = [site.origin, site.other_origin, strict.other_origin]
      app = await front().application({
        name: 'Page',
        app_type: 'spa',
        callbacks: origins.map((origin) => `${origin}/callback`),
        web_origins: origins,
        cross_origin_authentication: true,
      })
    })

    async function useClient(page: Page, more: { [name: string]: string } = {}): Promise<void> {
      const options = {
        domain: front().domain,
        clientID: app.client_id,
        redirectUri: `${new URL(page.url()).origin}/callback`,
        responseType: 'token id_token',
        scope: 'openid profile email',
        ...more,
      }
      await page.evaluate(`openClient(${JSON.stringify(options)})`)
    }

    async function open(page: Page, origin: string): Promise<void> {
      await page.goto(`${origin}/start`)
      await useClient(page)
    }

    const credentials = (email: string, password = PASSWORD): string =>
      JSON.stringify({ realm: front().connection, username: email, password })

    /** Signs in, and comes back to the callback. */
    async function signInThere(page: Page, email: string): Promise<unknown> {
      await page.evaluate(`void signIn(${credentials(email)})`)
      await page.waitForURL(/\/callback/)
      await useClient(page)
      return await page.evaluate('parse()')
    }

    test.each(['origin', 'other_origin'] as const)(
      'login() signs in a person of the legacy store from a page whose address is the %s',
      async (name) => {
        const { page } = await front().visit()
        await open(page, site[name])
        expect(await signInThere(page, `${name.replace('_', '-')}@example.com`)).toMatchObject({
          idTokenPayload: { email: `${name.replace('_', '-')}@example.com` },
          tokenType: 'Bearer',
        })
      },
    )

    test('login() says what is wrong, and a right password still signs in afterwards', async () => {
      const { page } = await front().visit()
      await open(page, site.other_origin)
      expect(await page.evaluate(`signIn(${credentials('ann@example.com', 'wrong')})`)).toEqual({
        error: 'access_denied',
        description: 'Wrong email or password.',
      })
      expect(await signInThere(page, 'ann@example.com')).toHaveProperty('accessToken')
    })

    test('a blocked person is told so, with the right password alone', async () => {
      const { page } = await front().visit()
      await open(page, site.origin)
      await signInThere(page, 'dan@example.com')
      const blocked = await front().server.api('PATCH', 'users/auth0%7Cdan', { blocked: true })
      expect(blocked.status).toBe(200)
      await open(page, site.origin)
      const told = { error: 'unauthorized', description: 'user is blocked' }
      expect(await page.evaluate(`signIn(${credentials('dan@example.com')})`)).toEqual(told)
      expect(await page.evaluate(`signIn(${credentials('dan@example.com', 'wrong')})`)).toMatchObject({
        error: 'access_denied',
      })
    })

    test.each(['origin', 'other_origin'] as const)(
      'popup mode gets tokens without leaving a page whose address is the %s',
      async (name) => {
        const { page } = await front().visit()
        await open(page, site[name])
        const answer = await page.evaluate(`signInByFrame(${credentials('eve@example.com')})`)
        expect(answer).toMatchObject({ idTokenPayload: { email: 'eve@example.com' } })
        expect(new URL(page.url()).pathname).toBe('/start')
      },
    )

    test('a page of an origin that is not registered gets nothing, and nobody looks at the password', async () => {
      const { page } = await front().visit()
      await open(page, foreign.origin)
      const runs = await front().runs()
      expect(await page.evaluate(`signIn(${credentials('ann@example.com')})`)).toMatchObject({
        error: 'request_error',
      })
      expect(await front().runs()).toBe(runs)
    })

    test('a foreign page cannot sign a visitor in by a ticket that its owner got elsewhere', async () => {
      const got = await front().server.call('/co/authenticate', {
        method: 'POST',
        headers: { origin: site.origin, host: front().domain },
        body: { client_id: app.client_id, username: 'mallory@example.com', password: PASSWORD },
      })
      const { login_ticket } = got.body as { login_ticket: string }
      const { page } = await front().visit()
      await page.goto(`${foreign.origin}/start`)
      const query = new URLSearchParams({
        client_id: app.client_id,
        response_type: 'token',
        redirect_uri: `${site.origin}/callback`,
        login_ticket,
      })
      await page.evaluate(`location.href = '${front().issuer}authorize?${query}'`)
      await page.waitForURL(/\/callback#error=access_denied/)
      expect(await page.context().cookies(front().issuer)).toEqual([])
    })

    test('a page without Referer on another site is refused, since its cookies are blocked, and the log says what to do', async () => {
      const { page } = await front().visit()
      await open(page, strict.other_origin)
      expect(await signInThere(page, 'fay@example.com')).toMatchObject({ error: 'access_denied' })
      const [entry] = (await front().log()).filter(({ type }) => type === 'fcoa')
      expect(entry?.description).toContain('`strict-origin-when-cross-origin`')
    })

    test('a page without Referer on the site of the issuer signs in by the browser’s mark', async () => {
      const { page } = await front().visit()
      await front().server.api('PATCH', `clients/${app.client_id}`, {
        callbacks: [`${strict.origin}/callback`],
      })
      await open(page, strict.origin)
      expect(await signInThere(page, 'gil@example.com')).toHaveProperty('accessToken')
    })
  }),
)
