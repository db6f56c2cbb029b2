import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const PASSWORD = 'Correct-Horse-9'
const LOCAL = { enabledDatabaseCustomization: false, import_mode: false }
const LEGACY = { enabledDatabaseCustomization: true, import_mode: false }
const source = 'function script () {}'
const customScripts = { login: source, get_user: source, create: source, delete: source }

let script: FakeScript
const runtime = createFakeRuntime((call) => script(call))
let server: TestServer
beforeAll(async () => {
  server = await startTestServer(runtime, {}, afterAll)
})

/** One server for all tests; each finds it without connections, and so without users. */
async function start(next: FakeScript = () => ({ kind: 'none' })) {
  const { body } = await server.api('GET', 'connections')
  for (const { id } of body as { id: string }[]) await server.api('DELETE', `connections/${id}`)
  script = next
  runtime.calls.length = 0
  const create = (connection: string, body?: object) =>
    server.api('POST', 'users', { connection, email: 'ann@example.com', password: PASSWORD, ...body })
  const emails = async () =>
    ((await server.api('GET', 'users')).body as { email: string }[]).map(({ email }) => email)
  const logged = async (type: string) =>
    ((await server.api('GET', `logs?q=type:${type}`)).body as { type: string; user_id?: string }[]).map(
      (entry) => [entry.type, entry.user_id],
    )
  return { ...server, runtime, create, emails, logged, ran: () => runtime.calls.map((c) => c.script.action) }
}

const shown = (email: string, more = {}): ScriptOutcome => ({
  kind: 'value',
  value: { user_id: '7', email, ...more },
})

test('an administrator makes a user with everything that may be said of one', async () => {
  const { connection, create, api, login } = await start()
  await connection('local', { ...LOCAL, requires_username: true })
  const { status, body } = await create('local', {
    email: 'Ann@Example.com',
    username: 'Ann',
    user_id: 'my|id 7',
    email_verified: true,
    name: 'Ann',
    nickname: 'annie',
    user_metadata: { theme: { dark: true }, gone: null },
    app_metadata: { plan: 'gold' },
  })
  expect(status).toBe(201)
  expect(body).toEqual({
    user_id: 'auth0|my|id 7',
    made_by: 'administrator',
    email: 'ann@example.com',
    email_verified: true,
    username: 'ann',
    name: 'Ann',
    nickname: 'annie',
    picture: expect.stringContaining('gravatar'),
    identities: [{ connection: 'local', user_id: 'my|id 7', provider: 'auth0', isSocial: false }],
    user_metadata: { theme: { dark: true } },
    app_metadata: { plan: 'gold' },
    created_at: expect.any(String),
    updated_at: expect.any(String),
  })
  expect((await api('GET', `users/${encodeURIComponent('auth0|my|id 7')}`)).body).toEqual(body)
  expect((await login('local', 'ann', PASSWORD)).status).toBe(200)
})

test('who is blocked from the start cannot log in', async () => {
  const { connection, create, login } = await start()
  await connection('local', LOCAL)
  expect((await create('local', { blocked: true })).body).toMatchObject({ blocked: true })
  expect(await login('local', 'ann@example.com', PASSWORD)).toMatchObject({
    status: 401,
    body: { error: 'unauthorized' },
  })
})

test('who exists, here or in the legacy store, is a 409; so is an id that is taken', async () => {
  const { connection, create, ran } = await start(({ args: [email] }) =>
    email === 'old@example.com' ? shown('old@example.com') : { kind: 'none' },
  )
  await connection('import', { customScripts })
  expect((await create('import', { user_id: '9' })).status).toBe(201)
  for (const body of [{}, { email: 'old@example.com' }, { email: 'other@example.com', user_id: '9' }]) {
    expect(await create('import', body)).toMatchObject({
      status: 409,
      body: {
        statusCode: 409,
        error: 'Conflict',
        message: 'The user already exists.',
        errorCode: 'auth0_idp_error',
      },
    })
  }
  // Of the one who is here, the legacy store is not asked.
  expect(ran()).toEqual(['get_user', 'get_user', 'get_user'])
})

test('in legacy mode the scripts make the user, and what they return is stored', async () => {
  let created = false
  const { connection, create, ran, runtime, admin } = await start(({ script: { action } }) => {
    if (action === 'create') created = true
    return created && action === 'login'
      ? shown('ann@example.com', { email_verified: true })
      : { kind: 'none' }
  })
  await connection('legacy', { ...LEGACY, customScripts })
  const { status, body } = await create('legacy', { blocked: true, app_metadata: { plan: 'gold' } })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    user_id: 'auth0|7',
    email_verified: true,
    blocked: true,
    app_metadata: { plan: 'gold' },
  })
  expect(ran()).toEqual(['get_user', 'create', 'login'])
  expect(runtime.calls[1]?.args[0]).toMatchObject({ client_id: admin.client_id, password: PASSWORD })
})

