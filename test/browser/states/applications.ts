/** States of the pages of applications, and how to reach them. @module */
import { generateKeyPairSync } from 'node:crypto'
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const MADE = [
  { name: 'Shop', app_type: 'regular_web' },
  { name: 'Shop for phones of the north and everybody they know', app_type: 'native' },
  { name: 'Nightly export', app_type: 'non_interactive' },
  { name: 'Kiosk', app_type: 'spa', grant_types: ['authorization_code', 'implicit'] },
  { name: 'متجر', grant_types: [] },
]

/** What a tried sign-in tells. */
const TOLD = {
  scope: 'openid profile email',
  expires_in: 86_400,
  id_token_claims: {
    iss: 'https://ferry.example.org/',
    sub: 'auth0|7',
    email: 'ann@example.com',
    name: 'Ann \u202e</script>',
  },
  access_token_claims: { iss: 'https://ferry.example.org/', sub: 'auth0|7', scope: 'openid profile email' },
}

/** Two keys, of which the first counts. */
async function addKeys({ server }: Visit, id: string): Promise<void> {
  const ids: string[] = []
  for (const name of ['Server 1', 'The server of the north that nobody has seen']) {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const { status, text, body } = await server.api('POST', `clients/${id}/credentials`, {
      credential_type: 'public_key',
      name,
      pem: publicKey.export({ type: 'spki', format: 'pem' }),
    })
    if (status !== 201) throw new Error(text)
    ids.push((body as { id: string }).id)
  }
  await server.api('PATCH', `clients/${id}`, {
    client_authentication_methods: { private_key_jwt: { credentials: [{ id: ids[0] }] } },
  })
}

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
    addons: { samlp: { audience: 'https://shop.example.com' } },
    sso: true,
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
  await visit.page.locator('.page-title .button[aria-busy]').waitFor({ state: 'detached' })
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
    name: 'application-addresses',
    async reach(visit) {
      await openOne(visit)
      const field = visit.page.getByRole('textbox', { name: 'Callback URLs' })
      await field.fill('https://shop.example.com/callback\nshop.example.com\nhttps://*.example.com/back')
      await visit.page.getByText('Line 3: Ferry stores this address').waitFor()
      await field.scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'application-tokens',
    async reach(visit) {
      await openOne(visit)
      await visit.page.getByRole('textbox', { name: 'Longest lifetime' }).fill('60')
      await visit.page.getByText('Enter at least 1,296,000').waitFor()
      await visit.page.getByRole('region', { name: 'Stored only' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'application-proof',
    async reach(visit) {
      const id = await fillApplications(visit)
      await visit.server.api('PATCH', `clients/${id}`, {
        oidc_logout: {
          backchannel_logout_urls: ['https://shop.example.com/backchannel-logout'],
          backchannel_logout_initiators: { mode: 'custom', selected_initiators: ['rp-logout'] },
        },
      })
      await addKeys(visit, id)
      await visit.signIn()
      await visit.go(`/t/default/applications/${id}`)
      await visit.page.getByRole('switch', { name: 'Person blocked' }).waitFor()
      await visit.page.getByRole('table', { name: 'Public keys' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'application-key',
    async reach(visit) {
      const id = await fillApplications(visit)
      await visit.signIn()
      await visit.go(`/t/default/applications/${id}`)
      await visit.page.getByRole('button', { name: 'Add a public key' }).click()
      await visit.page.getByLabel('Public key', { exact: true }).fill('-----BEGIN PRIVATE KEY-----')
      await visit.page.getByText('This is a private key.').waitFor()
    },
  },
  {
    name: 'application-quick-start',
    async reach(visit) {
      const id = await openOne(visit)
      await visit.go(`/t/default/applications/${id}?tab=quick-start`)
      await visit.page.getByText('The application is not set up').waitFor()
    },
  },
  {
    name: 'application-quick-start-ready',
    async reach(visit) {
      const { page, server, signIn, go } = visit
      const { body } = await server.api('POST', 'clients', {
        ...MADE[1],
        callbacks: ['http://localhost:3000/callback'],
      })
      await signIn()
      await go(`/t/default/applications/${(body as { client_id: string }).client_id}?tab=quick-start`)
      await page.getByText('The settings of this application fit this code.').waitFor()
    },
  },
  {
    name: 'application-try',
    async reach(visit) {
      await openOne(visit)
      await visit.page.locator('.button:not([aria-disabled])', { hasText: 'Try a sign-in' }).click()
      await visit.page.getByText('It is a real sign-in').waitFor()
    },
  },
  {
    name: 'application-tried',
    async reach(visit) {
      const id = await openOne(visit)
      await visit.page.route('**/try-sign-in/claims', (route) =>
        route.fulfill({ json: { ...TOLD, id_token_claims: { ...TOLD.id_token_claims, aud: id } } }),
      )
      await visit.go(`/t/default/applications/${id}/tried?code=x&state=y`)
      await visit.page.getByText('The sign-in works').waitFor()
    },
  },
  {
    name: 'application-tried-refused',
    async reach(visit) {
      const id = await openOne(visit)
      await visit.go(
        `/t/default/applications/${id}/tried?error=access_denied&error_description=Service%20not%20found`,
      )
      await visit.page.getByText('Ferry refused the request').waitFor()
    },
  },
  {
    name: 'application-tried-nothing',
    async reach(visit) {
      const id = await openOne(visit)
      await visit.go(`/t/default/applications/${id}/tried`)
      await visit.page.getByText('There is no result here').waitFor()
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
      const { body } = await server.api('POST', 'clients', MADE[4])
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
      await visit.page.getByRole('button', { name: 'Change scopes' }).first().click()
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
      await page.keyboard.press('Control+Enter')
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
