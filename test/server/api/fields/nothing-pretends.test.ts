/** Settings that would promise what Ferry does not do, misspelt members, null, and empty parameters. @module */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../../support/fake-runtime.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'

let server: TestServer
let client_id: string
let connection_id: string
let user_id: string
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  const { body } = await server.api('POST', 'clients', { name: 'shop' })
  client_id = (body as { client_id: string }).client_id
  connection_id = await server.connection('people', {
    enabledDatabaseCustomization: false,
    import_mode: false,
  })
  const user = await server.api('POST', 'users', {
    connection: 'people',
    email: 'ann@example.com',
    password: 'Correct-Horse-9',
  })
  user_id = (user.body as { user_id: string }).user_id
})

describe('what promises more than there is, is refused in words', () => {
  test.each<[string, object, RegExp]>([
    [
      'connections/{}',
      { authentication: { active: false } },
      /'active' cannot be false\. .+ In authentication\./,
    ],
    ['connections/{}', { is_domain_connection: true }, /'is_domain_connection' cannot be true/],
    ['connections/{}', { realms: ['example.com'] }, /name of the connection alone/],
    [
      'connections/{}',
      { options: { authentication_methods: { password: { enabled: false } } } },
      /'enabled' cannot be false\. Ferry signs people in with passwords alone\. .+ In options\.authentication_methods\.password\./,
    ],
    [
      'connections/{}',
      { options: { authentication_methods: { passkey: { enabled: true } } } },
      /'enabled' cannot be true/,
    ],
    [
      'connections/{}',
      { options: { attributes: { phone_number: { identifier: { active: true } } } } },
      /In options\.attributes\.phone_number\.identifier/,
    ],
    [
      'connections/{}',
      {
        options: {
          attributes: { username: { identifier: { active: false }, signup: { status: 'required' } } },
        },
      },
      /'username' cannot be/,
    ],
    [
      'clients/{}',
      { jwt_configuration: { alg: 'HS256' } },
      /'alg' cannot be "HS256"\. Ferry signs every token with RS256/,
    ],
    [
      'clients/{}',
      { organization_usage: 'require' },
      /'organization_usage' cannot be "require".+Set "deny" or "allow"/,
    ],
    ['clients/{}', { require_pushed_authorization_requests: true }, /pushed authorization/],
    ['clients/{}', { token_endpoint_auth_method: 'private_key_jwt' }, /private_key_jwt.+secret/],
    [
      'clients/{}',
      { client_authentication_methods: { private_key_jwt: { credentials: [] } } },
      /client_secret_post/,
    ],
    ['clients/{}', { token_quota: { client_credentials: { per_hour: 1 } } }, /quota/],
    [
      'clients/{}',
      { refresh_token: { rotation: 'rotating' } },
      /'rotation' is not known\. Did you mean 'rotation_type'\?/,
    ],
    [
      'tenants/settings',
      { flags: { revoke_refresh_token_grant: true } },
      /'revoke_refresh_token_grant' cannot be true/,
    ],
    [
      'tenants/settings',
      { default_token_quota: { clients: { client_credentials: { per_day: 5 } } } },
      /quota/,
    ],
    ['tenants/settings', { default_audience: 'https://x.example/api/v2/' }, /Management API/],
  ])('PATCH %s %j', async (path, body, message) => {
    const target = path.replace('{}', path.startsWith('clients') ? client_id : connection_id)
    const answer = await server.api('PATCH', target, body)
    expect(answer, answer.text).toMatchObject({ status: 400, body: { errorCode: 'invalid_body' } })
    expect((answer.body as { message: string }).message).toMatch(message)
    expect((answer.body as { message: string }).message).toMatch(/^Payload validation error: '/)
  })
})

describe('misspelt members are refused with the name that was meant', () => {
  test.each<[string, string, object, string]>([
    [
      'POST',
      'users',
      { connection: 'people', emial: 'a@b.example', password: 'x' },
      "'emial' is not known. Did you mean 'email'?",
    ],
    [
      'POST',
      'connections',
      { name: 'x', strategy: 'auth0', optionz: {} },
      "'optionz' is not known. Did you mean 'options'?",
    ],
    [
      'POST',
      'connections',
      { name: 'x', strategy: 'auth0', options: { import_mod: true } },
      "'import_mod' is not known. Did you mean 'import_mode'? In options.",
    ],
    [
      'POST',
      'connections',
      { name: 'x', strategy: 'auth0', options: { password_history: { enabled: true } } },
      "'enabled' is not known. Did you mean 'enable'? In options.password_history.",
    ],
    [
      'POST',
      'tickets/password-change',
      { user_id: 'x', ttl: 60 },
      "'ttl' is not known. Did you mean 'ttl_sec'?",
    ],
    [
      'POST',
      'clients',
      { name: 'x', isFirstParty: true },
      "'isFirstParty' is not known. Did you mean 'is_first_party'?",
    ],
    ['PATCH', 'tenants/settings', { flag: {} }, "'flag' is not known. Did you mean 'flags'?"],
    [
      'PATCH',
      'connections/c/clients',
      [{ client_id: 'x', status: true, stat: 1 }] as never,
      "'stat' is not known. Did you mean 'status'?",
    ],
    ['POST', 'clients', { name: 'x', [`${'n'.repeat(10_000)}`]: 1 }, `'${'n'.repeat(64)}' is not known.`],
  ])('%s %s %j', async (method, path, body, message) => {
    const answer = await server.api(method, path, body)
    expect(answer, answer.text).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: `Payload validation error: ${message}` },
    })
  })

  test('at the Authentication API too, but for what RFC 6749 lets pass', async () => {
    const post = (path: string, body: object) => server.call(path, { method: 'POST', body })
    const person = { client_id: server.admin.client_id, connection: 'people', password: 'Correct-Horse-9' }
    expect((await post('/dbconnections/signup', { ...person, emial: 'b@example.com' })).text).toContain(
      "'emial' is not known. Did you mean 'email'?",
    )
    const custom = await post('/dbconnections/signup', { ...person, email: 'b@example.com', shoe_size: 43 })
    // For the create script: nobody can know its names.
    expect(custom.status).toBe(200)
    expect(
      (await post('/dbconnections/change_password', { connection: 'people', emial: 'b' })).text,
    ).toContain("Did you mean 'email'?")
    expect((await post('/oauth/token', { grant_type: 'magic', scpoe: 'x' })).text).toContain(
      'unsupported_grant_type',
    )
    expect((await post('/oauth/token', { grant_type: 'password', organization: 'org_1' })).text).toContain(
      'organization',
    )
  })

  test('ten thousand unknown members, and long ones, are refused at once', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`member_${at}_${'x'.repeat(50)}`, at]),
    )
    const before = performance.now()
    expect((await server.api('POST', 'clients', { name: 'x', ...many })).status).toBe(400)
    expect(performance.now() - before).toBeLessThan(1_000)
  })
})

