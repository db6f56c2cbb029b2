import { strToU8, zipSync } from 'fflate'
import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const LOGIN = `function login(email, password, callback) {
  callback(null, { user_id: '##PREFIX##1', emial: email, host: configuration.DB_HOST, port: configuration.DB_PORT || 1 })
}`
const GET_USER = 'function getByEmail(email, callback) { callback(null) }'

const EXPORT = {
  'tenant/database-connections/legacy/database.json': `{
    "name": "legacy", "strategy": "auth0", "enabled_clients": ["Web shop", "Old app"],
    "options": {
      "customScripts": { "login": "./login.js", "get_user": "./get_user.js" },
      "configuration": { "DB_HOST": "2.0$secret", "DB_NAME": "shop" },
      "import_mode": true, "enabledDatabaseCustomization": true, "disable_signup": @@NO_SIGN_UP@@
    }
  }`,
  'tenant/database-connections/legacy/login.js': LOGIN,
  'tenant/database-connections/legacy/get_user.js': GET_USER,
  'tenant/database-connections/second/login.js': GET_USER.replace('getByEmail', 'login'),
}

interface Made {
  id: string
  name: string
  enabled_clients: string[]
  options: { [name: string]: unknown }
}

describeBrowser('scripts that are brought along', (browser) => {
  testDashboard(
    browser,
    'an export of Auth0’s deploy tool as a ZIP becomes connections: problems are shown, markers and values are asked for',
    async ({ go, page, server, signIn }) => {
      const shop = await server.api('POST', 'clients', { name: 'Web shop', app_type: 'regular_web' })
      await server.connection('second')
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('button', { name: 'New connection' }).first().click()
      await page.getByRole('radio', { name: 'Bring scripts along' }).check()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByRole('heading', { name: 'Bring scripts along' }).waitFor()
      const packed = zipSync(
        Object.fromEntries(Object.entries(EXPORT).map(([path, text]) => [path, strToU8(text)])),
      )
      await page
        .locator('input[type=file][accept]')
        .setInputFiles({ name: 'tenant.zip', mimeType: 'application/zip', buffer: Buffer.from(packed) })
      await page.getByRole('heading', { name: 'Ferry would create 2 connections' }).waitFor()
      const legacy = page.getByRole('region', { name: 'legacy' })
      await legacy.getByText('1 error').waitFor()
      await legacy.getByText(/Did you mean email instead of emial/).waitFor()
      await legacy.getByText('It is turned on for Web shop. There is no application named Old app').waitFor()
      // The second one has a name that is taken.
      const second = page.getByRole('region', { name: 'second' })
      await second.getByText('A connection with this name exists already.').waitFor()
      await page.getByRole('button', { name: 'Create 2 connections' }).click()
      await legacy.getByText('Enter a value for PREFIX, NO_SIGN_UP.').first().waitFor()
      await second.getByRole('switch', { name: 'Leave this connection out' }).click()
      await legacy.getByLabel('PREFIX', { exact: true }).fill('crm|')
      await legacy.getByLabel('NO_SIGN_UP', { exact: true }).fill('true')
      await legacy.getByLabel('DB_HOST', { exact: true }).fill('db.example')
      await page.getByRole('button', { name: 'Create 1 connection' }).click()
      await page.getByRole('heading', { name: 'legacy' }).waitFor()
      await page.getByText("user_id: 'crm|1'").waitFor()

      const { body } = await server.api('GET', 'connections?name=legacy')
      const [made] = body as Made[]
      expect(made).toMatchObject({
        name: 'legacy',
        enabled_clients: [(shop.body as { client_id: string }).client_id],
        options: { import_mode: true, disable_signup: true, customScripts: { get_user: GET_USER } },
      })
      expect(Object.keys(made?.options.configuration as object).toSorted()).toEqual(['DB_HOST', 'DB_NAME'])
    },
  )

  testDashboard(
    browser,
    'pasted scripts become one connection',
    async ({ go, page, server, signIn }) => {
      await signIn()
      await go('/t/default/bring-scripts')
      await page.getByText('Paste scripts').click()
      await page
        .getByRole('textbox', { name: 'Text of the scripts' })
        .fill(`function login(e, p, callback) { callback(null) }\n\n${GET_USER}`)
      await page.getByRole('button', { name: 'Add pasted scripts' }).click()
      await page.getByLabel('Connection name').fill('of-paper')
      await page.getByRole('button', { name: 'Create 1 connection' }).click()
      await page.getByRole('heading', { name: 'of-paper' }).waitFor()
      const { body } = await server.api('GET', 'connections?name=of-paper')
      const [made] = body as Made[]
      expect(made?.options).toMatchObject({ import_mode: true, customScripts: { get_user: GET_USER } })
    },
    { width: 360 },
  )
})
