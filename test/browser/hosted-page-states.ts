/** States of the hosted pages, and how a browser gets there. @module */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Front } from '../support/front.ts'
import { PASSWORD, signIn } from '../support/front.ts'
import { linkIn, openOutbox } from '../support/outbox.ts'
import { pkce } from '../support/sign-in.ts'

/** What the states share. */
export interface HostedPages {
  front: Front
  client_id: string
  /** The client's only callback. */
  callback: string
  /** Name of a connection whose users are all stored here. */
  local: string
  /** A client of that connection, which may be a device too. */
  local_client: string
  /** A client of a connection whose people confirm their address before they are signed in. */
  confirmed_client: string
}

/** A state of a page. */
export interface HostedPageState {
  name: string
  /** Settings of the tenant's look while the page is shown. */
  branding?: object
  reach(page: Page, pages: HostedPages): Promise<void>
}

/** To `/authorize`, as an application sends people. */
export async function authorize(
  page: Page,
  pages: HostedPages,
  more: { [name: string]: string } = {},
): Promise<void> {
  const { code_verifier: _, ...challenge } = pkce()
  const request = {
    client_id: pages.client_id,
    redirect_uri: pages.callback,
    response_type: 'code',
    scope: 'openid',
    state: 'state of the application',
    ...challenge,
    ...more,
  }
  await page.goto(`${pages.front.issuer}authorize?${new URLSearchParams(request)}`)
}

async function refused(page: Page, pages: HostedPages, more: { [name: string]: string } = {}): Promise<void> {
  await authorize(page, pages, more)
  await signIn(page, 'ann@example.com', 'wrong')
  await page.getByRole('alert').waitFor()
}

/** @returns a user of the local connection */
export async function user({ front, local }: HostedPages): Promise<{ user_id: string; email: string }> {
  const email = `person-${randomBytes(4).toString('hex')}@example.com`
  const made = await front.server.api('POST', 'users', {
    connection: local,
    email,
    password: PASSWORD,
    verify_email: false,
  })
  if (made.status !== 201) throw new Error(made.text)
  return { user_id: (made.body as { user_id: string }).user_id, email }
}

async function openTicket(page: Page, pages: HostedPages, kind: string): Promise<void> {
  const { user_id } = await user(pages)
  const { body, status, text } = await pages.front.server.api('POST', `tickets/${kind}`, { user_id })
  if (status !== 201) throw new Error(text)
  await page.goto((body as { ticket: string }).ticket)
}

async function reset(page: Page, pages: HostedPages, password: string, again = password): Promise<void> {
  await openTicket(page, pages, 'password-change')
  await page.fill('[name=password]', password)
  await page.fill('[name=password_again]', again)
  await page.click('form button')
}

/** Ten wrong passwords bring the link. */
async function openUnblock(page: Page, pages: HostedPages): Promise<void> {
  const { front, local } = pages
  const { email } = await user(pages)
  for (let attempt = 0; attempt < 10; attempt++) await front.server.login(local, email, `wrong-${attempt}`)
  await page.goto(linkIn(await openOutbox(front.server.data_dir).next(email)))
}

const BRAND = {
  colors: { primary: '#e4572e', page_background: '#17202a' },
  logo_url: 'https://logo.example.com/logo.svg',
}

/** A name that fits no line. */
const LONG_NAME = `${'an-email-address-that-does-not-end-'.repeat(3)}@example.com`

/** In the order in which people meet them. */
export const STATES: readonly HostedPageState[] = [
  { name: 'sign-in', reach: authorize },
  { name: 'sign-in-branded', branding: BRAND, reach: refused },
  { name: 'sign-in-wrong', reach: refused },
  { name: 'sign-in-german', reach: (page, pages) => refused(page, pages, { ui_locales: 'de' }) },
  { name: 'sign-in-japanese', reach: (page, pages) => authorize(page, pages, { ui_locales: 'ja' }) },
  {
    name: 'sign-in-empty',
    async reach(page, pages) {
      await authorize(page, pages, { login_hint: LONG_NAME })
      await page.click('form button')
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'application-unknown',
    reach: (page, pages) => authorize(page, pages, { client_id: 'unknown' }),
  },
  {
    name: 'callback-unknown',
    reach: (page, pages) =>
      authorize(page, pages, { redirect_uri: `https://evil.example/${'long/'.repeat(60)}` }),
  },
  {
    name: 'request-unknown',
    reach: async (page, { front }) => void (await page.goto(`${front.issuer}u/login?state=x`)),
  },
  {
    name: 'sign-out',
    async reach(page, pages) {
      await authorize(page, pages)
      await signIn(page, 'ann@example.com')
      await page.waitForURL(`${pages.callback}**`)
      await page.goto(`${pages.front.issuer}oidc/logout`)
      await page.getByRole('button').waitFor()
    },
  },
  {
    name: 'signed-out',
    reach: async (page, { front }) => void (await page.goto(`${front.issuer}oidc/logout`)),
  },
  { name: 'reset', reach: (page, pages) => openTicket(page, pages, 'password-change') },
  { name: 'reset-weak', reach: (page, pages) => reset(page, pages, 'short') },
  {
    name: 'reset-mismatch',
    reach: (page, pages) => reset(page, pages, 'Battery-Staple-7', 'Battery-Staple-8'),
  },
  { name: 'reset-done', reach: (page, pages) => reset(page, pages, 'Battery-Staple-7') },
  { name: 'verify', reach: (page, pages) => openTicket(page, pages, 'email-verification') },
  {
    name: 'verify-done',
    async reach(page, pages) {
      await openTicket(page, pages, 'email-verification')
      await page.click('form button')
    },
  },
  { name: 'unblock', reach: openUnblock },
  {
    name: 'unblock-done',
    async reach(page, pages) {
      await openUnblock(page, pages)
      await page.click('form button')
    },
  },
  {
    name: 'link-unknown',
    reach: async (page, { front }) => void (await page.goto(`${front.issuer}u/reset-password?ticket=x`)),
  },
]
