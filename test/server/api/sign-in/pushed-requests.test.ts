import * as oidc from 'openid-client'
import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, createBrowser, stateOf } from '../../../support/sign-in.ts'
import { askStore } from '../../../support/test-store.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])

async function open(fields: { [name: string]: unknown } = {}) {
  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, fields)
  const browser = createBrowser(server)
  const request = { redirect_uri: CALLBACK, response_type: 'code', scope: 'openid', state: 'own' }
  const push = (more: { [name: string]: unknown } = {}, of: object = client) =>
    server.call('/oauth/par', { method: 'POST', body: { ...of, ...request, ...more } })
  const pushed = async (more: { [name: string]: unknown } = {}): Promise<string> => {
    const { body } = await push(more)
    return (body as { request_uri: string }).request_uri
  }
  const { client_id } = client
  return { server, connection_id, client, client_id, browser, request, push, pushed }
}

test('openid-client signs a person in by a pushed request', async () => {
  const { server, client, browser } = await open({ require_pushed_authorization_requests: true })
  const config = await oidc.discovery(
    new URL(`${server.url}/`),
    client.client_id,
    undefined,
    oidc.ClientSecretPost(client.client_secret),
    { execute: [oidc.allowInsecureRequests] },
  )
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const url = await oidc.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: CALLBACK,
    scope: 'openid',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  })
  expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri'])
  const page = await browser.get(url.pathname + url.search)
  const answer = await browser.post('/u/login', {
    state: stateOf(page),
    username: 'ann@example.com',
    password: 'old-secret',
  })
  const back = new URL(String(answer.headers.location))
  const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier, idTokenExpected: true })
  expect(tokens.claims()?.sub).toBe('auth0|7')
})

test('a pushed request works once, for the client that pushed it, and its own parameters alone count', async () => {
  const { server, connection_id, client_id, browser, pushed } = await open()
  const other = await application(server, connection_id)
  const foreign = await browser.authorize({ client_id: other.client_id, request_uri: await pushed() })
  expect([foreign.status, foreign.headers.location]).toEqual([400, undefined])
  expect(foreign.text).toContain('request_uri')

  const request_uri = await pushed()
  const sent = { client_id, request_uri, state: 'theirs', redirect_uri: 'https://evil.example/' }
  const state = stateOf(await browser.authorize(sent))
  const answer = await browser.post('/u/login', {
    state,
    username: 'ann@example.com',
    password: 'old-secret',
  })
  expect(answer.headers.location).toMatch(/^https:\/\/app\.example\.com\/callback\?/)
  expect(answerOf(answer)).toMatchObject({ state: 'own' })
  expect((await browser.authorize({ client_id, request_uri })).status).toBe(400)
  for (const bad of ['https://evil.example/request', 'urn:ietf:params:oauth:request_uri:none', 'x']) {
    expect((await browser.authorize({ client_id, request_uri: bad })).status, bad).toBe(400)
  }
})

test('a pushed request waits for 30 seconds', async () => {
  const { server, client_id, browser, push } = await open()
  const { status, body } = await push()
  const { request_uri, expires_in } = body as { request_uri: string; expires_in: number }
  expect([status, expires_in]).toEqual([201, 30])
  await askStore(server.data_dir, 'update one_time set expires_at = expires_at - 30000')
  expect((await browser.authorize({ client_id, request_uri })).status).toBe(400)
})

test.each([
  ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, /redirect_uri/],
  ['a response type that does not exist', { response_type: 'magic' }, /response type/],
  ['another pushed request', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, /no request_uri/],
  ['a request object', { request: 'a.b.c' }, /request objects/],
  ['a parameter that is too long', { nonce: 'n'.repeat(2_001) }, /nonce/],
  ['a parameter that is a list', { nonce: ['a', 'b'] }, /nonce/],
  [
    'too much in all',
    Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`ext-${n}`, 'x'.repeat(1_900)])),
    /too long/,
  ],
])('%s is refused when it is pushed, and nothing is stored', async (_, more, text) => {
  const { server, push } = await open()
  const { status, body } = await push(more)
  expect([status, body]).toEqual([
    400,
    expect.objectContaining({ error: 'invalid_request', error_description: expect.stringMatching(text) }),
  ])
  expect(await askStore(server.data_dir, 'select count(*) as n from one_time')).toEqual([{ n: 0 }])
})

test('only a client that has proved itself can push, so that strangers write nothing', async () => {
  const { server, connection_id, client, push } = await open()
  expect((await push({}, { client_id: client.client_id, client_secret: 'guess' })).status).toBe(401)
  const publicClient = await application(server, connection_id, { app_type: 'spa' })
  const refused = await push({}, { client_id: publicClient.client_id })
  expect([refused.status, refused.body]).toEqual([
    403,
    expect.objectContaining({ error: 'unauthorized_client' }),
  ])
  expect(await askStore(server.data_dir, 'select count(*) as n from one_time')).toEqual([{ n: 0 }])
})

test('a client or a tenant can require that requests are pushed', async () => {
  const { server, client_id, browser, request, pushed } = await open()
  const set = (required: boolean) =>
    server.api('PATCH', `clients/${client_id}`, { require_pushed_authorization_requests: required })
  const refusal = {
    error: 'invalid_request',
    error_description: expect.stringContaining('Pushed authorization requests are required'),
    state: 'own',
  }
  expect((await set(true)).body).toMatchObject({ require_pushed_authorization_requests: true })
  expect(answerOf(await browser.authorize({ client_id, ...request }))).toEqual(refusal)
  stateOf(await browser.authorize({ client_id, request_uri: await pushed() }))
  await set(false)
  stateOf(await browser.authorize({ client_id, ...request }))
  await server.api('PATCH', 'tenants/settings', { flags: { require_pushed_authorization_requests: true } })
  expect(answerOf(await browser.authorize({ client_id, ...request }))).toEqual(refusal)
  expect((await server.call('/.well-known/openid-configuration')).body).toMatchObject({
    require_pushed_authorization_requests: true,
  })
})

test('a page that belongs to another browser begins anew with the pushed request, once', async () => {
  const { server, client_id, browser, pushed } = await open({ require_pushed_authorization_requests: true })
  const state = stateOf(await browser.authorize({ client_id, request_uri: await pushed() }))
  const fields = { username: 'ann@example.com', password: 'old-secret' }
  const second = createBrowser(server)
  const again = await second.post('/u/login', { ...fields, state })
  const anew = stateOf(again)
  expect(answerOf(await second.post('/u/login', { ...fields, state: anew }))).toHaveProperty('code')
  // A browser that keeps no cookies is told so, and does not go in a circle.
  const without = await server.call('/u/login', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, state: anew }).toString(),
  })
  expect(without.status).toBe(400)
})
