import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { OWNER, testDashboard } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'

const IMPORT = { customScripts: { login: 'function login () {}', get_user: 'function g () {}' } }

/** Bob’s password is always wrong; the legacy store fails for Eve. */
const script: FakeScript = ({ args: [typed] }) => {
  const email = String(typed)
  if (email.startsWith('eve')) {
    return { kind: 'failure', code: 'legacy_unavailable', message: 'connect ECONNREFUSED 192.0.2.7:3306' }
  }
  return email.startsWith('bob') ? { kind: 'none' } : { kind: 'value', value: { user_id: email, email } }
}

async function open(visit: Visit, path = '/t/default/logs'): Promise<void> {
  await visit.signIn()
  await visit.go(path)
}

const live = ({ page }: Visit) => page.getByText('live', { exact: true }).waitFor()
const rows = ({ page }: Visit) => page.locator('.logs tbody tr')
const param = ({ page }: Visit, name: string) => new URL(page.url()).searchParams.get(name)

/** @returns the log ID that the application is told */
async function fail({ server }: Visit, who = 'eve@example.com'): Promise<string> {
  const { body } = await server.login('crm', who, 'x')
  const [, id = ''] =
    /log ID: (run_\w+)/.exec(String((body as { error_description?: string }).error_description)) ?? []
  return id
}

