import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const start = (script: Parameters<typeof createFakeRuntime>[0] = () => ({ kind: 'none' })) => {
  const runtime = createFakeRuntime(script)
  return startTestServer(runtime).then((server) => ({ ...server, runtime }))
}
type Body = { [name: string]: never } & { options: { configuration: { [key: string]: string } } }

test('a new connection has the defaults that were recorded at Auth0', async () => {
  const { api } = await start()
  const { status, body } = await api('POST', 'connections', { name: 'X', strategy: 'auth0' })
  expect(status).toBe(201)
  expect(body).toEqual({
    id: expect.stringMatching(/^con_[A-Za-z0-9]{16}$/),
    options: {
      mfa: { active: true, return_enroll_settings: true },
      passwordPolicy: 'good',
      strategy_version: 2,
      authentication_methods: {
        password: { enabled: true, api_behavior: 'required' },
        passkey: { enabled: false },
      },
      passkey_options: {
        challenge_ui: 'both',
        progressive_enrollment_enabled: true,
        local_enrollment_enabled: true,
      },
      brute_force_protection: true,
    },
    strategy: 'auth0',
    name: 'X',
    is_domain_connection: false,
    authentication: { active: true },
    connected_accounts: { active: false },
    enabled_clients: [],
    realms: ['X'],
  })
  expect(await api('POST', 'connections', { name: 'X', strategy: 'auth0' })).toMatchObject({
    status: 409,
    body: {
      statusCode: 409,
      error: 'Conflict',
      errorCode: 'conflict',
      // The answer leads to the connection that is there.
      message: expect.stringContaining(
        `use PATCH /api/v2/connections/${(body as { id: string }).id}, which replaces options as a whole`,
      ),
    },
  })
})

/** @returns ids of new clients */
function addClients(api: TestServer['api'], count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const { body } = await api('POST', 'clients', { name: `Client ${at}` })
      return (body as { client_id: string }).client_id
    }),
  )
}

const script = '// ünïcode \u2028\r\nfunction login (e, p, cb) {\n\t`text`; cb(null)\n};\n'

test('scripts and options that are kept only come back as they were sent, to the byte', async () => {
  const { api } = await start()
  const options = {
    customScripts: { login: script, get_user: '', verify: 'x' },
    disable_self_service_change_password: false,
    upstream_params: { nested: [1, null, { __x: 'y' }] },
  }
  const created = await api('POST', 'connections', { name: 'X', strategy: 'auth0', options })
  expect((created.body as Body).options).toMatchObject(options)
  const { id } = created.body as Body
  const read = await api('GET', `connections/${id}`)
  expect((read.body as Body).options).toEqual((created.body as Body).options)
})

test('PATCH replaces options whole, keeps the rest, and refuses name and strategy', async () => {
  const { api } = await start()
  const [a] = await addClients(api, 1)
  const { body } = await api('POST', 'connections', {
    name: 'X',
    strategy: 'auth0',
    display_name: 'People',
    enabled_clients: [a],
    options: { customScripts: { login: script }, configuration: { A: 'secret-a' }, own: 1 },
  })
  const { id } = body as Body
  const patched = await api('PATCH', `connections/${id}`, { options: { import_mode: true } })
  expect(patched.body).toMatchObject({ display_name: 'People', enabled_clients: [a] })
  expect((patched.body as Body).options).toEqual({ import_mode: true })
  for (const field of ['name', 'strategy']) {
    expect(await api('PATCH', `connections/${id}`, { [field]: 'other' })).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringContaining(`not allowed: ${field}`) },
    })
  }
  expect((await api('PATCH', 'connections/con_nobody', { options: {} })).status).toBe(404)
})

