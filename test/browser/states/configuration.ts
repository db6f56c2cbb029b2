/** States of the drawer of a connection’s configuration. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const LOGIN = `function login(email, password, callback) {
  const client = connect(configuration.DB_HOST, configuration.DB_PASSWORD)
  client.use(configuration.DB_NAME)
}`

async function open(
  { signIn, go, server, page }: Visit,
  configuration: { [key: string]: string },
): Promise<void> {
  const id = await server.connection('legacy-crm', { configuration, customScripts: { login: LOGIN } })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
  // On small screens the button is in a menu.
  const more = page.getByRole('button', { name: 'More', exact: true })
  if (await more.isVisible()) {
    await more.click()
    await page.getByRole('menuitem', { name: /^Configuration/ }).click()
  } else await page.getByRole('button', { name: /^Configuration/ }).click()
  await page.getByRole('dialog', { name: 'Configuration' }).waitFor()
}

const SET = { DB_HOST: 'db.example', DB_PASSWORD: 'secret', OLD_KEY: 'unused' }

/** In the order in which a person meets them. */
export const CONFIGURATION_STATES: readonly PageState[] = [
  {
    name: 'configuration-empty',
    async reach(visit) {
      await open(visit, {})
      await visit.page.getByText('No key is set yet').waitFor()
    },
  },
  {
    name: 'configuration',
    async reach(visit) {
      await open(visit, SET)
      await visit.page.getByText('not used').waitFor()
    },
  },
  {
    name: 'configuration-remove-used',
    async reach(visit) {
      await open(visit, SET)
      await visit.page.getByRole('button', { name: 'Remove DB_HOST' }).click()
      await visit.page.getByText('DB_HOST is read by a script').waitFor()
    },
  },
  {
    name: 'configuration-shown',
    async reach(visit) {
      await open(visit, SET)
      await visit.page.getByRole('button', { name: 'Show 1 value in errors' }).click()
      await visit.page.getByText('shown in errors and logs').waitFor()
      await visit.page.getByRole('button', { name: 'Show DB_PASSWORD in errors' }).click()
      await visit.page.getByText('Show the value of DB_PASSWORD in errors?').waitFor()
    },
  },
  {
    name: 'configuration-paste',
    async reach(visit) {
      await open(visit, SET)
      await visit.page.getByText('Paste a .env block').click()
      await visit.page
        .getByLabel('Lines of KEY=value')
        .fill(
          '# the old server\nDB_HOST=10.0.4.12\nDB_NAME=shop\nDB_CA="-----BEGIN\nMIIB\n-----END"\nnot a line',
        )
      await visit.page.getByText('Line 7 is not KEY=value').waitFor()
    },
  },
]
