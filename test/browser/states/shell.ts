/** States of the frame around every page, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import { ageSessions } from '../../support/members.ts'
import { LOGIN, openScripts, write } from '../../support/scripts-page.ts'
import type { PageState } from './state.ts'

async function openAccount({ signIn, go, page }: Visit): Promise<void> {
  await signIn()
  await go('/t/default/users')
  const account = page.getByRole('button', { name: 'mia@example.test' })
  if (!(await account.isVisible())) await page.getByRole('button', { name: 'Menu' }).click()
  await account.click()
  await page.getByRole('menuitem', { name: 'Sign out everywhere' }).waitFor()
}

async function openChangePassword(visit: Visit): Promise<void> {
  await openAccount(visit)
  await visit.page.getByRole('menuitem', { name: 'Change password' }).click()
  await visit.page.getByRole('dialog', { name: 'Change password' }).waitFor()
}

/** In the order in which a person meets them. */
export const SHELL_STATES: readonly PageState[] = [
  {
    name: 'offline',
    async reach({ signIn, go, page, expectNoNetwork }) {
      await signIn()
      await go('/t/default/users')
      await page.getByText('There are no users in Ferry yet').waitFor()
      expectNoNetwork()
      await page.evaluate(
        `Object.defineProperty(navigator, 'onLine', { value: false }); dispatchEvent(new Event('offline'))`,
      )
      await page.getByText('You are offline').waitFor()
    },
  },
  {
    name: 'not-found-tenant',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/acme/connections')
      await page.getByRole('heading', { name: 'Not found' }).waitFor()
    },
  },
  {
    name: 'keys',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/users')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
  {
    name: 'palette',
    async reach({ signIn, go, page, server }) {
      await server.connection('legacy-crm', { customScripts: { get_user: 'function g () {}' } })
      await server.api('POST', 'users', {
        connection: 'legacy-crm',
        email: 'crawford@example.com',
        name: 'Joan Crawford',
        password: 'Long-and-strong-7!',
      })
      await signIn()
      await go('/t/default/connections')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('cr')
      await page.getByText('crawford@example.com').waitFor()
    },
  },
  {
    name: 'palette-none',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/connections')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('zebra')
      await page.getByText('Nothing matches.').waitFor()
    },
  },
  {
    name: 'account-menu',
    reach: openAccount,
  },
  {
    name: 'change-password',
    reach: openChangePassword,
  },
  {
    name: 'change-password-refused',
    async reach(visit) {
      const { page, expectAnswer } = visit
      expectAnswer(400, '/api/v2/session/password')
      await openChangePassword(visit)
      await page.getByLabel('Current password', { exact: true }).fill('not the one')
      await page.getByLabel('New password', { exact: true }).fill('another sentence to keep')
      await page.getByRole('button', { name: 'Change password' }).click()
      await page.getByText('This is not your current password.').waitFor()
    },
  },
  {
    name: 'confirm-identity',
    async reach(visit) {
      const { page, expectAnswer, server } = visit
      const id = await openScripts(visit)
      await server.api('PATCH', 'tenants/settings', { ferry_recent_sign_in: true })
      await ageSessions(server, 16)
      await write(page, `${LOGIN}\n// better`)
      expectAnswer(403, `/api/v2/connections/${id}/versions`)
      expectAnswer(400, '/api/v2/session/confirm')
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      await page.getByLabel('Password of mia@example.test').fill('not the one')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('This is not your current password.').waitFor()
    },
  },
  {
    name: 'not-found',
    async reach({ signIn, go }) {
      await signIn()
      await go('/t/default/nothing')
    },
  },
  {
    name: 'components',
    kit: true,
    reach: ({ go }) => go('/_ui'),
  },
]