test('K6: configuration is read as marks; a mark sent back keeps the value, any other text replaces it', async () => {
  const { api, runtime } = await start(({ configuration }) => ({
    kind: 'value',
    value: { user_id: 1, email: 'a@b.c', ...configuration.values },
  }))
  const { body, text } = await api('POST', 'connections', {
    name: 'X',
    strategy: 'auth0',
    options: { customScripts: { login: script }, configuration: { A: 'secret-a', B: 'secret-b' } },
  })
  expect(text).not.toContain('secret-')
  const { id, options } = body as Body
  const marks = options.configuration
  expect(new Set(Object.values(marks)).size).toBe(2)
  const values = async () => {
    await api('POST', `connections/${id}/scripts/login/try`, { arguments: { email: 'a@b.c', password: 'x' } })
    return runtime.calls.at(-1)?.configuration.values
  }
  const patch = (configuration: object) =>
    api('PATCH', `connections/${id}`, { options: { ...options, configuration } })

  expect(((await patch(marks)).body as Body).options.configuration).toEqual(marks)
  expect(await values()).toEqual({ A: 'secret-a', B: 'secret-b' })
  await patch({ A: marks.A, B: 'new-b', C: 'new-c' })
  expect(await values()).toEqual({ A: 'secret-a', B: 'new-b', C: 'new-c' })
  // A mark stands for its own key only: under another it is a text like any other.
  await patch({ A: marks.B })
  expect(await values()).toEqual({ A: marks.B })
  await patch({})
  expect(await values()).toEqual({})
})

test('a mark of one connection is worth nothing at another', async () => {
  const { api, runtime } = await start()
  const options = { customScripts: { login: script }, configuration: { A: 'secret-a' } }
  const first = (await api('POST', 'connections', { name: 'X', strategy: 'auth0', options })).body as Body
  const second = (
    await api('POST', 'connections', {
      name: 'Y',
      strategy: 'auth0',
      options: { ...options, configuration: first.options.configuration },
    })
  ).body as Body
  await api('POST', `connections/${second.id}/scripts/login/try`, {
    arguments: { email: 'a', password: 'b' },
  })
  expect(Object.values(runtime.calls[0]?.configuration.values ?? {})).not.toContain('secret-a')
})

test('If-Match refuses a change to a connection that has moved on', async () => {
  const { api } = await start()
  const { body, headers } = await api('POST', 'connections', { name: 'X', strategy: 'auth0' })
  const { id } = body as Body
  const etag = String(headers.etag)
  const change = { options: { import_mode: true } }
  const first = await api('PATCH', `connections/${id}`, change, { 'if-match': etag })
  expect(first.status).toBe(200)
  expect(first.headers.etag).not.toBe(etag)
  expect((await api('PATCH', `connections/${id}`, change, { 'if-match': etag })).status).toBe(412)
})

describe('connections that are refused', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {},
      afterAll,
    )
  })

  test.each<[string, object, RegExp]>([
    ['no name', { name: undefined }, /Missing required property: name/],
    ['no strategy', { strategy: undefined }, /Missing required property: strategy/],
    ['another strategy', { strategy: 'google-oauth2' }, /the only strategy is auth0.*on property strategy/],
    ['a name with a blank', { name: 'my db' }, /on property name/],
    ['a name that starts with a dash', { name: '-db' }, /on property name/],
    ['a name of 129 characters', { name: 'x'.repeat(129) }, /on property name/],
    ['options that are a list', { options: [] }, /on property options/],
    [
      'a script that is a number',
      { options: { customScripts: { login: 5 } } },
      /options\.customScripts\.login/,
    ],
    ['a script over 100 KB', { options: { customScripts: { login: 'x'.repeat(102_401) } } }, /102400 bytes/],
    [
      'a configuration value that is a number',
      { options: { configuration: { A: 5 } } },
      /options\.configuration\.A/,
    ],
    ['import_mode that is text', { options: { import_mode: 'true' } }, /options\.import_mode/],
    [
      'attributes and requires_username',
      { options: { attributes: {}, requires_username: true } },
      /Cannot set both options.attributes and options.requires_username/,
    ],
  ])('a connection with %s is refused and the error names the field', async (_, fields, message) => {
    const answer = await server.api('POST', 'connections', { name: 'X', strategy: 'auth0', ...fields })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        statusCode: 400,
        error: 'Bad Request',
        errorCode: 'invalid_body',
        message: expect.stringMatching(message),
      },
    })
    expect((await server.api('GET', 'connections')).body).toEqual([])
  })
})

