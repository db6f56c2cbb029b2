import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { answerOf, CALLBACK, createBrowser, pkce, stateOf } from '../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const NAMED = { client_name: 'Calendar', redirect_uris: [CALLBACK] }

interface Registered {
  client_id: string
  client_secret?: string
}

async function open({ flag = true, until }: { flag?: boolean; until?: typeof afterAll } = {}) {
  const runtime = createFakeRuntime(people)
  const server = await (until ? startTestServer(runtime, {}, until) : startTestServer(runtime))
  if (flag) await allow(server)
  const register = (body: unknown, from: { local_address?: string } = {}) =>
    server.call('/oidc/register', { method: 'POST', body, ...from })
  const registered = async (body: object = NAMED): Promise<Registered> => {
    const answer = await register(body)
    if (answer.status !== 201) throw new Error(answer.text)
    return answer.body as Registered
  }
  return { server, register, registered }
}

const allow = (server: TestServer, on = true) =>
  server.api('PATCH', 'tenants/settings', { flags: { enable_dynamic_client_registration: on } })

async function enable(server: TestServer, client_id: string): Promise<void> {
  const connection_id = await server.connection('legacy')
  await server.api('PATCH', `connections/${connection_id}/clients`, [{ client_id, status: true }])
}

const discovered = async (server: TestServer): Promise<unknown> =>
  ((await server.call('/.well-known/openid-configuration')).body as { registration_endpoint?: string })
    .registration_endpoint

test('registration is off until the tenant opens it, and discovery names it only while it is open', async () => {
  const { server, register } = await open({ flag: false })
  expect(await register(NAMED)).toMatchObject({ status: 403, body: { error: 'access_denied' } })
  expect(await discovered(server)).toBeUndefined()
  expect(await allow(server)).toMatchObject({ status: 200 })
  expect(await discovered(server)).toMatch(/\/oidc\/register$/)
  expect((await register(NAMED)).status).toBe(201)
  await allow(server, false)
  expect(await discovered(server)).toBeUndefined()
  expect((await register(NAMED)).status).toBe(403)
})

test('A31: a client that registers itself is a third party with the code flow alone', async () => {
  const { server, register } = await open()
  const { status, body, headers } = await register({
    ...NAMED,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials', 'password', 'implicit'],
    response_types: ['code', 'token'],
    contacts: ['someone@example.com'],
    is_first_party: true,
    api_scopes: ['*'],
    cross_origin_authentication: true,
    oidc_logout: { backchannel_logout_urls: ['http://127.0.0.1/'] },
  })
  expect(status).toBe(201)
  expect(headers['cache-control']).toBe('no-store')
  expect(body).toEqual({
    client_id: expect.stringMatching(/^tpc_[0-9a-zA-Z]{32}$/),
    client_secret: expect.stringMatching(/^.{40,}$/),
    client_secret_expires_at: 0,
    client_id_issued_at: expect.any(Number),
    client_name: 'Calendar',
    redirect_uris: [CALLBACK],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'web',
  })
  const { client_id } = body as Registered
  const { body: found } = await server.api('GET', `clients/${client_id}`)
  expect(found).toEqual({
    client_id,
    name: 'Calendar',
    tenant: 'default',
    global: false,
    is_first_party: false,
    app_type: 'regular_web',
    grant_types: ['authorization_code', 'refresh_token'],
    callbacks: [CALLBACK],
    token_endpoint_auth_method: 'client_secret_post',
    refresh_token: expect.any(Object),
  })
  const grants = await server.api('GET', `client-grants?client_id=${client_id}`)
  expect(grants.body).toEqual([])
})

test('a public client gets no secret, and a client without a name has that of its address', async () => {
  const { register } = await open()
  const answer = await register({
    redirect_uris: ['http://127.0.0.1:8080/callback'],
    token_endpoint_auth_method: 'none',
  })
  expect(answer).toMatchObject({ status: 201, body: { client_name: '127.0.0.1:8080' } })
  expect(Object.keys(answer.body as object).filter((name) => name.startsWith('client_secret'))).toEqual([])
})

