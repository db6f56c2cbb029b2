/** A person's own token for the Management API: what it opens, and that it opens nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { DescribedOperation } from '../../support/openapi.ts'
import { describedOperations } from '../../support/openapi.ts'
import { signInPerson } from '../../support/person-sessions.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser } from '../../support/sign-in.ts'

const PASSWORD = 'old-secret'
const ALL = [
  'read:current_user',
  'create:current_user_metadata',
  'update:current_user_metadata',
  'delete:current_user_metadata',
  'update:current_user_identities',
  'create:current_user_device_credentials',
  'delete:current_user_device_credentials',
]
const PEOPLE = 60

let server: TestServer
let connection_id: string
let audience: string
let operations: DescribedOperation[]
let people = 0

beforeAll(async () => {
  const runtime = createFakeRuntime(
    legacyStore(
      Array.from({ length: PEOPLE }, (_, id) => ({
        id,
        email: `p${id}@example.com`,
        password: PASSWORD,
        more: { access_token: 'of-the-legacy-service' },
      })),
    ),
  )
  const limits = { FERRY_RATE_LIMIT_MANAGEMENT: '0', FERRY_RATE_LIMIT_AUTHENTICATION: '0' }
  server = await startTestServer(runtime, limits, afterAll)
  connection_id = await server.connection('legacy')
  audience = `${server.url}/api/v2/`
  operations = await describedOperations(server)
})

/** A user whom no other test knows, with a token for the scopes. */
async function person(scopes: readonly string[] = ALL) {
  const id = people++
  const email = `p${id}@example.com`
  const answer = await server.login('legacy', email, PASSWORD, {
    audience,
    scope: ['openid', ...scopes].join(' '),
  })
  expect(answer.status, answer.text).toBe(200)
  const { access_token, id_token } = answer.body as { access_token: string; id_token: string }
  return { user_id: `auth0|${id}`, external_id: String(id), email, access_token, id_token }
}

const ask = (method: string, path: string, token: string, body?: unknown): Promise<Answer> =>
  server.call(path.startsWith('/') ? path : `/api/v2/${path}`, {
    method: method.toUpperCase(),
    body,
    headers: { authorization: `Bearer ${token}` },
  })

const pathOf = (user_id: string): string => `users/${encodeURIComponent(user_id)}`

const INSUFFICIENT = { status: 403, body: { errorCode: 'insufficient_scope' } }

/** What such a token opens for its own person, with the scope that opens it. */
const OWN: { [operation: string]: { scope: string; body?: unknown } } = {
  'get /api/v2/users/{id}': { scope: 'read:current_user' },
  'patch /api/v2/users/{id}': {
    scope: 'update:current_user_metadata',
    body: { user_metadata: { theme: 'dark' } },
  },
  'post /api/v2/users/{id}/identities': {
    scope: 'update:current_user_identities',
    body: { link_with: 'no token' },
  },
  'delete /api/v2/users/{id}/identities/{provider}/{user_id}': { scope: 'update:current_user_identities' },
  'delete /api/v2/device-credentials/{id}': { scope: 'delete:current_user_device_credentials' },
}

const nameOf = ({ method, path }: DescribedOperation): string => `${method} ${path}`

/** The operation with `id` as the first parameter, and things that are there for the others. */
function requestOf(operation: DescribedOperation, id: string): [method: string, path: string, body: unknown] {
  const path = operation.path
    .replace(/\{\w+\}/, encodeURIComponent(id))
    .replace('{name}', 'login')
    .replace('{provider}', 'auth0')
    .replace('{version}', '1')
    .replace(/\{\w+\}/g, '1')
  const sent = operation.method.startsWith('p') ? {} : undefined
  return [operation.method, path, OWN[nameOf(operation)]?.body ?? sent]
}

const guarded = (): DescribedOperation[] =>
  operations.filter(({ security }) => security.some(({ management }) => management !== undefined))

describe('each endpoint of the Management API', () => {
  test('T3: refuses the token of a person, but for those that concern that person alone', async () => {
    const { access_token, user_id } = await person()
    const other = await person()
    expect(guarded().length).toBeGreaterThan(80)
    for (const operation of guarded()) {
      const name = nameOf(operation)
      const own = await ask(requestOf(operation, user_id)[0], ...rest(operation, user_id, access_token))
      if (name in OWN && !name.includes('device-credentials')) {
        expect.soft(own.status, `${name} ${own.text}`).not.toBe(403)
        expect.soft(own.status, `${name} ${own.text}`).not.toBe(401)
      } else {
        expect.soft(own, `${name} ${own.text}`).toMatchObject(INSUFFICIENT)
      }
      for (const id of [other.user_id, 'auth0|nobody', user_id.toUpperCase(), `${user_id} `]) {
        const foreign = await ask(requestOf(operation, id)[0], ...rest(operation, id, access_token))
        expect.soft(foreign, `${name} of ${id} ${foreign.text}`).toMatchObject(INSUFFICIENT)
      }
    }
  })

  test('says in its description whether the token of a person opens it', () => {
    const described = guarded().filter(({ security }) => security.some((one) => 'person' in one))
    expect(described.map(nameOf).toSorted()).toEqual(Object.keys(OWN).toSorted())
  })

  test.each(Object.entries(OWN))('%s needs its own scope of %j', async (name, { scope }) => {
    const operation = guarded().find((one) => nameOf(one) === name)
    if (!operation) throw new Error(name)
    const without = await person(ALL.filter((one) => one !== scope && one !== 'create:current_user_metadata'))
    const [method] = requestOf(operation, without.user_id)
    expect(await ask(method, ...rest(operation, without.user_id, without.access_token))).toMatchObject(
      INSUFFICIENT,
    )
  })

  /** Arguments of `ask` after the method. */
  function rest(operation: DescribedOperation, id: string, token: string): [string, string, unknown] {
    const [, path, body] = requestOf(operation, id)
    return [path, token, body]
  }
})

