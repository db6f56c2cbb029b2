/** States of the list of connections and of their settings, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

/** One connection of each kind. */
async function fillConnections({ server }: Visit): Promise<void> {
  const login = (module: string) => ({
    customScripts: {
      login: `function login (email, password, callback) { require('${module}') }`,
      get_user: 'function getUser (email, callback) {}',
    },
  })
  const crm = await server.connection('legacy-crm', login('mysql2'))
  for (const name of ['ada', 'ben', 'cyd']) {
    const email = `${name}@example.com`
    await server.api('POST', 'users', { connection: 'legacy-crm', email, password: 'Long-and-strong-7!' })
    await server.login('legacy-crm', `${name}-old@example.com`, 'p')
  }
  await server.api('PUT', `connections/${crm}/draft`, { scripts: { login: 'function login () {}' } })
  await server.connection('members', { ...login('pg'), import_mode: false })
  const partners = await server.connection('partners-of-the-north-and-everybody-they-know', login('mssql'))
  await server.api('PATCH', `connections/${partners}`, { enabled_clients: [] })
  await server.connection('staff', { enabledDatabaseCustomization: false, customScripts: {} })
}

/** In the order in which a person meets them. */
export const CONNECTIONS_STATES: readonly PageState[] = [
  {
    name: 'connections-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/')
      await page.getByText('There is no connection yet').waitFor()
    },
  },
  {
    name: 'connections-loading',
    async reach({ signIn, go, page }) {
      await page.route('**/api/v2/connection-summaries*', () => new Promise(() => undefined))
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('status', { name: 'Loading' }).waitFor()
    },
  },
  {
    name: 'connections',
    script: ({ args: [email] }) =>
      `${email}`.startsWith('cyd')
        ? { kind: 'failure', code: 'script_error', message: 'ECONNREFUSED' }
        : { kind: 'value', value: { user_id: `${email}`, email: `${email}` } },
    async reach(visit) {
      const { signIn, go, page } = visit
      await fillConnections(visit)
      await signIn()
      await go('/t/default/connections')
      await page.getByText('legacy-crm').waitFor()
    },
  },
  {
    name: 'connections-no-match',
    async reach(visit) {
      const { signIn, go, page } = visit
      await fillConnections(visit)
      await signIn()
      await go('/t/default/connections?filter=shop')
      await page.getByText('No connection matches').waitFor()
    },
  },
  {
    name: 'connection-create',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('button', { name: 'New connection' }).first().click()
      await page.getByLabel('Name').fill('legacy crm')
      await page.getByText('Start and end with a letter or digit').waitFor()
      await page.getByRole('combobox', { name: 'Template' }).waitFor()
    },
  },
  {
    name: 'connections-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(400, '/api/v2/connection-summaries')
      await page.route('**/api/v2/connection-summaries*', (route) =>
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
      await go('/t/default/connections')
      await page.getByRole('alert').waitFor()
    },
  },
]