test('an answer tells which of the fields that it took do nothing', async () => {
  const answer = await server.api('PATCH', `clients/${client_id}`, {
    name: 'shop',
    logo_uri: 'https://a.example/l.png',
    jwt_configuration: { secret_encoded: true, lifetime_in_seconds: 60 },
    client_metadata: { own: 'text' },
  })
  expect(answer.headers['ferry-kept-only']).toBe('logo_uri, jwt_configuration.secret_encoded')
  const plain = await server.api('PATCH', `clients/${client_id}`, { description: 'a shop' })
  expect(plain.headers['ferry-kept-only']).toBeUndefined()
})

describe('null', () => {
  test('in a new object it is as if the field were missing', async () => {
    const made = await server.api('POST', 'clients', {
      name: 'nulls',
      description: null,
      callbacks: null,
      organization_usage: null,
      logo_uri: null,
      client_metadata: { a: null, b: 'kept' },
    })
    expect(made.status, made.text).toBe(201)
    for (const field of ['description', 'callbacks', 'organization_usage', 'logo_uri']) {
      expect(made.body).not.toHaveProperty(field)
    }
    expect(made.body).toMatchObject({ client_metadata: { b: 'kept' } })
    const connection = await server.api('POST', 'connections', {
      name: 'nulls',
      strategy: 'auth0',
      display_name: null,
      metadata: null,
      options: { configuration: { A: 'a', B: null }, validation: null, disable_signup: null },
    })
    expect(connection.status, connection.text).toBe(201)
    expect(connection.body).not.toHaveProperty('display_name')
    const { options } = connection.body as { options: { [name: string]: object } }
    expect(Object.keys(options.configuration ?? {})).toEqual(['A'])
    expect(options).not.toHaveProperty('disable_signup')
    const user = await server.api('POST', 'users', {
      connection: 'people',
      email: 'nulls@example.com',
      password: 'Correct-Horse-9',
      name: 'Nulls',
      nickname: null,
      username: null,
      user_metadata: null,
    })
    expect(user.status, user.text).toBe(201)
  })

  test('in a change it clears, or is refused by name', async () => {
    const full = {
      description: 'd',
      app_type: 'spa',
      callbacks: ['https://a.example'],
      allowed_logout_urls: ['https://a.example'],
      web_origins: ['https://a.example'],
      allowed_origins: ['https://a.example'],
      client_metadata: { a: 'b' },
      jwt_configuration: { lifetime_in_seconds: 60 },
      logo_uri: 'https://a.example/l.png',
      organization_usage: 'deny',
    }
    const made = await server.api('POST', 'clients', { name: 'to clear', ...full })
    const path = `clients/${(made.body as { client_id: string }).client_id}`
    for (const field of Object.keys(full)) {
      const answer = await server.api('PATCH', path, { [field]: null })
      expect(answer.status, `${field}: ${answer.text}`).toBe(200)
      expect(answer.body, field).not.toHaveProperty(field)
    }
    expect((await server.api('PATCH', path, { refresh_token: { leeway: 5 } })).status).toBe(200)
    expect((await server.api('PATCH', path, { refresh_token: null })).body).toMatchObject({
      refresh_token: { leeway: 0 },
    })
    expect((await server.api('PATCH', path, { grant_types: null })).status).toBe(200)
    expect(await server.api('PATCH', path, { name: null })).toMatchObject({
      status: 400,
      body: {
        message:
          "Payload validation error: 'cannot be null: leave it out, or send a value' on property name.",
      },
    })
  })

  test('of a connection, a user and the tenant', async () => {
    const path = `connections/${connection_id}`
    const set = { display_name: 'D', metadata: { a: 'b' }, show_as_button: true }
    await server.api('PATCH', path, set)
    for (const field of Object.keys(set)) {
      const answer = await server.api('PATCH', path, { [field]: null })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).not.toHaveProperty(field)
    }
    const user = `users/${user_id}`
    await server.api('PATCH', user, {
      user_metadata: { a: 1, b: 2 },
      blocked: true,
      nickname: 'A',
      phone_verified: true,
    })
    const cleared = await server.api('PATCH', user, {
      user_metadata: null,
      blocked: null,
      nickname: null,
      phone_verified: null,
    })
    expect(cleared.status, cleared.text).toBe(200)
    for (const field of ['user_metadata', 'blocked', 'nickname', 'phone_verified']) {
      expect(cleared.body).not.toHaveProperty(field)
    }
    for (const field of ['email', 'password', 'username']) {
      const refused = await server.api('PATCH', user, { [field]: null })
      expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining(field) } })
    }
    await server.api('PATCH', 'attack-protection/brute-force-protection', { max_attempts: 3 })
    expect(
      (await server.api('PATCH', 'attack-protection/brute-force-protection', { max_attempts: null })).body,
    ).toMatchObject({
      max_attempts: 10,
    })
    await server.api('PATCH', 'tenants/settings', {
      flags: { enable_public_signup_user_exists_error: false },
    })
    expect((await server.api('PATCH', 'tenants/settings', { flags: null })).body).toMatchObject({
      flags: { enable_public_signup_user_exists_error: true },
    })
  })
})

