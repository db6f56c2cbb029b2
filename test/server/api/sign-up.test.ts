import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const PASSWORD = 'Correct-Horse-9'
const LOCAL = { enabledDatabaseCustomization: false, import_mode: false }
const LEGACY = { enabledDatabaseCustomization: true, import_mode: false }
const source = 'function script () {}'
const customScripts = { login: source, get_user: source, create: source, delete: source }

let script: FakeScript
const runtime = createFakeRuntime((call) => script(call))
const data_dir = temporaryFolder(afterAll)
let server: TestServer
beforeAll(async () => {
  server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, afterAll)
})

/** One server for all tests; each test starts without connections, and so without users. */
async function start(next: FakeScript = () => ({ kind: 'none' })) {
  const { body } = await server.api('GET', 'connections')
  for (const { id } of body as { id: string }[]) await server.api('DELETE', `connections/${id}`)
  script = next
  runtime.calls.length = 0
  const signUp = (connection: string, body?: object) =>
    server.call('/dbconnections/signup', {
      method: 'POST',
      body: {
        client_id: server.admin.client_id,
        connection,
        email: 'ann@example.com',
        password: PASSWORD,
        ...body,
      },
    })
  return { ...server, runtime, signUp }
}

test('a sign-up answers the id without prefix and the sent fields, and the user can sign in', async () => {
  const { connection, signUp, login, api } = await start()
  await connection('local', { ...LOCAL, requires_username: true })
  const answer = await signUp('local', {
    email: ' Ann@Example.com',
    username: 'Ann',
    given_name: 'Ann',
    picture: 'https://example.com/ann.png',
    user_metadata: { theme: 'dark' },
    favourite: 'tea',
  })
  expect(answer).toMatchObject({ status: 200 })
  const { _id } = answer.body as { _id: string }
  expect(answer.body).toEqual({
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    email: 'ann@example.com',
    email_verified: false,
    username: 'ann',
    given_name: 'Ann',
    picture: 'https://example.com/ann.png',
    user_metadata: { theme: 'dark' },
  })
  expect(await login('local', 'ann', PASSWORD)).toMatchObject({ status: 200 })
  const { body } = await api('GET', `users/auth0%7C${_id}`)
  expect(body).toMatchObject({ user_id: `auth0|${_id}`, given_name: 'Ann', user_metadata: { theme: 'dark' } })
  expect(body).not.toHaveProperty('favourite')
})

test('an existing user is answered user_exists, for usernames with the name', async () => {
  const { connection, signUp } = await start()
  await connection('local', { ...LOCAL, requires_username: true })
  await signUp('local', { username: 'ann' })
  expect(await signUp('local', { username: 'other' })).toMatchObject({
    status: 400,
    body: {
      name: 'BadRequestError',
      code: 'user_exists',
      description: 'The user already exists.',
      statusCode: 400,
    },
  })
  const { body } = await signUp('local', { email: 'ben@example.com', username: 'ANN' })
  expect(body).toEqual({
    name: 'BadRequestError',
    code: 'user_exists',
    description: 'The user already exists (username: ANN).',
    statusCode: 400,
  })
})

test('A3: with the tenant’s flag off, a sign-up does not tell whether the user exists', async () => {
  const { connection, signUp, api } = await start()
  await connection('local', LOCAL)
  await signUp('local')
  const flags = { enable_public_signup_user_exists_error: false }
  expect(await api('PATCH', 'tenants/settings', { flags })).toMatchObject({ status: 200 })
  expect((await signUp('local')).body).toEqual({
    name: 'BadRequestError',
    code: 'invalid_signup',
    description: 'Invalid sign up',
    statusCode: 400,
  })
  await api('PATCH', 'tenants/settings', { flags: { enable_public_signup_user_exists_error: true } })
  expect((await signUp('local')).body).toMatchObject({ code: 'user_exists' })
})

test('where sign-up is switched off, people cannot sign up, and administrators can create users', async () => {
  const { connection, signUp, api } = await start()
  await connection('closed', { ...LOCAL, disable_signup: true })
  expect(await signUp('closed')).toMatchObject({
    status: 400,
    body: { code: 'invalid_signup', description: 'Public signup is disabled', statusCode: 400 },
  })
  const user = { connection: 'closed', email: 'ann@example.com', password: PASSWORD }
  expect((await api('POST', 'users', user)).status).toBe(201)
})

