/** Every page and state of the dashboard, and how to get there: walked by tests, photographed for people. @module */
import type { Visit } from '../support/browser-dashboard.ts'
import { failUntilRefused } from '../support/browser-dashboard.ts'

/** One row for each thing that a person should have looked at. */
export interface PageState {
  /** Names its pictures. */
  name: string
  kit?: boolean
  reach(visit: Visit): Promise<void>
}

/** In the order that somebody meets them. */
export const STATES: readonly PageState[] = [
  {
    name: 'setup',
    reach: ({ go, server }) => go(`/setup#token=${server.setup_token}`),
  },
  {
    name: 'setup-refused',
    async reach({ go, page, server }) {
      await go(`/setup#token=${server.setup_token}`)
      await page.getByLabel('Email').fill('nobody')
      await page.getByLabel('Password', { exact: true }).fill('short')
      await page.getByRole('button', { name: 'Create the owner' }).click()
      await page.getByText('at least 12 are needed').waitFor()
    },
  },
  {
    name: 'setup-used',
    async reach({ go, page, expectAnswer }) {
      expectAnswer(404, '/api/v2/setup')
      await go('/setup#token=used')
      await page.getByText('This link cannot be used').waitFor()
    },
  },
  {
    name: 'sign-in',
    async reach({ go, page }) {
      await go('/sign-in')
      await page.getByLabel('Email').waitFor()
    },
  },
  {
    name: 'sign-in-wrong',
    async reach({ go, page }) {
      await go('/t/default/users')
      await page.getByLabel('Email').fill('mia@example.test')
      await page.getByLabel('Password', { exact: true }).fill('not it')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-in-wait',
    async reach({ go, page, expectAnswer }) {
      expectAnswer(429, '/api/v2/session')
      await go('/sign-in')
      await page.getByLabel('Email').fill('mia@example.test')
      await page.getByLabel('Password', { exact: true }).fill('not it')
      await failUntilRefused(page)
      await page.getByText('Too many attempts').waitFor()
    },
  },
  {
    name: 'connections-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/')
      await page.getByText('There is none yet').waitFor()
    },
  },
  {
    name: 'connections',
    async reach({ signIn, go, server, page }) {
      for (const name of ['legacy-crm', 'members', 'staff']) await server.connection(name)
      await signIn()
      await go('/t/default/connections')
      await page.getByText('legacy-crm').waitFor()
    },
  },
  {
    name: 'connections-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(400, '/api/v2/connections')
      await page.route('**/api/v2/connections*', (route) =>
        route.fulfill({
          status: 400,
          json: {
            statusCode: 400,
            error: 'Bad Request',
            message: 'Query validation error.',
            errorCode: 'invalid_query_string',
            log_id: 'err_4k2JqXw1ZbR4tY7m',
          },
        }),
      )
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'scripts',
    async reach({ signIn, go, server, page }) {
      const id = await server.connection('legacy-crm', {
        customScripts: {
          login:
            'function login(email, password, callback) {\n  callback(null, { user_id: 1, emial: email })\n}',
        },
      })
      await signIn()
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.locator('.cm-lintRange-error').waitFor()
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.getByText('Not signed in: the script found no such user.').waitFor()
    },
  },
  {
    name: 'users-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/users')
      await page.getByText('Nobody is in Ferry yet').waitFor()
    },
  },
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
