import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const PASSWORD = 'Long-and-strong-7!'
const LOCAL = { enabledDatabaseCustomization: false }
const IMPORT = { customScripts: { login: 'function login () {}', get_user: 'function g () {}' } }

/** Created one after the other, so that the last user is the newest. */
async function makeUsers({ server }: Visit, names: readonly string[]): Promise<void> {
  await server.connection('here', LOCAL)
  for (const name of names) {
    const { status, text } = await server.api('POST', 'users', {
      connection: 'here',
      email: `${name}@example.com`,
      password: PASSWORD,
      user_id: name,
    })
    if (status !== 201) throw new Error(text)
  }
}

async function emails({ server }: Visit, query = ''): Promise<string[]> {
  const { body } = await server.api('GET', `users?${query}`)
  return (body as { email: string }[]).map(({ email }) => email)
}

const param = ({ page }: Visit, name: string) => new URL(page.url()).searchParams.get(name)

describeBrowser('the list of users', (browser) => {
  for (const width of [360, 1440]) {
    testDashboard(
      browser,
      `a user is found, and a wrong query is marked where it is wrong, at ${width} px`,
      async (visit) => {
        const { go, page, signIn, expectAnswer } = visit
        await makeUsers(visit, ['ada', 'bob'])
        await signIn()
        await go('/t/default/users')
        const search = page.getByRole('searchbox')
        await search.fill('ada')
        await search.press('Enter')
        await page.getByRole('link', { name: 'bob@example.com' }).waitFor({ state: 'detached' })
        await page.getByRole('link', { name: 'ada@example.com' }).waitFor()
        expectAnswer(400, '/api/v2/users')
        await search.fill('email:"ada')
        await search.press('Enter')
        expect(await page.locator('.users-syntax mark').textContent()).toBe('"')
        expect(param(visit, 'q')).toBe('email:"ada')
        await page.getByRole('button', { name: 'Search as plain text' }).click()
        await page.getByText('No user in Ferry matches.').waitFor()
        await page.getByRole('button', { name: 'Clear search and filters' }).click()
        await page.getByRole('link', { name: 'bob@example.com' }).waitFor()
      },
      { width },
    )
  }

  testDashboard(
    browser,
    'users can be filtered by origin and sorted, both in the URL; looking in the legacy store writes nothing',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await makeUsers(visit, ['ada', 'zoe'])
      await server.connection('crm', IMPORT)
      await server.login('crm', 'carl@example.com', 'old')
      await signIn()
      await go('/t/default/users')
      await page.getByRole('combobox', { name: 'Imported' }).click()
      await page.getByRole('option', { name: 'At sign-in' }).click()
      await page.getByRole('link', { name: 'ada@example.com' }).waitFor({ state: 'detached' })
      expect(param(visit, 'origin')).toBe('login')
      await page.getByRole('row', { name: /carl@example.com.*At sign-in/ }).waitFor()
      await page.goto(`${server.url}/dashboard/t/default/users?origin=local&sort=email:1&blocked=false`)
      await page.getByRole('link', { name: 'zoe@example.com' }).waitFor()
      expect(await page.locator('.primary-cell').allTextContents()).toEqual([
        'ada@example.com',
        'zoe@example.com',
      ])

      const before = (await server.api('GET', 'users')).body
      await page.goto(`${server.url}/dashboard/t/default/users?q=dora@example.com`)
      await page.getByRole('button', { name: 'Ask the legacy store of crm' }).click()
      await page.getByText('The first sign-in imports this person.').waitFor()
      expect((await server.api('GET', 'users')).body).toEqual(before)
    },
    {
      script: ({ args: [email] }) => ({
        kind: 'value',
        value: { user_id: String(email), email: String(email) },
      }),
    },
  )

  testDashboard(browser, '“load more” adds the next fifty users, and none of them twice', async (visit) => {
    const { go, page, signIn, server } = visit
    await makeUsers(
      visit,
      Array.from({ length: 52 }, (_, index) => `user-${index}`),
    )
    await signIn()
    await go('/t/default/users')
    await page.getByText('50 of 52').waitFor()
    // The new user pushes a user of the first page onto the second.
    await server.api('POST', 'users', { connection: 'here', email: 'new@example.com', password: PASSWORD })
    await page.getByRole('button', { name: 'Load more' }).click()
    await page.getByRole('link', { name: 'user-0@example.com' }).waitFor()
    const shown = await page.locator('.primary-cell').allTextContents()
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown).toHaveLength(52)
  })

  testDashboard(
    browser,
    'many users are blocked one by one; after a failure the rest can be continued',
    async (visit) => {
      const { go, page, signIn, expectAnswer } = visit
      await makeUsers(visit, ['ann', 'ben', 'cid', 'dan'])
      await signIn()
      await go('/t/default/users')
      await page.getByRole('checkbox', { name: 'Select all shown users' }).check()
      await page.getByText('4 selected').waitFor()
      // The newest user comes first: dan and cid are blocked before the server fails.
      const path = '/api/v2/users/auth0%7Cben'
      expectAnswer(503, path)
      await page.route(`**${path}`, (route) =>
        route.fulfill({ status: 503, json: { message: 'The service is overloaded.', errorCode: 'busy' } }),
      )
      await page
        .getByRole('region', { name: 'Selected users' })
        .getByRole('button', { name: 'Block', exact: true })
        .click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Block 4 users' }).click()
      await dialog.getByText('2 blocked. 2 not changed.').waitFor()
      expect(await emails(visit, 'blocked=true')).toEqual(['cid@example.com', 'dan@example.com'])
      await page.unroute(`**${path}`)
      await dialog.getByRole('button', { name: 'Continue with the other 2' }).click()
      await dialog.getByText('2 blocked.', { exact: true }).waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      await page.getByText('4 selected').waitFor({ state: 'detached' })
      expect(await emails(visit, 'blocked=true')).toHaveLength(4)
    },
  )

  testDashboard(browser, 'deleting many users can be stopped; the others stay selected', async (visit) => {
    const { go, page, signIn } = visit
    await makeUsers(visit, ['ann', 'ben', 'cid'])
    await signIn()
    await go('/t/default/users')
    await page.getByRole('checkbox', { name: 'Select all shown users' }).check()
    const goesOn = Promise.withResolvers<void>()
    await page.route('**/api/v2/users/auth0%7Ccid', async (route) => {
      await goesOn.promise
      await route.continue()
    })
    await page.getByRole('region', { name: 'Selected users' }).getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete 3 users' }).click()
    await dialog.getByRole('button', { name: 'Stop' }).click()
    goesOn.resolve()
    await dialog.getByText('1 deleted. 2 not changed.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByText('2 selected').waitFor()
    expect(await emails(visit)).toEqual(['ann@example.com', 'ben@example.com'])
  })

  testDashboard(
    browser,
    'a user is created by the rules of the connection; an error of the server is shown at its field and no typed text is lost',
    async (visit) => {
      const { go, page, server, signIn, expectAnswer } = visit
      await server.connection('here', { ...LOCAL, requires_username: true, passwordPolicy: 'excellent' })
      await server.connection('mails', LOCAL)
      await signIn()
      await go('/t/default/users?connection=here')
      await page.getByRole('button', { name: 'New user' }).click()
      const dialog = page.getByRole('dialog', { name: 'New user' })
      await dialog.getByText('no more than two identical characters in a row').waitFor()
      await dialog.getByLabel('Email', { exact: true }).fill('eve@example.com')
      await dialog.getByLabel('Username').fill('eve the first')
      await dialog.getByLabel('Password', { exact: true }).fill('short')
      expectAnswer(400, '/api/v2/users')
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await dialog.getByText('may have letters without accents').waitFor()
      expect(await dialog.getByLabel('Username').getAttribute('aria-invalid')).toBe('true')
      await dialog.getByLabel('Username').fill('eve')
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await dialog.getByText('At least 10 characters in length').waitFor()
      expect(await dialog.getByLabel('Email', { exact: true }).inputValue()).toBe('eve@example.com')
      expect(await dialog.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe('true')
      await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await page.getByRole('heading', { name: 'eve@example.com' }).waitFor()
      expect((await server.login('here', 'eve', PASSWORD)).status).toBe(200)
    },
  )
})
