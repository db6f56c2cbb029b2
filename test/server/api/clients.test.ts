import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Made {
  client_id: string
  client_secret?: string
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

async function create(fields: object = {}): Promise<Made> {
  const answer = await server.api('POST', 'clients', { name: 'app', ...fields })
  expect(answer.status, answer.text).toBe(201)
  return answer.body as Made
}

const tokenOf = (client: Made, more: object = {}): Promise<Answer> =>
  server.token({
    grant_type: 'client_credentials',
    client_id: client.client_id,
    client_secret: client.client_secret,
    audience: `${server.url}/api/v2/`,
    ...more,
  })

/** A client with these scopes of the Management API, and its way to call it. */
async function machine(scope: string[]) {
  const client = await create({ app_type: 'non_interactive' })
  const grant = await server.api('POST', 'client-grants', {
    client_id: client.client_id,
    audience: `${server.url}/api/v2/`,
    scope,
  })
  expect(grant.status, grant.text).toBe(201)
  const { access_token } = (await tokenOf(client)).body as { access_token: string }
  const api = (method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(`/api/v2/${path}`, { method, body, headers: { authorization: `Bearer ${access_token}` } })
  return { client, grant_id: (grant.body as { id: string }).id, api }
}

describe('clients', () => {
  test('K6: the secret is in the answer that makes it, and in no later one', async () => {
    const made = await create({ callbacks: ['https://app.example.com/callback'], addons: { a: [1] } })
    expect(made).toMatchObject({
      name: 'app',
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      callbacks: ['https://app.example.com/callback'],
      addons: { a: [1] },
      token_endpoint_auth_method: 'client_secret_post',
      tenant: 'default',
      global: false,
      refresh_token: { rotation_type: 'rotating', leeway: 0 },
    })
    const answers = [
      await server.api('GET', `clients/${made.client_id}`),
      await server.api('GET', 'clients?per_page=100'),
      await server.api('GET', 'clients?fields=client_secret,name,secret_sha256'),
      await server.api('PATCH', `clients/${made.client_id}`, { name: 'renamed' }),
    ]
    for (const { text, status } of answers) {
      expect(status).toBe(200)
      expect(text).not.toContain(made.client_secret)
      expect(text).not.toContain('client_secret"')
      expect(text).not.toContain('sha256')
    }
    expect(answers[3]?.body).toMatchObject({ name: 'renamed', addons: { a: [1] } })
  })

  test('a public client has no secret; one that begins to need it gets one, and one that stops loses it', async () => {
    const spa = await create({ app_type: 'spa' })
    expect(spa).toMatchObject({ token_endpoint_auth_method: 'none' })
    expect(spa).not.toHaveProperty('client_secret')
    const rotate = await server.api('POST', `clients/${spa.client_id}/rotate-secret`, {})
    expect(rotate).toMatchObject({ status: 400, body: { message: expect.stringContaining('no secret') } })
    const path = `clients/${spa.client_id}`
    const secured = await server.api('PATCH', path, { token_endpoint_auth_method: 'client_secret_basic' })
    expect(secured.body).toMatchObject({
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      token_endpoint_auth_method: 'client_secret_basic',
    })
    const opened = await server.api('PATCH', path, { token_endpoint_auth_method: 'none' })
    expect(opened.body).toMatchObject({ token_endpoint_auth_method: 'none' })
    expect((await server.api('GET', path)).body).toMatchObject({ token_endpoint_auth_method: 'none' })
  })

  test('a rotated secret replaces the old one at once', async () => {
    const { client } = await machine(['read:users'])
    const answer = await server.api('POST', `clients/${client.client_id}/rotate-secret`)
    const rotated = answer.body as Made
    expect(answer.status).toBe(200)
    expect(rotated.client_secret).not.toBe(client.client_secret)
    expect((await tokenOf(client)).status).toBe(401)
    expect((await tokenOf(rotated)).status).toBe(200)
  })

  test('lists as the deploy tool and the SDKs ask for them', async () => {
    await create()
    const whole = await server.api('GET', 'clients?page=0&per_page=100&include_totals=true&is_global=false')
    const { total, clients } = whole.body as { total: number; clients: Made[] }
    expect(whole.body).toMatchObject({ start: 0, limit: 100, length: total })
    expect(clients.map(({ client_id }) => client_id)).toContain(server.admin.client_id)
    expect((await server.api('GET', 'clients?is_global=true')).body).toMatchObject([{ global: true }])
    const first = await server.api('GET', 'clients?take=1&fields=client_id')
    expect(first.body).toMatchObject({
      clients: [{ client_id: expect.any(String) }],
      next: expect.any(String),
    })
    expect((await server.api('GET', `clients/nobody`)).body).toMatchObject({
      statusCode: 404,
      errorCode: 'inexistent_client',
    })
    expect((await server.api('GET', 'actions/actions?page=0&per_page=100')).body).toEqual({
      actions: [],
      total: 0,
      page: 0,
      per_page: 100,
    })
  })

  test('a client that is deleted is gone from its connections, and its tokens open nothing', async () => {
    const { client, api } = await machine(['read:connections'])
    const id = await server.connection('of-deleted', {})
    await server.api('PATCH', `connections/${id}/clients`, [{ client_id: client.client_id, status: true }])
    expect((await api('GET', 'connections')).status).toBe(200)
    expect((await server.api('DELETE', `clients/${client.client_id}`, {})).status).toBe(204)
    expect((await server.api('DELETE', `clients/${client.client_id}`)).status).toBe(204)
    expect((await api('GET', 'connections')).status).toBe(401)
    const { body } = await server.api('GET', `connections/${id}/clients`)
    expect(body).toEqual({ clients: [{ client_id: server.admin.client_id }] })
  })

  test.each<[string, object, string | RegExp]>([
    ['a callback that is no URL', { callbacks: ['https://a.example', 'nope'] }, /callbacks\.1/],
    ['a callback with a fragment', { callbacks: ['https://a.example/#x'] }, /callbacks\.0/],
    ['a callback that is a script', { callbacks: ['javascript:alert(1)'] }, /callbacks\.0/],
    ['a callback with a password', { callbacks: ['https://u:p@a.example/'] }, /callbacks\.0/],
    [
      'a logout address that is data',
      { allowed_logout_urls: ['data:text/html,x'] },
      /allowed_logout_urls\.0/,
    ],
    ['an origin with a path', { web_origins: ['https://a.example/app'] }, /web_origins\.0.*|origin/],
    ['an origin of another kind', { allowed_origins: ['ftp://a.example'] }, /allowed_origins\.0/],
    ['an origin with a wildcard for a whole domain', { web_origins: ['https://*.com'] }, /web_origins\.0/],
    [
      'an origin with a wildcard inside',
      { allowed_origins: ['https://a.*.example.com'] },
      /allowed_origins\.0/,
    ],
    ['an unknown grant', { grant_types: ['magic'] }, /grant_types\.0/],
    ['an unknown way to prove itself', { token_endpoint_auth_method: 'x' }, /token_endpoint_auth_method/],
    ['a leeway without end', { refresh_token: { leeway: 61 } }, /refresh_token\.leeway/],
    [
      'an idle time longer than the life',
      { refresh_token: { token_lifetime: 10, idle_token_lifetime: 20 } },
      /idle_token_lifetime/,
    ],
    ['a secret of its own', { client_secret: 'secret' }, /rotate-secret/],
    ['a name of tags', { name: '<b>' }, /name/],
    ['a number as name', { name: 7 }, /name/],
    ['text that cannot be stored', { description2: 'a\0b' }, /description2/],
  ])('H3: %s is refused, and the field is named', async (_, fields, message) => {
    for (const answer of [
      await server.api('POST', 'clients', { name: 'app', ...fields }),
      await server.api('PATCH', `clients/${server.admin.client_id}`, fields),
    ]) {
      expect(answer, answer.text).toMatchObject({ status: 400, body: { errorCode: 'invalid_body' } })
      expect((answer.body as { message: string }).message).toMatch(message)
    }
  })

  test('custom schemes of native applications, and local addresses, are callbacks', async () => {
    const callbacks = ['com.example.app://callback', 'http://localhost:3000/cb?x=1']
    expect(await create({ callbacks })).toMatchObject({ callbacks })
  })
})

describe('client grants', () => {
  test('T4: a new client may do nothing; its grant says what, per endpoint', async () => {
    const bare = await create()
    expect(await tokenOf(bare)).toMatchObject({ status: 403, body: { error: 'access_denied' } })
    const { api, client, grant_id } = await machine(['read:users'])
    expect((await api('GET', 'users')).status).toBe(200)
    expect(await api('GET', 'connections')).toMatchObject({
      status: 403,
      body: { errorCode: 'insufficient_scope' },
    })
    const asked = await tokenOf(client, { scope: 'read:users read:connections' })
    expect(asked.body).toMatchObject({ scope: 'read:users' })
    await server.api('PATCH', `client-grants/${grant_id}`, { scope: ['read:connections'] })
    expect((await tokenOf(client)).body).toMatchObject({ scope: 'read:connections' })
    expect((await server.api('DELETE', `client-grants/${grant_id}`)).status).toBe(204)
    expect((await tokenOf(client)).status).toBe(403)
  })

  test('grants of an API have its scopes', async () => {
    const client = await create({ app_type: 'non_interactive' })
    const audience = 'https://api.example.com'
    const scopes = [{ value: 'do:it' }, { value: 'see:it' }]
    await server.api('POST', 'resource-servers', { identifier: audience, scopes })
    const body = { client_id: client.client_id, audience, scope: ['do:it', 'see:it'] }
    const made = await server.api('POST', 'client-grants', body)
    expect(made).toMatchObject({ status: 201, body })
    expect((await tokenOf(client, { audience })).body).toMatchObject({ scope: 'do:it see:it' })
    expect((await tokenOf(client)).status).toBe(403)
    expect(await server.api('POST', 'client-grants', body)).toMatchObject({
      status: 409,
      body: { errorCode: 'conflict' },
    })
    const { id } = made.body as { id: string }
    expect((await server.api('GET', `client-grants/${id}`)).body).toEqual(made.body)
    const listed = await server.api('GET', `client-grants?client_id=${client.client_id}&include_totals=true`)
    expect(listed.body).toMatchObject({ total: 1, client_grants: [made.body] })
  })

  test('unknown clients, scopes and grants are refused', async () => {
    const audience = `${server.url}/api/v2/`
    const { client_id } = await create()
    const post = (body: object) => server.api('POST', 'client-grants', body)
    expect((await post({ client_id: 'nobody', audience, scope: [] })).status).toBe(404)
    expect(await post({ client_id, audience, scope: ['read:moon'] })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('read:moon') },
    })
    expect((await post({ client_id, audience, scope: ['two words'] })).status).toBe(400)
    expect((await server.api('GET', 'client-grants/cgr_x')).status).toBe(404)
    expect((await server.api('PATCH', 'client-grants/cgr_x', { scope: [] })).status).toBe(404)
  })

  test('nobody hands out what they do not have: not by a grant, nor by the secret of a stronger client', async () => {
    const { api, client, grant_id } = await machine([
      'create:client_grants',
      'update:client_grants',
      'update:client_keys',
      'update:clients',
      'read:users',
    ])
    const other = await create()
    const audience = `${server.url}/api/v2/`
    const refused = { status: 403, body: { errorCode: 'insufficient_scope' } }
    const grant = { client_id: other.client_id, audience }
    expect(await api('POST', 'client-grants', { ...grant, scope: ['delete:users'] })).toMatchObject(refused)
    expect(await api('POST', 'client-grants', { ...grant, scope: ['read:users'] })).toMatchObject({
      status: 201,
    })
    expect(await api('PATCH', `client-grants/${grant_id}`, { scope: ['manage:tenants'] })).toMatchObject(
      refused,
    )
    expect(await api('POST', `clients/${server.admin.client_id}/rotate-secret`)).toMatchObject(refused)
    expect(await api('POST', `clients/${client.client_id}/rotate-secret`)).toMatchObject({ status: 200 })
  })
})