describe('what a client cannot register', () => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open({ until: afterAll })
  })

  test.each([
    ['none', []],
    ['a text', CALLBACK],
    ['a wildcard in the path', ['https://app.example.com/*']],
    ['a wildcard in the host', ['https://*.example.com/callback']],
    ['http', ['http://app.example.com/callback']],
    ['no scheme', ['//app.example.com/callback']],
    ['a path', ['/callback']],
    ['a fragment', [`${CALLBACK}#there`]],
    ['a password', ['https://user:secret@app.example.com/callback']],
    ['a script', ['javascript:alert(1)']],
    ['data', ['data:text/html,hello']],
    ['NUL', ['https://app.example.com/\0']],
    ['2,025 characters', [`https://app.example.com/${'a'.repeat(2_000)}`]],
    ['eleven', Array.from({ length: 11 }, (_, at) => `${CALLBACK}/${at}`)],
    ['a number beside a good one', [CALLBACK, 7]],
  ])('redirect_uris with %s', async (_name, redirect_uris) => {
    const { server, register } = opened
    const { status, body } = await register({ redirect_uris })
    expect(status).toBe(400)
    expect((body as { error: string }).error).toMatch(/^invalid_(redirect_uri|client_metadata)$/)
    expect((await server.api('GET', 'clients')).body).toHaveLength(1)
  })

  test.each([
    ['jwks_uri', 'https://app.example.com/keys'],
    ['jwks', { keys: [] }],
    ['client_secret', 'of my own'],
    ['client_id', 'of my own'],
    ['software_statement', 'a.b.c'],
    ['request_uris', ['https://app.example.com/request']],
    ['sector_identifier_uri', 'https://app.example.com/sector'],
    ['subject_type', 'pairwise'],
    ['id_token_signed_response_alg', 'HS256'],
    ['token_endpoint_auth_method', 'private_key_jwt'],
    ['grant_types', ['client_credentials']],
    ['grant_types', 'authorization_code'],
    ['response_types', ['token']],
    ['application_type', 'service'],
    ['client_name', '<b>Bank</b>'],
    ['client_name', 'Bank\u202Eshop'],
    ['client_name', ' '],
    ['client_name', 'a'.repeat(101)],
  ])('%s: %j, and the answer names the member', async (name, value) => {
    const { status, body } = await opened.register({ ...NAMED, [name]: value })
    expect([status, body]).toEqual([
      400,
      { error: 'invalid_client_metadata', error_description: expect.stringContaining(name) },
    ])
  })

  test('a body that is no object, or too large', async () => {
    const { register } = opened
    for (const body of [[NAMED], 'text', 7]) {
      expect(await register(body), JSON.stringify(body)).toMatchObject({ status: 400 })
    }
    expect((await register({ ...NAMED, contacts: 'a'.repeat(17_000) })).status).toBe(413)
  })
})

test('a person who signs in to a registered client reads where the answer goes, and is asked for consent', async () => {
  const { server, registered } = await open()
  const client = await registered()
  await enable(server, client.client_id)
  const browser = createBrowser(server)
  const { code_verifier, ...challenge } = pkce()
  const request = {
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email offline_access',
  }
  expect(answerOf(await browser.authorize(request))).toMatchObject({
    error: 'invalid_request',
    error_description: expect.stringContaining('code_challenge'),
  })
  const asked = await browser.signIn({ ...request, ...challenge }, 'ann@example.com', 'old-secret')
  expect(asked.headers.location).toMatch(/^\/u\/consent\?state=/)
  const page = await browser.get(String(asked.headers.location))
  expect(page.text).toContain('Your answer goes to app.example.com.')
  const silent = await browser.authorize({ ...request, ...challenge, prompt: 'none' })
  expect(answerOf(silent).error).toBe('login_required')
  const allowed = await browser.post('/u/consent', { state: stateOf(asked), answer: 'allow' })
  const granted = await server.token({
    grant_type: 'authorization_code',
    code: answerOf(allowed).code,
    redirect_uri: CALLBACK,
    code_verifier,
    ...client,
  })
  expect(granted).toMatchObject({ status: 200, body: { refresh_token: expect.any(String) } })
})

test('A31: a registered client gets no token for the Management API, by any grant', async () => {
  const { server, registered } = await open()
  const client = await registered()
  await enable(server, client.client_id)
  const audience = `${server.url}/api/v2/`
  const browser = createBrowser(server)
  const { code_verifier: _, ...challenge } = pkce()
  const answer = await browser.authorize({
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid read:current_user',
    audience,
    ...challenge,
  })
  expect(answerOf(answer).error).toBe('access_denied')
  const grants = [
    { grant_type: 'client_credentials' },
    { grant_type: 'password', username: 'ann@example.com', password: 'old-secret' },
  ]
  for (const grant of grants) {
    expect((await server.token({ ...client, audience, ...grant })).status, grant.grant_type).toBe(403)
  }
  const device = await server.call('/oauth/device/code', { method: 'POST', body: { ...client, audience } })
  expect(device.status).toBe(403)
})

test('a registered client does not become a first party', async () => {
  const { server, registered } = await open()
  const { client_id } = await registered()
  for (const is_first_party of [true, null]) {
    const changed = await server.api('PATCH', `clients/${client_id}`, { is_first_party })
    expect(changed.status, String(is_first_party)).toBe(400)
  }
  expect((await server.api('PATCH', `clients/${client_id}`, { is_first_party: false })).status).toBe(200)
})

test('openid-client registers itself by the address that discovery names', async () => {
  const { server } = await open()
  const config = await oidc.dynamicClientRegistration(new URL(`${server.url}/`), NAMED, undefined, {
    execute: [oidc.allowInsecureRequests],
  })
  expect(config.clientMetadata()).toMatchObject({
    client_id: expect.stringMatching(/^tpc_/),
    token_endpoint_auth_method: 'client_secret_post',
  })
})

test('an address registers 20 clients at once, and the log names each of them', async () => {
  const { server, register } = await open()
  const statuses: number[] = []
  for (let at = 0; at < 21; at++) statuses.push((await register(NAMED)).status)
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 429])
  expect((await register(NAMED, { local_address: '127.0.0.2' })).status).toBe(201)
  const entries = await server.api('GET', 'logs?q=type:sapi&per_page=100')
  expect(entries.text).toContain('Register a client')
})
