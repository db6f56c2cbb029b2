/** States of the list of users, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

/** Password of all these people. */
export const PASSWORD = 'Long-and-strong-7!'
const LOCAL = { enabledDatabaseCustomization: false }

const PEOPLE = [
  ['Ada Lovelace', 'ada.lovelace@example.com'],
  ['Grace Hopper', 'grace@example.org'],
  ['Edsger W. Dijkstra', 'edsger.wybe.dijkstra@department-of-mathematics.university.example'],
  ['كاثرين جونسون', 'katherine@example.net'],
  ['Alan Turing', 'alan@example.com'],
] as const

/** People of two connections, one of them blocked. */
export async function makePeople({ server }: Visit): Promise<void> {
  await server.connection('members', { ...LOCAL, requires_username: true })
  await server.connection('staff', LOCAL)
  for (const [index, [name, email]] of PEOPLE.entries()) {
    const isStaff = index % 2 === 1
    await server.api('POST', 'users', {
      connection: isStaff ? 'staff' : 'members',
      email,
      name,
      password: PASSWORD,
      user_id: `person-${index}`,
      verify_email: false,
      ...(isStaff ? {} : { username: `person-${index}` }),
      ...(index === 1 ? { blocked: true } : {}),
    })
  }
  await server.login('members', PEOPLE[0][1], PASSWORD)
}

async function openList(visit: Visit, query = ''): Promise<void> {
  await makePeople(visit)
  await visit.signIn()
  await visit.go(`/t/default/users${query}`)
}

/** In the order in which a person meets them. */
export const USERS_STATES: readonly PageState[] = [
  {
    name: 'users-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/users')
      await page.getByText('There are no users in Ferry yet').waitFor()
    },
  },
  {
    name: 'users-loading',
    async reach(visit) {
      const { page } = visit
      await page.route('**/api/v2/users?*', () => undefined)
      await openList(visit)
      await page.getByRole('status', { name: 'Loading' }).waitFor()
    },
  },
  {
    name: 'users',
    async reach(visit) {
      await openList(visit)
      await visit.page.getByText('ada.lovelace@example.com').waitFor()
    },
  },
  {
    name: 'users-chosen',
    async reach(visit) {
      const { page } = visit
      await openList(visit)
      await page.getByRole('checkbox', { name: 'Select ada.lovelace@example.com' }).check()
      await page.getByRole('checkbox', { name: 'Select alan@example.com' }).check()
      await page.getByText('2 selected').waitFor()
    },
  },
  {
    name: 'users-row-menu',
    async reach(visit) {
      const { page } = visit
      await openList(visit)
      await page.getByRole('button', { name: 'Actions for alan@example.com' }).click()
      await page.getByRole('menuitem', { name: 'Send reset' }).waitFor()
    },
  },
  {
    name: 'users-bulk-halted',
    async reach(visit) {
      const { page, expectAnswer } = visit
      await openList(visit, '?sort=email:1')
      await page.getByRole('checkbox', { name: 'Select all shown users' }).check()
      const path = '/api/v2/users/auth0%7Cperson-2'
      expectAnswer(503, path)
      await page.route(`**${path}`, (route) =>
        route.fulfill({
          status: 503,
          json: {
            message: 'The service is overloaded at the moment. Try again later.',
            errorCode: 'temporarily_unavailable',
          },
        }),
      )
      await page
        .getByRole('region', { name: 'Selected users' })
        .getByRole('button', { name: 'Block', exact: true })
        .click()
      await page.getByRole('button', { name: 'Block 5 users' }).click()
      await page.getByText('not changed').waitFor()
    },
  },
  {
    name: 'users-bulk-delete',
    async reach(visit) {
      const { page, server } = visit
      await server.connection('crm')
      await openList(visit)
      await page.getByRole('checkbox', { name: 'Select alan@example.com' }).check()
      await page
        .getByRole('region', { name: 'Selected users' })
        .getByRole('button', { name: 'Delete' })
        .click()
      await page.getByRole('button', { name: 'Delete 1 user' }).waitFor()
    },
  },
  {
    name: 'users-wrong-query',
    async reach(visit) {
      visit.expectAnswer(400, '/api/v2/users')
      await openList(visit, `?q=${encodeURIComponent('name:ada* AND email:"ada@')}`)
      await visit.page.locator('.users-syntax mark').waitFor()
    },
  },
  {
    name: 'users-nobody',
    async reach(visit) {
      const { page, server } = visit
      await server.connection('legacy-crm', {
        customScripts: { login: 'function l () {}', get_user: 'function g () {}' },
      })
      await openList(visit, '?q=nobody@example.com')
      await page.getByRole('button', { name: 'Ask the legacy store of legacy-crm' }).click()
      await page.getByText('Neither in Ferry nor in the legacy store.').waitFor()
    },
  },
  {
    name: 'users-failed',
    async reach(visit) {
      const { page, expectAnswer } = visit
      expectAnswer(400, '/api/v2/users')
      await page.route('**/api/v2/users?*', (route) =>
        route.fulfill({
          status: 400,
          json: {
            message: 'The store cannot be read.',
            errorCode: 'internal',
            log_id: 'err_4k2JqXw1ZbR4tY7m',
          },
        }),
      )
      await openList(visit)
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'users-create',
    async reach(visit) {
      const { page, expectAnswer } = visit
      expectAnswer(400, '/api/v2/users')
      await openList(visit, '?connection=members')
      await page.getByRole('button', { name: 'New user' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Email', { exact: true }).fill('eve@example.com')
      await dialog.getByLabel('Username').fill('eve')
      await dialog.getByLabel('Password', { exact: true }).fill('short')
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await dialog.getByText('At least 8 characters in length').waitFor()
    },
  },
]
