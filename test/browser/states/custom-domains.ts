/** States of the page of custom domains, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const PATH = '/t/default/settings/custom-domains'
const READY = ['login.shop.example', 'a-rather-long-name-of-a-brand.accounts.shop.example']

async function open(visit: Visit): Promise<void> {
  const { server } = visit
  for (const domain of [...READY, 'new.shop.example']) await server.api('POST', 'custom-domains', { domain })
  for (const domain of READY) {
    await server.api('POST', `operator/tenants/default/custom-domains/${domain}/verify`, {})
  }
  await visit.signIn()
  await visit.go(PATH)
  await visit.page.getByRole('button', { name: 'Verify' }).waitFor()
}

/** In the order in which a person meets them. */
export const CUSTOM_DOMAIN_STATES: readonly PageState[] = [
  {
    name: 'custom-domains-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go(PATH)
      await page.getByText('No custom domain yet.').waitFor()
    },
  },
  { name: 'custom-domains', reach: open },
  {
    name: 'custom-domains-pending',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('button', { name: 'Verify' }).click()
      await visit.page.getByText('The domain is not verified yet').waitFor()
      await visit.page.getByText('How to set up the proxy').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'custom-domains-delete',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('button', { name: 'Delete' }).first().click()
      await visit.page.getByText('Another tenant can verify the name').waitFor()
    },
  },
  {
    name: 'custom-domains-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(429, '/api/v2/custom-domains')
      await page.route('**/api/v2/custom-domains', (route) =>
        route.fulfill({
          status: 429,
          json: { statusCode: 429, message: 'Too many requests.', errorCode: 'too_many_requests' },
        }),
      )
      await signIn()
      await go(PATH)
      await page.getByText('Too many requests.').waitFor()
    },
  },
]
