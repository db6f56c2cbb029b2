/** States of a test run beside a connection’s scripts. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import type { PageState } from './state.ts'

const LOGIN = `function login(email, password, callback) {
  const mysql = require('mysql2');
  const connection = mysql.createConnection({
    host: configuration.DB_HOST,
    password: configuration.DB_PASSWORD,
  });
  connection.execute('SELECT id, email FROM users WHERE email = ?', [email], (err, rows) => {
    connection.end();
    if (err) return callback(err);
    callback(null, { user_id: rows[0].id, email: rows[0].email });
  });
}
`

const RAN: Awaited<ReturnType<FakeScript>> = {
  duration_ms: 45.2,
  cpu_ms: 11.4,
  memory_bytes: 9_400_000,
  trace: [
    { at_ms: 8, kind: 'dns', host: 'legacy-db.example.com', duration_ms: 3.1, outcome: 'ok' },
    { at_ms: 11, kind: 'connect', host: '10.0.4.12', port: 3306, duration_ms: 12.6, outcome: 'ok' },
    { at_ms: 24, kind: 'tls', host: '10.0.4.12', port: 3306, duration_ms: 9.2, outcome: 'ok' },
  ],
}

const PROFILE = {
  id: 4711,
  email: 'Ada@Example.com',
  email_verified: true,
  nickname: 'Ada',
  metadata: { plan: 'pro' },
  plan: 'gold',
}

/** Opens the login script, fills in the form and runs it. */
async function run(visit: Visit, options: object = {}): Promise<void> {
  const { signIn, go, server, page } = visit
  const id = await server.connection('legacy-crm', {
    configuration: { DB_HOST: 'legacy-db.example.com', DB_PASSWORD: 'of the database' },
    customScripts: { login: LOGIN, get_user: LOGIN.replace('email, password, callback', 'email, callback') },
    ...options,
  })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
  await page.getByLabel('Email or username').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('a typed password')
  await page.getByRole('button', { name: 'Run login' }).click()
}

const failing =
  (
    code: 'legacy_unavailable' | 'script_error' | 'script_syntax' | 'script_timeout',
    more: object,
  ): FakeScript =>
  () => ({
    ...RAN,
    outcome: { kind: 'failure', code, message: '', ...more },
    trace: [
      { at_ms: 8, kind: 'dns', host: 'legacy-db.example.com', duration_ms: 3.1, outcome: 'ok' },
      {
        at_ms: 11,
        kind: 'connect',
        host: '10.0.4.12',
        port: 3306,
        duration_ms: 12.6,
        outcome: 'ECONNREFUSED',
      },
    ],
  })

/** In the order in which a person meets them. */
export const RUN_STATES: readonly PageState[] = [
  {
    name: 'run-imported',
    script: () => ({ ...RAN, outcome: { kind: 'value', value: PROFILE } }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByText('Signed in. The user would be imported.').first().waitFor()
    },
  },
  {
    name: 'run-said-no',
    script: () => ({
      ...RAN,
      outcome: {
        kind: 'rejection',
        class: 'WrongUsernameOrPasswordError',
        message: 'The service refused name or password.',
      },
    }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByText('Not signed in: wrong email or password').waitFor()
    },
  },
  {
    name: 'run-clash',
    script: () => ({ ...RAN, outcome: { kind: 'value', value: PROFILE } }),
    async reach(visit) {
      await visit.server.connection('sample-legacy-store')
      await visit.server.login('sample-legacy-store', 'ada@example.com', 'a typed password')
      await run(visit)
      await visit.page.getByText('the profile conflicts with another user').waitFor()
    },
  },
  {
    name: 'run-not-importable',
    script: () => ({
      ...RAN,
      outcome: { kind: 'value', value: { user_id: 4711, nickname: 'Ada', emial: 'ada@example.com' } },
      late_settlements: 1,
    }),
    async reach(visit) {
      await run(visit, { strategy_version: 2 })
      await visit.page.getByText('did you mean email?').waitFor()
    },
  },
  {
    name: 'run-trace',
    script: () => ({ ...RAN, outcome: { kind: 'value', value: PROFILE } }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByRole('tab', { name: 'Trace' }).click()
      await visit.page.getByText('Connect 10.0.4.12:3306').waitFor()
    },
  },
  {
    name: 'run-logs',
    script: () => ({
      ...RAN,
      outcome: { kind: 'none' },
      logs: [
        { at_ms: 2, level: 'log', text: 'looking for ada@example.com' },
        { at_ms: 31, level: 'warn', text: 'two rows: { id: 4711, email: "ada@example.com" }, { id: 12 }' },
        { at_ms: 44, level: 'error', text: 'the password [redacted] is not the one of row 4711' },
      ],
    }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByRole('tab', { name: 'Logs' }).click()
      await visit.page.getByText('replaces a typed password').waitFor()
    },
  },
  {
    name: 'run-unreachable',
    script: failing('legacy_unavailable', {
      message: 'connect ECONNREFUSED 10.0.4.12:3306',
      error_code: 'ECONNREFUSED',
      line: 7,
      column: 14,
    }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByText('Three usual causes').waitFor()
    },
  },
  {
    name: 'run-failed',
    script: failing('script_error', {
      message: "Access denied for user 'ferry'@'10.0.4.2' (using password: YES)",
      error_code: 'ER_ACCESS_DENIED_ERROR',
      name: 'Error',
      line: 7,
      column: 14,
      stack: "Error: Access denied for user 'ferry'\n    at login (script:7:14)",
    }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByRole('button', { name: 'Go to line 7' }).waitFor()
    },
  },
  {
    name: 'run-running',
    script: ({ signal }) =>
      new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ kind: 'none' }))),
    async reach(visit) {
      await run(visit)
      await visit.page.getByText('1 s of 20 s').waitFor()
    },
  },
  {
    name: 'run-drift',
    script: ({ script }) => ({
      ...RAN,
      outcome: {
        kind: 'value',
        value:
          script.action === 'login'
            ? { ...PROFILE, email: 'ada@example.com' }
            : {
                id: '4711',
                email: 'ada@example.com',
                nickname: 'ada',
                email_verified: true,
                phone: '+44 20',
              },
      },
    }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByRole('tab', { name: 'Drift' }).click()
      await visit.page.getByRole('button', { name: 'Compare login with get_user' }).click()
      await visit.page.getByText('The scripts return different profiles.').waitFor()
      await visit.page.getByText('+44 20').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'run-history',
    script: ({ args: [identifier] }) => ({
      ...RAN,
      duration_ms: identifier === 'ada@example.com' ? 45 : 61,
      outcome: { kind: 'value', value: { ...PROFILE, email: identifier ?? null } },
    }),
    async reach(visit) {
      await run(visit)
      await visit.page.getByText('Runs in this tab (1)').click()
      await visit.page.getByLabel('Email or username').fill('bob@example.com')
      await visit.page.getByRole('button', { name: 'Run login' }).click()
      await visit.page.getByText('Runs in this tab (2)').waitFor()
      await visit.page.getByRole('button', { name: 'Compare with previous' }).click()
      await visit.page.getByRole('dialog').getByText('1 difference').waitFor()
    },
  },
]
