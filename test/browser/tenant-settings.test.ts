import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'

const settings = async ({ server }: Visit) =>
  (await server.api('GET', 'tenants/settings')).body as { [name: string]: unknown }

const keys = async ({ server }: Visit) =>
  (await server.api('GET', 'keys/signing')).body as { kid: string; [state: string]: unknown }[]

async function open(visit: Visit): Promise<void> {
  await visit.signIn()
  await visit.go('/t/default/settings')
  await visit.page.getByRole('region', { name: 'Tokens' }).waitFor()
}

describeBrowser('the settings of the tenant', (browser) => {
  testDashboard(
    browser,
    'tokens for unknown audiences are turned on with a warning in the list of APIs, and off again by Undo',
    async (visit) => {
      const { go, page } = visit
      await open(visit)
      expect((await settings(visit)).ferry_any_audience).toBe(false)
      const toast = await toastOf(page, 'Saved: Tokens for unknown audiences', () =>
        page.getByRole('switch', { name: 'Tokens for unknown audiences' }).click(),
      )
      expect((await settings(visit)).ferry_any_audience).toBe(true)
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(async () => (await settings(visit)).ferry_any_audience).toBe(false)
      await visit.server.api('PATCH', 'tenants/settings', { ferry_any_audience: true })
      await go('/t/default/apis')
      await page.getByText('Tokens can have any audience').waitFor()
      await page.getByRole('link', { name: 'Open the tenant settings' }).click()
      await page.getByRole('heading', { name: 'Tenant settings' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'names, support addresses and lifetimes are saved one by one; an empty field removes a setting',
    async (visit) => {
      const { page } = visit
      await open(visit)
      await page.getByLabel('Name', { exact: true }).fill('Acme')
      await toastOf(page, 'Saved: Name', () => page.keyboard.press('Enter'))
      await page.getByLabel('Support email').fill('help')
      await page.getByText('Write one email address').waitFor()
      await page.getByLabel('Support email').fill('help@example.com')
      await toastOf(page, 'Saved: Support email', () => page.keyboard.press('Enter'))
      await page.getByLabel('Hours without use').fill('12')
      await toastOf(page, 'Saved: Hours without use', () => page.keyboard.press('Enter'))
      expect(await settings(visit)).toMatchObject({
        friendly_name: 'Acme',
        support_email: 'help@example.com',
        idle_session_lifetime: 12,
      })
      await page.getByLabel('Name', { exact: true }).fill('')
      await toastOf(page, 'Saved: Name', () => page.keyboard.press('Enter'))
      expect(await settings(visit)).not.toHaveProperty('friendly_name')
    },
  )

  testDashboard(
    browser,
    'the keys are rotated after a question: the current key becomes a previous one, which can be revoked',
    async (visit) => {
      const { page } = visit
      const before = await keys(visit)
      const current = before.find((key) => key.current)?.kid ?? ''
      const next = before.find((key) => key.next)?.kid ?? ''
      await open(visit)
      const row = (kid: string, state: string) =>
        page.getByRole('row', { name: new RegExp(`${kid}.*${state}`) })
      await row(current, 'current').waitFor()
      await row(next, 'next').waitFor()
      expect(await page.getByRole('button', { name: 'Revoke', exact: true }).count()).toBe(0)
      await page.getByRole('button', { name: 'Rotate keys' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Tokens that exist stay valid').waitFor()
      await toastOf(page, 'The keys are rotated.', () =>
        dialog.getByRole('button', { name: 'Rotate keys' }).click(),
      )
      await row(next, 'current').waitFor()
      await row(current, 'previous').getByRole('button', { name: 'Revoke' }).click()
      await dialog.getByText('people who have one must sign in again').waitFor()
      await toastOf(page, 'The key is revoked.', () =>
        dialog.getByRole('button', { name: 'Revoke', exact: true }).click(),
      )
      await row(current, 'revoked').waitFor()
      // The administrator's own token was signed by that key.
      expect((await visit.server.api('GET', 'keys/signing')).status).toBe(401)
    },
  )

  testDashboard(
    browser,
    'languages, the cookie, sign-out URLs, the default API and connection, and flags are saved and can be undone',
    async (visit) => {
      const { page, server } = visit
      await server.connection('members', { enabledDatabaseCustomization: false })
      await server.api('POST', 'resource-servers', {
        name: 'Orders',
        identifier: 'https://orders.example.com',
      })
      await server.api('PATCH', 'tenants/settings', { enabled_locales: ['pt-BR', 'de', 'it'] })
      await open(visit)
      const turn = async (name: string): Promise<void> => {
        await toastOf(page, `Saved: ${name}`, () => page.getByRole('switch', { name, exact: true }).click())
      }
      const choose = async (label: string, choice: string): Promise<void> => {
        await page.getByRole('combobox', { name: label }).click()
        await toastOf(page, `Saved: ${label}`, () =>
          page.getByRole('option', { name: choice, exact: true }).click(),
        )
      }
      await choose('First language', 'Deutsch')
      await turn('Français')
      expect((await settings(visit)).enabled_locales).toEqual(['de', 'pt-BR', 'fr', 'it'])
      await turn('Sessions outlast the browser')
      await page
        .getByRole('textbox', { name: 'Sign-out URLs' })
        .fill('https://www.example.com\nhttps://b.example.com')
      await toastOf(page, 'Saved: Sign-out URLs', () =>
        page.getByRole('button', { name: 'Save sign-out URLs' }).click(),
      )
      await choose('API of tokens that name none', 'Orders (https://orders.example.com)')
      await choose('Connection of the password grant', 'members')
      await turn('Say that an account exists')
      await turn('Pushed requests only')
      await turn('Applications register themselves')
      expect(await settings(visit)).toMatchObject({
        session_cookie: { mode: 'non-persistent' },
        allowed_logout_urls: ['https://www.example.com', 'https://b.example.com'],
        default_audience: 'https://orders.example.com',
        default_directory: 'members',
        flags: {
          enable_public_signup_user_exists_error: false,
          require_pushed_authorization_requests: true,
          enable_dynamic_client_registration: true,
        },
      })
      await choose('API of tokens that name none', 'None: tokens only read the profile')
      const toast = await toastOf(page, 'Saved: Pushed requests only', () =>
        page.getByRole('switch', { name: 'Pushed requests only' }).click(),
      )
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect
        .poll(async () => (await settings(visit)).flags)
        .toMatchObject({ require_pushed_authorization_requests: true })
      expect(await settings(visit)).not.toHaveProperty('default_audience')
    },
  )
})
