/** auth0.js as published: redirects and silent sign-in, in pages of Chromium. @module */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Site } from '../support/front.ts'
import { describeFront, signIn } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { bundle, pagesWith } from './packages.ts'

const MODULE = `import auth0 from 'auth0-js'
window.openClient = (options) => { window.client = new auth0.WebAuth(options) }
window.answerOf = (name, options) =>
  new Promise((done) => client[name](options, (error, answer) => done(error ? { error: error.error ?? error.code } : answer)))`

describeClients('auth0-js', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let app: TestApplication

    beforeAll(async () => {
      site = await front().serve(pagesWith(await bundle(MODULE)))
      app = await front().application({
        name: 'Page',
        app_type: 'spa',
        callbacks: [`${site.origin}/callback`],
        web_origins: [site.origin],
        allowed_logout_urls: [`${site.origin}/bye`],
      })
    })

    async function useClient(page: Page, responseType: string): Promise<void> {
      const options = {
        domain: front().domain,
        clientID: app.client_id,
        redirectUri: `${site.origin}/callback`,
        responseType,
        scope: 'openid profile email',
      }
      await page.evaluate(`openClient(${JSON.stringify(options)})`)
    }

    async function signInThere(page: Page, email: string, responseType: string): Promise<void> {
      await page.goto(`${site.origin}/start`)
      await useClient(page, responseType)
      await page.evaluate('client.authorize()')
      await page.waitForURL(/\/u\/login\?/)
      await signIn(page, email)
      await page.waitForURL(/\/callback/)
      await useClient(page, responseType)
    }

    const parse = (page: Page) => page.evaluate('answerOf("parseHash", {})')

    test.each(['token id_token', 'id_token'])(
      'authorize and parseHash with %s in the fragment',
      async (type) => {
        const { page } = await front().visit()
        await signInThere(page, 'ann@example.com', type)
        const answer = await parse(page)
        expect(answer).toMatchObject({ idTokenPayload: { sub: 'auth0|ann', email: 'ann@example.com' } })
        if (type.startsWith('token')) expect(answer).toMatchObject({ tokenType: 'Bearer', expiresIn: 7_200 })
      },
    )

    test('checkSession gives new tokens by a frame, and login_required after a sign-out', async () => {
      const { page } = await front().visit()
      await signInThere(page, 'bea@example.com', 'token id_token')
      await parse(page)
      expect(await page.evaluate('answerOf("checkSession", {})')).toMatchObject({
        accessToken: expect.stringMatching(/\./),
        idTokenPayload: { sub: 'auth0|bea' },
      })
      await page.evaluate(`client.logout({ returnTo: '${site.origin}/bye' })`)
      await page.waitForURL(`${site.origin}/bye`)
      await useClient(page, 'token id_token')
      expect(await page.evaluate('answerOf("checkSession", {})')).toEqual({ error: 'login_required' })
    })

    test('an answer with another state than the page’s own is refused by the client', async () => {
      const { page } = await front().visit()
      await signInThere(page, 'cid@example.com', 'token id_token')
      const { hash } = new URL(page.url())
      const changed = hash.replace(/state=[^&]+/, 'state=another')
      expect(await page.evaluate(`answerOf("parseHash", { hash: ${JSON.stringify(changed)} })`)).toEqual({
        error: 'invalid_token',
      })
    })
  }),
)
