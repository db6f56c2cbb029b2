import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'

const IDENTIFIER = 'https://orders.example.com'

const stored = async ({ server }: Visit): Promise<{ [member: string]: unknown }> =>
  (await server.api('GET', `resource-servers/${encodeURIComponent(IDENTIFIER)}`)).body as {
    [member: string]: unknown
  }

async function open(visit: Visit, more: object = {}): Promise<void> {
  const { status, text, body } = await visit.server.api('POST', 'resource-servers', {
    identifier: IDENTIFIER,
    name: 'Orders',
    ...more,
  })
  if (status !== 201) throw new Error(text)
  await visit.signIn()
  await visit.go(`/t/default/apis/${(body as { id: string }).id}`)
  await visit.page.getByRole('region', { name: 'Basics' }).waitFor()
}

describeBrowser('the pages of APIs', (browser) => {
  testDashboard(
    browser,
    'an API is created by keyboard, gets scopes, and an application can be given them',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await signIn()
      await go('/t/default/connections')
      await page.keyboard.press('g')
      await page.keyboard.press('p')
      await page.getByRole('heading', { name: 'APIs', exact: true }).waitFor()
      await page.getByText('You have no API of your own yet').waitFor()
      await page.getByRole('button', { name: 'New API' }).press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill('Orders')
      await dialog.getByLabel('Identifier').fill(IDENTIFIER)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
      await page.getByText('This API has no scopes.').waitFor()
      await page.getByRole('button', { name: 'Add scope' }).press('Enter')
      await dialog.getByLabel('Scope').fill('read:orders')
      await dialog.getByLabel('Description').fill('Read orders')
      await toastOf(page, 'Saved: Scopes', () => page.keyboard.press('Enter'))
      expect(await stored(visit)).toMatchObject({
        name: 'Orders',
        scopes: [{ value: 'read:orders', description: 'Read orders' }],
      })
      const { status } = await server.api('POST', 'client-grants', {
        client_id: server.admin.client_id,
        audience: IDENTIFIER,
        scope: ['read:orders'],
      })
      expect(status).toBe(201)
      await go('/t/default/users')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('orders.example')
      await page.getByRole('option', { name: /^Orders/ }).click()
      await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
    },
  )

  testDashboard(
    browser,
    'scopes are edited and removed, and Undo brings a removed scope back with its description',
    async (visit) => {
      const { page } = visit
      const scopes = [{ value: 'read:orders', description: 'Read orders' }, { value: 'write:orders' }]
      await open(visit, { scopes })
      await page.getByRole('button', { name: 'Edit write:orders' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Scope').fill('read:orders')
      await dialog.getByText('This API has the scope already.').waitFor()
      await dialog.getByLabel('Scope').fill('change:orders')
      await toastOf(page, 'Saved: Scopes', () => dialog.getByRole('button', { name: 'Save scope' }).click())
      expect((await stored(visit)).scopes).toEqual([scopes[0], { value: 'change:orders' }])
      const toast = await toastOf(page, 'Saved: Scopes', () =>
        page.getByRole('button', { name: 'Remove read:orders' }).click(),
      )
      expect((await stored(visit)).scopes).toEqual([{ value: 'change:orders' }])
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect
        .poll(async () => (await stored(visit)).scopes)
        .toEqual([scopes[0], { value: 'change:orders' }])
    },
  )

  testDashboard(
    browser,
    'lifetime, refresh tokens, format and policies are saved one by one, and what is stored only is listed',
    async (visit) => {
      const { page } = visit
      await open(visit, { token_lifetime_for_anonymous_access_tokens: 60 })
      await page.getByLabel('Lifetime of access tokens').fill('2592001')
      await page.keyboard.press('Enter')
      await page.getByText('2592000').or(page.getByText('2,592,000')).first().waitFor()
      await page.getByLabel('Lifetime of access tokens').fill('7200')
      await toastOf(page, 'Saved: Lifetime of access tokens', () => page.keyboard.press('Enter'))
      await page.getByText('at most 30 days. Now: 2 hours.').waitFor()
      await toastOf(page, 'Saved: Refresh tokens', () =>
        page.getByRole('switch', { name: 'Refresh tokens' }).click(),
      )
      await page.getByRole('combobox', { name: 'Format of access tokens' }).click()
      await toastOf(page, 'Saved: Format of access tokens', () =>
        page.getByRole('option', { name: 'Auth0’s: the type is JWT' }).click(),
      )
      await toastOf(page, 'Saved: Enforce policies', () =>
        page.getByRole('switch', { name: 'Enforce policies' }).click(),
      )
      expect(await stored(visit)).toMatchObject({
        token_lifetime: 7_200,
        allow_offline_access: true,
        token_dialect: 'access_token',
        enforce_policies: true,
      })
      await page
        .getByRole('region', { name: 'Stored only' })
        .getByText('token_lifetime_for_anonymous_access_tokens')
        .waitFor()
    },
  )

  testDashboard(
    browser,
    'a member that another person has changed meanwhile is not overwritten',
    async (visit) => {
      const { page, server } = visit
      await open(visit)
      await server.api('PATCH', `resource-servers/${encodeURIComponent(IDENTIFIER)}`, { token_lifetime: 60 })
      await page.getByLabel('Lifetime of access tokens').fill('7200')
      await page.keyboard.press('Enter')
      await page.getByText('Someone else has changed this API').waitFor()
      await page.getByText('Now: 1 minute.').waitFor()
      expect((await stored(visit)).token_lifetime).toBe(60)
    },
  )

  testDashboard(
    browser,
    'an API is deleted after its name was typed; the Management API can be read only',
    async (visit) => {
      const { page } = visit
      await open(visit)
      await page.getByRole('button', { name: 'Delete API' }).click()
      await page.getByLabel('Type Orders to delete it').fill('Orders')
      await toastOf(page, 'Orders is deleted', () => page.keyboard.press('Enter'))
      await page.getByRole('heading', { name: 'APIs', exact: true }).waitFor()
      await page.getByRole('link', { name: 'Auth0 Management API' }).click()
      await page.getByText('This is the Management API').waitFor()
      await page.getByText('read:users', { exact: true }).waitFor()
      expect(await page.getByRole('button', { name: 'Delete API' }).count()).toBe(0)
      expect(await page.getByRole('button', { name: 'Add scope' }).count()).toBe(0)
    },
  )
})
