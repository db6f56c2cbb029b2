/** Which audiences tokens can have, and what the API of an audience changes in them. @module */
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(createFakeRuntime(people), {}, afterAll)
  await server.connection('legacy')
})

let made = 0
/** @returns the identifier of a new API */
async function api(settings: object = {}): Promise<string> {
  const identifier = `https://api-${++made}.example.com`
  const answer = await server.api('POST', 'resource-servers', {
    identifier,
    scopes: [{ value: 'read:orders' }, { value: 'write:orders' }],
    ...settings,
  })
  expect(answer.status, answer.text).toBe(201)
  return identifier
}

interface Program {
  client_id: string
  client_secret: string
}

async function program(audience: string, scope: string[]): Promise<Program> {
  const { body } = await server.api('POST', 'clients', { name: 'program', app_type: 'non_interactive' })
  const { client_id, client_secret } = body as Program
  const granted = await server.api('POST', 'client-grants', { client_id, audience, scope })
  expect(granted.status, granted.text).toBe(201)
  return { client_id, client_secret }
}

const signIn = (audience: string, scope: string): Promise<Answer> =>
  server.login('legacy', 'ann@example.com', 'old-secret', { audience, scope })
const tokenOf = (client: Program, audience: string): Promise<Answer> =>
  server.token({ grant_type: 'client_credentials', ...client, audience })
const refresh = (answer: Answer, more: object = {}): Promise<Answer> =>
  server.token({
    grant_type: 'refresh_token',
    ...server.admin,
    refresh_token: (answer.body as { refresh_token?: string }).refresh_token,
    ...more,
  })
const accessTokenOf = (answer: Answer): string => {
  expect(answer.status, answer.text).toBe(200)
  return (answer.body as { access_token: string }).access_token
}
const claimsOf = (answer: Answer) => decodeJwt(accessTokenOf(answer))

const NOT_FOUND = (audience: string) => ({
  status: 403,
  body: { error: 'access_denied', error_description: `Service not found: ${audience}` },
})

test('an audience that is no API is refused, to people and to programs', async () => {
  const audience = 'https://nobody.example.com'
  expect(await signIn(audience, 'openid')).toMatchObject(NOT_FOUND(audience))
  expect(await tokenOf(await program(await api(), []), audience)).toMatchObject(NOT_FOUND(audience))
})

test('a program without a grant for an API is told to create one', async () => {
  expect(await tokenOf(await program(await api(), []), await api())).toMatchObject({
    status: 403,
    body: { error: 'access_denied', error_description: expect.stringContaining('client-grant') },
  })
})

test('with ferry_any_audience, tokens have audiences that are no API, and grants scopes that nobody lists', async () => {
  const audience = 'any text'
  await server.api('PATCH', 'tenants/settings', { ferry_any_audience: true })
  try {
    const claims = claimsOf(await signIn(audience, 'openid offline_access read:orders'))
    expect(claims).toMatchObject({
      aud: [audience, `${server.url}/userinfo`],
      scope: 'openid offline_access',
    })
    expect(claimsOf(await tokenOf(await program(audience, ['read:moon']), audience))).toMatchObject({
      aud: audience,
      scope: 'read:moon',
    })
    const known = await api()
    expect(claimsOf(await tokenOf(await program(known, ['read:moon']), known)).scope).toBe('read:moon')
    const change = { default_audience: 'another text' }
    expect((await server.api('PATCH', 'tenants/settings', change)).status).toBe(200)
  } finally {
    await server.api('PATCH', 'tenants/settings', { ferry_any_audience: null, default_audience: null })
  }
  expect(await signIn(audience, 'openid')).toMatchObject(NOT_FOUND(audience))
})

test('people get the scopes of the API that they ask for; unknown ones are dropped', async () => {
  const audience = await api()
  const answer = await signIn(audience, 'openid read:orders read:moon')
  expect(answer.body).toMatchObject({ scope: 'openid read:orders' })
  expect(claimsOf(answer).scope).toBe('openid read:orders')
})

test('with enforce_policies people get no scope of the API; with its dialect the token lists no permission', async () => {
  const audience = await api({ enforce_policies: true, token_dialect: 'access_token_authz' })
  const claims = claimsOf(await signIn(audience, 'openid read:orders'))
  expect(claims).toMatchObject({ scope: 'openid', permissions: [] })
  const granted = claimsOf(await tokenOf(await program(audience, ['write:orders']), audience))
  expect(granted).toMatchObject({ scope: 'write:orders', permissions: ['write:orders'] })
})

test('a program gets the scopes of its grant that the API still has', async () => {
  const audience = await api()
  const client = await program(audience, ['read:orders', 'write:orders'])
  expect(claimsOf(await tokenOf(client, audience)).scope).toBe('read:orders write:orders')
  await server.api('PATCH', `resource-servers/${encodeURIComponent(audience)}`, {
    scopes: [{ value: 'write:orders' }],
  })
  expect(claimsOf(await tokenOf(client, audience)).scope).toBe('write:orders')
})

test('token_lifetime is the life of access tokens, and expires_in', async () => {
  const audience = await api({ token_lifetime: 600, allow_offline_access: true })
  const signedIn = await signIn(audience, 'openid offline_access')
  const answers = [
    signedIn,
    await refresh(signedIn),
    await tokenOf(await program(audience, ['read:orders']), audience),
  ]
  for (const answer of answers) {
    const { exp = 0, iat = 0 } = claimsOf(answer)
    expect(exp - iat).toBe(600)
    expect(answer.body).toMatchObject({ expires_in: 600 })
  }
})

test('refresh tokens are for APIs that allow them', async () => {
  const without = await signIn(await api(), 'openid offline_access')
  expect(without.body).toMatchObject({ scope: 'openid' })
  expect(without.body).not.toHaveProperty('refresh_token')
  const allowing = await signIn(await api({ allow_offline_access: true }), 'openid offline_access')
  expect(allowing.body).toMatchObject({ scope: 'openid offline_access', refresh_token: expect.any(String) })
})

test('a refresh gives no scope that the API has lost, and nothing once the API is deleted', async () => {
  const audience = await api({ allow_offline_access: true })
  const first = await signIn(audience, 'openid offline_access read:orders write:orders')
  const path = `resource-servers/${encodeURIComponent(audience)}`
  await server.api('PATCH', path, { scopes: [{ value: 'read:orders' }] })
  const second = await refresh(first)
  expect(second.body).toMatchObject({ scope: 'openid offline_access read:orders' })
  await server.api('DELETE', path)
  expect(await refresh(second)).toMatchObject(NOT_FOUND(audience))
})

test.each([
  ['rfc9068_profile', 'at+jwt'],
  ['rfc9068_profile_authz', 'at+jwt'],
  ['access_token', 'JWT'],
  ['access_token_authz', 'JWT'],
])(
  'tokens of the dialect %s have the type %s, open userinfo, and are no ID tokens',
  async (token_dialect, typ) => {
    const token = accessTokenOf(await signIn(await api({ token_dialect }), 'openid email'))
    expect(decodeProtectedHeader(token)).toMatchObject({ typ })
    const headers = { authorization: `Bearer ${token}` }
    expect((await server.call('/userinfo', { headers })).body).toMatchObject({
      sub: 'auth0|7',
      email: 'ann@example.com',
    })
    expect((await server.call('/api/v2/users', { headers })).status).toBe(401)
    const link = await server.api('POST', 'users/auth0%7C7/identities', { link_with: token })
    expect([400, 401], link.text).toContain(link.status)
    expect(link.text).toMatch(/token/i)
  },
)
