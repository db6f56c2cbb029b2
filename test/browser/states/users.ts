/** Users: their states, and how to get there. @module */
import type { PageState } from './state.ts'

/** In the order that somebody meets them. */
export const USERS_STATES: readonly PageState[] = [
  {
    name: 'users-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/users')
      await page.getByText('Nobody is in Ferry yet').waitFor()
    },
  },
]
