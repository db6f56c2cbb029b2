/** States of the page of email, and how to reach them. @module */
import type { PageState } from './state.ts'

const PATH = '/t/default/settings/email'

/** In the order in which a person meets them. */
export const EMAIL_STATES: readonly PageState[] = [
  {
    name: 'email',
    async reach({ signIn, go, page }) {
      await signIn()
      await go(PATH)
      await page.getByText('Emails do not leave this server').waitFor()
    },
  },
  {
    name: 'email-sender',
    async reach({ signIn, go, page }) {
      await page.route('**/api/v2/email-delivery', (route) =>
        route.fulfill({ json: { kind: 'smtp', from_name: 'Acme متجر', from: 'login@example.com' } }),
      )
      await signIn()
      await go(PATH)
      await page.getByText('login@example.com').waitFor()
    },
  },
  {
    name: 'email-test-refused',
    async reach({ signIn, go, page, expectAnswer }) {
      const path = '/api/v2/email-delivery/test'
      expectAnswer(429, path)
      await page.route(`**${path}`, (route) =>
        route.fulfill({
          status: 429,
          json: {
            statusCode: 429,
            message: 'Members have asked for too many emails. Try again later.',
            errorCode: 'too_many_requests',
          },
        }),
      )
      await signIn()
      await go(PATH)
      await page.getByRole('button', { name: 'Send test email' }).click()
      await page.getByText('Members have asked for too many emails').waitFor()
    },
  },
]