test('a token for the Management API has the scopes of people alone, and comes without a refresh token', async () => {
  const { email } = await person()
  const { body } = await server.login('legacy', email, PASSWORD, {
    audience,
    scope: 'openid email offline_access read:users update:users manage:tenants read:current_user *',
  })
  expect(body).toMatchObject({ scope: 'openid email read:current_user', expires_in: 86_400 })
  expect(body).not.toHaveProperty('refresh_token')
  const { access_token } = body as { access_token: string }
  expect(claimsOf(access_token)).toMatchObject({
    aud: [audience, `${server.url}/userinfo`],
    scope: 'openid email read:current_user',
  })
  expect((await ask('GET', '/userinfo', access_token)).status).toBe(200)
})

test('/authorize gives such tokens by a code and by the implicit grant; the Management API of another issuer is unknown', async () => {
  const { user_id, email } = await person()
  const spa = await application(server, connection_id, {
    app_type: 'spa',
    token_endpoint_auth_method: 'none',
  })
  const request = {
    client_id: spa.client_id,
    redirect_uri: CALLBACK,
    response_type: 'token',
    scope: 'openid read:current_user read:users',
    audience,
  }
  const browser = createBrowser(server)
  const answer = answerOf(await browser.signIn(request, email, PASSWORD))
  expect(answer).toMatchObject({ expires_in: '7200', scope: 'openid read:current_user' })
  expect((await ask('GET', pathOf(user_id), answer.access_token ?? '')).body).toMatchObject({ user_id })
  const elsewhere = await browser.authorize({ ...request, audience: 'https://elsewhere.example/api/v2/' })
  expect(answerOf(elsewhere)).toMatchObject({
    error: 'access_denied',
    error_description: 'Service not found: https://elsewhere.example/api/v2/',
  })
  const web = await application(server, connection_id)
  const coded = answerOf(
    await browser.authorize({ ...request, client_id: web.client_id, response_type: 'code' }),
  )
  const tokens = await server.token({
    ...web,
    grant_type: 'authorization_code',
    code: coded.code ?? '',
    redirect_uri: CALLBACK,
  })
  const { access_token } = tokens.body as { access_token: string }
  expect((await ask('GET', pathOf(user_id), access_token)).status).toBe(200)
})

test('people read themselves as Auth0 shows them, without the tokens of the legacy service', async () => {
  const { user_id, email, access_token } = await person()
  const { body, text } = await ask('GET', pathOf(user_id), access_token)
  expect(body).toMatchObject({ user_id, email, identities: [{ provider: 'auth0' }] })
  expect(text).not.toContain('of-the-legacy-service')
})

describe('people change of themselves', () => {
  test('their preferences, also beside members that they send as they read them', async () => {
    const { user_id, access_token } = await person()
    const read = (await ask('GET', pathOf(user_id), access_token)).body as { [name: string]: unknown }
    const changed = await ask('PATCH', pathOf(user_id), access_token, {
      email: read.email,
      user_metadata: { theme: 'dark' },
    })
    expect(changed).toMatchObject({ status: 200, body: { user_metadata: { theme: 'dark' } } })
    const removed = await ask('PATCH', pathOf(user_id), access_token, { user_metadata: null })
    expect(removed.status).toBe(200)
    expect(removed.body).not.toHaveProperty('user_metadata')
  })

  test.each([
    [{ email: 'other@example.com' }],
    [{ username: 'other' }],
    [{ password: 'another-secret-1' }],
    [{ email_verified: true }],
    [{ blocked: true }],
    [{ app_metadata: { plan: 'gold' } }],
    [{ app_metadata: null }],
    [{ name: 'Other' }],
    [{ phone_verified: true }],
    [{ verify_email: true }],
    [{ connection: 'legacy' }],
    [{ client_id: 'x' }],
    [{ user_metadata: { a: 1 }, app_metadata: { plan: 'gold' } }],
  ])('nothing else: %j', async (body) => {
    const { user_id, access_token } = await person()
    const { body: before } = await server.api('GET', pathOf(user_id))
    const answer = await ask('PATCH', pathOf(user_id), access_token, body)
    expect(answer, answer.text).toMatchObject(INSUFFICIENT)
    expect((await server.api('GET', pathOf(user_id))).body).toEqual(before)
  })

  test('only preferences that are not there yet, with create:current_user_metadata alone', async () => {
    const { user_id, access_token } = await person(['create:current_user_metadata'])
    const change = (user_metadata: unknown) => ask('PATCH', pathOf(user_id), access_token, { user_metadata })
    expect((await change({ theme: 'dark' })).status).toBe(200)
    expect(await change({ theme: 'light' })).toMatchObject(INSUFFICIENT)
    expect(await change({ theme: null })).toMatchObject(INSUFFICIENT)
    expect(await change(null)).toMatchObject(INSUFFICIENT)
    expect((await change({ size: 'large' })).status).toBe(200)
  })
})

