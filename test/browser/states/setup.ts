/** Screens of the first run, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { PageState } from './state.ts'

const ADA: FakeScript = () => ({
  kind: 'value',
  value: { user_id: '1', email: 'ada@sample.test', email_verified: true, username: 'ada', nickname: 'Ada' },
})

async function goToSignIn({ signIn, go, page }: Visit): Promise<void> {
  await signIn()
  await go('/setup/store')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'First sign-in' }).waitFor()
  await page.getByLabel('Email or username').waitFor()
}

async function pressSignIn({ page }: Visit, name: 'Sign in' | 'Sign in again'): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name, exact: true }).click()
  await answered
  await page.locator('.button[aria-busy]').waitFor({ state: 'detached' })
}

async function goToOwn({ signIn, go, page }: Visit): Promise<void> {
  await signIn()
  await go('/setup/store')
  await page.getByRole('radio', { name: 'PostgreSQL' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Connection name').waitFor()
}

/** In the order in which a person meets them. */
export const SETUP_STATES: readonly PageState[] = [
  {
    name: 'setup-owner',
    async reach({ go, page, server }) {
      await go(`/setup#token=${server.setup_token}`)
      await page.getByLabel('Email').waitFor()
    },
  },
  {
    name: 'setup-owner-refused',
    async reach({ go, page, server }) {
      await go(`/setup#token=${server.setup_token}`)
      await page.getByLabel('Email').fill('nobody')
      await page.getByLabel('Password', { exact: true }).fill('short')
      await page.getByRole('button', { name: 'Create the owner' }).click()
      await page.getByText('Use at least 12.').waitFor()
    },
  },
  {
    name: 'setup-used',
    async reach({ go, page, expectAnswer }) {
      expectAnswer(404, '/api/v2/setup')
      await go('/setup#token=used')
      await page.getByText('This link cannot be used').waitFor()
    },
  },
  {
    name: 'setup-store',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/setup/store')
      await page.getByRole('radio', { name: 'PostgreSQL' }).waitFor()
    },
  },
  {
    name: 'setup-store-again',
    async reach({ signIn, go, page, server }) {
      await server.connection('legacy-crm')
      await signIn()
      await go('/setup/store')
      await page.getByText('There is a connection already').waitFor()
      await page.getByRole('radio', { name: 'PostgreSQL' }).waitFor()
    },
  },
  {
    name: 'setup-own',
    async reach(visit) {
      await goToOwn(visit)
      await visit.page.getByRole('button', { name: 'Create connection' }).click()
      await visit.page.getByText('The scripts of this template need this value.').first().waitFor()
    },
  },
  {
    name: 'setup-own-fitted',
    async reach(visit) {
      const { page } = visit
      await goToOwn(visit)
      await page.getByLabel('Table users').fill('shop.people')
      await page.getByLabel('username of users is not in my table').check()
      await page.getByText('Schema with your names').click()
      await page.getByText('CREATE TABLE "shop"."people"').waitFor()
      await page.getByText('People sign in by email only.').waitFor()
    },
  },
  {
    name: 'setup-own-wrong-name',
    async reach(visit) {
      const { page } = visit
      visit.expectAnswer(400, '/api/v2/templates/postgresql/rename')
      await goToOwn(visit)
      await page.getByLabel('Name of email in users').fill('e"mail')
      await page.getByText('The name may have letters').waitFor()
    },
  },
  {
    name: 'setup-own-unreachable',
    script: () => ({
      kind: 'failure',
      code: 'legacy_unavailable',
      message: 'connect ECONNREFUSED 10.0.0.7:5432',
    }),
    async reach(visit) {
      const { page } = visit
      await goToOwn(visit)
      const { body } = await visit.server.api('GET', 'templates/postgresql')
      const { configuration } = body as { configuration: { key: string; required: boolean }[] }
      for (const { key } of configuration.filter(({ required }) => required))
        await page.locator(`[name="${key}"]`).fill('10.0.0.7')
      await page.getByRole('button', { name: 'Create connection' }).click()
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill('hunter2')
      await page.getByRole('button', { name: 'Preview sign-in' }).click()
      await page.getByText('The legacy store could not be reached.').waitFor()
      await page.getByText('Change address and credentials').click()
      await page.getByRole('button', { name: 'Save' }).waitFor()
    },
  },
  {
    name: 'setup-sign-in',
    script: ADA,
    reach: goToSignIn,
  },
  {
    name: 'setup-imported',
    script: ADA,
    async reach(visit) {
      await goToSignIn(visit)
      await pressSignIn(visit, 'Sign in')
      await visit.page.getByText('Signed in and imported.').waitFor()
    },
  },
  {
    name: 'setup-served',
    script: ADA,
    async reach(visit) {
      await goToSignIn(visit)
      await pressSignIn(visit, 'Sign in')
      await pressSignIn(visit, 'Sign in again')
      await visit.page.getByText('Signed in by Ferry. The script did not run.').waitFor()
    },
  },
  {
    name: 'setup-done',
    script: ADA,
    async reach(visit) {
      await goToSignIn(visit)
      await visit.page.getByRole('link', { name: 'Continue' }).click()
      await visit.page.getByRole('heading', { name: 'Done' }).waitFor()
      await visit.page.getByText('client_secret').waitFor()
    },
  },
  {
    name: 'setup-done-again',
    script: ADA,
    async reach(visit) {
      await goToSignIn(visit)
      await visit.page.getByRole('link', { name: 'Continue' }).click()
      await visit.page.getByText('client_secret').waitFor()
      await visit.page.reload()
      await visit.page.getByText('cannot show it again').waitFor()
    },
  },
  {
    name: 'setup-done-without',
    async reach({ signIn, go, page, server }) {
      const id = await server.connection('legacy-crm')
      await signIn()
      await go(`/setup/done/${id}`)
      await page.getByText('None of your applications').waitFor()
    },
  },
]
