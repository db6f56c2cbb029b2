import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import { legacyStore } from '../support/fake-runtime.ts'

const ANN = { id: 7, email: 'ann@example.com', password: 'old-secret', more: { name: 'Ann' } }

/** Creates an application that may use a connection, and opens its quick start as the owner. */
async function open(visit: Visit, fields: object = {}): Promise<string> {
  const { server, signIn, go } = visit
  const connection = await server.connection('crm')
  const { status, text, body } = await server.api('POST', 'clients', {
    name: 'Shop',
    app_type: 'regular_web',
    ...fields,
  })
  if (status !== 201) throw new Error(text)
  const { client_id } = body as { client_id: string }
  await server.api('PATCH', `connections/${connection}/clients`, [{ client_id, status: true }])
  await signIn()
  await go(`/t/default/applications/${client_id}?tab=quick-start`)
  await visit.page.getByRole('region', { name: 'Quick start' }).waitFor()
  return client_id
}

describeBrowser('the quick start of an application', (browser) => {
  testDashboard(
    browser,
    'shows code of each library with the ID of the application, and sets the application up for it',
    async (visit) => {
      const { page, server } = visit
      const client_id = await open(visit, { callbacks: ['https://shop.example/callback'] })
      const region = page.getByRole('region', { name: 'Quick start' })
      expect(await region.getByLabel('Address of your application').inputValue()).toBe('https://shop.example')
      await region.getByText(`AUTH0_CLIENT_ID=${client_id}`).waitFor()
      await region.getByRole('combobox', { name: 'Library' }).press('Enter')
      await page.getByRole('option', { name: 'express-openid-connect' }).click()
      await region.getByText(`issuerBaseURL: '${server.url}'`).waitFor()
      await region.getByLabel('Address of your application').fill('localhost')
      await region.getByText('This is not an address.').waitFor()
      const setUp = region.getByRole('button', { name: 'Set it up' })
      expect(await setUp.getAttribute('aria-disabled')).toBe('true')
      await region.getByLabel('Address of your application').fill('http://localhost:3000/')
      await region.getByText('Callback URL: http://localhost:3000/callback').waitFor()
      await setUp.press('Enter')
      await region.getByText('The settings of this application fit this code.').waitFor()
      await page.getByText('Saved: The settings for the quick start').waitFor()
      const { body } = await server.api('GET', `clients/${client_id}`)
      expect(body).toMatchObject({
        callbacks: ['https://shop.example/callback', 'http://localhost:3000/callback'],
        allowed_logout_urls: ['http://localhost:3000'],
      })
      await region.getByRole('combobox', { name: 'Library' }).press('Enter')
      const names = await page.getByRole('option').allInnerTexts()
      expect(names).toHaveLength(10)
      expect(names.at(-1)).toBe('curl')
      await page.getByRole('option', { name: 'curl' }).click()
      await region.getByText('grant_type=http://auth0.com/oauth/grant-type/password-realm').waitFor()
    },
  )
})

describeBrowser('a sign-in that is tried', (browser) => {
  testDashboard(
    browser,
    'happens on the real page in a new tab, and ends with the claims, without a callback URL and without a token',
    async (visit) => {
      const { page, server } = visit
      const client_id = await open(visit)
      await page
        .locator('.page-title .button:not([aria-disabled])', { hasText: 'Try a sign-in' })
        .press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Try a sign-in at Shop' })
      await dialog.getByText('It is a real sign-in').waitFor()
      const opened = page.context().waitForEvent('page')
      await dialog.getByRole('button', { name: 'Open the sign-in page' }).press('Enter')
      const tab = await opened
      await dialog.waitFor({ state: 'detached' })
      await tab.getByRole('heading', { name: 'Sign in to Shop' }).waitFor()
      await tab.locator('input[name=username]').fill('ann@example.com')
      await tab.locator('input[name=password]').fill('old-secret')
      await tab.keyboard.press('Enter')
      await tab.getByText('The sign-in works').waitFor()
      await tab.getByRole('region', { name: 'Claims of the ID token' }).first().getByText(client_id).waitFor()
      expect(new URL(tab.url()).search).toBe('')
      expect(await tab.content()).not.toContain('eyJ')
      expect((await server.api('GET', `clients/${client_id}`)).body).not.toHaveProperty('callbacks')
      expect((await server.api('GET', 'users')).body).toMatchObject([{ email: 'ann@example.com' }])
      await tab.reload()
      await tab.getByText('There is no result here').waitFor()
      await tab.close()
    },
    { script: legacyStore([ANN]) },
  )

  testDashboard(
    browser,
    'is not offered while the application cannot sign anybody in, and the button says why',
    async (visit) => {
      const { page, go, server } = visit
      await open(visit, { grant_types: ['refresh_token'] })
      const button = page.getByRole('button', { name: 'Try a sign-in' })
      await page.locator('.button[title*="Authorization code"]').waitFor()
      expect(await button.getAttribute('aria-disabled')).toBe('true')
      const { body } = await server.api('POST', 'clients', { name: 'Job', app_type: 'non_interactive' })
      await go(`/t/default/applications/${(body as { client_id: string }).client_id}`)
      await page.locator('.button[title*="machine-to-machine"]').waitFor()
    },
  )

  testDashboard(
    browser,
    'that Ferry refuses shows the error that an application would get',
    async (visit) => {
      const { page, go } = visit
      const client_id = await open(visit)
      await go(
        `/t/default/applications/${client_id}/tried?error=access_denied&error_description=${encodeURIComponent('<b>No</b>')}`,
      )
      await page.getByText('Ferry refused the request').waitFor()
      await page.getByText('<b>No</b>').waitFor()
      expect(new URL(page.url()).search).toBe('')
    },
  )
})