test('lists answer in the form that each generation of clients asks for', async () => {
  const { api } = await start()
  for (const name of ['a', 'b', 'c']) await api('POST', 'connections', { name, strategy: 'auth0' })
  const names = (list: unknown) => (list as { name: string }[]).map(({ name }) => name)
  const get = async (query: string) =>
    (await api('GET', `connections?${query}`)).body as { [key: string]: unknown }

  expect(names(await get(''))).toEqual(['a', 'b', 'c'])
  expect(names(await get('page=1&per_page=2'))).toEqual(['c'])
  expect(await get('page=9&per_page=2')).toEqual([])
  expect(await get('page=9&per_page=2&include_totals=true')).toEqual({
    start: 18,
    limit: 2,
    length: 0,
    total: 3,
    connections: [],
  })
  expect(await get('include_totals=true&per_page=2')).toMatchObject({
    start: 0,
    limit: 2,
    length: 2,
    total: 3,
  })
  // take or from wins over include_totals
  const first = await get('include_totals=true&take=2&strategy=auth0')
  expect(Object.keys(first).toSorted()).toEqual(['connections', 'next'])
  expect(names(first.connections)).toEqual(['a', 'b'])
  const second = await get(`take=2&from=${encodeURIComponent(String(first.next))}`)
  expect(Object.keys(second)).toEqual(['connections'])
  expect(names(second.connections)).toEqual(['c'])
  expect(names(await get('name=b'))).toEqual(['b'])
  expect(await get('strategy=ad&strategy=samlp')).toEqual([])
  expect(names(await get('strategy=ad&strategy=auth0'))).toEqual(['a', 'b', 'c'])
  expect(await get('name=b&fields=name,strategy&include_fields=true')).toEqual([
    { name: 'b', strategy: 'auth0' },
  ])
  expect(Object.keys((await get('name=b&fields=options&include_fields=false'))['0'] as object)).not.toContain(
    'options',
  )
  for (const query of ['per_page=101', 'page=-1', 'take=0', 'include_totals=yes', 'from=garbage&take=1']) {
    expect(await api('GET', `connections?${query}`)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_query_string' },
    })
  }
})

test('clients of a connection are listed and switched', async () => {
  const { api } = await start()
  const [a, b, c] = await addClients(api, 3)
  const { body } = await api('POST', 'connections', {
    name: 'X',
    strategy: 'auth0',
    enabled_clients: [a, b],
  })
  const path = `connections/${(body as Body).id}/clients`
  expect((await api('GET', `${path}?take=1`)).body).toEqual({ clients: [{ client_id: a }], next: '1' })
  expect((await api('GET', `${path}?take=1&from=1`)).body).toEqual({ clients: [{ client_id: b }] })
  const change = [
    { client_id: a, status: false },
    { client_id: c, status: true },
  ]
  expect(await api('PATCH', path, change)).toMatchObject({ status: 204, text: '' })
  expect((await api('GET', path)).body).toEqual({ clients: [{ client_id: b }, { client_id: c }] })
  expect((await api('PATCH', path, Array(51).fill(change[0]))).status).toBe(400)
})

test('DELETE takes the body {} that old SDKs send, answers 204, and again when the connection is gone', async () => {
  const { api } = await start()
  const { body } = await api('POST', 'connections', { name: 'X', strategy: 'auth0' })
  const path = `connections/${(body as Body).id}`
  expect((await api('DELETE', path, {})).status).toBe(204)
  expect(await api('GET', path)).toMatchObject({
    status: 404,
    body: { errorCode: 'inexistent_connection', message: 'The connection does not exist' },
  })
  expect((await api('DELETE', path)).status).toBe(204)
})
