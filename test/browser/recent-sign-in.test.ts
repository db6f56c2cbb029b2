import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { OWNER, testDashboard } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'
import { ageSessions } from '../support/members.ts'
import { LOGIN, liveOf, openScripts, write } from '../support/scripts-page.ts'

const BETTER = `${LOGIN}\n// better`

/** The scripts page, with an old sign-in, at a tenant that requires a recent one. */
async function openLate(visit: Visit): Promise<string> {
  const id = await openScripts(visit)
  await visit.server.api('PATCH', 'tenants/settings', { ferry_recent_sign_in: true })
  await ageSessions(visit.server, 16)
  visit.expectAnswer(403, `/api/v2/connections/${id}/versions`)
  return id
}

const confirmation = ({ page }: Visit) => page.getByRole('dialog', { name: 'Confirm that it is you' })
const password = (visit: Visit) => confirmation(visit).getByLabel(`Password of ${OWNER.email}`)

/** Enters the password in the dialog that asks for it. */
async function confirm(visit: Visit): Promise<void> {
  await password(visit).fill(OWNER.password)
  await visit.page.keyboard.press('Enter')
  await confirmation(visit).waitFor({ state: 'detached' })
}

const ann: FakeScript = () => ({ kind: 'value', value: { user_id: 'ann', email: 'ann@example.com' } })
const LOCAL = { enabledDatabaseCustomization: false }
const PASSWORD = 'Long-and-strong-7!'

/** Places that write: the action before the question, and the result after it. */
const ACTIONS: [
  name: string,
  path: (id: string) => string,
  before: (visit: Visit, id: string) => Promise<void>,
  after: (visit: Visit) => Promise<unknown>,
][] = [
  [
    'a run of an unsaved script',
    (id) => `/api/v2/connections/${id}/scripts/login/try`,
    async ({ go, page }, id) => {
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.locator('.scripts .cm-content').waitFor()
      await write(page, BETTER)
      await page.getByRole('button', { name: 'Run login' }).click()
    },
    ({ page }) => page.getByText(/ms · CPU/).waitFor(),
  ],
  [
    'a real sign-in',
    (id) => `/api/v2/connections/${id}/try-login`,
    async ({ go, page }, id) => {
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill('pw')
      await page.getByRole('radio', { name: 'Real sign-in' }).check()
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    },
    ({ page }) => page.getByText('Signed in and imported.').waitFor(),
  ],
  [
    'a new user',
    () => '/api/v2/users',
    async ({ go, page }) => {
      await go('/t/default/users?connection=here')
      await page.getByRole('button', { name: 'New user' }).click()
      const dialog = page.getByRole('dialog', { name: 'New user' })
      await dialog.getByLabel('Email', { exact: true }).fill('eve@example.com')
      await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await dialog.getByRole('button', { name: 'Create user' }).click()
    },
    ({ page }) => page.getByRole('heading', { name: 'eve@example.com' }).waitFor(),
  ],
  [
    'setting a user’s password',
    () => '/api/v2/users/auth0%7C4711',
    async ({ go, page }) => {
      await go('/t/default/users/auth0%7C4711')
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Set password' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('New password').fill('Another-strong-8!')
      await dialog.getByRole('button', { name: 'Set password' }).click()
    },
    ({ page }) => page.getByText('The password is set.').waitFor(),
  ],
  [
    'blocking a user',
    () => '/api/v2/users/auth0%7C4711',
    async ({ go, page }) => {
      await go('/t/default/users/auth0%7C4711')
      await page.getByRole('button', { name: 'Block', exact: true }).click()
    },
    ({ page }) => page.getByRole('button', { name: 'Unblock', exact: true }).waitFor(),
  ],
  [
    'a new application',
    () => '/api/v2/clients',
    async ({ go, page }) => {
      await go('/t/default/applications')
      await page.getByRole('button', { name: 'New application' }).click()
      const dialog = page.getByRole('dialog', { name: 'New application' })
      await dialog.getByLabel('Name').fill('Shop')
      await dialog.getByRole('button', { name: 'Create application' }).click()
    },
    ({ page }) => page.getByText('Copy the client secret now').waitFor(),
  ],
]

