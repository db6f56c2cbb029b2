/** States of the page of protection, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const PATH = '/t/default/settings/protection'

async function open({ signIn, go, page }: Visit): Promise<void> {
  await signIn()
  await go(PATH)
  await page.getByLabel('Sign-ups at once').waitFor()
}

async function testAddress({ page }: Visit, host: string, port: string): Promise<void> {
  await page.getByLabel('Host').fill(host)
  await page.getByLabel('Port').fill(port)
  await page.getByRole('button', { name: 'Test address' }).click()
}

/** In the order in which a person meets them. */
export const PROTECTION_STATES: readonly PageState[] = [
  { name: 'protection', reach: open },
  {
    name: 'protection-wrong',
    async reach(visit) {
      await open(visit)
      const { page } = visit
      await page.getByLabel('Wrong passwords in a row').fill('0')
      await page.getByLabel('Trusted addresses').first().fill('192.0.2.0/24 office')
      await page.getByText('office is not an IP address').waitFor()
    },
  },
  {
    name: 'protection-address-allowed',
    async reach(visit) {
      await open(visit)
      await testAddress(visit, 'db.example.com', '5432')
      await visit.page.getByText('Allowed: the address is public.').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'protection-address-refused',
    async reach(visit) {
      await visit.page.route('**/api/v2/test-address', (route) =>
        route.fulfill({
          json: {
            verdict: 'refused',
            rule: 'refused',
            message:
              'connect to 10.0.0.1:5432 is not allowed: it is a private address. The operator of this server can allow it in FERRY_SANDBOX_ALLOW.',
          },
        }),
      )
      await open(visit)
      await testAddress(visit, '10.0.0.1', '5432')
      await visit.page.getByText('a private address').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'protection-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      const path = '/api/v2/attack-protection/brute-force-protection'
      expectAnswer(429, path)
      await page.route(`**${path}`, (route) =>
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
