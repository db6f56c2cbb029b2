/** What stands around every page: their states, and how to get there. @module */
import type { PageState } from './state.ts'

/** In the order that somebody meets them. */
export const SHELL_STATES: readonly PageState[] = [
  {
    name: 'offline',
    async reach({ signIn, go, page, expectNoNetwork }) {
      await signIn()
      await go('/t/default/users')
      await page.getByText('Nobody is in Ferry yet').waitFor()
      expectNoNetwork()
      await page.evaluate(
        `Object.defineProperty(navigator, 'onLine', { value: false }); dispatchEvent(new Event('offline'))`,
      )
      await page.getByText('You are offline').waitFor()
    },
  },
  {
    name: 'keys',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/users')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
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
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/users')
      const account = page.getByRole('button', { name: 'mia@example.test' })
      if (!(await account.isVisible())) await page.getByRole('button', { name: 'Menu' }).click()
      await account.click()
      await page.getByRole('menuitem', { name: 'Sign out everywhere' }).waitFor()
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
