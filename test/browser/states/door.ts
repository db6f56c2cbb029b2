/** States of the sign-in page, and how to reach them. @module */
import { failUntilRefused } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

/** In the order in which a person meets them. */
export const DOOR_STATES: readonly PageState[] = [
  {
    name: 'sign-in',
    async reach({ go, page }) {
      await go('/sign-in')
      await page.getByLabel('Email').waitFor()
    },
  },
  {
    name: 'sign-in-forgot',
    async reach({ go, page }) {
      await go('/sign-in')
      await page.getByLabel('Email').fill('mia@example.test')
      await page.getByText('Forgot your password?').click()
      await page.getByText('reset-member').waitFor()
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
]
