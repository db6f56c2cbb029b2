/** States of the pages of applications, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const MADE = [
  { name: 'Shop', app_type: 'regular_web' },
  { name: 'Shop for phones of the north and everybody they know', app_type: 'native' },
  { name: 'Nightly export', app_type: 'non_interactive' },
  { name: 'Kiosk', app_type: 'spa', grant_types: ['authorization_code', 'implicit'] },
  { name: 'متجر', grant_types: [] },
]

/** Creates one application of each type, the first with every possible value. @returns ID of the first */
async function fillApplications({ server }: Visit): Promise<string> {
  const crm = await server.connection('legacy-crm')
  await server.connection('members', { enabledDatabaseCustomization: false })
  const ids: string[] = []
  for (const one of MADE) {
    const { status, text, body } = await server.api('POST', 'clients', one)
    if (status !== 201) throw new Error(text)
    ids.push((body as { client_id: string }).client_id)
  }
  const [id = ''] = ids
  await server.api('PATCH', `connections/${crm}/clients`, [{ client_id: id, status: true }])
  await server.api('PATCH', `clients/${id}`, {
    description: 'Where people buy things',
    callbacks: ['https://shop.example.com/callback', 'https://staging.shop.example.com/a/longer/callback'],
    web_origins: ['https://*.shop.example.com'],
  })
  await server.api('POST', 'client-grants', {
    client_id: id,
    audience: `${server.url}/api/v2/`,
    scope: ['read:users', 'update:users', 'create:user_tickets', 'read:connections'],
  })
  await server.api('POST', 'resource-servers', {
    identifier: 'https://orders.example.com',
    scopes: [{ value: 'read:orders' }],
  })
  await server.api('POST', 'client-grants', {
    client_id: id,
    audience: 'https://orders.example.com',
    scope: ['read:orders'],
  })
  return id
}

async function openOne(visit: Visit): Promise<string> {
  const id = await fillApplications(visit)
  await visit.signIn()
  await visit.go(`/t/default/applications/${id}`)
  await visit.page.getByText('read:orders').waitFor()
  await visit.page.getByText('CLIENT_SECRET').waitFor()
  return id
}

/** In the order in which a person meets them. */
export const APPLICATIONS_STATES: readonly PageState[] = [
  {
    name: 'applications-first',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/applications')
      await page.getByText('You have no application of your own yet').waitFor()
    },
  },
  {
    name: 'applications-empty',
    async reach({ signIn, go, page }) {
      await page.route('**/api/v2/client-summaries*', (route) => route.fulfill({ json: { clients: [] } }))
      await signIn()
      await go('/t/default/applications')
      await page.getByText('There is no application yet').waitFor()
    },
  },
  {
    name: 'applications-loading',
    async reach({ signIn, go, page }) {
      await page.route('**/api/v2/client-summaries*', () => new Promise(() => undefined))
      await signIn()
      await go('/t/default/applications')
      await page.getByRole('status', { name: 'Loading' }).waitFor()
    },
  },
  {
    name: 'applications',
    async reach(visit) {
      await fillApplications(visit)
      await visit.signIn()
      await visit.go('/t/default/applications')
      await visit.page.getByText('Nightly export').waitFor()
      await visit.page.getByRole('cell', { name: /^(?:Connections ?)?1$/ }).waitFor()
    },
  },
  {
    name: 'applications-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(400, '/api/v2/client-summaries')
      await page.route('**/api/v2/client-summaries*', (route) =>
        route.fulfill({
          status: 400,
          json: {
            statusCode: 400,
            error: 'Bad Request',
            message: 'Query validation error.',
            errorCode: 'invalid_query_string',
            log_id: 'err_4k2JqXw1ZbR4tY7m',
          },
        }),
      )
      await signIn()
      await go('/t/default/applications')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'application-create',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/applications')
      await page.getByRole('button', { name: 'New application' }).click()
      await page.getByLabel('Name').fill('Shop <b>')
      await page.getByText('without < and >').waitFor()
    },
  },
  {
    name: 'application-created',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/applications')
      await page.getByRole('button', { name: 'New application' }).click()
      await page.getByLabel('Name').fill('Shop')
      await page.getByRole('button', { name: 'Create application' }).click()
      await page.getByText('Copy the client secret now').waitFor()
    },
  },
  {
    name: 'application',
    async reach(visit) {
      await openOne(visit)
    },
  },
  {
    name: 'application-grants',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('region', { name: 'Grants' }).scrollIntoViewIfNeeded()
      await visit.page.getByRole('region', { name: 'Addresses' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'application-end',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('region', { name: 'Danger' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'application-of-nobody',
    async reach(visit) {
      const { page, server, signIn, go } = visit
      await server.connection('legacy-crm')
      const { body } = await server.api('POST', 'clients', MADE[3])
      await signIn()
      await go(`/t/default/applications/${(body as { client_id: string }).client_id}`)
      await page.getByText('No connection lets this application sign people in').waitFor()
      await page.getByText('This application cannot sign people in yet').waitFor()
    },
  },
  {
    name: 'application-administration',
    async reach({ signIn, go, page, server }) {
      await signIn()
      await go(`/t/default/applications/${server.admin.client_id}`)
      await page.getByText('cannot be deleted here').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'application-rotate',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('button', { name: 'Rotate secret' }).click()
      await visit.page.getByText('The current secret stops working at once.').waitFor()
    },
  },
  {
    name: 'application-scopes',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('button', { name: 'Change scopes' }).click()
      await visit.page.getByText('4 scopes selected').waitFor()
    },
  },
  {
    name: 'application-delete',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('button', { name: 'Delete application' }).click()
      await visit.page.getByLabel('Type Shop to delete it').fill('Shap')
      await visit.page.getByText('This is not the name').waitFor()
    },
  },
  {
    name: 'application-conflict',
    async reach(visit) {
      const { page, server } = visit
      const id = await openOne(visit)
      await server.api('PATCH', `clients/${id}`, { callbacks: ['https://sam.example.com/back'] })
      await page.getByRole('textbox', { name: 'Callback URLs' }).fill('https://mia.example.com/back')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Someone else has changed this application' }).waitFor()
    },
  },
  {
    name: 'connection-create-applications',
    async reach(visit) {
      await fillApplications(visit)
      await visit.signIn()
      await visit.go('/t/default/connections')
      await visit.page.getByRole('button', { name: 'New connection' }).click()
      await visit.page.getByText('Nightly export').scrollIntoViewIfNeeded()
    },
  },
]
