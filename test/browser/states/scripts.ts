/** A connection’s scripts and their history: their states, and how to get there. @module */
import type { PageState } from './state.ts'

/** In the order that somebody meets them. */
export const SCRIPTS_STATES: readonly PageState[] = [
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
]
