import { expect, test } from 'vitest'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

async function start(script: FakeScript) {
  const runtime = createFakeRuntime(script)
  const server = await startTestServer(runtime)
  const id = await server.connection('legacy', { configuration: { DB: 'stored-secret' } })
  const run = (name: string, body: object) =>
    server.api('POST', `connections/${id}/scripts/${name}/try`, body)
  return { ...server, runtime, id, run }
}
const person = { email: 'ann@example.com', password: 'typed-secret' }

test('a test-run passes arguments by name, runs apart, and stores nothing', async () => {
  const { run, runtime, api, id } = await start(() => ({
    outcome: { kind: 'value', value: { user_id: 1, email: 'ann@example.com' } },
    logs: [{ at_ms: 1, level: 'log', text: 'hello' }],
    trace: [{ at_ms: 1, kind: 'connect', host: 'db', port: 3306, duration_ms: 2, outcome: 'ok' }],
    cpu_ms: 4,
    memory_bytes: 5,
    late_settlements: 2,
  }))
  const answer = await run('login', { arguments: person })
  expect(answer).toMatchObject({
    status: 200,
    body: {
      ok: true,
      result: { user_id: 1, email: 'ann@example.com' },
      logs: [{ text: 'hello' }],
      trace: [{ kind: 'connect', host: 'db' }],
      cpu_ms: 4,
      memory_bytes: 5,
      warnings: [expect.stringContaining('2 more times')],
    },
  })
  expect(runtime.calls[0]).toMatchObject({
    throw_away: true,
    args: ['ann@example.com', 'typed-secret'],
    secrets: ['typed-secret'],
  })
  expect((await api('GET', 'users')).body).toEqual([])
  expect((await api('GET', `connections/${id}/runs`)).body).toEqual({ counts: [], runs: [] })
})

test.each<[string, object, unknown[]]>([
  ['login', { username: 'ann', password: 'p' }, ['ann', 'p']],
  ['login', { identifier: 'ann', password: '' }, ['ann', '']],
  ['get_user', { email: 'a@b.c' }, ['a@b.c']],
  ['create', { user: { email: 'a@b.c', password: 'p' } }, [{ email: 'a@b.c', password: 'p' }]],
  ['create', { email: 'a@b.c', password: 'p' }, [{ email: 'a@b.c', password: 'p' }]],
  ['verify', { email: 'a@b.c' }, ['a@b.c']],
  ['change_password', { email: 'a@b.c', newPassword: 'n' }, ['a@b.c', 'n']],
  ['delete', { id: '7' }, ['7']],
  ['change_email', { email: 'a@b.c', newEmail: 'd@e.f', verified: true }, ['a@b.c', 'd@e.f', true]],
])('%s is called with %j as %j', async (name, given, args) => {
  const { run, runtime } = await start(() => ({ kind: 'none' }))
  const answer = await run(name, { arguments: given, script: 'function () {}' })
  expect(answer.body).toMatchObject({ ok: true, result: null })
  expect(runtime.calls[0]?.args).toEqual(args)
})

test('unsaved script and configuration are used and stay unsaved; a mark stands for the stored value', async () => {
  const { run, runtime, api, id } = await start(() => ({ kind: 'none' }))
  const before = (await api('GET', `connections/${id}`)).body as {
    options: { configuration: { DB: string } }
  }
  await run('login', {
    arguments: person,
    script: 'function unsaved () {}',
    configuration: { ...before.options.configuration, NEW: 'unsaved-secret' },
  })
  expect(runtime.calls[0]).toMatchObject({
    script: { source: 'function unsaved () {}' },
    configuration: { values: { DB: 'stored-secret', NEW: 'unsaved-secret' } },
    secrets: ['typed-secret'],
  })
  expect((await api('GET', `connections/${id}`)).body).toEqual(before)
})

test('a failing script is answered with 200, ok false, and what to change', async () => {
  const { run } = await start(() => ({
    kind: 'failure',
    code: 'module_not_available',
    message: 'fs is not available',
    name: 'Error',
    line: 3,
    column: 7,
    stack: 'Error: at login (script:3:7)',
  }))
  expect(await run('login', { arguments: person })).toMatchObject({
    status: 200,
    body: {
      ok: false,
      error: { code: 'module_not_available', message: 'fs is not available', line: 3, column: 7 },
    },
  })
})

test.each<[string, object, string]>([
  ['without id', { email: 'ann@example.com' }, 'invalid_profile'],
  ['of somebody else', { user_id: 1, email: 'bob@example.com' }, 'profile_mismatch'],
])('a profile %s is judged as a login would judge it', async (_, value, code) => {
  const { run } = await start(() => ({ kind: 'value', value: value as never }))
  expect((await run('login', { arguments: person })).body).toMatchObject({ ok: false, error: { code } })
})

