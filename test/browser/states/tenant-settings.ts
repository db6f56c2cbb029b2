/** States of the settings of the tenant, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const PATH = '/t/default/settings'

/** A previous key and a revoked one beside the current and the next. */
async function fillKeys({ server }: Visit): Promise<void> {
  await server.api('GET', 'keys/signing')
  await server.api('POST', 'keys/signing/rotate', {})
  await server.api('POST', 'keys/signing/rotate', {})
  const { body } = await server.api('GET', 'keys/signing')
  const previous = (body as { kid: string; previous?: true }[]).filter((key) => key.previous)
  await server.api('PUT', `keys/signing/${previous.at(-1)?.kid}/revoke`, {})
}

async function open(visit: Visit): Promise<void> {
  await fillKeys(visit)
  await visit.signIn()
  await visit.go(PATH)
  await visit.page.getByText('Its tokens are refused.').waitFor()
}

/** In the order in which a person meets them. */
export const TENANT_STATES: readonly PageState[] = [
  { name: 'tenant-settings', reach: open },
  {
    name: 'tenant-settings-keys',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('link', { name: 'Published keys' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'tenant-settings-middle',
    async reach(visit) {
      const { page, server } = visit
      await server.api('PATCH', 'tenants/settings', {
        enabled_locales: ['ja', 'de'],
        allowed_logout_urls: ['https://www.example.com', 'https://*.example.com'],
      })
      await open(visit)
      await page.getByText('matches nothing').waitFor()
      await page.getByRole('link', { name: 'Custom domains' }).scrollIntoViewIfNeeded()
      await page.getByRole('switch', { name: 'Français' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'tenant-settings-rotate',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('button', { name: 'Rotate keys' }).click()
      await visit.page.getByText('A new next key is published.').waitFor()
    },
  },
  {
    name: 'tenant-settings-revoke',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('button', { name: 'Revoke', exact: true }).click()
      await visit.page.getByText('A revoked key stays revoked.').waitFor()
    },
  },
  {
    name: 'tenant-settings-wrong',
    async reach(visit) {
      await open(visit)
      await visit.page.getByLabel('Support email').fill('help')
      await visit.page.getByText('Write one email address').waitFor()
    },
  },
  {
    name: 'tenant-settings-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(429, '/api/v2/keys/signing')
      await page.route('**/api/v2/keys/signing', (route) =>
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
