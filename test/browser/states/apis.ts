/** States of the pages of APIs, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const ORDERS = {
  identifier: 'https://orders.example.com',
  name: 'Orders',
  token_lifetime: 5_400,
  allow_offline_access: true,
  token_lifetime_for_anonymous_access_tokens: 600,
  scopes: [
    { value: 'read:orders', description: 'Read orders, with their addresses and all that was ever paid' },
    { value: 'delete:orders' },
    { value: 'write:a-rather-long-name-of-a-scope-that-somebody-has-chosen-years-ago:orders' },
  ],
}

/** Creates two APIs. @returns ID of the first */
async function fillApis({ server }: Visit): Promise<string> {
  const { status, text, body } = await server.api('POST', 'resource-servers', ORDERS)
  if (status !== 201) throw new Error(text)
  await server.api('POST', 'resource-servers', { identifier: 'urn:متجر', name: 'متجر' })
  return (body as { id: string }).id
}

async function openOne(visit: Visit): Promise<void> {
  const id = await fillApis(visit)
  await visit.signIn()
  await visit.go(`/t/default/apis/${id}`)
  await visit.page.getByText('read:orders').waitFor()
}

/** In the order in which a person meets them. */
export const APIS_STATES: readonly PageState[] = [
  {
    name: 'apis-first',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/apis')
      await page.getByText('You have no API of your own yet').waitFor()
    },
  },
  {
    name: 'apis',
    async reach(visit) {
      await fillApis(visit)
      await visit.signIn()
      await visit.go('/t/default/apis')
      await visit.page.getByText('90 minutes').waitFor()
    },
  },
  {
    name: 'apis-loading',
    async reach({ signIn, go, page }) {
      await page.route('**/api/v2/resource-servers*', () => new Promise(() => undefined))
      await signIn()
      await go('/t/default/apis')
      await page.getByRole('status', { name: 'Loading' }).waitFor()
    },
  },
  {
    name: 'api-create',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/apis')
      await page.getByRole('button', { name: 'New API' }).click()
      await page.getByRole('dialog').getByLabel('Name').fill('<Orders>')
      await page.getByText('without < and >').waitFor()
    },
  },
  { name: 'api', reach: openOne },
  {
    name: 'api-end',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByText('token_lifetime_for_anonymous_access_tokens').waitFor()
      await visit.page.getByRole('region', { name: 'Danger' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'api-scope',
    async reach(visit) {
      const { page } = visit
      await openOne(visit)
      await page.getByRole('button', { name: 'Add scope' }).click()
      await page.getByRole('dialog').getByLabel('Scope').fill('read orders')
      await page.getByText('without blanks, quotation marks').waitFor()
    },
  },
  {
    name: 'api-delete',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('button', { name: 'Delete API' }).click()
      await visit.page.getByLabel('Type Orders to delete it').fill('Odrers')
      await visit.page.getByText('This is not the name').waitFor()
    },
  },
  {
    name: 'api-management',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/apis/api_management')
      await page.getByText('This is the Management API').waitFor()
    },
  },
  {
    name: 'api-missing',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(404, '/api/v2/resource-servers/api_none')
      await signIn()
      await go('/t/default/apis/api_none')
      await page.getByRole('heading', { name: 'Not found' }).waitFor()
    },
  },
]