test('an unknown connection, a connection of another client and an unknown client get the same error', async () => {
  const { connection, signUp } = await start()
  await connection('mine', LOCAL)
  const bodies = []
  for (const [name, body] of [
    ['nowhere', {}],
    ['mine', { client_id: 'nobody' }],
  ] as const) {
    const answer = await signUp(name, body)
    expect(answer.status).toBe(400)
    bodies.push(answer.body)
  }
  expect(bodies[0]).toEqual(bodies[1])
})

const BAD: [string, object, RegExp][] = [
  ['no address', { email: undefined }, /email/],
  ['an address that is none', { email: 'ann' }, /email/],
  ['no password', { password: undefined }, /Missing required parameter: password/],
  ['an empty password', { password: '' }, /password/],
  ['a password that is an object', { password: { $gt: '' } }, /password/],
  [
    'a password of more than 1,024 bytes',
    { password: 'ä'.repeat(600) },
    /password: is longer than 1024 bytes/,
  ],
  ['an address that is a list', { email: ['ann@example.com'] }, /email/],
  ['a lone surrogate', { email: 'ann\ud800@example.com' }, /email/],
  ['no connection', { connection: undefined }, /connection/],
  ['a username where none is used', { username: 'ann' }, /username/],
  ['metadata that is no text', { user_metadata: { age: 7 } }, /user_metadata\.age/],
  [
    'more than 10 metadata',
    { user_metadata: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${n}`, 'v'])) },
    /user_metadata/,
  ],
  ['long metadata', { user_metadata: { k: 'v'.repeat(501) } }, /user_metadata/],
  ['a long metadata key', { user_metadata: { ['k'.repeat(101)]: 'v' } }, /user_metadata/],
  ['a metadata key with a dot', { user_metadata: { 'a.b': 'v' } }, /user_metadata/],
  ['a picture that is no address', { picture: 'javascript:alert(1)' }, /picture/],
  ['a phone number in another form', { phone_number: '030/123' }, /phone_number/],
  ['a name that is too long', { name: 'x'.repeat(151) }, /name/],
]

test('bad input is a 400 in the shape of these endpoints that names the field, and no script runs', async () => {
  const { connection, signUp, runtime } = await start()
  await connection('import', { customScripts })
  for (const [name, body, text] of BAD) {
    const answer = await signUp('import', body)
    expect([name, answer.status, answer.body]).toEqual([
      name,
      400,
      {
        name: 'BadRequestError',
        code: 'invalid_request',
        description: expect.stringMatching(text),
        statusCode: 400,
      },
    ])
  }
  expect(runtime.calls).toEqual([])
})

test('a password that the policy refuses is answered as SDKs parse it', async () => {
  const { connection, signUp } = await start()
  await connection('local', { ...LOCAL, passwordPolicy: 'good' })
  const { status, body } = await signUp('local', { password: 'short' })
  expect(status).toBe(400)
  expect(body).toMatchObject({
    name: 'PasswordStrengthError',
    code: 'invalid_password',
    statusCode: 400,
    message: 'Password is too weak',
    description: { verified: false, rules: expect.any(Array) },
    policy: expect.any(String),
  })
  expect(JSON.stringify(body)).not.toContain('short')
})

test('a script’s refusal of a sign-up reaches the caller; of a broken script the caller gets only a log id', async () => {
  const taken: ScriptOutcome = {
    kind: 'rejection',
    class: 'ValidationError',
    code: 'username_exists',
    message: 'That name is gone.',
  }
  let outcome: ScriptOutcome = taken
  const { connection, signUp } = await start(({ script }) =>
    script.action === 'create' ? outcome : { kind: 'none' },
  )
  await connection('legacy', { ...LEGACY, customScripts })
  expect((await signUp('legacy')).body).toEqual({
    name: 'BadRequestError',
    code: 'username_exists',
    description: 'That name is gone.',
    statusCode: 400,
  })
  outcome = { kind: 'rejection', class: 'UnauthorizedError', message: 'Members only.' }
  expect(await signUp('legacy')).toMatchObject({
    status: 401,
    body: { code: 'unauthorized', description: 'Members only.', statusCode: 401 },
  })
  outcome = { kind: 'failure', code: 'script_error', message: 'column "x" does not exist' }
  const { status, body, text } = await signUp('legacy')
  expect(status).toBe(400)
  expect(body).toMatchObject({
    code: 'script_error',
    log_id: expect.stringMatching(/^run_/),
    statusCode: 400,
  })
  expect(text).not.toContain('column')
  outcome = { kind: 'failure', code: 'legacy_unavailable', message: 'ECONNREFUSED' }
  const down = await signUp('legacy')
  expect(down).toMatchObject({ status: 503, body: { name: 'ServiceUnavailableError', statusCode: 503 } })
  expect(down.headers['retry-after']).toBe('5')
})

test('custom fields reach the create script, except those that Ferry or JavaScript itself uses', async () => {
  const { connection, signUp, runtime } = await start()
  await connection('legacy', { ...LEGACY, customScripts })
  await signUp('legacy', {
    favourite: 'tea',
    email_verified: true,
    app_metadata: { admin: true },
    blocked: false,
    user_id: '1',
    tenant: 'other',
  })
  const create = runtime.calls.find(({ script }) => script.action === 'create')
  expect(create?.args).toEqual([
    {
      favourite: 'tea',
      client_id: expect.any(String),
      tenant: 'default',
      connection: 'legacy',
      email: 'ann@example.com',
      password: PASSWORD,
      user_metadata: {},
      app_metadata: {},
    },
  ])
})

test('sign-ups leave ss, svr and fs in the tenant’s log, without the password', async () => {
  const { connection, signUp, api } = await start()
  await connection('local', LOCAL)
  await signUp('local', { email: 'logged@example.com' })
  await signUp('local', { email: 'logged@example.com' })
  await expect
    .poll(async () => {
      const { body } = await api('GET', 'logs?sort=date:1')
      return (body as { type: string; user_name?: string }[])
        .filter(({ user_name }) => user_name === 'logged@example.com')
        .map(({ type, user_name }) => [type, user_name])
        .toSorted()
    })
    .toEqual([
      ['fs', 'logged@example.com'],
      ['ss', 'logged@example.com'],
      ['svr', 'logged@example.com'],
    ])
  expect((await api('GET', 'logs')).text).not.toContain(PASSWORD)
})

test('a sign-up sends a verification mail; an administrator can create a user without one', async () => {
  const { connection, signUp, api } = await start()
  const mailed = (): string[] => {
    const outbox = join(data_dir, 'outbox')
    const files = readdirSync(outbox).filter((name) => name.endsWith('.json'))
    const people = files.map((name) => JSON.parse(readFileSync(join(outbox, name), 'utf8')).to)
    return people.filter((to) => to.endsWith('@mail.example')).toSorted()
  }
  await connection('local', LOCAL)
  const user = { connection: 'local', password: PASSWORD }
  await api('POST', 'users', { ...user, email: 'quiet@mail.example', verify_email: false })
  await api('POST', 'users', { ...user, email: 'known@mail.example', email_verified: true })
  await signUp('local', { email: 'ann@mail.example' })
  await api('POST', 'users', { ...user, email: 'ben@mail.example' })
  // Mails arrive in the order of the requests: unwanted mails would have arrived before these.
  await expect.poll(mailed).toEqual(['ann@mail.example', 'ben@mail.example'])
})

test('A5: of more than 50 simultaneous sign-ups from one address the rest is refused before a script runs', async () => {
  const { connection, call, admin, runtime: shared } = await start()
  await connection('import', { customScripts })
  const body = {
    client_id: admin.client_id,
    connection: 'import',
    email: 'ann@example.com',
    password: 'weak',
  }
  const from = (local_address: string) =>
    call('/dbconnections/signup', { method: 'POST', body, local_address })
  const answers = await Promise.all(Array.from({ length: 53 }, () => from('127.0.0.91')))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBe(3)
  expect(refused[0]?.body).toMatchObject({
    name: 'TooManyRequestsError',
    code: 'too_many_requests',
    statusCode: 429,
  })
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
  expect((await from('127.0.0.92')).body).toMatchObject({ code: 'invalid_password' })
  expect(shared.calls).toEqual([])
})

test('another method, another type and a broken body are refused in the shape of these endpoints', async () => {
  const { call } = await start()
  const path = '/dbconnections/signup'
  for (const [request, name, code, statusCode] of [
    [{ method: 'GET' }, 'MethodNotAllowedError', 'method_not_allowed', 405],
    [{ method: 'POST', body: '{"email":' }, 'BadRequestError', 'invalid_request', 400],
    [
      { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'UnsupportedMediaTypeError',
      'unsupported_media_type',
      415,
    ],
    [
      { method: 'POST', body: { email: 'x'.repeat(200_000) } },
      'PayloadTooLargeError',
      'payload_too_large',
      413,
    ],
  ] as const) {
    const answer = await call(path, request)
    expect(answer.body).toEqual({ name, code, description: expect.any(String), statusCode })
    expect(answer.status).toBe(statusCode)
  }
})
