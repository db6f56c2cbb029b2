import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const people = legacyStore([
  { id: 7, email: 'ann@example.com', password: 'old-secret', more: { name: 'Ann', given_name: 'Ann' } },
])
const start = (script: FakeScript = people) => startTestServer(createFakeRuntime(script))

const failure = (code: Extract<ScriptOutcome, { kind: 'failure' }>['code']): ScriptOutcome => ({
  kind: 'failure',
  code,
  message: 'details for the tenant only',
})

describe('each outcome of a script', () => {
  let ending: ScriptOutcome = { kind: 'none' }
  let connections = 0
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(
      createFakeRuntime(() => ending),
      {},
      afterAll,
    )
  })

  test.each<[string, ScriptOutcome, number, string, string | RegExp]>([
    ['nothing', { kind: 'none' }, 403, 'invalid_grant', 'Wrong email or password.'],
    [
      'WrongUsernameOrPasswordError',
      { kind: 'rejection', class: 'WrongUsernameOrPasswordError', message: 'wrong' },
      403,
      'invalid_grant',
      'Wrong email or password.',
    ],
    [
      'ValidationError',
      { kind: 'rejection', class: 'ValidationError', code: 'account_locked', message: 'Call us.' },
      400,
      'account_locked',
      'Call us.',
    ],
    [
      'ValidationError with the code of a wrong password',
      { kind: 'rejection', class: 'ValidationError', code: 'invalid_grant', message: 'Call us.' },
      400,
      'validation_error',
      'Call us.',
    ],
    [
      'UnauthorizedError',
      { kind: 'rejection', class: 'UnauthorizedError', message: 'Not today.' },
      401,
      'unauthorized',
      'Not today.',
    ],
    ...(
      [
        'script_error',
        'script_syntax',
        'script_timeout',
        'script_memory',
        'script_limit',
        'script_crash',
        'no_callback',
        'module_not_available',
        'network_blocked',
        'invalid_profile',
      ] as const
    ).map((code): [string, ScriptOutcome, number, string, RegExp] => [
      code,
      failure(code),
      400,
      code,
      /^The connection’s script .* \(log ID: run_\w{20}\)$/,
    ]),
    [
      'a profile without id',
      { kind: 'value', value: { email: 'ann@example.com' } },
      400,
      'invalid_profile',
      /log ID/,
    ],
    [
      'the profile of somebody else',
      { kind: 'value', value: { user_id: 1, email: 'bob@example.com' } },
      403,
      'invalid_grant',
      'Wrong email or password.',
    ],
    [
      'legacy_unavailable',
      failure('legacy_unavailable'),
      503,
      'temporarily_unavailable',
      /cannot be reached/,
    ],
    ['busy', failure('busy'), 503, 'temporarily_unavailable', /overloaded/],
  ])('a script that ends with %s', async (_, outcome, status, error, description) => {
    ending = outcome
    const id = await server.connection(`legacy-${++connections}`)
    const answer = await server.login(`legacy-${connections}`, 'ann@example.com', 'old-secret')
    expect(answer.status).toBe(status)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).toMatchObject({ error })
    const { error_description, log_id } = answer.body as { error_description: string; log_id?: string }
    if (typeof description === 'string') expect(error_description).toBe(description)
    else expect(error_description).toMatch(description)
    expect(answer.text).not.toContain('details for the tenant')
    expect('retry-after' in answer.headers).toBe(status === 503)
    const { body } = await server.api('GET', `connections/${id}/runs`)
    expect(body).toMatchObject({ runs: [log_id === undefined ? {} : { run_id: log_id }] })
  })
})

test('K5: the run record of a log id has the message, the line and what to change', async () => {
  const server = await start(() => ({
    outcome: { kind: 'failure', code: 'script_error', message: 'rows is undefined', line: 4 },
    logs: [{ at_ms: 3, level: 'log', text: 'about to query' }],
    late_settlements: 1,
  }))
  const id = await server.connection('legacy')
  await server.login('legacy', 'ann@example.com', 'old-secret')
  const { body } = await server.api('GET', `connections/${id}/runs`)
  expect(body).toMatchObject({
    counts: [{ action: 'login', purpose: 'login', runs: 1 }],
    runs: [
      {
        outcome: 'script_error',
        message: 'line 4: rows is undefined',
        logs: [{ text: 'about to query' }, { level: 'warn' }],
      },
    ],
  })
})

test('200 simultaneous first logins of one user over HTTP: 200 successes, one run, one row', async () => {
  const runtime = createFakeRuntime(async (call) => {
    // Longer than the look-ups of all of them take: who comes later is checked against the stored hash.
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return people(call)
  })
  const server = await startTestServer(runtime)
  const id = await server.connection('legacy')
  const answers = await Promise.all(
    // Each from its own address: of one person and address only ten attempts can run at once (A6).
    Array.from({ length: 200 }, (_, n) =>
      server.login('legacy', 'ann@example.com', 'old-secret', {}, { local_address: `127.0.1.${n + 1}` }),
    ),
  )
  expect(
    answers.filter(({ status }) => status !== 200).map(({ status, text }) => `${status} ${text}`),
  ).toEqual([])
  expect(runtime.calls.length).toBe(1)
  const { body } = await server.api('GET', `connections/${id}/migration`)
  expect(body).toMatchObject({ mode: 'import', users: 1, migrated: 1 })
})

