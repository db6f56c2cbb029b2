/** States of what a new connection leads to: its test, its next step, scripts brought along, the sample's people. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { PageState } from './state.ts'

const LOGIN = `function login(email, password, callback) {
  open(configuration.DB_HOST, configuration.DB_PASSWORD, callback)
}`

const GOOD = `function login(email, password, callback) {
  callback(null, { user_id: configuration.DB_HOST, email })
}`

const CLOSED: FakeScript = () => ({
  trace: [
    { at_ms: 0, kind: 'dns', host: 'db.example', duration_ms: 3, outcome: 'ok' },
    {
      at_ms: 3,
      kind: 'connect',
      host: 'db.example',
      port: 3306,
      duration_ms: 3,
      outcome: 'ECONNREFUSED',
    },
  ],
  outcome: { kind: 'failure', code: 'legacy_unavailable', message: 'connect ECONNREFUSED' },
})

async function openScripts({ server, signIn, go, page }: Visit): Promise<void> {
  const id = await server.connection('legacy-crm', { import_mode: true, customScripts: { login: LOGIN } })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
}

async function goToSample({ signIn, go, page }: Visit): Promise<void> {
  await signIn()
  await go('/setup/store')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Email or username').waitFor()
}

/** In the order in which a person meets them. */
export const NEWCOMER_STATES: readonly PageState[] = [
  {
    name: 'next-step-values',
    async reach(visit) {
      await openScripts(visit)
      await visit.page.getByText('Next: set 2 values').waitFor()
    },
  },
  {
    name: 'connection-tested',
    script: CLOSED,
    async reach(visit) {
      const { page } = visit
      await openScripts(visit)
      await page.getByRole('button', { name: 'Set 2 values' }).click()
      await page.getByRole('button', { name: 'Test connection' }).click()
      await page.getByText('Nothing accepts connections at db.example:3306.').waitFor()
      await page.getByText('Nothing accepts connections at db.example:3306.').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'bring-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/bring-scripts')
      await page.getByText('Paste scripts').click()
      await page.getByRole('textbox', { name: 'Text of the scripts' }).waitFor()
    },
  },
  {
    name: 'bring-found',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/bring-scripts')
      await page.getByText('Paste scripts').click()
      await page
        .getByRole('textbox', { name: 'Text of the scripts' })
        .fill(`${GOOD}\n\nfunction getByEmail(email, callback) { callback(null, { emial: '##NAME##' }) }`)
      await page.getByRole('button', { name: 'Add pasted scripts' }).click()
      await page.getByText('no problems').waitFor()
      await page.getByText('2 errors').waitFor()
      await page.getByRole('button', { name: 'Create 1 connection' }).click()
      await page.getByText('Enter a value for NAME.').waitFor()
    },
  },
  {
    name: 'sample-people',
    async reach(visit) {
      const { page } = visit
      await goToSample(visit)
      await page.getByText('People of the sample store').click()
      await page.getByText('legacy-200').waitFor()
    },
  },
]
