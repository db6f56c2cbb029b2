/** States of the migration page and of the overview, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { PageState } from './state.ts'

/** A legacy store with every kind of trouble; the first letters of a name say which. */
export const TROUBLED: FakeScript = ({ script, args: [name] }) => {
  if (script.action === 'count')
    return { kind: 'value', value: script.source.includes('nobody') ? 'nobody' : 20 }
  const email = `${name}`
  if (email.startsWith('broken')) return { kind: 'failure', code: 'script_error', message: 'boom' }
  if (email.startsWith('silent')) return { kind: 'failure', code: 'no_callback', message: 'no callback' }
  if (email.startsWith('invalid')) return { kind: 'value', value: { user_id: email } }
  if (email.startsWith('factor'))
    return { kind: 'value', value: { user_id: email, email, mfa_factors: [{ phone: { value: '+1' } }] } }
  if (email.startsWith('twin')) return { kind: 'value', value: { user_id: 'of-ann0@example.com', email } }
  if (email.startsWith('nobody')) return { kind: 'none' }
  return { kind: 'value', value: { user_id: `of-${email}`, email } }
}

const NAMES = [
  'ann0',
  'ann1',
  'ann2',
  'ann3',
  'ann4',
  'broken',
  'silent',
  'invalid',
  'factor',
  'twin',
  'nobody',
]

/** @returns the ID of a connection with a migration under way */
export async function playMigration({ server }: Visit): Promise<string> {
  const id = await server.connection('legacy-crm', { customScripts: { login: 'f', get_user: 'f' } })
  for (const name of NAMES) await server.login('legacy-crm', `${name}@example.com`, 'a long password')
  return id
}

async function open(visit: Visit, query = ''): Promise<void> {
  const id = await playMigration(visit)
  await visit.server.api('PUT', `connections/${id}/migration/legacy-total`, { total: 12 })
  await visit.signIn()
  await visit.go(`/t/default/connections/${id}/migration${query}`)
  await visit.page.getByText('41.6 %', { exact: true }).waitFor()
}

const canvas = ({ page }: Visit) => page.getByRole('img', { name: /Bar chart/ }).waitFor()

/** In the order in which a person meets them. */
export const MIGRATION_STATES: readonly PageState[] = [
  {
    name: 'migration',
    script: TROUBLED,
    async reach(visit) {
      await open(visit)
      await canvas(visit)
    },
  },
  {
    name: 'migration-table',
    script: TROUBLED,
    async reach(visit) {
      await open(visit, '?as=table&range=day')
      await visit.page.getByRole('table', { name: 'Imported and failed' }).waitFor()
    },
  },
  {
    name: 'migration-first',
    async reach(visit) {
      const id = await visit.server.connection('empty')
      await visit.signIn()
      await visit.go(`/t/default/connections/${id}/migration`)
      await visit.page.getByText('Nobody has been imported yet').waitFor()
      await canvas(visit)
    },
  },
  {
    name: 'migration-off',
    async reach(visit) {
      const id = await visit.server.connection('local', { import_mode: false })
      await visit.signIn()
      await visit.go(`/t/default/connections/${id}/migration`)
      await visit.page.getByText('Import is off').waitFor()
      await canvas(visit)
    },
  },
  {
    name: 'migration-total',
    script: TROUBLED,
    async reach(visit) {
      await open(visit)
      await canvas(visit)
      await visit.page.getByRole('button', { name: 'Set total' }).click()
      await visit.page.getByLabel('Number of people').fill('many')
      await visit.page.getByRole('button', { name: 'Save total' }).click()
      await visit.page.getByText('Write a whole number').waitFor()
    },
  },
  {
    name: 'migration-count',
    script: TROUBLED,
    async reach(visit) {
      await open(visit)
      await canvas(visit)
      await visit.page.getByRole('button', { name: 'Set total' }).click()
      await visit.page.getByLabel('Or count them by a script').fill('count of nobody')
      await visit.page.getByRole('button', { name: 'Save script and count' }).click()
      await visit.page
        .getByRole('dialog')
        .getByText(/Make it a number/)
        .waitFor()
    },
  },
  {
    name: 'migration-conflict',
    script: TROUBLED,
    async reach(visit) {
      await open(visit)
      await canvas(visit)
      await visit.page.getByRole('button', { name: /Resolve the conflict/ }).click()
      await visit.page.getByText('Keep them apart').waitFor()
    },
  },
  {
    name: 'migration-story',
    script: TROUBLED,
    async reach(visit) {
      await open(visit, '?person=broken%40example.com')
      await canvas(visit)
      await visit.page.getByText('Ferry knows nobody').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'migration-failed',
    async reach({ server, signIn, go, page, expectAnswer }) {
      const id = await server.connection('legacy-crm')
      const path = `/api/v2/connections/${id}/migration`
      expectAnswer(429, path)
      await page.route(`**${path}`, (route) =>
        route.fulfill({
          status: 429,
          json: { statusCode: 429, message: 'Too many requests.', errorCode: 'too_many_requests' },
        }),
      )
      await signIn()
      await go(`/t/default/connections/${id}/migration`)
      await page.getByText('Too many requests.').waitFor()
    },
  },
  {
    name: 'overview',
    script: TROUBLED,
    async reach(visit) {
      await playMigration(visit)
      await visit.server.connection('unused', { import_mode: false })
      await visit.signIn()
      await visit.go('/t/default/overview')
      await visit.page.getByText('in the last 24 hours').waitFor()
      await visit.page.getByRole('table', { name: 'Migrations of this tenant' }).waitFor()
    },
  },
  {
    name: 'overview-empty',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/overview')
      await page.getByText('There is no connection yet').waitFor()
    },
  },
]