test.each([
  'users?q=&page=&per_page=&include_totals=&sort=&fields=&search_engine=',
  'connections?name=&strategy=&take=&from=&fields=&include_fields=',
  'clients?page=&app_type=&is_global=&fields=',
  'client-grants?client_id=&audience=&take=&from=',
  'logs?q=&page=&sort=&from=&take=',
])('empty parameters count as missing: %s', async (path) => {
  const [plain = ''] = path.split('?')
  const { body } = await server.api('GET', plain)
  const answer = await server.api('GET', path)
  expect(answer.status, answer.text).toBe(200)
  if (plain !== 'logs') expect(answer.body).toEqual(body)
})

test('a ticket is for the identity, connection and address that it names, or is refused', async () => {
  const ticket = (body: object) => server.api('POST', 'tickets/password-change', { user_id, ...body })
  const [, external_id = ''] = user_id.split('|')
  expect((await ticket({ identity: { provider: 'auth0', user_id: external_id } })).status).toBe(201)
  expect((await ticket({ connection_id, email: 'ANN@example.com' })).status).toBe(201)
  const wrong: [object, string][] = [
    [{ identity: { provider: 'auth0', user_id: 'other' } }, 'identity'],
    [{ connection_id: 'con_other' }, 'connection_id'],
    [{ email: 'other@example.com' }, 'email'],
    [{ organization_id: 'org_1' }, 'organization_id'],
  ]
  for (const [body, field] of wrong) {
    expect(await ticket(body), field).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(field) },
    })
  }
  expect(await ticket({ client_id: 'nobody' })).toMatchObject({ status: 404 })
})