describe('people link accounts', () => {
  test('by an ID token of the same client, and unlink them', async () => {
    const [one, two] = [await person(), await person()]
    const identities = `${pathOf(one.user_id)}/identities`
    const linked = await ask('POST', identities, one.access_token, { link_with: two.id_token })
    expect(linked.status, linked.text).toBe(201)
    expect(linked.body).toHaveLength(2)
    const unlinked = await ask('DELETE', `${identities}/auth0/${two.external_id}`, one.access_token)
    expect(unlinked.body).toHaveLength(1)
  })

  test('not by a mere name, and not by an ID token of another client', async () => {
    const [one, two] = [await person(), await person()]
    const identities = `${pathOf(one.user_id)}/identities`
    const named = { provider: 'auth0', user_id: two.external_id }
    expect(await ask('POST', identities, one.access_token, named)).toMatchObject(INSUFFICIENT)
    const web = await application(server, connection_id)
    const { body } = await server.token({
      ...web,
      grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'legacy',
      username: two.email,
      password: PASSWORD,
      scope: 'openid',
    })
    const { id_token } = body as { id_token: string }
    expect(await ask('POST', identities, one.access_token, { link_with: id_token })).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body' },
    })
    expect((await server.api('GET', pathOf(two.user_id))).status).toBe(200)
  })
})

test('people revoke their own refresh tokens, and learn nothing of others', async () => {
  const [one, two] = [await person(), await person()]
  const { client_id } = server.admin
  const idOf = async (user_id: string) =>
    (await signInPerson(server, { user_id, connection_id, client_id, offline: true })).family_id
  const [own, foreign] = [await idOf(one.user_id), await idOf(two.user_id)]
  const remove = (id: string) => ask('DELETE', `device-credentials/${id}`, one.access_token)
  const [theirs, nobodys] = [await remove(foreign), await remove('family-0')]
  expect(theirs).toMatchObject(INSUFFICIENT)
  expect(theirs.text).toBe(nobodys.text)
  expect((await remove(own)).status).toBe(204)
  expect((await server.api('GET', `refresh-tokens/${own}`)).status).toBe(404)
  expect((await server.api('GET', `refresh-tokens/${foreign}`)).status).toBe(200)
})

describe('the token ends', () => {
  test.each(['blocked', 'deleted'] as const)('when its person is %s', async (how) => {
    const { user_id, access_token } = await person()
    if (how === 'blocked') await server.api('PATCH', pathOf(user_id), { blocked: true })
    else await server.api('DELETE', pathOf(user_id))
    expect((await ask('GET', pathOf(user_id), access_token)).status).toBe(401)
  })

  test('when its client is deleted', async () => {
    const { email, user_id } = await person()
    const web = await application(server, connection_id)
    const { body } = await server.token({
      ...web,
      grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'legacy',
      username: email,
      password: PASSWORD,
      audience,
      scope: 'read:current_user',
    })
    const { access_token } = body as { access_token: string }
    expect((await ask('GET', pathOf(user_id), access_token)).status).toBe(200)
    expect((await server.api('DELETE', `clients/${web.client_id}`)).status).toBe(204)
    expect((await ask('GET', pathOf(user_id), access_token)).status).toBe(401)
  })
})

test('neither an ID token nor a token of another audience opens anything', async () => {
  const { user_id, id_token, email } = await person()
  const { body } = await server.login('legacy', email, PASSWORD, { scope: 'openid read:current_user' })
  const { access_token } = body as { access_token: string }
  for (const token of [id_token, access_token]) {
    expect((await ask('GET', pathOf(user_id), token)).status).toBe(401)
  }
})

test('pages of an application may use such a token, and the log names who changed what through which client', async () => {
  const { user_id, access_token, email } = await person()
  const origin = 'https://page.example.com'
  const { client_id } = await application(server, connection_id, { web_origins: [origin] })
  expect(client_id).not.toBe('')
  const answer = await server.call(`/api/v2/${pathOf(user_id)}`, {
    method: 'PATCH',
    body: { user_metadata: { a: 1 } },
    headers: { authorization: `Bearer ${access_token}`, origin },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers['access-control-allow-origin']).toBe(origin)
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
  await expect
    .poll(async () => (await server.api('GET', 'logs?per_page=100')).body)
    .toContainEqual(
      expect.objectContaining({
        type: 'sapi',
        user_id,
        user_name: email,
        client_id: server.admin.client_id,
      }),
    )
})