describeBrowser('a sign-in of more than 15 minutes ago', (browser) => {
  for (const [name, path, before, after] of ACTIONS) {
    testDashboard(
      browser,
      `${name} asks for the password in place, and then continues`,
      async (visit) => {
        const { server, signIn, expectAnswer } = visit
        const id = await server.connection('legacy-crm', { customScripts: { login: LOGIN } })
        await server.connection('here', LOCAL)
        const user = { connection: 'here', email: 'ada@example.com', password: PASSWORD, user_id: '4711' }
        await server.api('POST', 'users', user)
        await signIn()
        await ageSessions(server, 16)
        expectAnswer(403, path(id))
        await before(visit, id)
        await confirm(visit)
        await after(visit)
      },
      { script: ann },
    )
  }

  testDashboard(
    browser,
    'requests that were under way with the old session cookie are repeated with the new one',
    async (visit) => {
      const { page, go, server, signIn, expectAnswer } = visit
      const id = await server.connection('here', LOCAL)
      await signIn()
      const [cookie] = await page.context().cookies()
      await ageSessions(server, 16)
      await go(`/t/default/connections/${id}/settings`)
      expectAnswer(403, '/api/v2/users')
      expectAnswer(401, '/api/v2/users')
      const confirmed = page.waitForResponse((response) => response.url().endsWith('/session/confirm'))
      let late = 0
      // A read that the server receives after the session was renewed, with the earlier cookie.
      await page.route('**/api/v2/users?*', async (route) => {
        late += 1
        if (late > 1) return route.continue()
        await confirmed
        const headers = { ...route.request().headers(), cookie: `${cookie?.name}=${cookie?.value}` }
        await route.fulfill({ response: await route.fetch({ headers }) })
      })
      await page.getByRole('link', { name: 'Users' }).first().click()
      await page.getByRole('button', { name: 'New user' }).click()
      const dialog = page.getByRole('dialog', { name: 'New user' })
      await dialog.getByLabel('Email', { exact: true }).fill('eve@example.com')
      await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await confirm(visit)
      await expect.poll(() => late).toBeGreaterThan(1)
      expect(await page.getByRole('heading', { name: 'Sign in' }).count()).toBe(0)
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'is confirmed with the password, by keyboard alone, and the deployment then continues',
    async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openLate(visit)
      expectAnswer(400, '/api/v2/session/confirm')
      await write(page, BETTER)
      await page.locator('.cm-content').press('Control+Shift+Enter')
      await password(visit).and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Enter your current password.').waitFor()
      await page.keyboard.type('not the one')
      await page.keyboard.press('Enter')
      await page.getByText('This is not your current password.').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
      await password(visit).fill(OWNER.password)
      await page.keyboard.press('Enter')
      await page.getByText('v2 is live.').waitFor()
      await confirmation(visit).waitFor({ state: 'detached' })
      expect(await liveOf(visit, id)).toMatchObject({ login: BETTER })
      // No second question for a while.
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('v3 is live, with the scripts of v1.').waitFor()
      expect(await confirmation(visit).count()).toBe(0)
    },
  )

  testDashboard(browser, 'cancelling the confirmation changes nothing and loses nothing', async (visit) => {
    const { page } = visit
    const id = await openLate(visit)
    await write(page, BETTER)
    await page.getByRole('button', { name: 'Deploy v2' }).click()
    await confirmation(visit).waitFor()
    await page.keyboard.press('Escape')
    await confirmation(visit).waitFor({ state: 'detached' })
    await page.getByText('Confirm your password, or sign in again.').waitFor()
    expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
    expect(await page.locator('.cm-content').textContent()).toContain('// better')
  })

  testDashboard(
    browser,
    'the page’s own dialog stays open below the confirmation, whatever key is pressed',
    async (visit) => {
      const { go, page, server, expectAnswer } = visit
      const id = await openLate(visit)
      expectAnswer(403, `/api/v2/connections/${id}/versions/1/restore`)
      await server.api('PATCH', `connections/${id}`, { options: { customScripts: { login: BETTER } } })
      await go(`/t/default/connections/${id}/history`)
      await page.getByRole('button', { name: 'Roll back to v1' }).click()
      const below = page.getByRole('dialog', { name: 'Roll back to v1' })
      await below.getByRole('button', { name: 'Roll back to v1' }).click()
      await password(visit).click()
      await password(visit).fill('x')
      await page.keyboard.press('Escape')
      await confirmation(visit).waitFor({ state: 'detached' })
      await below.getByText('Confirm your password, or sign in again.').waitFor()
      await below.getByRole('button', { name: 'Roll back to v1' }).click()
      await password(visit).fill(OWNER.password)
      await confirmation(visit).getByRole('button', { name: 'Continue' }).click()
      await page.getByText(/^v3 is live/).waitFor()
    },
  )
})