describeBrowser('the log', (browser) => {
  for (const width of [360, 1440]) {
    testDashboard(
      browser,
      `a sign-in appears by itself, and its entry says what happened and what to do, at ${width} px`,
      async (visit) => {
        const { page, server } = visit
        await server.connection('crm', IMPORT)
        await open(visit)
        await live(visit)
        await server.login('crm', 'bob@example.com', 'x')
        await page.getByRole('row', { name: /Unknown email or username.*bob@example.com/ }).waitFor()
        await page
          .getByRole('link', { name: /Unknown email or username/ })
          .first()
          .click()
        await page.getByText('bob@example.com: Unknown email or username, connection crm').waitFor()
        await page.getByText('Ask the person how the name is written.').waitFor()
        await page.getByRole('heading', { name: 'The run of the script' }).waitFor()
        await page.getByText('it found nobody, or the password was wrong').waitFor()
      },
      { width, script },
    )
  }

  testDashboard(
    browser,
    'a list that is being read does not move: new entries are counted on a button',
    async (visit) => {
      const { page, server } = visit
      await server.connection('crm', IMPORT)
      await server.login('crm', 'ann@example.com', 'x')
      await open(visit)
      await live(visit)
      await page
        .getByRole('row', { name: /ann@example.com/ })
        .first()
        .waitFor()
      await page.locator('h1').click()
      // The keys of every list: the first row gets the focus.
      await page.keyboard.press('j')
      const before = await rows(visit).allTextContents()
      await server.login('crm', 'bob@example.com', 'x')
      const fresh = page.getByRole('button', { name: /^Show \d+ new$/ })
      await fresh.waitFor()
      expect(await rows(visit).allTextContents()).toEqual(before)
      await fresh.click()
      await page
        .getByRole('row', { name: /bob@example.com/ })
        .first()
        .waitFor()
      expect(await rows(visit).count()).toBeGreaterThan(before.length)
    },
    { script },
  )

  testDashboard(
    browser,
    'the filters are in the URL, a wrong query is marked where it is wrong, and “load more” adds older entries once',
    async (visit) => {
      const { page, server, go, expectAnswer } = visit
      const id = await server.connection('crm', IMPORT)
      // Each leaves three entries: signed in, imported, token given.
      for (let n = 0; n < 20; n++) await server.login('crm', `ann-${n}@example.com`, 'x')
      await open(visit, `/t/default/logs?application=${server.admin.client_id}&type=s,smu,sepft`)
      await page.getByRole('button', { name: 'Load more' }).click()
      await page
        .getByRole('row', { name: /ann-0@example.com/ })
        .first()
        .waitFor()
      expect(await rows(visit).count()).toBe(60)
      await go('/t/default/logs')
      const search = page.getByRole('searchbox')
      await search.fill('Ann-7@Example.com')
      await search.press('Enter')
      await page
        .getByRole('row', { name: /ann-8@example.com/ })
        .first()
        .waitFor({ state: 'detached' })
      await page
        .getByRole('row', { name: /ann-7@example.com/ })
        .first()
        .waitFor()
      expect(param(visit, 'person')).toBe('Ann-7@Example.com')
      await page.getByRole('button', { name: /Remove the filter Person/ }).click()
      await page.getByRole('combobox', { name: 'Connection' }).click()
      await page.getByRole('option', { name: 'crm' }).click()
      expect(param(visit, 'connection')).toBe(id)
      await page.getByRole('combobox', { name: 'Time' }).click()
      await page.getByRole('option', { name: 'Last hour' }).click()
      expect(param(visit, 'from')).toBe('-1h')
      await page
        .getByRole('row', { name: /ann-8@example.com/ })
        .first()
        .waitFor()
      expectAnswer(400, '/api/v2/logs')
      expectAnswer(400, '/api/v2/logs/stream')
      await search.fill('type:"s')
      await search.press('Enter')
      expect(await page.locator('.users-syntax mark').textContent()).toBe('"')
      await page.getByRole('button', { name: 'Search as plain text' }).click()
      await page.getByText('No entry matches.').waitFor()
      await page.getByRole('button', { name: 'Clear search and filters' }).click()
      await page
        .getByRole('row', { name: /ann-8@example.com/ })
        .first()
        .waitFor()
    },
    { script },
  )

  testDashboard(
    browser,
    'the log ID of an application’s error opens the run, from the search, the palette and the column of errors',
    async (visit) => {
      const { page, server, go } = visit
      await server.connection('crm', IMPORT)
      const id = await fail(visit)
      await open(visit)
      const search = page.getByRole('searchbox')
      await search.fill(`The script failed (log ID: ${id})`)
      await search.press('Enter')
      await page
        .getByText('The login script of crm ran for a sign-in: the legacy store did not answer.')
        .waitFor()
      await page.getByText('ECONNREFUSED').waitFor()
      await page.getByRole('link', { name: 'v1 in the history' }).waitFor()
      await page.getByRole('row', { name: /Sign-in failed/ }).waitFor()

      await go('/t/default/users')
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').fill(id)
      await page.getByRole('option', { name: /Open the run of a script/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('ECONNREFUSED').waitFor()

      await go('/t/default/connections')
      const errors = page.getByRole('link', { name: /^1 error of crm/ })
      await errors.click()
      await page.getByRole('row', { name: /eve@example.com/ }).waitFor()
      expect(await rows(visit).count()).toBe(1)
    },
    { script },
  )

  testDashboard(browser, 'unknown IDs, and IDs of faults of the server, are explained', async (visit) => {
    const { page, go, expectAnswer } = visit
    expectAnswer(404, '/api/v2/runs/run_00000000000000000000')
    expectAnswer(404, '/api/v2/logs/01a22764-9d5b-7027-8a67-dd10fed1cf09')
    await open(visit, '/t/default/runs/run_00000000000000000000')
    await page.getByText('The record of this run is not kept any more').waitFor()
    await go('/t/default/logs/01a22764-9d5b-7027-8a67-dd10fed1cf09')
    await page.getByText('There is no such entry').waitFor()
    await go('/t/default/logs/err_00000000000000000000')
    await page.getByText('This ID is of a fault of the server').waitFor()
  })

  testDashboard(
    browser,
    'what is filtered can be exported as CSV and JSON lines',
    async (visit) => {
      const { page, server } = visit
      await server.connection('crm', IMPORT)
      for (const name of ['bob', 'bobby', 'ann']) await server.login('crm', `${name}@example.com`, 'x')
      await open(visit, '/t/default/logs?type=fu')
      await page.getByRole('button', { name: 'Export' }).click()
      const dialog = page.getByRole('dialog')
      const files = []
      for (const format of ['CSV', 'JSON lines']) {
        await dialog.getByRole('combobox', { name: 'Format' }).click()
        await page.getByRole('option', { name: format }).click()
        const downloading = page.waitForEvent('download')
        await dialog.getByRole('button', { name: 'Download' }).click()
        files.push(readFileSync(await (await downloading).path(), 'utf8'))
        await dialog.getByText('The file has 2 entries.').waitFor()
      }
      const [csv = '', lines = ''] = files
      expect(csv.split('\r\n')[1]).toMatch(/^[^,]+,fu,.*bobby@example\.com/)
      expect(
        lines
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).user_name),
      ).toEqual(['bobby@example.com', 'bob@example.com'])
    },
    { script },
  )

  testDashboard(
    browser,
    'a toast of a failure leads to what is behind its log ID',
    async (visit) => {
      const { page, server, expectAnswer } = visit
      await server.connection('crm', IMPORT)
      const id = await fail(visit)
      await server.login('crm', 'ann@example.com', 'x')
      await open(visit, '/t/default/users/auth0%7Cann@example.com')
      const path = '/api/v2/users/auth0%7Cann%40example.com'
      expectAnswer(400, path)
      await page.route(`**${path}`, (route) =>
        route.request().method() === 'PATCH'
          ? route.fulfill({
              status: 400,
              json: { message: 'The script failed.', errorCode: 'script_error', log_id: id },
            })
          : route.continue(),
      )
      await page.getByRole('button', { name: 'Block', exact: true }).click()
      await page.locator('.toast').getByRole('link', { name: id }).click()
      await page.getByText('ECONNREFUSED').waitFor()
    },
    { script },
  )
})