describe('settings of the tenant', () => {
  test('they are changed member by member, and null removes', async () => {
    const patch = (body: object) => server.api('PATCH', 'tenants/settings', body)
    expect((await server.api('GET', 'tenants/settings')).body).toMatchObject({
      flags: { enable_public_signup_user_exists_error: true },
      session_lifetime: 168,
      idle_session_lifetime: 72,
    })
    await patch({
      friendly_name: 'Acme',
      picture_url: 'https://a.example/a.png',
      support_email: 'a@a.example',
    })
    const flags = { enable_public_signup_user_exists_error: false }
    const answer = await patch({ flags, picture_url: null, support_email: '' })
    const { body } = await server.api('GET', 'tenants/settings')
    expect(body).toEqual(answer.body)
    expect(body).toEqual({
      friendly_name: 'Acme',
      flags,
      session_lifetime: 168,
      idle_session_lifetime: 72,
      session_lifetime_in_minutes: 10_080,
      idle_session_lifetime_in_minutes: 4_320,
      ferry_recent_sign_in: true,
      ferry_any_audience: false,
    })
  })

  test('lifetimes of sessions are set in minutes as well, as newer clients of Auth0 do', async () => {
    const patch = (body: object) => server.api('PATCH', 'tenants/settings', body)
    expect(
      (await patch({ session_lifetime_in_minutes: 90, idle_session_lifetime_in_minutes: 30 })).body,
    ).toMatchObject({
      session_lifetime: 1.5,
      idle_session_lifetime: 0.5,
      session_lifetime_in_minutes: 90,
      idle_session_lifetime_in_minutes: 30,
    })
    const both = await patch({ session_lifetime: 2, session_lifetime_in_minutes: null })
    expect(both.body).toMatchObject({ session_lifetime: 168, idle_session_lifetime: 0.5 })
    expect((await patch({ session_lifetime: 2 })).body).toMatchObject({ session_lifetime_in_minutes: 120 })
    expect((await patch({ session_lifetime_in_minutes: 0 })).status).toBe(400)
    await patch({ session_lifetime: null, idle_session_lifetime: null })
  })

  test('colours and logo', async () => {
    await server.api('PATCH', 'branding', {
      colors: { primary: '#0059d6' },
      logo_url: 'https://a.example/l.png',
    })
    await server.api('PATCH', 'branding', { colors: { page_background: '#ffffff' }, logo_url: null })
    expect((await server.api('GET', 'branding')).body).toEqual({
      colors: { primary: '#0059d6', page_background: '#ffffff' },
    })
    await server.api('PATCH', 'branding', { colors: null })
    expect((await server.api('GET', 'branding')).body).toEqual({})
  })

  test.each<[string, string, object]>([
    ['tenants/settings', 'picture_url', { picture_url: 'javascript:alert(1)' }],
    ['tenants/settings', 'support_email', { support_email: 'nobody' }],
    ['tenants/settings', 'session_lifetime', { session_lifetime: 0 }],
    ['tenants/settings', 'flags', { flags: { unknown_flag: true } }],
    ['branding', 'colors.primary', { colors: { primary: 'red' } }],
    ['branding', 'colors.primary', { colors: { primary: '#fff;background:url(x)' } }],
    ['branding', 'logo_url', { logo_url: 'data:image/png,x' }],
  ])('%s refuses a wrong %s', async (path, field, body) => {
    const answer = await server.api('PATCH', path, body)
    expect(answer, answer.text).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(field) },
    })
  })
})

