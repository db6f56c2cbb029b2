import { expect, test } from 'vitest'
import { describeBrowser, watchPage } from '../support/browser.ts'
import { createFakeRuntime, legacyStore } from '../support/fake-runtime.ts'
import { startTestServer } from '../support/server-in-process.ts'
import { application } from '../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const API = 'https://orders.example.com'

describeBrowser('the page that asks for consent', (browser) => {
  test.each(['light', 'dark'] as const)(
    'can be read and used, and fits a narrow window (%s)',
    async (colorScheme) => {
      const server = await startTestServer(createFakeRuntime(people))
      const callback = `${server.url}/docs/`
      const client = await application(server, await server.connection('legacy'), {
        name: 'A Shop of Others',
        is_first_party: false,
        callbacks: [callback],
      })
      await server.api('POST', 'resource-servers', {
        identifier: API,
        name: 'Orders',
        scopes: [{ value: 'read:orders', description: 'See your orders' }, { value: 'write:orders' }],
        allow_offline_access: true,
      })
      const visit = await watchPage(browser(), server.url, { width: 1440, height: 900 })
      const { page } = visit
      await page.emulateMedia({ colorScheme })
      const open = async (ui_locales: string): Promise<void> => {
        const request = new URLSearchParams({
          client_id: client.client_id,
          redirect_uri: callback,
          response_type: 'code',
          scope: 'openid profile email offline_access read:orders write:orders',
          audience: API,
          prompt: 'consent',
          ui_locales,
        })
        await page.goto(`${server.url}/authorize?${request}`)
      }
      await open('en')
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password').fill('old-secret')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: 'Allow access for A Shop of Others?' }).waitFor()
      await visit.check()
      const sizes = await Promise.all(
        ['Allow', 'Decline'].map((name) => page.getByRole('button', { name }).boundingBox()),
      )
      expect(sizes[0]?.width).toBe(sizes[1]?.width)
      expect(sizes[0]?.height).toBe(sizes[1]?.height)
      await page.getByRole('button', { name: 'Allow' }).click()
      await page.waitForURL(/code=/)
      for (const language of ['de', 'fr', 'es', 'pt']) {
        await open(language)
        await visit.check()
      }
      await page.locator('button[value=decline]').click()
      await page.waitForURL(/error=access_denied/)
      await visit.close()
    },
  )
})
