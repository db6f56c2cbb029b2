/** Lock as published, embedded in pages of an application, in Chromium. @module */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Site } from '../support/front.ts'
import { describeFront, PASSWORD } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { application } from '../support/sign-in.ts'
import { bundle, pagesWith } from './packages.ts'

const MODULE = `import { Auth0Lock } from 'auth0-lock'
window.openLock = (client, domain, options) => {
  window.lock = new Auth0Lock(client, domain, options)
  window.answer = new Promise((done) => {
    lock.on('authenticated', ({ accessToken, idTokenPayload }) => done({ accessToken, ...idTokenPayload }))
    lock.on('authorization_error', ({ error, errorDescription }) => done({ error, errorDescription }))
  })
}`

/** What Lock shows above its form. */
const MESSAGE = '.auth0-global-message'

describeClients('auth0-lock, embedded', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let app: TestApplication
    let clientFields: { [name: string]: unknown }

    beforeAll(async () => {
      site = await front().serve(pagesWith(await bundle(MODULE)))
      const origins = [site.origin, site.other_origin]
      clientFields = {
        name: 'Page',
        app_type: 'spa',
        callbacks: origins.map((origin) => `${origin}/callback`),
        web_origins: origins,
        cross_origin_authentication: true,
      }
      app = await front().application(clientFields)
    })

    async function useLock(
      page: Page,
      auth: { [name: string]: unknown } = {},
      { client_id } = app,
    ): Promise<void> {
      const options = {
        auth: {
          redirectUrl: `${new URL(page.url()).origin}/callback`,
          responseType: 'token id_token',
          params: { scope: 'openid profile email' },
          ...auth,
        },
      }
      const { domain } = front()
      await page.evaluate(`openLock('${client_id}', '${domain}', ${JSON.stringify(options)})`)
    }

    async function open(
      page: Page,
      origin: string,
      auth?: { [name: string]: unknown },
      client?: TestApplication,
    ): Promise<void> {
      await page.goto(`${origin}/start`)
      await useLock(page, auth, client)
      await page.evaluate('lock.show()')
      await page.waitForSelector('input[name=password]')
    }

    async function fill(page: Page, email: string, password = PASSWORD): Promise<void> {
      await page.fill('input[name=email]', email)
      await page.fill('input[name=password]', password)
      await page.click('button[name=submit]')
    }

    test.each(['origin', 'other_origin'] as const)(
      'a person of the legacy store signs in from a page whose address is the %s',
      async (name) => {
        const { page } = await front().visit()
        await open(page, site[name])
        await fill(page, 'ann@example.com')
        await page.waitForURL(/\/callback/)
        await useLock(page)
        expect(await page.evaluate('answer')).toMatchObject({
          email: 'ann@example.com',
          accessToken: expect.stringMatching(/\./),
        })
      },
    )

    test('a wrong password is told, and the right one signs in', async () => {
      const { page } = await front().visit()
      await open(page, site.other_origin)
      await fill(page, 'bea@example.com', 'wrong')
      await page.locator(MESSAGE).filter({ hasText: 'Wrong email or password.' }).waitFor()
      await fill(page, 'bea@example.com')
      await page.waitForURL(/\/callback/)
    })

    test('a blocked person reads that the account is blocked', async () => {
      const { page } = await front().visit()
      await open(page, site.origin)
      await fill(page, 'cid@example.com')
      await page.waitForURL(/\/callback/)
      await front().server.api('PATCH', 'users/auth0%7Ccid', { blocked: true })
      await open(page, site.origin)
      await fill(page, 'cid@example.com')
      await page.locator(MESSAGE).filter({ hasText: 'The user is blocked.' }).waitFor()
    })

    test('after ten wrong passwords a person reads that there were too many', async () => {
      const { page } = await front().visit()
      await open(page, site.origin)
      for (let count = 0; count < 10; count++) {
        await front().server.login(front().connection, 'dan@example.com', 'wrong')
      }
      await fill(page, 'dan@example.com')
      await page
        .locator(MESSAGE)
        .filter({ hasText: 'blocked after multiple consecutive login attempts' })
        .waitFor()
    })

    test('without a redirect a person signs in and stays on the page', async () => {
      const { page } = await front().visit()
      await open(page, site.other_origin, { redirect: false })
      await fill(page, 'eve@example.com')
      expect(await page.evaluate('answer')).toMatchObject({ email: 'eve@example.com' })
      expect(new URL(page.url()).pathname).toBe('/start')
    })

    test('somebody signs up, and is signed in at the application', async () => {
      const { page } = await front().visit()
      const options = { enabledDatabaseCustomization: false, import_mode: false, customScripts: undefined }
      const connection_id = await front().server.connection('people', options)
      const client = await application(front().server, connection_id, clientFields)
      await open(page, site.origin, {}, client)
      await page.getByText('Sign Up', { exact: true }).click()
      await fill(page, 'new@example.org', 'A new secret of 7 weeks')
      await page.waitForURL(/\/callback/)
      await useLock(page, {}, client)
      expect(await page.evaluate('answer')).toMatchObject({ email: 'new@example.org', email_verified: false })
    })

    test('somebody who forgot the password asks for an email', async () => {
      const { page } = await front().visit()
      await open(page, site.origin)
      await page.getByText(/remember your password/).click()
      await page.waitForSelector('input[name=password]', { state: 'detached' })
      await page.fill('input[name=email]', 'fay@example.com')
      await page.click('button[name=submit]')
      await page.locator(MESSAGE).filter({ hasText: "We've just sent you an email" }).waitFor()
      expect((await front().log()).some(({ type }) => type === 'scpr' || type === 'fcpr')).toBe(true)
    })
  }),
)
