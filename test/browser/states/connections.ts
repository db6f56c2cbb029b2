/** Connections and their settings: their states, and how to get there. @module */
import type { PageState } from './state.ts'

/** In the order that somebody meets them. */
export const CONNECTIONS_STATES: readonly PageState[] = [
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
]