test.each([
  ['WrongUsernameOrPasswordError', undefined, 'invalid_user_password'],
  ['ValidationError', 'locked', 'locked'],
  ['UnauthorizedError', undefined, 'unauthorized'],
] as const)('a %s is told by its name', async (name, code, expected) => {
  const { run } = await start(() => ({
    kind: 'rejection',
    class: name,
    message: 'no',
    ...(code ? { code } : {}),
  }))
  expect((await run('login', { arguments: person })).body).toMatchObject({
    ok: false,
    error: { name, code: expected, message: 'no' },
  })
})

test('a refusal tells whether the script knew the user', async () => {
  const refusal =
    (user_id?: string): FakeScript =>
    () => ({
      kind: 'rejection',
      class: 'WrongUsernameOrPasswordError',
      message: 'no',
      ...(user_id !== undefined && { user_id }),
    })
  const known = await start(refusal('7'))
  expect((await known.run('login', { arguments: person })).body).toMatchObject({
    error: { user_known: true },
  })
  const unknown = await start(refusal())
  expect((await unknown.run('login', { arguments: person })).body).toMatchObject({
    error: { user_known: false },
  })
})

test('what is missing is named', async () => {
  const { run, id, api } = await start(() => ({ kind: 'none' }))
  expect(await run('login', { arguments: { email: 'a' } })).toMatchObject({
    status: 400,
    body: { message: "Payload validation error: 'Missing required property: arguments.password'." },
  })
  expect((await run('get_user', { arguments: { email: 'a' } })).body).toMatchObject({
    message: expect.stringContaining('no get_user script'),
  })
  expect((await run('nonsense', {})).body).toMatchObject({ errorCode: 'invalid_uri' })
  expect((await api('POST', `connections/con_x/scripts/login/try`, { arguments: person })).status).toBe(404)
  expect(id).toMatch(/^con_/)
})

test('K4: the result shows neither the typed password nor a configuration value, in whatever encoding', async () => {
  const { run } = await start(({ args: [, password], configuration }) => ({
    kind: 'value',
    value: {
      user_id: 1,
      email: 'ann@example.com',
      password: password ?? null,
      nested: [{ [String(password)]: Buffer.from(`ann:${password}`).toString('base64') }],
      uri: `mysql://root:${configuration.values.DB}@db/`,
    },
  }))
  const { body, text } = await run('login', { arguments: person })
  expect(text).not.toMatch(/typed-secret|stored-secret/)
  expect(text).not.toContain(Buffer.from('ann:typed-secret').toString('base64').slice(4, -4))
  expect(body).toMatchObject({ ok: true, result: { email: 'ann@example.com', password: '[redacted]' } })
})

test('a test-run says what could be better in the text, whether or not it succeeds', async () => {
  const { run } = await start(() => ({ kind: 'none' }))
  const script =
    'function login(email, password, callback) {\n  callback(null, { user_id: configuration.MISSING })\n}'
  const { body } = await run('login', { arguments: person, script })
  expect(body).toMatchObject({
    ok: true,
    advice: expect.arrayContaining([
      expect.objectContaining({ rule: 'unknown-configuration-key', severity: 'warning', line: 2 }),
    ]),
  })
})

test('the profile of a test-run is shown beside the user that it would make, field by field', async () => {
  const { run } = await start(() => ({
    kind: 'value',
    value: {
      id: 7,
      email: 'Ann@Example.com',
      emial: 'x',
      metadata: { plan: 'pro' },
      password: 'typed-secret',
      note: 'is stored-secret',
    },
  }))
  const { body } = await run('login', { arguments: person })
  expect(body).toMatchObject({
    profile_preview: {
      returned: { id: 7, email: 'Ann@Example.com', emial: 'x' },
      stored: { user_id: 'auth0|7', email: 'ann@example.com', app_metadata: { plan: 'pro' }, emial: 'x' },
      fields: expect.arrayContaining([
        { returned: 'id', stored: 'user_id', change: 'renamed' },
        { returned: 'email', stored: 'email', change: 'changed' },
        { returned: 'metadata', stored: 'app_metadata', change: 'renamed' },
        { returned: 'emial', stored: 'emial', change: 'kept' },
        { returned: 'password', change: 'dropped' },
        { stored: 'nickname', change: 'made' },
      ]),
    },
    checks: [
      { id: 'user_id', ok: true, message: 'id is a number and is kept as text' },
      { id: 'email', ok: true },
      { id: 'identifier', ok: true },
      { id: 'email_verified', ok: null },
      { id: 'arrival', ok: true, message: 'nobody else has this id, email or username' },
    ],
  })
  expect(JSON.stringify(body)).not.toMatch(/typed-secret|stored-secret/)
})

