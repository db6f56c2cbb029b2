/** States of the pages that belong to a sign-in besides its own page: sign-up, reset, confirmation, consent, devices. @module */
import type { Page } from 'playwright-core'
import { signIn } from '../support/front.ts'
import { linkIn, openOutbox } from '../support/outbox.ts'
import type { HostedPageState, HostedPages } from './hosted-page-states.ts'
import { authorize, user } from './hosted-page-states.ts'

const NEW_PASSWORD = 'Battery-Staple-7'
const RESET_LINK = 'a[href^="/u/reset-password/request"]'

/** To the pages of the connection whose users are all stored here. */
const begin = (page: Page, pages: HostedPages, more: { [name: string]: string } = {}): Promise<void> =>
  authorize(page, pages, { client_id: pages.local_client, ...more })

async function signUp(page: Page, pages: HostedPages, email: string, password: string): Promise<void> {
  await begin(page, pages, { screen_hint: 'signup' })
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', password)
  await page.click('form button')
}

async function askForReset(page: Page, pages: HostedPages, username: string): Promise<void> {
  await begin(page, pages)
  await page.click(RESET_LINK)
  await page.fill('[name=username]', username)
  await page.click('form button')
}

async function byIdentifier(page: Page, pages: HostedPages, act: () => Promise<void>): Promise<void> {
  const { server } = pages.front
  await server.api('PATCH', 'prompts', { identifier_first: true })
  try {
    await begin(page, pages)
    await act()
  } finally {
    await server.api('PATCH', 'prompts', { identifier_first: false })
  }
}

async function askForConsent(page: Page, pages: HostedPages, more: { [name: string]: string } = {}) {
  const { email } = await user(pages)
  await begin(page, pages, { prompt: 'consent', scope: 'openid profile email offline_access', ...more })
  await signIn(page, email)
  await page.waitForURL(/\/u\/consent\?/)
}

/** To the question whether the device is the person's. */
async function askAboutDevice(page: Page, pages: HostedPages): Promise<void> {
  const { email } = await user(pages)
  const body = { client_id: pages.local_client, scope: 'openid' }
  const codes = await pages.front.server.call('/oauth/device/code', { method: 'POST', body })
  if (codes.status !== 200) throw new Error(codes.text)
  const { user_code } = codes.body as { user_code: string }
  await page.goto(`${pages.front.issuer}activate?user_code=${user_code}`)
  await page.click('form button')
  await signIn(page, email)
  await page.waitForURL(/\/activate/)
  await page.click('form button')
  await page.locator('[name=question]').first().waitFor({ state: 'attached' })
}

/** In the order in which people meet them. */
export const FLOW_STATES: readonly HostedPageState[] = [
  { name: 'sign-up', reach: (page, pages) => begin(page, pages, { screen_hint: 'signup' }) },
  {
    name: 'sign-up-weak',
    async reach(page, pages) {
      await signUp(page, pages, 'nobody@example.com', 'short')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-up-exists',
    async reach(page, pages) {
      const { email } = await user(pages)
      await signUp(page, pages, email, NEW_PASSWORD)
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'sign-up-japanese',
    reach: (page, pages) => begin(page, pages, { screen_hint: 'signup', ui_locales: 'ja' }),
  },
  {
    name: 'confirm-address',
    async reach(page, pages) {
      const address = `confirm-${Date.now()}@example.com`
      await signUp(page, { ...pages, local_client: pages.confirmed_client }, address, NEW_PASSWORD)
      await page.waitForLoadState()
      await page.getByText(address).waitFor()
    },
  },
  {
    name: 'reset-request',
    async reach(page, pages) {
      await begin(page, pages)
      await page.click(RESET_LINK)
    },
  },
  {
    name: 'reset-request-empty',
    async reach(page, pages) {
      await begin(page, pages)
      await page.click(RESET_LINK)
      await page.click('form button')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'reset-request-sent',
    async reach(page, pages) {
      await askForReset(page, pages, 'nobody@example.com')
      await page.getByText('nobody@example.com').waitFor()
    },
  },
  {
    name: 'reset-in-flow-elsewhere',
    async reach(page, pages) {
      const { email } = await user(pages)
      await askForReset(page, pages, email)
      const link = linkIn(await openOutbox(pages.front.server.data_dir).next(email))
      await page.context().clearCookies()
      await page.goto(link)
      await page.fill('[name=password]', NEW_PASSWORD)
      await page.fill('[name=password_again]', NEW_PASSWORD)
      await page.click('form button')
      await page.waitForLoadState()
    },
  },
  { name: 'identifier', reach: (page, pages) => byIdentifier(page, pages, async () => undefined) },
  {
    name: 'identifier-password',
    reach: (page, pages) =>
      byIdentifier(page, pages, async () => {
        await page.fill('[name=username]', 'ann@example.com')
        await page.click('form button')
        await page.waitForURL(/\/u\/login\/password/)
      }),
  },
  { name: 'consent', reach: askForConsent },
  { name: 'consent-german', reach: (page, pages) => askForConsent(page, pages, { ui_locales: 'de' }) },
  {
    name: 'activate',
    reach: async (page, { front }) => void (await page.goto(`${front.issuer}activate`)),
  },
  {
    name: 'activate-wrong',
    async reach(page, { front }) {
      await page.goto(`${front.issuer}activate`)
      await page.fill('[name=user_code]', 'BBBB-BBBB')
      await page.click('form button')
      await page.locator('[aria-invalid=true]').waitFor()
    },
  },
  { name: 'activate-question', reach: askAboutDevice },
  {
    name: 'activate-done',
    async reach(page, pages) {
      await askAboutDevice(page, pages)
      await page.click('form button[value=confirm]')
      await page.waitForURL(/\/u\/activate/)
    },
  },
]
