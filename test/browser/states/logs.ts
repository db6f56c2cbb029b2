/** States of the log, of a run and of the sign-in help, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { PageState } from './state.ts'

const IMPORT = { customScripts: { login: 'function login () {}', get_user: 'function g () {}' } }
const RUN = 'run_00000000000000000000'

const script: FakeScript = ({ args: [typed, password] }) => {
  const email = String(typed)
  if (email.startsWith('eve')) {
    return { kind: 'failure', code: 'legacy_unavailable', message: 'connect ECONNREFUSED 192.0.2.7:3306' }
  }
  if (password !== 'old') return { kind: 'none' }
  return { kind: 'value', value: { user_id: email, email, name: 'Ada Lovelace' } }
}

/** Sign-ins of all kinds; Ada is locked out. */
async function fill({ server }: Visit): Promise<void> {
  await server.connection('legacy-crm', IMPORT)
  await server.login('legacy-crm', 'ada.lovelace@example.com', 'old')
  await server.login('legacy-crm', 'nobody@example.com', 'x')
  await server.login('legacy-crm', 'eve@example.com', 'x')
  for (let attempt = 0; attempt < 11; attempt++) {
    await server.login('legacy-crm', 'ada.lovelace@example.com', 'wrong')
  }
}

async function open(visit: Visit, path = '/t/default/logs'): Promise<void> {
  await fill(visit)
  await visit.signIn()
  await visit.go(path)
}

async function refuse(visit: Visit, path: string): Promise<void> {
  visit.expectAnswer(429, path)
  await visit.page.route(`**${path}*`, (route) =>
    route.fulfill({
      status: 429,
      json: { statusCode: 429, message: 'Too many requests.', errorCode: 'too_many_requests' },
    }),
  )
}

/** In the order in which a person meets them. */
export const LOG_STATES: readonly PageState[] = [
  {
    name: 'logs',
    script,
    async reach(visit) {
      await open(visit)
      await visit.page.getByText('live', { exact: true }).waitFor()
      await visit.page
        .getByRole('row', { name: /eve@example.com/ })
        .first()
        .waitFor()
    },
  },
  {
    name: 'logs-filtered',
    script,
    async reach(visit) {
      await open(visit, '/t/default/logs?person=eve@example.com&run=*&from=2026-01-01&type=f,fmu')
      await visit.page
        .getByRole('row', { name: /eve@example.com/ })
        .first()
        .waitFor()
    },
  },
  {
    name: 'logs-new',
    script,
    async reach(visit) {
      await open(visit)
      const { page, server } = visit
      await page.getByText('live', { exact: true }).waitFor()
      await page.locator('.logs .primary-cell a').first().focus()
      await server.login('legacy-crm', 'grace@example.com', 'old')
      await page.getByRole('button', { name: /^Show \d+ new$/ }).waitFor()
    },
  },
  {
    name: 'logs-wrong',
    async reach(visit) {
      const { page, signIn, go, expectAnswer } = visit
      expectAnswer(400, '/api/v2/logs')
      expectAnswer(400, '/api/v2/logs/stream')
      await signIn()
      await go('/t/default/logs?q=type:(fp')
      await page.getByText('this bracket is never closed').waitFor()
    },
  },
  {
    name: 'logs-none',
    async reach({ page, signIn, go }) {
      await signIn()
      await go('/t/default/logs?type=fn')
      await page.getByText('No entry matches.').waitFor()
    },
  },
  {
    name: 'logs-failed',
    async reach(visit) {
      await refuse(visit, '/api/v2/logs')
      await visit.signIn()
      await visit.go('/t/default/logs')
      await visit.page.getByText('Too many requests.').waitFor()
    },
  },
  {
    name: 'logs-export',
    script,
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('button', { name: 'Export' }).click()
      await visit.page.getByText('They may name people.').waitFor()
    },
  },
  {
    name: 'log-entry',
    script,
    async reach(visit) {
      await open(visit, '/t/default/logs?type=fmu')
      await visit.page
        .getByRole('link', { name: /Import failed/ })
        .first()
        .click()
      await visit.page.getByText('ran for a sign-in').waitFor()
    },
  },
  {
    name: 'log-entry-gone',
    async reach(visit) {
      visit.expectAnswer(404, '/api/v2/logs/none')
      await visit.signIn()
      await visit.go('/t/default/logs/none')
      await visit.page.getByText('There is no such entry').waitFor()
    },
  },
  {
    name: 'run',
    script,
    async reach(visit) {
      await fill(visit)
      const { body } = await visit.server.api('GET', 'logs?q=type:fmu')
      const [entry] = body as { details: { run_id: string } }[]
      await visit.signIn()
      await visit.go(`/t/default/runs/${entry?.details.run_id}`)
      await visit.page.getByText('ECONNREFUSED').first().waitFor()
      await visit.page.getByRole('row', { name: /Import failed/ }).waitFor()
    },
  },
  {
    name: 'run-gone',
    async reach(visit) {
      visit.expectAnswer(404, `/api/v2/runs/${RUN}`)
      await visit.signIn()
      await visit.go(`/t/default/runs/${RUN}`)
      await visit.page.getByText('The record of this run is not kept any more').waitFor()
      await visit.page.getByText('No entry of the log names this run.').waitFor()
    },
  },
  {
    name: 'sign-in-help',
    async reach({ signIn, go, page }) {
      await signIn()
      await go('/t/default/sign-in-help')
      await page.getByRole('searchbox').waitFor()
    },
  },
  {
    name: 'sign-in-help-locked',
    script,
    async reach(visit) {
      await open(visit, '/t/default/sign-in-help?person=ada.lovelace@example.com')
      await visit.page.getByText('Sign-ins are refused after too many wrong passwords.').waitFor()
    },
  },
  {
    name: 'sign-in-help-unknown',
    script,
    async reach(visit) {
      await open(visit, '/t/default/sign-in-help?person=carl@example.com')
      await visit.page.getByText('Ferry knows nothing of carl@example.com.').waitFor()
    },
  },
]
