/** States of a trial sign-in, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { PageState } from './state.ts'

const ADA = 'ada@example.com'

const KNOWN: FakeScript = () => ({
  kind: 'value',
  value: { user_id: 4711, email: ADA, nickname: 'Ada', email_verified: true },
})

/** Opens the page of a new connection and fills in the form. */
async function typeIn(
  { signIn, go, server, page }: Visit,
  mode: 'Preview' | 'Real sign-in',
): Promise<string> {
  const id = await server.connection('legacy-crm')
  await signIn()
  await go(`/t/default/connections/${id}/try`)
  await page.getByLabel('Email or username').fill(ADA)
  await page.getByLabel('Password', { exact: true }).fill('analytical-engine')
  await page.getByRole('radio', { name: mode }).check()
  return id
}

async function press({ page }: Visit, button: 'Sign in' | 'Preview sign-in'): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: button, exact: true }).click()
  await answered
  await page.locator('.button[aria-busy]').waitFor({ state: 'detached' })
}

const tried = (
  name: string,
  script: FakeScript,
  mode: 'Preview' | 'Real sign-in',
  headline: string,
): PageState => ({
  name,
  script,
  async reach(visit) {
    await typeIn(visit, mode)
    await press(visit, mode === 'Preview' ? 'Preview sign-in' : 'Sign in')
    await visit.page.getByText(headline).waitFor()
  },
})

/** In the order in which a person meets them. */
export const TRY_LOGIN_STATES: readonly PageState[] = [
  {
    name: 'try-login',
    async reach(visit) {
      await typeIn(visit, 'Preview')
      await visit.page.getByLabel('Password', { exact: true }).fill('')
      await visit.page.getByRole('button', { name: 'Preview sign-in' }).click()
      await visit.page.getByText('Enter the email or username').waitFor()
    },
  },
  {
    name: 'try-login-no-application',
    async reach({ signIn, go, server, page }) {
      const id = await server.connection('legacy-crm')
      await server.api('PATCH', `connections/${id}`, { enabled_clients: [] })
      await signIn()
      await go(`/t/default/connections/${id}/try`)
      await page.getByText('No application can use this connection yet.').first().waitFor()
    },
  },
  tried('try-login-preview', KNOWN, 'Preview', 'Nothing was written.'),
  {
    name: 'try-login-imported',
    script: KNOWN,
    async reach(visit) {
      await typeIn(visit, 'Real sign-in')
      await press(visit, 'Sign in')
      await visit.page.getByText('Signed in and imported.').waitFor()
      for (const step of ['Login script', 'Validation', 'Import', 'Tokens'])
        await visit.page.locator('summary').filter({ hasText: step }).click()
    },
  },
  {
    name: 'try-login-served',
    script: KNOWN,
    async reach(visit) {
      await typeIn(visit, 'Real sign-in')
      await press(visit, 'Sign in')
      await press(visit, 'Sign in')
      await visit.page.getByText('Signed in by Ferry. The script did not run.').waitFor()
    },
  },
  tried(
    'try-login-refused',
    () => ({
      kind: 'rejection',
      class: 'WrongUsernameOrPasswordError',
      message: 'The service refused name or password.',
    }),
    'Real sign-in',
    'Not signed in: wrong email or password',
  ),
  {
    name: 'try-login-clash',
    script: KNOWN,
    async reach(visit) {
      await visit.server.connection('sample-legacy-store')
      await visit.server.login('sample-legacy-store', ADA, 'analytical-engine')
      await typeIn(visit, 'Preview')
      await press(visit, 'Preview sign-in')
      await visit.page.getByText('This would be refused').waitFor()
    },
  },
  tried(
    'try-login-not-importable',
    () => ({ kind: 'value', value: { emial: ADA } }),
    'Real sign-in',
    'the profile cannot be imported',
  ),
  {
    name: 'try-login-script-error',
    script: () => ({
      kind: 'failure',
      code: 'script_error',
      message: "Cannot read properties of undefined (reading 'query')",
      line: 14,
      column: 9,
    }),
    async reach(visit) {
      await typeIn(visit, 'Preview')
      await press(visit, 'Preview sign-in')
      await visit.page.getByText('The login script failed in line 14.').waitFor()
    },
  },
  tried(
    'try-login-unreachable',
    () => ({ kind: 'failure', code: 'legacy_unavailable', message: 'connect ECONNREFUSED 10.0.0.7:3306' }),
    'Preview',
    'The legacy store could not be reached.',
  ),
  {
    name: 'try-login-blocked-user',
    script: KNOWN,
    async reach(visit) {
      await typeIn(visit, 'Real sign-in')
      await press(visit, 'Sign in')
      await visit.server.api('PATCH', 'users/auth0%7C4711', { blocked: true })
      await press(visit, 'Sign in')
      await visit.page.getByText('this user is blocked').waitFor()
    },
  },
  {
    name: 'try-login-too-many',
    async reach(visit) {
      const id = await typeIn(visit, 'Real sign-in')
      visit.expectAnswer(429, `/api/v2/connections/${id}/try-login`)
      for (let attempt = 0; attempt < 10; attempt++) await visit.server.login('legacy-crm', ADA, 'wrong')
      await press(visit, 'Sign in')
      await visit.page.getByText('sign-ins of this person from your IP address are refused').waitFor()
    },
  },
]
