import { afterAll, beforeAll, expect } from 'vitest'
import type { Runtime } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import type { Browser } from '../support/browser.ts'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import type { MariaDb } from '../support/mariadb.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { statementsOf } from '../templates/support/sql-files.ts'
import { templateOf } from '../templates/support/use-template.ts'

const ANN = { email: 'Ann@Example.com', password: 'correct horse battery staple' }

/** A short limit, so that its test is short. */
const LIMIT_MS = 4_000

let runtime: Runtime
beforeAll(async () => {
  runtime = createRuntime({ allow: ['127.0.0.1'], limits: { wall_ms: LIMIT_MS } })
  await runtime.ready()
})
afterAll(() => runtime.close())

const options = {
  runtime: () => runtime,
  environment: { FERRY_SCRIPT_TIMEOUT_MS: String(LIMIT_MS) },
}

const panelOf = ({ page }: Visit) => page.getByRole('complementary', { name: 'Test run' })

async function open({ server, signIn, go, page }: Visit): Promise<void> {
  const id = await server.connection('legacy-crm')
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
}

/** Runs the login script for a person, and waits for the result. */
async function run(
  visit: Visit,
  identifier: string,
  password: string,
  headline: string | RegExp,
): Promise<void> {
  const panel = panelOf(visit)
  await panel.getByLabel('Email or username').fill(identifier)
  await panel.getByLabel('Password', { exact: true }).fill(password)
  await panel.getByRole('button', { name: 'Run login' }).click()
  await panel.locator('.banner strong', { hasText: headline }).waitFor({ timeout: 20_000 })
}

function testDatabase(browser: () => Browser, mariadb: () => MariaDb): void {
  testDashboard(
    browser,
    'the MySQL template runs with a pasted configuration: right password, wrong password, unknown user, database down',
    async (visit) => {
      const { page } = visit
      const { host, port, user, password, database, query, stop, start } = mariadb()
      const { schema, sample } = templateOf('mysql')
      for (const statement of statementsOf(`${schema?.text}\n${sample?.text}`)) await query(statement)

      await open(visit)
      await page.getByRole('button', { name: 'Templates', exact: true }).click()
      await page.getByRole('button', { name: 'Use MySQL' }).click()
      await page.getByRole('dialog', { name: 'Start with a template' }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: /^Configuration/ }).click()
      const drawer = page.getByRole('dialog', { name: 'Configuration' })
      await drawer.getByText('Paste a .env block').click()
      await drawer
        .getByLabel('Lines of KEY=value')
        .fill(
          `MYSQL_HOST=${host}\nMYSQL_PORT=${port}\nMYSQL_USER=${user}\nMYSQL_PASSWORD=${password}\nMYSQL_DATABASE=${database}`,
        )
      await drawer.getByRole('button', { name: 'Set 5 keys' }).click()
      await drawer.getByRole('list', { name: 'Keys' }).getByText('MYSQL_DATABASE').waitFor()
      await page.keyboard.press('Escape')
      await drawer.waitFor({ state: 'detached' })

      await run(visit, ANN.email, ANN.password, 'Signed in. The user would be imported.')
      const panel = panelOf(visit)
      await panel.getByText('auth0|1').waitFor()
      await panel.getByRole('tab', { name: 'Trace' }).click()
      await panel.getByText(`Connect [redacted]:${port}`).waitFor()
      await panel.getByRole('tab', { name: 'Drift' }).click()
      await panel.getByRole('button', { name: 'Compare login with get_user' }).click()
      await panel.getByText('No drift: both scripts return the same profile.').waitFor()
      await panel.getByRole('tab', { name: 'Profile' }).click()
      await run(visit, ANN.email, 'not the password', 'Not signed in: wrong password')
      await run(visit, 'nobody@example.com', ANN.password, 'Not signed in: wrong email or password')
      await stop()
      try {
        await run(visit, ANN.email, ANN.password, 'The legacy store could not be reached')
        await panel.getByText('Three usual causes').waitFor()
      } finally {
        await start()
      }
      await panel.getByRole('button', { name: 'Try again' }).click()
      await panel.locator('.banner strong', { hasText: 'Signed in.' }).waitFor({ timeout: 20_000 })
      expect(await page.evaluate<string>('JSON.stringify(localStorage)')).not.toContain(ANN.password)
    },
    options,
  )
}

describeBrowser('scripts that run, from the dashboard', (browser) => {
  describeMariaDb('with a database', (mariadb) => testDatabase(browser, mariadb))

  testDashboard(
    browser,
    'scripts that do not end are stopped at their limits, and the page stays usable',
    async (visit) => {
      const { page } = visit
      await open(visit)
      const write = async (text: string): Promise<void> => {
        await page.locator('.cm-content').click()
        await page.keyboard.press('Control+a')
        // Otherwise Chromium would keep the colours of the replaced text in a style attribute, which the policy
        // forbids.
        await page.keyboard.press('Delete')
        await page.keyboard.insertText(text)
      }
      const login = (body: string) => `function login(email, password, callback) {\n  ${body}\n}`
      await write(login('for (;;) {}'))
      await run(visit, 'ada@example.com', 'x', 'Stopped after')
      await write(login('setInterval(() => undefined, 100)'))
      await run(visit, 'ada@example.com', 'x', /^Stopped after 4(\.\d)? s: the callback was never called\.$/)
      await write(login(''))
      await run(visit, 'ada@example.com', 'x', 'The script ended without a call of the callback')
      await write(
        login('const kept = []\n  setInterval(() => { kept.push(new Array(1000000).fill(kept.length)) }, 1)'),
      )
      await run(visit, 'ada@example.com', 'x', 'Stopped: the memory limit was reached')
      await write(login('callback(null)\n  callback(null)'))
      await run(visit, 'ada@example.com', 'x', 'The callback was called twice. The second call was ignored.')
      await write(login('callback(null, { user_id: 1, email })'))
      await run(visit, 'ada@example.com', 'x', 'Signed in. The user would be imported.')
      await write(login('const x = 1\n  callback(null, x.y.z)'))
      await run(visit, 'ada@example.com', 'x', 'The script failed: TypeError')
      await panelOf(visit).getByRole('button', { name: 'Go to line 3' }).click()
      await page.getByText(/Ln 3, Col/).waitFor()
    },
    options,
  )
})