describeBrowser('sign-in help', (browser) => {
  testDashboard(
    browser,
    'a locked-out person is found by email, and the block is lifted there; looking writes nothing',
    async (visit) => {
      const { page, server } = visit
      await server.connection('crm', IMPORT)
      await server.login('crm', 'ann@example.com', 'x')
      for (let n = 0; n < 10; n++) await server.login('crm', 'ann@example.com', 'wrong')
      const entries = async () => (await server.api('GET', 'logs?per_page=100')).body as unknown[]
      const before = await entries()
      await open(visit, '/t/default/sign-in-help')
      const search = page.getByRole('searchbox')
      await search.fill('Ann@example.com')
      await search.press('Enter')
      expect(param(visit, 'person')).toBe('Ann@example.com')
      await page.getByText('Sign-ins are refused after too many wrong passwords.').waitFor()
      await page.getByText('Last attempt: ann@example.com').waitFor()
      await page.getByRole('cell', { name: 'ann@example.com' }).first().waitFor()
      expect(await entries()).toHaveLength(before.length + 1)
      await page.getByRole('button', { name: 'Lift the block' }).click()
      await page.getByText('The block is lifted.').waitFor()
      await page
        .getByText('Sign-ins are refused after too many wrong passwords.')
        .waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Reset the password' }).waitFor()
      await page.getByRole('button', { name: 'Ask the legacy store of crm' }).click()
      await page.getByText('In Ferry and in the legacy store.').waitFor()
    },
    { script },
  )

  testDashboard(
    browser,
    'for a person whose import failed, it leads to the run; for an unknown one it says where to look',
    async (visit) => {
      const { page, server, go } = visit
      await server.connection('crm', IMPORT)
      await fail(visit)
      await open(visit, '/t/default/sign-in-help?person=eve@example.com')
      await page.getByText('eve@example.com is not in Ferry, but the log has entries.').waitFor()
      await page.getByRole('link', { name: 'Open the run of the script' }).click()
      await page.getByText('ECONNREFUSED').waitFor()
      await go('/t/default/sign-in-help?person=nobody@example.com')
      await page.getByText('Ferry knows nothing of nobody@example.com.').waitFor()
    },
    { script },
  )

  testDashboard(
    browser,
    'a member of support reads the log and the help, without lists that the role may not read',
    async (visit) => {
      const { page, server, go } = visit
      await server.connection('crm', IMPORT)
      await server.login('crm', 'ann@example.com', 'x')
      await visit.makeOwner()
      await server.api('POST', 'members', {
        email: 'sam@example.test',
        password: OWNER.password,
        role: 'support',
      })
      await go('/sign-in')
      await page.getByLabel('Email').fill('sam@example.test')
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      visit.expectAnswer(403, '/api/v2/connection-summaries')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('link', { name: 'Logs' }).click()
      await page
        .getByRole('row', { name: /ann@example.com/ })
        .first()
        .waitFor()
      expect(await page.getByRole('combobox', { name: 'Connection' }).count()).toBe(0)
      await page.getByRole('link', { name: 'Sign-in help' }).click()
      const search = page.getByRole('searchbox')
      await search.fill('ann@example.com')
      await search.press('Enter')
      await page.getByText('Last attempt: ann@example.com').waitFor()
    },
    { script },
  )
})