test('T5: each change leaves exactly one entry with actor and path, and neither query nor body', async () => {
  const own = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const made = await own.api('POST', 'clients', { name: 'canary-of-the-body' })
  const { client_id } = made.body as Made
  await own.api('GET', `clients/${client_id}`)
  await own.api('PATCH', `clients/${client_id}?canary=query`, { description: 'canary' })
  await own.api('PATCH', `clients/${client_id}`, { name: 7 })
  await own.api('DELETE', `clients/${client_id}`)
  await own.api('DELETE', 'users/auth0%7Cnobody')
  const logged = () => own.api('GET', 'logs?q=type:sapi&sort=date:1&per_page=100')
  // Entries are written beside the answers.
  await expect.poll(async () => (await logged()).text).toContain('auth0|nobody')
  const { body, text } = await logged()
  const entries = body as { [field: string]: unknown }[]
  expect(entries).toMatchObject([
    {
      description: 'Create a client',
      client_id: own.admin.client_id,
      client_name: 'Ferry administration',
      details: { request: { method: 'post', path: '/api/v2/clients' }, response: { statusCode: 201 } },
    },
    { details: { request: { method: 'patch', path: `/api/v2/clients/${client_id}` } } },
    { details: { request: { method: 'delete' }, response: { statusCode: 204 } } },
    { details: { request: { path: '/api/v2/users/auth0%7Cnobody' } }, user_id: 'auth0|nobody' },
  ])
  expect(entries.length).toBe(4)
  expect(text).not.toContain('canary')
})
