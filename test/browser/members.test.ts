import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'
import { choose, linkTo } from './states/members.ts'

const PATH = '/t/default/settings/members'
const PASSWORD = 'seven purple turtles dance'

async function signInAs({ server, makeOwner, go, page }: Visit, role: string): Promise<void> {
  await makeOwner()
  const email = `${role}@example.com`
  await server.api('POST', 'members', { email, role, password: PASSWORD })
  await go('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Connections' }).waitFor()
}

const members = async ({ server }: Visit) =>
  (await server.api('GET', 'members')).body as { member_id: string; email: string; role: string }[]

describeBrowser('the page of members', (browser) => {
  testDashboard(
    browser,
    'a member is invited by keyboard, follows the link of the email, chooses a password and is in the dashboard',
    async (visit) => {
      const { signIn, go, page } = visit
      await signIn()
      await go(PATH)
      await page.getByRole('button', { name: 'Invite member' }).press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Email').fill('ed@example.com')
      await toastOf(page, 'An invitation goes to ed@example.com', () => page.keyboard.press('Enter'))
      await page.getByRole('button', { name: 'Actions of the invitation of ed@example.com' }).waitFor()
      await page.context().clearCookies()
      await go(await linkTo(visit, 'ed@example.com'))
      await page.getByText('in the role editor').waitFor()
      await page.getByLabel('Name').fill('Ed')
      await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Connections' }).waitFor()
      await page.getByRole('button', { name: 'ed@example.com' }).waitFor()
      expect(await members(visit)).toContainEqual(
        expect.objectContaining({ email: 'ed@example.com', name: 'Ed', role: 'editor' }),
      )
    },
  )

  testDashboard(
    browser,
    'an owner changes a role, sends a link for a new password, and removes a member; nobody removes themselves here',
    async (visit) => {
      const { server, signIn, go, page } = visit
      await signIn()
      await server.api('POST', 'members', { email: 'ed@example.com', role: 'editor', password: PASSWORD })
      await go(PATH)
      const dialog = page.getByRole('dialog')
      await choose(page, 'Actions of ed@example.com', 'Change role')
      await dialog.getByLabel('Role').click()
      await page.getByRole('option', { name: 'viewer' }).click()
      await toastOf(page, 'ed@example.com is now viewer', () =>
        dialog.getByRole('button', { name: 'Change role' }).click(),
      )
      expect(await members(visit)).toContainEqual(
        expect.objectContaining({ email: 'ed@example.com', role: 'viewer' }),
      )
      await choose(page, 'Actions of ed@example.com', 'Reset password')
      await toastOf(page, 'A link goes to ed@example.com', () =>
        dialog.getByRole('button', { name: 'Send link' }).click(),
      )
      expect(await linkTo(visit, 'ed@example.com')).toMatch(/^\/member-link#token=/)
      await choose(page, 'Actions of ed@example.com', 'Remove')
      await toastOf(page, 'ed@example.com is removed', () =>
        dialog.getByRole('button', { name: 'Remove member' }).click(),
      )
      expect(await members(visit)).toHaveLength(1)
      await page.getByRole('button', { name: 'Actions of mia@example.test' }).click()
      await page.getByRole('menuitem').first().waitFor()
      expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Change role'])
      await page.keyboard.press('Escape')
    },
  )

  testDashboard(browser, 'the last owner cannot become something else: the page says why', async (visit) => {
    const { signIn, go, page, expectAnswer } = visit
    await signIn()
    const [mia] = await members(visit)
    expectAnswer(409, `/api/v2/members/${mia?.member_id}`)
    await go(PATH)
    await choose(page, 'Actions of mia@example.test', 'Change role')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Role').click()
    await page.getByRole('option', { name: 'admin' }).click()
    await dialog.getByRole('button', { name: 'Change role' }).click()
    await dialog.getByText('This is the last owner').waitFor()
  })

  testDashboard(
    browser,
    'an invitation is sent again and withdrawn, and the first link opens nothing then',
    async (visit) => {
      const { server, signIn, go, page, expectAnswer } = visit
      expectAnswer(404, '/api/v2/member-link')
      await signIn()
      await server.api('POST', 'member-invitations', { email: 'ed@example.com', role: 'editor' })
      const first = await linkTo(visit, 'ed@example.com')
      await go(PATH)
      await toastOf(page, 'An invitation goes to ed@example.com', () =>
        choose(page, 'Actions of the invitation of ed@example.com', 'Send again'),
      )
      await toastOf(page, 'The invitation of ed@example.com is withdrawn', () =>
        choose(page, 'Actions of the invitation of ed@example.com', 'Withdraw'),
      )
      await page.getByText('No invitation is open.').waitFor()
      await go(first)
      await page.getByRole('heading', { name: 'This link is not valid' }).waitFor()
    },
  )

  testDashboard(browser, 'an admin cannot choose owner, and cannot touch an owner', async (visit) => {
    const { go, page } = visit
    await signInAs(visit, 'admin')
    await go(PATH)
    const change = page.getByRole('button', { name: 'Actions of mia@example.test' })
    await change.waitFor()
    expect(await change.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('button', { name: 'Invite member' }).click()
    await page.getByRole('dialog').getByLabel('Role').click()
    await page.getByRole('option', { name: 'admin' }).waitFor()
    expect(await page.getByRole('option', { name: 'owner' }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  testDashboard(browser, 'a viewer sees the members and changes none', async (visit) => {
    const { go, page } = visit
    await signInAs(visit, 'viewer')
    await go(PATH)
    const remove = page.getByRole('button', { name: 'Actions of mia@example.test' })
    await remove.waitFor()
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
  })

  testDashboard(browser, 'an editor is told which roles see the members', async (visit) => {
    const { go, page } = visit
    await signInAs(visit, 'editor')
    await go(PATH)
    await page.getByText('This needs the role owner, admin or viewer.').waitFor()
  })
})
