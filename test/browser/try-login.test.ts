import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'

const PASSWORD = 'canary-analytical-engine'
const STORED = `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
  history.state, [...document.querySelectorAll('input')].map((input) => input.value)])`

const ann: FakeScript = ({ args: [, password] }) =>
  password === PASSWORD
    ? { kind: 'value', value: { user_id: 'ann', email: 'ann@example.com' } }
    : { kind: 'none' }

describeBrowser('trying a sign-in', (browser) => {
  testDashboard(
    browser,
    'a preview writes nothing, a real sign-in imports the user, and Ferry serves the second one',
    async ({ go, page, server, signIn }) => {
      const id = await server.connection('crm')
      await signIn()
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByText('Nothing was written.', { exact: false }).last().waitFor()
      expect((await server.api('GET', 'users')).body).toEqual([])

      await page.getByRole('radio', { name: 'Real sign-in' }).check()
      const submit = page.getByRole('button', { name: 'Sign in', exact: true })
      await submit.click()
      await page.getByText('Signed in and imported.').waitFor()
      const step = (title: string) => page.locator('summary').filter({ hasText: title })
      await step('Tokens').click()
      await page.getByText('"sub": "auth0|ann"').waitFor()
      await step('Import').click()
      expect(await page.getByRole('link', { name: 'Open the user' }).getAttribute('href')).toBe(
        '/dashboard/t/default/users/auth0%7Cann',
      )
      await submit.click()
      await page.getByText('Signed in by Ferry. The script did not run.').waitFor()
      const users = (await server.api('GET', 'users')).body as { logins_count: number; updated_at: string }[]
      expect(users).toMatchObject([{ logins_count: 2 }])

      await page.getByRole('radio', { name: 'Preview' }).check()
      await page.getByRole('button', { name: 'Preview sign-in' }).click()
      await page.getByText('The user is in Ferry already. The script would not run.').waitFor()
      expect((await server.api('GET', 'users')).body).toEqual(users)
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'a preview finds a conflict of IDs, with advice and a link to the other user',
    async ({ go, page, server, signIn }) => {
      await server.connection('sample-legacy-store')
      await server.login('sample-legacy-store', 'ann@example.com', PASSWORD)
      const id = await server.connection('crm')
      await signIn()
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByText('This would be refused: the profile conflicts with another user.').waitFor()
      await page.getByText('Return user_id with a prefix of its own').first().waitFor()
      expect(await page.getByRole('link', { name: 'Open the other user' }).getAttribute('href')).toBe(
        '/dashboard/t/default/users/auth0%7Cann',
      )
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.locator('.cm-content').waitFor()
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: 'Run login' }).click()
      await page
        .getByText('The password was accepted, but the profile conflicts with another user.')
        .waitFor()
      await page.getByText('would not be imported: user_id conflicts with auth0|ann').waitFor()
      await page.getByRole('link', { name: 'Open the other user' }).waitFor()
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'the typed password is in the form and in one request only, and gone when the page is left',
    async ({ go, page, server, signIn }) => {
      const id = await server.connection('crm')
      await signIn()
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.keyboard.press('Enter')
      expect(await (await answered).text()).not.toContain(PASSWORD)
      await page.getByText('Nothing was written.', { exact: false }).last().waitFor()
      expect(await page.locator('body').innerText()).not.toContain(PASSWORD)
      await page.getByRole('link', { name: 'History' }).click()
      await page.getByRole('heading', { name: 'crm' }).waitFor()
      await page.goBack()
      await page.getByLabel('Password', { exact: true }).waitFor()
      expect(await page.evaluate(STORED)).not.toContain(PASSWORD)
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'after too many wrong passwords the page shows the block, and lifts it',
    async ({ go, page, server, signIn, expectAnswer }) => {
      const id = await server.connection('crm')
      for (let attempt = 0; attempt < 10; attempt++) await server.login('crm', 'ann@example.com', 'wrong')
      await signIn()
      expectAnswer(429, `/api/v2/connections/${id}/try-login`)
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.getByRole('radio', { name: 'Real sign-in' }).check()
      await page.keyboard.press('Enter')
      await page.getByText('sign-ins of this person from your IP address are refused').waitFor()
      await page.getByRole('button', { name: 'Lift the block' }).click()
      await page.getByText('The block is lifted.').waitFor()
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByText('Signed in and imported.').waitFor()
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'a member who can only read sees which role can try a sign-in, and nothing is sent',
    async ({ go, page, server }) => {
      const id = await server.connection('crm')
      const viewer = { email: 'vic@example.test', password: 'another sentence to keep', role: 'viewer' }
      await server.api('POST', 'members', viewer)
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email').fill(viewer.email)
      await page.getByLabel('Password', { exact: true }).fill(viewer.password)
      await page.keyboard.press('Enter')
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      let posts = 0
      page.on('request', (request) => {
        if (request.method() === 'POST') posts += 1
      })
      const submit = page.getByRole('button', { name: 'Preview sign-in' })
      expect(await submit.getAttribute('title')).toContain('Your role is viewer.')
      await page.keyboard.press('Enter')
      await submit.click({ force: true })
      expect(posts).toBe(0)
    },
  )

  testDashboard(
    browser,
    'after too many attempts, a countdown runs until the next one',
    async ({ go, page, server, signIn, expectAnswer }) => {
      const id = await server.connection('crm')
      await signIn()
      expectAnswer(429, `/api/v2/connections/${id}/try-login`)
      await page.route('**/try-login', (route) =>
        route.fulfill({
          status: 429,
          headers: { 'Retry-After': '2' },
          json: { statusCode: 429, error: 'Too Many Requests', message: 'x', errorCode: 'too_many_requests' },
        }),
      )
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByText('Too many attempts. Try again in').first().waitFor()
      const submit = page.getByRole('button', { name: 'Preview sign-in' })
      expect(await submit.getAttribute('aria-disabled')).toBe('true')
      await page.getByText('You can try again now.').waitFor()
      expect(await submit.getAttribute('aria-disabled')).toBeNull()
    },
  )

  testDashboard(
    browser,
    'output of a hostile script is shown as text',
    async ({ go, page, server, signIn }) => {
      const id = await server.connection('crm')
      await signIn()
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
      expect(await page.locator('main img').count()).toBe(0)
    },
    {
      script: () => ({
        kind: 'failure',
        code: 'script_error',
        message: '</script><img src=x onerror=alert(1)>\u202e\u0000',
      }),
    },
  )
})
