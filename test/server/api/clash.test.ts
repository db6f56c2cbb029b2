import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const source = 'function script () {}'
const SCRIPTS = { login: source, get_user: source, change_email: source }

/** Ada is in Ferry, out of the connection `first`, with the id 1; the legacy store of `second` has an Ann with the id 1. */
async function start(options: object = {}) {
  const runtime = createFakeRuntime(({ args: [typed], script }) => {
    const [name] = String(typed).split('@')
    if (script.action === 'change_email') return { kind: 'value', value: true }
    if (name === 'ada') return { kind: 'value', value: { user_id: 1, email: 'ada@example.com' } }
    if (name === 'ann') return { kind: 'value', value: { user_id: 1, email: 'ann@example.com' } }
    // Another row with the address of somebody who has moved in.
    if (name === 'cy' || name === 'cy2') {
      return { kind: 'value', value: { user_id: name, email: 'cy@example.com', username: name } }
    }
    return { kind: 'none' }
  })
  const server = await startTestServer(runtime)
  const first = await server.connection('first', { customScripts: SCRIPTS })
  const second = await server.connection('second', { customScripts: SCRIPTS, ...options })
  await server.login('first', 'ada@example.com', 'old-secret')
  const log = async () => (await server.api('GET', 'logs?per_page=50')).body as LogEntry[]
  return { ...server, first, second, log }
}

interface LogEntry {
  type: string
  description?: string
  details?: { [key: string]: string }
}

const ANN = { identifier: 'ann@example.com', password: 'old-secret' }
const USER_ID_CLASH =
  'user_id conflicts with auth0|1, a user of connection first: ids are unique in the whole tenant. Return user_id with a prefix of its own, such as "second|" before the id.'

test.each([
  ['import', true, 'would not be imported'],
  ['legacy', false, 'would not sign in'],
])(
  '%s mode: a user_id of another connection’s user is foreseen by test-run, preview and drift, and named by the login and in the log',
  async (_mode, import_mode, refused_as) => {
    const { api, login, first, second, log } = await start({ import_mode })
    const clash = { field: 'user_id', user_id: 'auth0|1', connection_id: first, connection: 'first' }
    const check = { id: 'arrival', ok: false, message: `${refused_as}: ${USER_ID_CLASH}` }
    for (const action of ['login', 'get_user']) {
      const { body } = await api('POST', `connections/${second}/scripts/${action}/try`, { arguments: ANN })
      expect(body).toMatchObject({
        ok: false,
        error: { code: 'profile_conflict', message: USER_ID_CLASH, clash },
        profile_preview: { stored: { user_id: 'auth0|1' } },
        checks: expect.arrayContaining([expect.objectContaining(check)]),
      })
    }
    for (const mode of ['preview', 'real']) {
      const { body } = await api('POST', `connections/${second}/try-login`, { mode, ...ANN })
      expect(body).toMatchObject({
        ok: false,
        error: { code: 'profile_conflict', message: USER_ID_CLASH, clash },
        steps: [{ ok: false }, { ok: true }, { ok: true }, { ok: false, detail: USER_ID_CLASH }, {}],
        checks: expect.arrayContaining([expect.objectContaining(check)]),
      })
    }
    const drift = await api('POST', `connections/${second}/drift`, ANN)
    expect(drift.body).toMatchObject({ verdict: 'same', checks: expect.arrayContaining([check]) })

    const refused = await login('second', ANN.identifier, ANN.password)
    expect(refused).toMatchObject({ status: 400, body: { error: 'profile_conflict' } })
    expect(refused.text).not.toMatch(/first|auth0\|1|prefix/)
    expect((await log()).find(({ type }) => type === 'f')).toMatchObject({
      description: USER_ID_CLASH,
      details: {
        code: 'profile_conflict',
        clash_field: 'user_id',
        clash_user_id: 'auth0|1',
        clash_connection: 'first',
      },
    })
  },
)

test('an email of another record of the connection is named as that, and not as a clash of ids', async () => {
  const { api, login, first } = await start()
  await login('first', 'cy@example.com', 'old-secret')
  const { body } = await api('POST', `connections/${first}/try-login`, {
    mode: 'preview',
    identifier: 'cy2',
    password: 'old-secret',
  })
  expect(body).toMatchObject({
    error: {
      code: 'profile_conflict',
      message: expect.stringMatching(/^email conflicts with auth0\|cy, a user of connection first: only one/),
      clash: { field: 'email', user_id: 'auth0|cy', connection: 'first' },
    },
  })
})

test('who has moved in is no clash in a test-run: it says that the script would not run', async () => {
  const { api, first } = await start()
  const { body } = await api('POST', `connections/${first}/scripts/login/try`, {
    arguments: { identifier: 'ada@example.com', password: 'old-secret' },
  })
  expect(body).toMatchObject({
    ok: true,
    checks: expect.arrayContaining([
      expect.objectContaining({
        id: 'arrival',
        ok: null,
        message: expect.stringContaining('in Ferry already'),
      }),
    ]),
  })
})

test('test-runs of somebody blocked, and of somebody deleted for good, say what a login would do', async () => {
  const { api, first } = await start()
  const arrival = async () => {
    const { body } = await api('POST', `connections/${first}/scripts/login/try`, {
      arguments: { identifier: 'ada@example.com', password: 'old-secret' },
    })
    return (body as { checks: { id: string; ok: boolean | null; message: string }[] }).checks.at(-1)
  }
  await api('PATCH', 'users/auth0%7C1', { blocked: true })
  expect(await arrival()).toMatchObject({ ok: false, message: expect.stringContaining('blocked') })
  await api('PATCH', `connections/${first}`, {
    options: {
      enabledDatabaseCustomization: true,
      import_mode: true,
      customScripts: SCRIPTS,
      ferry_tombstones: true,
    },
  })
  await api('DELETE', 'users/auth0%7C1')
  expect(await arrival()).toMatchObject({ ok: false, message: expect.stringContaining('deleted for good') })
})

test('a reset whose profile clashes changes nobody, and the log names the other user', async () => {
  const { api, call, second, log } = await start()
  const made = await api('POST', 'tickets/password-change', {
    connection_id: second,
    email: 'ann@example.com',
  })
  const { ticket } = made.body as { ticket: string }
  const secret = new URL(ticket).searchParams.get('ticket') ?? ''
  const answer = await call('/u/reset-password', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ticket: secret,
      password: 'Battery-Staple-7',
      password_again: 'Battery-Staple-7',
    }).toString(),
  })
  expect(answer.status).toBe(400)
  expect(answer.text).not.toContain('auth0|1')
  expect((await log()).find(({ type }) => type === 'fcp')?.description).toBe(USER_ID_CLASH)
})

test('an email change to an address that is taken names who has it, in the answer and in the log', async () => {
  const { api, login, first, log } = await start()
  await login('first', 'cy@example.com', 'old-secret')
  const { status, body } = await api('PATCH', 'users/auth0%7Ccy', { email: 'ada@example.com' })
  expect({ status, body }).toMatchObject({
    status: 400,
    body: {
      message: 'The specified new email already exists',
      clash: { field: 'email', user_id: 'auth0|1', connection_id: first, connection: 'first' },
    },
  })
  expect((await log()).find(({ type }) => type === 'fce')?.description).toContain(
    'email conflicts with auth0|1',
  )
})
