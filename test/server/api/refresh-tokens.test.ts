import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Tokens {
  access_token: string
  id_token?: string
  refresh_token?: string
  scope?: string
}

const tokensOf = (answer: Answer): Tokens => answer.body as Tokens
const typesOf = (answer: Answer): string[] => (answer.body as { type: string }[]).map(({ type }) => type)

const UNKNOWN = {
  status: 403,
  body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
}

describe('refresh tokens', () => {
  let server: TestServer
  let people = 0
  beforeAll(async () => {
    const runtime = createFakeRuntime(
      legacyStore(
        Array.from({ length: 40 }, (_, id) => ({ id, email: `p${id}@example.com`, password: 'old-secret' })),
      ),
    )
    server = await startTestServer(runtime, {}, afterAll)
    await server.connection('legacy')
    await server.api('POST', 'resource-servers', {
      identifier: 'https://api.example.com',
      allow_offline_access: true,
    })
  })

  /** Signs a new user in. */
  async function loggedIn(more: { [name: string]: unknown } = {}, client: object = {}) {
    const email = `p${people++}@example.com`
    const scope = 'openid email profile offline_access'
    const answer = await server.login('legacy', email, 'old-secret', { scope, ...more, ...client })
    expect(answer.status, answer.text).toBe(200)
    const { refresh_token = '', access_token, id_token } = tokensOf(answer)
    return { email, refresh_token, access_token, user_id: String(decodeJwt(id_token ?? '').sub) }
  }
  const refresh = (refresh_token: string, more: { [name: string]: unknown } = {}) =>
    server.token({ grant_type: 'refresh_token', refresh_token, ...server.admin, ...more })
  async function publicClient(settings: object = {}): Promise<{ client_id: string }> {
    const made = await server.api('POST', 'clients', {
      name: 'app',
      app_type: 'spa',
      grant_types: ['refresh_token', 'http://auth0.com/oauth/grant-type/password-realm'],
      ...settings,
    })
    const { client_id } = made.body as { client_id: string }
    const { body } = await server.api('GET', 'connections?name=legacy')
    const [{ id = '' } = {}] = body as { id: string }[]
    await server.api('PATCH', `connections/${id}/clients`, [{ client_id, status: true }])
    return { client_id }
  }

  test('a refresh gives the user new tokens for the same audience and scopes, and a new refresh token', async () => {
    const { refresh_token, user_id } = await loggedIn({ audience: 'https://api.example.com' })
    const answer = await refresh(refresh_token)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    const tokens = tokensOf(answer)
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      sub: user_id,
      aud: ['https://api.example.com', `${server.url}/userinfo`],
      azp: server.admin.client_id,
      scope: 'openid email profile offline_access',
    })
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ sub: user_id, aud: server.admin.client_id })
    expect(tokens.refresh_token).not.toBe(refresh_token)
    expect(await refresh(tokens.refresh_token ?? '')).toMatchObject({ status: 200 })
  })

  test('a refresh token that is used a second time revokes all that followed it', async () => {
    const { refresh_token } = await loggedIn()
    const second = tokensOf(await refresh(refresh_token)).refresh_token ?? ''
    const third = tokensOf(await refresh(second)).refresh_token ?? ''
    expect(await refresh(refresh_token)).toMatchObject(UNKNOWN)
    expect(await refresh(third)).toMatchObject(UNKNOWN)
  })

  test('of ten simultaneous uses of one refresh token one succeeds', async () => {
    const { refresh_token } = await loggedIn()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refresh_token)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(403)])
  })

  test('within the client’s leeway a repeated refresh gives the same next token', async () => {
    const client = await publicClient({ refresh_token: { leeway: 60 } })
    const { refresh_token } = await loggedIn({}, { ...client, client_secret: undefined })
    const own = { ...client, client_secret: undefined }
    const answers = await Promise.all([refresh(refresh_token, own), refresh(refresh_token, own)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const [one, two] = answers.map((answer) => tokensOf(answer).refresh_token)
    expect(one).toBe(two)
    expect(await refresh(one ?? '', own)).toMatchObject({ status: 200 })
  })

  test('a client without rotation keeps its refresh token', async () => {
    const client = await publicClient({ refresh_token: { rotation_type: 'non-rotating' } })
    const own = { ...client, client_secret: undefined }
    const { refresh_token } = await loggedIn({}, own)
    for (let use = 0; use < 2; use++) {
      const answer = await refresh(refresh_token, own)
      expect(answer.status).toBe(200)
      expect(answer.body).not.toHaveProperty('refresh_token')
    }
  })

  test('scope can name fewer scopes for one answer, and never adds one', async () => {
    const { refresh_token } = await loggedIn({ scope: 'openid offline_access' })
    const less = tokensOf(await refresh(refresh_token, { scope: 'openid email read:users' }))
    expect(less.scope).toBe('openid')
    const again = tokensOf(await refresh(less.refresh_token ?? ''))
    expect(again.scope).toBe('openid offline_access')
  })

  test('another client cannot use a refresh token, which stays valid for its own client', async () => {
    const client = await publicClient()
    const { refresh_token } = await loggedIn()
    expect(await refresh(refresh_token, { ...client, client_secret: undefined })).toMatchObject(UNKNOWN)
    expect(await refresh(refresh_token)).toMatchObject({ status: 200 })
  })

  test('a refresh token is refused for another audience, when it is malformed, and when it is missing', async () => {
    const { refresh_token } = await loggedIn()
    expect(await refresh(refresh_token, { audience: 'https://other.example.com' })).toMatchObject({
      status: 403,
      body: { error: 'access_denied' },
    })
    for (const garbage of ['x', 'A'.repeat(64), `${refresh_token}=`, `${refresh_token}A`]) {
      expect(await refresh(garbage)).toMatchObject(UNKNOWN)
    }
    expect(await refresh('')).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('without offline_access, or for a client without the grant, there is no refresh token', async () => {
    const plain = await server.login('legacy', 'p0@example.com', 'old-secret', { scope: 'openid' })
    expect(plain.body).not.toHaveProperty('refresh_token')
    const client = await publicClient({ grant_types: ['http://auth0.com/oauth/grant-type/password-realm'] })
    const own = { ...client, client_secret: undefined }
    const answer = await server.login('legacy', 'p0@example.com', 'old-secret', {
      scope: 'openid offline_access',
      ...own,
    })
    expect(answer).toMatchObject({ status: 200, body: { scope: 'openid' } })
    expect(answer.body).not.toHaveProperty('refresh_token')
    expect(await refresh('x', own)).toMatchObject({ status: 403, body: { error: 'unauthorized_client' } })
  })

  test('/oauth/revoke ends a refresh token and its successors, and answers 200 for an unknown token', async () => {
    const { refresh_token } = await loggedIn()
    const next = tokensOf(await refresh(refresh_token)).refresh_token ?? ''
    const revoke = (token: string, more: object = {}) =>
      server.call('/oauth/revoke', { method: 'POST', body: { ...server.admin, token, ...more } })
    expect(await revoke(next)).toMatchObject({ status: 200, text: '' })
    expect(await refresh(next)).toMatchObject(UNKNOWN)
    expect(await revoke(next)).toMatchObject({ status: 200, text: '' })
    expect(await revoke('nobody knows')).toMatchObject({ status: 200, text: '' })
    expect(await revoke('')).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    expect(await revoke(next, { client_secret: 'wrong' })).toMatchObject({ status: 401 })
  })

  test('a client cannot revoke the token of another client', async () => {
    const client = await publicClient()
    const { refresh_token } = await loggedIn()
    const answer = await server.call('/oauth/revoke', {
      method: 'POST',
      body: { ...client, token: refresh_token },
    })
    expect(answer).toMatchObject({ status: 403, body: { error: 'unauthorized_client' } })
    expect(await refresh(refresh_token)).toMatchObject({ status: 200 })
  })

  test('userinfo answers the claims of the token’s scopes, in all three ways to send the token', async () => {
    const { access_token, user_id, email } = await loggedIn({ scope: 'openid email' })
    const own = { sub: user_id, email, email_verified: false }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const answers = [
      await server.call('/userinfo', { headers: { authorization: `Bearer ${access_token}` } }),
      await server.call(`/userinfo?access_token=${access_token}`),
      await server.call('/userinfo', {
        method: 'POST',
        headers: form,
        body: `access_token=${access_token}`,
      }),
      await server.call('/userinfo', {
        method: 'POST',
        headers: { authorization: `Bearer ${access_token}` },
      }),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: own })
    expect(answers[0]?.body).toEqual(own)
    expect(server.logLines.join('')).not.toContain(access_token)
  })

  test('userinfo refuses tokens that are not a user’s, with WWW-Authenticate', async () => {
    const { access_token, refresh_token } = await loggedIn({
      audience: 'https://api.example.com',
      scope: 'email offline_access openid',
    })
    const foreign = tokensOf(
      await server.login('legacy', 'p0@example.com', 'old-secret', { audience: 'https://api.example.com' }),
    )
    const machine = await server.token({
      grant_type: 'client_credentials',
      ...server.admin,
      audience: `${server.url}/api/v2/`,
    })
    expect((await server.call(`/userinfo?access_token=${access_token}`)).status).toBe(200)
    for (const token of [
      undefined,
      'a.b.c',
      refresh_token,
      foreign.access_token,
      tokensOf(machine).access_token,
    ]) {
      const answer = await server.call(
        '/userinfo',
        token ? { headers: { authorization: `Bearer ${token}` } } : {},
      )
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
    }
    const twice = await server.call(`/userinfo?access_token=${access_token}`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(twice).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('a refresh for a deleted user says that the user is gone, and userinfo refuses the user’s access token', async () => {
    const { refresh_token, access_token, user_id } = await loggedIn()
    expect((await server.api('DELETE', `users/${encodeURIComponent(user_id)}`)).status).toBe(204)
    expect(await refresh(refresh_token)).toMatchObject({
      status: 403,
      body: {
        error: 'invalid_grant',
        error_description: "The refresh_token was generated for a user who doesn't exist anymore.",
      },
    })
    expect((await server.call(`/userinfo?access_token=${access_token}`)).status).toBe(401)
  })

  test('A12: a block and a new password end refresh tokens, and an unblocked user has to sign in again', async () => {
    const blocked = await loggedIn()
    const path = `users/${encodeURIComponent(blocked.user_id)}`
    expect((await server.api('PATCH', path, { blocked: true })).status).toBe(200)
    expect(await refresh(blocked.refresh_token)).toMatchObject({
      status: 401,
      body: { error: 'unauthorized', error_description: 'user is blocked' },
    })
    expect((await server.call(`/userinfo?access_token=${blocked.access_token}`)).status).toBe(401)
    await server.api('PATCH', path, { blocked: false })
    expect(await refresh(blocked.refresh_token)).toMatchObject(UNKNOWN)
    const changed = await loggedIn()
    const password = 'A-new-password-1!'
    const answer = await server.api('PATCH', `users/${encodeURIComponent(changed.user_id)}`, { password })
    expect(answer.status, answer.text).toBe(200)
    expect(await refresh(changed.refresh_token)).toMatchObject(UNKNOWN)
  })

  test('the log has the use, reuse and end of refresh tokens, and never a token', async () => {
    const { refresh_token, user_id } = await loggedIn()
    const next = tokensOf(await refresh(refresh_token)).refresh_token ?? ''
    await refresh('unknown')
    await refresh(refresh_token)
    const other = await loggedIn()
    await server.call('/oauth/revoke', {
      method: 'POST',
      body: { ...server.admin, token: other.refresh_token },
    })
    const logs = (of: string) => server.api('GET', `users/${encodeURIComponent(of)}/logs`)
    await vi.waitFor(async () => {
      expect(typesOf(await logs(user_id))).toEqual(expect.arrayContaining(['sertft', 'ferrt']))
      expect(typesOf(await logs(other.user_id))).toContain('srrt')
      expect(typesOf(await server.api('GET', 'logs?q=type:fertft'))).toContain('fertft')
    })
    const { text } = await server.api('GET', 'logs?per_page=100')
    for (const token of [refresh_token, next, other.refresh_token]) expect(text).not.toContain(token)
  })

  test('the discovery document names what Ferry supports', async () => {
    const { body } = await server.call('/.well-known/openid-configuration')
    expect(body).toMatchObject({
      userinfo_endpoint: `${server.url}/userinfo`,
      revocation_endpoint: `${server.url}/oauth/revoke`,
      grant_types_supported: expect.arrayContaining(['refresh_token']),
      scopes_supported: expect.arrayContaining(['offline_access']),
    })
  })
})

test('with several connections the password grant signs in at the tenant’s default directory', async () => {
  const server = await startTestServer(
    createFakeRuntime(legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])),
  )
  await server.connection('legacy')
  await server.api('POST', 'connections', { name: 'other', strategy: 'auth0' })
  const login = () =>
    server.token({
      grant_type: 'password',
      username: 'ann@example.com',
      password: 'old-secret',
      ...server.admin,
    })
  expect((await login()).status).toBe(400)
  const unknown = await server.api('PATCH', 'tenants/settings', { default_directory: 'nowhere' })
  expect(unknown).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('default_directory') },
  })
  expect((await server.api('PATCH', 'tenants/settings', { default_directory: 'legacy' })).status).toBe(200)
  expect((await login()).status).toBe(200)
  await server.api('PATCH', 'tenants/settings', { default_directory: 'other' })
  expect(await login()).toMatchObject({ status: 403, body: { error: 'invalid_request' } })
})