test('bad input is a 400 that names the property, and nobody is made', async () => {
  const { connection, create, emails } = await start()
  await connection('local', LOCAL)
  for (const [body, message] of [
    [{ connection: undefined }, /Missing required property: connection/],
    [{ password: undefined }, /Missing required property: password/],
    [{ password: 7 }, /password/],
    [{ email: 'ann' }, /format email' on property email/],
    [{ email: undefined }, /email/],
    [{ username: 'ann' }, /Cannot set username for connection without requires_username/],
    [{ email_verified: 'yes' }, /email_verified/],
    [{ user_id: 'a\u0000b' }, /user_id/],
    [{ app_metadata: { blocked: true } }, /app_metadata/],
    [{ app_metadata: [] }, /app_metadata/],
    [{ user_metadata: { $where: 1 } }, /user_metadata/],
    [{ picture: 'ftp://example.com/a' }, /picture/],
    [{ given_name: '' }, /given_name/],
  ] as const) {
    const answer = await create('local', body)
    expect([body, answer.body]).toMatchObject([
      body,
      {
        statusCode: 400,
        error: 'Bad Request',
        errorCode: 'invalid_body',
        message: expect.stringMatching(message),
      },
    ])
  }
  expect(await create('nowhere')).toMatchObject({
    status: 400,
    body: { errorCode: 'inexistent_connection', message: 'The connection does not exist.' },
  })
  expect(await create('local', { password: 'short' })).toMatchObject({
    status: 400,
    body: { statusCode: 400, errorCode: 'invalid_password' },
  })
  expect(await emails()).toEqual([])
})

test('a failing script is never a 5xx on the Management API', async () => {
  let outcome: ScriptOutcome = { kind: 'none' }
  const { connection, create } = await start(() => outcome)
  await connection('import', { customScripts })
  for (const [next, status, errorCode] of [
    [{ kind: 'failure', code: 'script_timeout', message: 'slow' }, 400, 'script_timeout'],
    [{ kind: 'failure', code: 'legacy_unavailable', message: 'ECONNREFUSED' }, 400, 'legacy_unavailable'],
    [{ kind: 'rejection', class: 'UnauthorizedError', message: 'No.' }, 400, 'unauthorized'],
    [{ kind: 'rejection', class: 'ValidationError', code: 'odd', message: 'No.' }, 400, 'odd'],
  ] as const) {
    outcome = next
    expect(await create('import')).toMatchObject({ status, body: { statusCode: status, errorCode } })
  }
})

test('deleting a user is a 204, and again a 204; the next login in import mode moves the person in again', async () => {
  const { connection, api, login, emails, logged, ran } = await start(() => shown('ann@example.com'))
  await connection('import', { customScripts })
  await login('import', 'ann@example.com', 'old-secret')
  expect(await emails()).toEqual(['ann@example.com'])
  expect(await api('DELETE', 'users/auth0%7C7')).toMatchObject({ status: 204, text: '' })
  expect(await emails()).toEqual([])
  expect((await api('DELETE', 'users/auth0%7C7')).status).toBe(204)
  await expect.poll(() => logged('sdu')).toContainEqual(['sdu', 'auth0|7'])
  expect((await login('import', 'ann@example.com', 'old-secret')).status).toBe(200)
  expect(ran()).toEqual(['login', 'login'])
})

test('M2: with tombstones the person stays away, as if unknown, and no script runs', async () => {
  const { connection, api, login, ran } = await start(() => shown('ann@example.com'))
  await connection('import', { customScripts, ferry_tombstones: true })
  await login('import', 'ann@example.com', 'old-secret')
  await api('DELETE', 'users/auth0%7C7')
  const refused = await login('import', 'ANN@example.com', 'old-secret')
  expect(refused).toMatchObject({
    status: 403,
    body: { error: 'invalid_grant', error_description: 'Wrong email or password.' },
  })
  expect(ran()).toEqual(['login'])
})

test('M2: one person is kept away by the deletion that asks for it; others of the connection come back', async () => {
  const { connection, api, login } = await start(({ args: [email] }) => ({
    kind: 'value',
    value: { user_id: String(email), email: String(email) },
  }))
  await connection('import', { customScripts })
  for (const name of ['ann', 'bob']) await login('import', `${name}@example.com`, 'old-secret')
  expect((await api('DELETE', 'users/auth0%7Cann%40example.com?ferry_keep_away=true')).status).toBe(204)
  expect((await api('DELETE', 'users/auth0%7Cbob%40example.com?ferry_keep_away=false')).status).toBe(204)
  expect((await login('import', 'ann@example.com', 'old-secret')).status).toBe(403)
  expect((await login('import', 'bob@example.com', 'old-secret')).status).toBe(200)
  expect(await api('DELETE', 'users/auth0%7Cbob%40example.com?ferry_keep_away=1')).toMatchObject({
    status: 400,
    body: { errorCode: 'invalid_query_string' },
  })
})

test('M2: nor does the person come back under another address, known by the id', async () => {
  const { connection, api, login, ran, emails } = await start(({ args: [email] }) => shown(String(email)))
  await connection('import', { customScripts, ferry_tombstones: true })
  await login('import', 'ann@example.com', 'old-secret')
  await api('DELETE', 'users/auth0%7C7')
  expect((await login('import', 'anna@example.com', 'old-secret')).status).toBe(403)
  expect(ran()).toEqual(['login', 'login'])
  expect(await emails()).toEqual([])
})

test('in legacy mode the delete script goes first, with the bare id; when it fails nothing is removed', async () => {
  let outcome: ScriptOutcome = { kind: 'failure', code: 'script_error', message: 'boom' }
  const { connection, api, login, emails, logged, runtime } = await start(({ script: { action } }) =>
    action === 'delete' ? outcome : shown('ann@example.com'),
  )
  await connection('legacy', { ...LEGACY, customScripts })
  await login('legacy', 'ann@example.com', 'old-secret')
  expect(await api('DELETE', 'users/auth0%7C7')).toMatchObject({
    status: 400,
    body: { errorCode: 'script_error', log_id: expect.stringMatching(/^run_/) },
  })
  expect(await emails()).toEqual(['ann@example.com'])
  await expect.poll(() => logged('fdu')).toContainEqual(['fdu', 'auth0|7'])
  outcome = { kind: 'none' }
  expect((await api('DELETE', 'users/auth0%7C7')).status).toBe(204)
  expect(await emails()).toEqual([])
  expect(runtime.calls.map(({ script, args }) => [script.action, args[0]])).toEqual([
    ['login', 'ann@example.com'],
    ['delete', '7'],
    ['delete', '7'],
  ])
})

test('in legacy mode without a delete script a user is not deleted', async () => {
  const { connection, api, login, emails } = await start(() => shown('ann@example.com'))
  await connection('legacy', { ...LEGACY, customScripts: { login: source } })
  await login('legacy', 'ann@example.com', 'old-secret')
  expect(await api('DELETE', 'users/auth0%7C7')).toMatchObject({
    status: 400,
    body: { errorCode: 'missing_script', message: 'delete script does not exist' },
  })
  expect(await emails()).toEqual(['ann@example.com'])
})

test('a user of a connection is deleted by address, whatever its case, and nobody else', async () => {
  const { connection, create, api, emails } = await start()
  const id = await connection('one', LOCAL)
  const named = await connection('two', { ...LOCAL, strategy_version: 1, requires_username: true })
  await create('one')
  await create('one', { email: 'ben@example.com' })
  await create('two', { username: 'ann' })
  expect((await api('DELETE', `connections/${id}/users?email=ANN%40example.com`)).status).toBe(204)
  expect((await emails()).toSorted()).toEqual(['ann@example.com', 'ben@example.com'])
  expect((await api('DELETE', `connections/${id}/users?email=ann%40example.com`)).status).toBe(204)
  // A username is no address.
  expect((await api('DELETE', `connections/${named}/users?email=ann`)).status).toBe(204)
  expect((await emails()).length).toBe(2)
  expect(await api('DELETE', `connections/${id}/users`)).toMatchObject({
    status: 400,
    body: { message: "Query validation error: 'Missing required property: email'." },
  })
  expect((await api('DELETE', 'connections/con_none/users?email=a')).status).toBe(404)
})

test('the scopes of creating and deleting users are needed', async () => {
  const { call } = await start()
  for (const [method, path] of [
    ['POST', 'users'],
    ['DELETE', 'users/auth0%7C7'],
    ['DELETE', 'connections/con_1/users?email=a'],
  ] as const) {
    expect((await call(`/api/v2/${path}`, { method, body: {} })).status).toBe(401)
  }
})