test('a profile that is refused is shown all the same, with the check that it fails', async () => {
  const { run } = await start(() => ({ kind: 'value', value: { emial: 'ann@example.com' } }))
  expect((await run('login', { arguments: person })).body).toMatchObject({
    ok: false,
    profile_preview: { returned: { emial: 'ann@example.com' }, fields: [] },
    checks: [
      { id: 'user_id', ok: false },
      { id: 'email', ok: false, message: 'email is missing' },
      { id: 'identifier', ok: true },
      { id: 'email_verified', ok: null },
    ],
  })
})

test('a test-run stops when whoever started it hangs up', async () => {
  const started = Promise.withResolvers<AbortSignal | undefined>()
  const stopped = Promise.withResolvers<void>()
  const { url, id, token, admin } = await start(({ signal }) => {
    started.resolve(signal)
    signal?.addEventListener('abort', () => stopped.resolve())
    return stopped.promise.then(() => ({ kind: 'none' }))
  })
  const answer = await token({
    grant_type: 'client_credentials',
    ...admin,
    audience: `${url}/api/v2/`,
  })
  const { access_token } = answer.body as { access_token: string }
  const hangUp = new AbortController()
  const call = fetch(`${url}/api/v2/connections/${id}/scripts/login/try`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ arguments: person, script: 'function login() {}' }),
    signal: hangUp.signal,
  })
  expect((await started.promise)?.aborted).toBe(false)
  hangUp.abort()
  await expect(call).rejects.toThrow()
  await stopped.promise
})

test('scripts that write are given a key of their own in each test-run, where the context is switched on', async () => {
  const { runtime, api, connection } = await start(() => ({ kind: 'none' }))
  const id = await connection('with-context', { enable_script_context: true })
  const run = (name: string, given: object) =>
    api('POST', `connections/${id}/scripts/${name}/try`, { arguments: given, script: 'function () {}' })
  for (const name of ['delete', 'delete', 'get_user']) await run(name, { id: '7', email: 'a@b.c' })
  const [first, second, looking] = runtime.calls.map(({ args }) => args.at(-1))
  expect(first).toEqual({ idempotency_key: expect.stringMatching(/^[0-9a-f]{32}$/) })
  expect(second).not.toEqual(first)
  expect(looking).toEqual({ identifierType: expect.stringMatching(/^(?:email|username)$/) })
})

test('a script that wants the context gets the one that is sent, or an empty one', async () => {
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const server = await startTestServer(runtime)
  const id = await server.connection('legacy', { enable_script_context: true })
  const run = (given: object) =>
    server.api('POST', `connections/${id}/scripts/login/try`, { arguments: given })
  await run({ ...person, context: { ip: '203.0.113.7' } })
  await run(person)
  expect(runtime.calls.map(({ args }) => args.at(2))).toEqual([{ ip: '203.0.113.7' }, {}])
})

test('a test-run uses the TLS that the connection allows, and a version that nobody has is refused', async () => {
  const { runtime, api, connection } = await start(() => ({ kind: 'none' }))
  const id = await connection('of-old', { ferry_tls_min_version: 'TLSv1.1' })
  await api('POST', `connections/${id}/scripts/login/try`, { arguments: person })
  expect(runtime.calls[0]?.tls_min_version).toBe('TLSv1.1')
  expect(
    await api('PATCH', `connections/${id}`, { options: { ferry_tls_min_version: 'SSLv3' } }),
  ).toMatchObject({
    status: 400,
  })
})

test('a get_user script is told by which name it is asked, also by user_id where the test-run says so', async () => {
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const server = await startTestServer(runtime)
  const id = await server.connection('legacy', {
    enable_script_context: true,
    customScripts: { get_user: '() => 1' },
  })
  const run = (given: object) =>
    server.api('POST', `connections/${id}/scripts/get_user/try`, { arguments: given })
  await run({ email: 'ann@example.com' })
  await run({ username: 'ann' })
  await run({ identifier: '4711', context: { identifierType: 'user_id' } })
  expect(runtime.calls.map(({ args }) => args)).toEqual([
    ['ann@example.com', { identifierType: 'email' }],
    ['ann', { identifierType: 'username' }],
    ['4711', { identifierType: 'user_id' }],
  ])
})

test('calls of the callback after the first are counted', async () => {
  const { run } = await start(() => ({ outcome: { kind: 'none' }, late_settlements: 1 }))
  expect((await run('login', { arguments: person })).body).toMatchObject({
    late_settlements: 1,
    warnings: [expect.stringContaining('called 1 more time after')],
  })
})

test('what a run may use can be asked for; its time is the operator’s setting', async () => {
  const server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {
      FERRY_SCRIPT_TIMEOUT_MS: '7000',
    },
  )
  expect((await server.api('GET', 'script-limits')).body).toMatchObject({
    wall_ms: 7_000,
    memory_mb: 128,
    source_bytes: 102_400,
    cpu_ms: 2_000,
    kdf_cpu_ms: 5_000,
    entry_ms: 1_000,
    runs_per_connection: 20,
    test_runs_per_tenant: 5,
  })
})
