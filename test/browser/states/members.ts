/** States of the page of members and of the page of a link, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import { askStore } from '../../support/test-store.ts'
import type { PageState } from './state.ts'

const PATH = '/t/default/settings/members'
const PASSWORD = 'seven purple turtles dance'

async function fill({ server }: Visit): Promise<void> {
  const people = [
    ['adam@example.com', 'Adam Ant', 'admin'],
    ['a-rather-long-address-of-somebody@department.of-the-company.example.com', 'Ed', 'editor'],
    ['ünï@exämple.com', 'Ünï', 'support'],
  ]
  for (const [email, name, role] of people) {
    await server.api('POST', 'members', { email, name, role, password: PASSWORD })
  }
  await server.api('POST', 'member-invitations', { email: 'new@example.com', role: 'viewer' })
  await server.api('POST', 'member-invitations', { email: 'late@example.com', role: 'editor' })
  await askStore(
    server.data_dir,
    'update member_links set expires_at = $1 where email = $2',
    1_000,
    'late@example.com',
  )
}

async function open(visit: Visit): Promise<void> {
  await visit.makeOwner()
  await fill(visit)
  await visit.signIn()
  await visit.go(PATH)
  await visit.page.getByText('late@example.com').waitFor()
}

/** Chooses an item of a menu. */
export async function choose(page: Visit['page'], menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** @returns path of the link in the email to the address */
export async function linkTo({ server }: Visit, email: string): Promise<string> {
  const { pathname, hash } = new URL(linkIn(await openOutbox(server.data_dir).next(email)))
  return pathname.replace('/dashboard', '') + hash
}

/** In the order in which a person meets them. */
export const MEMBERS_STATES: readonly PageState[] = [
  {
    name: 'members-alone',
    async reach({ signIn, go, page }) {
      await signIn()
      await go(PATH)
      await page.getByText('No invitation is open.').waitFor()
    },
  },
  { name: 'members', reach: open },
  {
    name: 'members-invite',
    async reach(visit) {
      await open(visit)
      const { page } = visit
      await page.getByRole('button', { name: 'Invite member' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Email').fill('ed')
      await dialog.getByRole('button', { name: 'Send invitation' }).click()
      await dialog.getByText('Enter one email address').waitFor()
    },
  },
  {
    name: 'members-invite-twice',
    async reach(visit) {
      visit.expectAnswer(409, '/api/v2/member-invitations')
      await open(visit)
      const { page } = visit
      await page.getByRole('button', { name: 'Invite member' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Email').fill('new@example.com')
      await dialog.getByRole('button', { name: 'Send invitation' }).click()
      await dialog.getByText('Send it again, or withdraw it').waitFor()
    },
  },
  {
    name: 'members-role',
    async reach(visit) {
      await open(visit)
      await choose(visit.page, 'Actions of adam@example.com', 'Change role')
      await visit.page.getByText('May do everything except').waitFor()
    },
  },
  {
    name: 'members-reset',
    async reach(visit) {
      await open(visit)
      await choose(visit.page, 'Actions of adam@example.com', 'Reset password')
      await visit.page.getByText('works once, for 24 hours').waitFor()
    },
  },
  {
    name: 'members-remove',
    async reach(visit) {
      await open(visit)
      await choose(visit.page, 'Actions of adam@example.com', 'Remove')
      await visit.page.getByText('You can invite the person again.').waitFor()
    },
  },
  {
    name: 'members-loading',
    async reach({ signIn, go, page }) {
      await page.route('**/api/v2/member*', () => new Promise(() => undefined))
      await signIn()
      await go(PATH)
      await page.getByRole('status', { name: 'Loading' }).first().waitFor()
    },
  },
  {
    name: 'members-failed',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(429, '/api/v2/members')
      await page.route('**/api/v2/members', (route) =>
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
  {
    name: 'member-link-invitation',
    async reach(visit) {
      await visit.server.api('POST', 'member-invitations', { email: 'new@example.com', role: 'editor' })
      await visit.go(await linkTo(visit, 'new@example.com'))
      const { page } = visit
      await page.getByLabel('New password', { exact: true }).fill('short')
      await page.getByRole('button', { name: 'Accept and sign in' }).click()
      await page.getByText('This password has 5 characters.').waitFor()
    },
  },
  {
    name: 'member-link-password',
    async reach(visit) {
      const { server, go, page } = visit
      const made = await server.api('POST', 'members', {
        email: 'ed@example.com',
        role: 'editor',
        password: PASSWORD,
      })
      const { member_id } = made.body as { member_id: string }
      await server.api('POST', `members/${member_id}/password-link`, {})
      await go(await linkTo(visit, 'ed@example.com'))
      await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    },
  },
  {
    name: 'member-link-void',
    async reach({ go, page, expectAnswer }) {
      expectAnswer(404, '/api/v2/member-link')
      await go('/member-link#token=guess')
      await page.getByText('It has expired, it has been used').waitFor()
    },
  },
]