test('the token endpoint reads JSON and forms, and secrets in the body and in form-encoded Basic', async () => {
  const server = await start()
  await server.connection('legacy')
  const { client_id, client_secret } = server.admin
  const basic = (id: string, secret: string) =>
    `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const login = 'grant_type=password&username=ann%40example.com&password=old-secret'
  const answers = [
    await server.call('/oauth/token', {
      method: 'POST',
      headers: form,
      body: `${login}&client_id=${client_id}&client_secret=${encodeURIComponent(client_secret)}`,
    }),
    await server.call('/oauth/token', {
      method: 'POST',
      headers: { ...form, authorization: basic(client_id, client_secret) },
      body: login,
    }),
    await server.token({
      grant_type: 'password',
      username: 'ann@example.com',
      password: 'old-secret',
      ...server.admin,
    }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const wrong = await server.call('/oauth/token', {
    method: 'POST',
    headers: { ...form, authorization: basic(client_id, 'wrong') },
    body: login,
  })
  expect(wrong).toMatchObject({
    status: 401,
    body: { error: 'access_denied', error_description: NO_SUCH_CLIENT },
  })
})

const NO_SUCH_CLIENT = 'Unauthorized: there is no client with this client_id and client_secret'

const realm = 'http://auth0.com/oauth/grant-type/password-realm'
describe('refused requests', () => {
  const runtime = createFakeRuntime(people)
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(runtime, {}, afterAll)
    await server.connection('legacy')
    await server.api('POST', 'connections', { name: 'closed', strategy: 'auth0' })
  })

  test.each<[string, { [name: string]: unknown }, number, string, string | RegExp]>([
    [
      'no grant_type',
      { grant_type: undefined },
      400,
      'invalid_request',
      'Missing required parameter: grant_type',
    ],
    ['an unknown grant', { grant_type: 'magic' }, 400, 'unsupported_grant_type', /client_credentials/],
    [
      'no client_id',
      { client_id: undefined },
      400,
      'invalid_request',
      'Missing required parameter: client_id',
    ],
    ['an unknown client', { client_id: 'nobody' }, 401, 'access_denied', NO_SUCH_CLIENT],
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'access_denied', NO_SUCH_CLIENT],
    [
      'no secret of a client that has one',
      { client_secret: undefined },
      401,
      'access_denied',
      NO_SUCH_CLIENT,
    ],
    ['no realm', { realm: undefined }, 400, 'invalid_request', 'Missing required parameter: realm'],
    ['an unknown realm', { realm: 'nowhere' }, 403, 'invalid_request', 'Unknown or invalid realm'],
    [
      'a realm that the client may not use',
      { realm: 'closed' },
      403,
      'invalid_request',
      'Unknown or invalid realm',
    ],
    ['no username', { username: undefined }, 400, 'invalid_request', 'Missing required parameter: username'],
    ['a blank username', { username: '  ' }, 400, 'invalid_request', 'Missing required parameter: username'],
    ['no password', { password: undefined }, 400, 'invalid_request', 'Missing required parameter: password'],
    ['an empty password', { password: '' }, 400, 'invalid_request', 'Missing required parameter: password'],
    [
      'password without a realm, and two connections',
      { grant_type: 'password' },
      400,
      'invalid_request',
      /exactly one/,
    ],
    [
      'client_credentials without an audience',
      { grant_type: 'client_credentials' },
      400,
      'invalid_request',
      'Missing required parameter: audience',
    ],
    [
      'client_credentials for another audience',
      { grant_type: 'client_credentials', audience: 'https://api.example.com' },
      403,
      'access_denied',
      'Service not found: https://api.example.com',
    ],
    ['A9: an object as password', { password: { $gt: '' } }, 400, 'invalid_request', /password/],
    ['A9: an array as username', { username: ['ann@example.com'] }, 400, 'invalid_request', /username/],
    ['A9: a password of 1025 bytes', { password: 'ä'.repeat(513) }, 400, 'invalid_request', /1024 bytes/],
    ['A9: an identifier of 321 bytes', { username: 'a'.repeat(321) }, 400, 'invalid_request', /320 bytes/],
    ['A9: NUL in the password', { password: 'a\0b' }, 400, 'invalid_request', /password/],
  ])('%s: the answer says so, and no script runs', async (_, fields, status, error, description) => {
    const answer = await server.token({
      grant_type: realm,
      realm: 'legacy',
      username: 'ann@example.com',
      password: 'old-secret',
      ...server.admin,
      ...fields,
    })
    expect(answer).toMatchObject({ status, body: { error } })
    const text = (answer.body as { error_description: string }).error_description
    if (typeof description === 'string') expect(text).toBe(description)
    else expect(text).toMatch(description)
    expect(runtime.calls).toEqual([])
  })
})

test('A9: a password may consist of blanks', async () => {
  const server = await start(legacyStore([{ id: 1, email: 'ann@example.com', password: '  ' }]))
  await server.connection('legacy')
  expect((await server.login('legacy', 'ann@example.com', '  ')).status).toBe(200)
})

test('A5: the address of a login comes from the socket; X-Forwarded-For counts only from a trusted proxy', async () => {
  const ipSeen = async (environment: { [name: string]: string }, forwarded: string): Promise<unknown> => {
    const server = await startTestServer(createFakeRuntime(people), environment)
    await server.connection('legacy')
    await server.call('/oauth/token', {
      method: 'POST',
      headers: { 'x-forwarded-for': forwarded },
      body: { grant_type: 'password', username: 'ann@example.com', password: 'old-secret', ...server.admin },
    })
    const { body } = await server.api('GET', 'users')
    return (body as { last_ip: string }[])[0]?.last_ip
  }
  expect(await ipSeen({}, '203.0.113.9')).toBe('127.0.0.1')
  const trusted = { FERRY_TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' }
  expect(await ipSeen(trusted, '198.51.100.1, 203.0.113.9, 10.0.0.5')).toBe('203.0.113.9')
})
