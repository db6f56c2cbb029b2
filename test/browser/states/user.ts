/** States of the page of one user, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import { signInPerson } from '../../support/person-sessions.ts'
import type { PageState } from './state.ts'
import { makePeople, PASSWORD } from './users.ts'

const IMPORT = { customScripts: { login: 'function l () {}', get_user: 'function g () {}' } }
const ADA = '/t/default/users/auth0%7Cperson-0'

async function openAda(visit: Visit, query = ''): Promise<void> {
  await makePeople(visit)
  await visit.signIn()
  await visit.go(ADA + query)
  await visit.page.getByRole('heading', { name: 'ada.lovelace@example.com' }).waitFor()
}

/** A person of a legacy store. */
async function openImported(visit: Visit): Promise<void> {
  const { server, signIn, go, page } = visit
  await server.connection('legacy-crm', IMPORT)
  const { status, text } = await server.login('legacy-crm', 'ada@example.com', 'old')
  if (status !== 200) throw new Error(text)
  await signIn()
  await go('/t/default/users/auth0%7C4711')
  await page.getByText('Imported from the legacy store').waitFor()
}

async function choose({ page }: Visit, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Ada with two sessions, in one of which an application got a refresh token. */
async function openSessions(visit: Visit): Promise<void> {
  const { server, page } = visit
  await makePeople(visit)
  const { body } = await server.api('GET', 'connections?name=members')
  const [{ id: connection_id } = { id: '' }] = body as { id: string }[]
  const who = { user_id: 'auth0|person-0', connection_id, client_id: server.admin.client_id }
  await signInPerson(server, who)
  await signInPerson(server, { ...who, offline: true })
  await visit.signIn()
  await visit.go(`${ADA}?tab=sessions`)
  await page.getByText('https://api.example').waitFor()
  await page.getByText('Firefox').first().waitFor()
}

/** The plan in the legacy store has changed since the import. */
const changedSince: PageState['script'] = ({ args: [email], script: { action } }) => ({
  kind: 'value',
  value: {
    user_id: '4711',
    email: String(email),
    name: 'Ada Lovelace',
    given_name: 'Ada',
    team: 'analytical engines',
    app_metadata: { plan: action === 'login' ? 'gold' : 'silver', since: 1843 },
  },
})

/** In the order in which a person meets them. */
export const USER_STATES: readonly PageState[] = [
  {
    name: 'user',
    script: changedSince,
    async reach(visit) {
      await openImported(visit)
      await visit.page.getByText('argon2id').waitFor()
    },
  },
  {
    name: 'user-compared',
    script: changedSince,
    async reach(visit) {
      const { page } = visit
      await openImported(visit)
      await page.getByRole('button', { name: 'Run get_user' }).click()
      await page.getByText('1 field differs.').waitFor()
      await page.getByRole('row', { name: /plan/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'user-blocked',
    async reach(visit) {
      const { server, page } = visit
      await makePeople(visit)
      await server.api('PATCH', 'users/auth0%7Cperson-0', { blocked: true })
      await server.api('POST', 'users/auth0%7Cperson-0/identities', {
        provider: 'auth0',
        user_id: 'person-4',
      })
      for (let attempt = 0; attempt < 10; attempt++) {
        await server.login('members', 'ada.lovelace@example.com', 'wrong')
      }
      await visit.signIn()
      await visit.go(ADA)
      await page.getByText('Sign-ins of this person are refused').waitFor()
    },
  },
  {
    name: 'user-metadata',
    async reach(visit) {
      const { server, page } = visit
      await makePeople(visit)
      await server.api('PATCH', 'users/auth0%7Cperson-0', {
        user_metadata: { theme: 'dark', languages: ['en', 'fr'] },
        app_metadata: { plan: 'gold', limits: { seats: 5 } },
      })
      await visit.signIn()
      await visit.go(`${ADA}?tab=metadata`)
      await page.locator('.cm-content').last().waitFor()
      await page
        .getByRole('region', { name: 'user_metadata' })
        .getByRole('textbox')
        .fill('{\n  "theme": "dark",\n  "languages": [\n}')
      await page.getByText('This is not a JSON object.').waitFor()
    },
  },
  {
    name: 'user-metadata-conflict',
    async reach(visit) {
      const { server, page } = visit
      await openAda(visit, '?tab=metadata')
      await page
        .getByRole('region', { name: 'app_metadata' })
        .getByRole('textbox')
        .fill('{\n  "plan": "silver"\n}')
      await server.api('PATCH', 'users/auth0%7Cperson-0', { app_metadata: { plan: 'platinum', seats: 5 } })
      await page.getByRole('button', { name: 'Save metadata' }).click()
      await page.getByRole('dialog').locator('.cm-content').first().waitFor()
    },
  },
  {
    name: 'user-sessions',
    reach: openSessions,
  },
  {
    name: 'user-session-end',
    async reach(visit) {
      const { page } = visit
      await openSessions(visit)
      await page.getByRole('button', { name: 'End session' }).first().click()
      await page.getByRole('switch', { name: 'Also revoke its refresh tokens' }).click()
      await page.getByText('“End a session and its refresh tokens”').waitFor()
    },
  },
  {
    name: 'user-sessions-none',
    async reach(visit) {
      await makePeople(visit)
      await visit.signIn()
      await visit.go('/t/default/users/auth0%7Cperson-2?tab=sessions')
      await visit.page.getByText('This person has no session').waitFor()
      await visit.page.getByText('No application has a refresh token').waitFor()
    },
  },
  {
    name: 'user-sessions-failed',
    async reach(visit) {
      const { page, expectAnswer } = visit
      await makePeople(visit)
      expectAnswer(400, '/api/v2/users/auth0%7Cperson-0/sessions')
      await page.route('**/sessions*', (route) =>
        route.fulfill({
          status: 400,
          json: {
            statusCode: 400,
            error: 'Bad Request',
            message: 'Query validation error.',
            errorCode: 'invalid_query_string',
          },
        }),
      )
      await visit.signIn()
      await visit.go(`${ADA}?tab=sessions`)
      await page.getByText('Query validation error.').waitFor()
    },
  },
  {
    name: 'user-activity',
    async reach(visit) {
      const { server, page } = visit
      await makePeople(visit)
      await server.login('members', 'ada.lovelace@example.com', 'wrong')
      await server.api('PATCH', 'users/auth0%7Cperson-0', { email: 'ada@example.com' })
      await server.login('members', 'ada@example.com', PASSWORD)
      await visit.signIn()
      await visit.go(`${ADA}?tab=activity`)
      await page.getByText('Show the whole log entry').first().click()
    },
  },
  {
    name: 'user-activity-none',
    async reach(visit) {
      const { page } = visit
      await makePeople(visit)
      await visit.signIn()
      await visit.go('/t/default/users/auth0%7Cperson-2?tab=activity')
      await page.getByText('The log has no entries for this user').waitFor()
    },
  },
  {
    name: 'user-raw',
    async reach(visit) {
      await openAda(visit, '?tab=raw')
    },
  },
  {
    name: 'user-edit',
    async reach(visit) {
      const { page, expectAnswer } = visit
      expectAnswer(400, '/api/v2/users/auth0%7Cperson-0')
      await openAda(visit)
      await page.getByRole('button', { name: 'Edit profile' }).click()
      await page.getByRole('dialog').getByLabel('Username').fill('alan turing')
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await page.getByText('may have letters without accents').waitFor()
    },
  },
  {
    name: 'user-password',
    async reach(visit) {
      const { page, expectAnswer } = visit
      expectAnswer(400, '/api/v2/users/auth0%7Cperson-0')
      await openAda(visit)
      await choose(visit, 'Set password')
      await page.getByRole('dialog').getByLabel('New password').fill('short')
      await page.getByRole('dialog').getByRole('button', { name: 'Set password' }).click()
      await page.getByText('At least 8 characters in length').waitFor()
    },
  },
  {
    name: 'user-reset',
    async reach(visit) {
      const { page } = visit
      await openAda(visit)
      await page.getByRole('button', { name: 'Send reset' }).click()
      await page.getByRole('button', { name: 'Send an email' }).click()
      await page.getByText('is on its way').waitFor()
      await page.getByRole('button', { name: 'Create a link' }).click()
      await page.getByText('The link is shown only once').waitFor()
    },
  },
  {
    name: 'user-delete',
    script: changedSince,
    async reach(visit) {
      await openImported(visit)
      await choose(visit, 'Delete user')
      await visit.page.getByRole('switch', { name: 'Also prevent a new import' }).waitFor()
    },
  },
  {
    name: 'user-missing',
    async reach({ signIn, go, page, expectAnswer }) {
      expectAnswer(404, '/api/v2/users/auth0%7Cnobody')
      await signIn()
      await go('/t/default/users/auth0%7Cnobody')
      await page.getByRole('heading', { name: 'Not found' }).waitFor()
    },
  },
]
