import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'

const LOGIN = `function login(email, password, callback) {
  open(configuration.DB_HOST, configuration.DB_PORT || 3306, configuration.DB_PASSWORD, callback)
}`

const connect = (outcome: string) =>
  ({ at_ms: 0, kind: 'connect', host: 'db.example', port: 3306, duration_ms: 3, outcome }) as const

/** Only port 3307 is open. */
const STORE: FakeScript = ({ configuration: { values } }) =>
  values.DB_PORT === '3307'
    ? { trace: [connect('ok')], outcome: { kind: 'none' } }
    : {
        trace: [connect('ECONNREFUSED')],
        outcome: { kind: 'failure', code: 'legacy_unavailable', message: 'connect ECONNREFUSED' },
      }

/** States of the five steps, as a screen reader tells them. */
const statesOf = async (page: Page): Promise<string[]> =>
  await page.getByRole('list', { name: 'Steps of the test' }).locator('li > .unseen').allTextContents()

describeBrowser('a connection that is new', (browser) => {
  testDashboard(
    browser,
    'leads to its next step: the values that are missing, the test, the application, and the first sign-in',
    async ({ go, page, server, signIn }) => {
      const id = await server.connection('legacy-crm', { import_mode: true, customScripts: { login: LOGIN } })
      const script = `/t/default/connections/${id}/scripts/login`
      const others = await server.api('PATCH', `connections/${id}`, { enabled_clients: [] })
      expect(others.status).toBe(200)
      await signIn()
      await go(script)
      // DB_PORT is optional.
      await page.getByText('Next: set 2 values').waitFor()
      await page.getByRole('button', { name: 'Set 2 values' }).click()
      const drawer = page.getByRole('dialog', { name: 'Configuration' })
      await drawer.getByText('Paste a .env block').click()
      await drawer.getByLabel('Lines of KEY=value').fill('DB_HOST=db.example\nDB_PASSWORD=s3cret')
      await drawer.getByRole('button', { name: 'Set 2 keys' }).click()
      await drawer.getByRole('list', { name: 'Keys' }).getByText('DB_PASSWORD').waitFor()

      await drawer.getByRole('button', { name: 'Test connection' }).click()
      await drawer.getByText('The legacy store cannot be used yet.').waitFor()
      await drawer.getByText('Nothing accepts connections at db.example:3306.').waitFor()
      expect(await statesOf(page)).toEqual([
        'not tested:',
        'failed:',
        'not tested:',
        'not tested:',
        'not tested:',
      ])
      await drawer.getByLabel('Key', { exact: true }).fill('DB_PORT')
      await drawer.getByLabel('Value', { exact: true }).fill('3307')
      await drawer.getByRole('button', { name: 'Set key' }).click()
      await drawer.getByRole('list', { name: 'Keys' }).getByText('DB_PORT').waitFor()
      await drawer.getByRole('button', { name: 'Test connection' }).click()
      await drawer.getByText(/^The legacy store answers/).waitFor()
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: 'Turn on for an application' }).click()
      await page.getByRole('button', { name: 'Test connection' }).click()
      await page.getByText(/^The legacy store answers/).waitFor()
      const { client_id } = server.admin
      await server.api('PATCH', `connections/${id}/clients`, [{ client_id, status: true }])
      await go(script)
      await page.getByText('Next: sign in as a person of the legacy store').waitFor()
      await page.getByRole('link', { name: 'Try a sign-in' }).click()
      await page.getByLabel('Email or username').waitFor()
    },
    { script: STORE },
  )
})
