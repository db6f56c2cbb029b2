import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const people = legacyStore([
  { id: 7, email: 'ann@example.com', password: 'old-secret', more: { name: 'Ann', given_name: 'Ann' } },
])
const start = () => startTestServer(createFakeRuntime(people))

test('a client can verify tokens of users with the published keys', async () => {
  const server = await start()
  await server.connection('legacy')
  await server.api('POST', 'resource-servers', {
    identifier: 'https://api.example.com',
    allow_offline_access: true,
  })
  const { body } = await server.login('legacy', 'ann@example.com', 'old-secret', {
    scope: 'openid profile email offline_access read:users',
    audience: 'https://api.example.com',
  })
  const { access_token, id_token, ...rest } = body as { access_token: string; id_token: string }
  expect(rest).toEqual({
    token_type: 'Bearer',
    expires_in: 86_400,
    scope: 'openid profile email offline_access',
    refresh_token: expect.stringMatching(/^[\w-]{64}$/),
  })
  const keys = createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`))
  const issuer = `${server.url}/`
  const id = await jwtVerify(id_token, keys, {
    issuer,
    audience: server.admin.client_id,
    algorithms: ['RS256'],
  })
  expect(id.payload).toMatchObject({
    sub: 'auth0|7',
    name: 'Ann',
    nickname: 'ann',
    email: 'ann@example.com',
    email_verified: false,
  })
  const access = await jwtVerify(access_token, keys, { issuer, audience: 'https://api.example.com' })
  expect(access.payload.aud).toEqual(['https://api.example.com', `${issuer}userinfo`])
  const discovery = await server.call('/.well-known/openid-configuration')
  expect(discovery.body).toMatchObject({ issuer, jwks_uri: `${issuer}.well-known/jwks.json` })
})

test('without openid there is no ID token, and without an audience the access token is for userinfo', async () => {
  const server = await start()
  await server.connection('legacy')
  const { body } = await server.login('legacy', 'ann@example.com', 'old-secret')
  expect(body).not.toHaveProperty('id_token')
  expect(body).not.toHaveProperty('scope')
  const { access_token } = body as { access_token: string }
  const [, claims = ''] = access_token.split('.')
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: `${server.url}/userinfo`,
  })
})

test('T3: no token of a user opens the users of a tenant, even if the scopes were asked for', async () => {
  const server = await start()
  await server.connection('legacy')
  const { body } = await server.login('legacy', 'ann@example.com', 'old-secret', {
    scope: 'openid read:users',
  })
  for (const token of Object.values(body as { [name: string]: string })) {
    const answer = await server.call('/api/v2/users', { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
  }
  const asked = await server.login('legacy', 'ann@example.com', 'old-secret', {
    audience: `${server.url}/api/v2/`,
    scope: 'read:users',
  })
  expect(asked.status).toBe(200)
  expect(asked.body).not.toHaveProperty('scope')
  const { access_token } = asked.body as { access_token: string }
  for (const path of ['users', 'users/auth0%7C7']) {
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await server.call(`/api/v2/${path}`, { headers })).status).toBe(403)
  }
})

test('access tokens have the type at+jwt, so that no ID token passes as one', async () => {
  const server = await start()
  await server.connection('legacy')
  const { body } = await server.login('legacy', 'ann@example.com', 'old-secret', { scope: 'openid' })
  const { access_token, id_token } = body as { access_token: string; id_token: string }
  expect(decodeProtectedHeader(access_token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
  expect(decodeProtectedHeader(id_token)).toMatchObject({ alg: 'RS256', typ: 'JWT' })
})
