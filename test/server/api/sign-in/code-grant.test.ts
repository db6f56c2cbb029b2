import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, createBrowser, pkce } from '../../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])

async function signedIn(fields: { [name: string]: unknown } = {}) {
  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, fields)
  const browser = createBrowser(server)
  const request = {
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid offline_access',
    state: 'xyz',
  }
  const codeFor = async (more: { [name: string]: string } = {}): Promise<string> => {
    const answer = await browser.signIn(
      { ...request, prompt: 'login', ...more },
      'ann@example.com',
      'old-secret',
    )
    return answerOf(answer).code ?? ''
  }
  const exchange = (code: string, more: { [name: string]: unknown } = {}) =>
    server.token({ grant_type: 'authorization_code', ...client, code, redirect_uri: CALLBACK, ...more })
  return { server, connection_id, client, codeFor, exchange }
}

test('A22: a code works once, and using it again revokes its refresh token', async () => {
  const { server, client, codeFor, exchange } = await signedIn()
  const code = await codeFor()
  const first = await exchange(code)
  const { refresh_token } = first.body as { refresh_token: string }
  const again = await exchange(code)
  expect(again.status).toBe(403)
  expect(again.body).toEqual({ error: 'invalid_grant', error_description: 'Invalid authorization code' })
  const refreshed = await server.token({ grant_type: 'refresh_token', ...client, refresh_token })
  expect(refreshed.status).toBe(403)
})

test('of three simultaneous exchanges of one code one wins', async () => {
  const { codeFor, exchange } = await signedIn()
  const code = await codeFor()
  const answers = await Promise.all([exchange(code), exchange(code), exchange(code)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403, 403])
})

test.each<[string, { [name: string]: unknown }, { [name: string]: unknown }, string]>([
  ['another verifier', {}, { code_verifier: pkce().code_verifier }, 'Failed to verify code verifier'],
  ['no verifier', {}, {}, 'Failed to verify code verifier'],
  [
    'another redirect_uri',
    {},
    { redirect_uri: 'https://app.example.com/other' },
    'Invalid authorization code',
  ],
])(
  'A23: a code with a challenge is refused with %s, and is used up',
  async (_, _fields, more, description) => {
    const { codeFor, exchange } = await signedIn()
    const { code_verifier, ...challenge } = pkce()
    const code = await codeFor(challenge)
    const sent = 'redirect_uri' in more ? { code_verifier, ...more } : more
    const refused = await exchange(code, sent)
    expect(refused.status).toBe(403)
    expect(refused.body).toEqual({ error: 'invalid_grant', error_description: description })
    expect((await exchange(code, { code_verifier })).status).toBe(403)
  },
)

test('with the right verifier the redirect_uri may be missing; without a challenge it may not', async () => {
  const { codeFor, exchange } = await signedIn()
  const { code_verifier, ...challenge } = pkce()
  const bound = await exchange(await codeFor(challenge), { code_verifier, redirect_uri: undefined })
  expect(bound.status).toBe(200)
  expect((await exchange(await codeFor(), { redirect_uri: undefined })).status).toBe(403)
})

test('A23: a verifier for a code without a challenge is refused (downgrade)', async () => {
  const { codeFor, exchange } = await signedIn()
  const answer = await exchange(await codeFor(), { code_verifier: pkce().code_verifier })
  expect(answer.body).toMatchObject({ error_description: 'Failed to verify code verifier' })
})

test('A27: a code of one client is of no use to another', async () => {
  const { server, connection_id, codeFor, exchange } = await signedIn()
  const other = await application(server, connection_id, { name: 'Other' })
  expect((await exchange(await codeFor(), { ...other })).status).toBe(403)
})

test('a public client exchanges its code by the verifier alone', async () => {
  const { codeFor, exchange, client } = await signedIn({ app_type: 'spa' })
  expect(client.client_secret).toBeUndefined()
  const { code_verifier, ...challenge } = pkce()
  const answer = await exchange(await codeFor(challenge), { code_verifier })
  expect(answer.status).toBe(200)
  expect(answer.body).toHaveProperty('refresh_token')
})

test('a user who was blocked or deleted between sign-in and exchange gets no tokens', async () => {
  const { server, codeFor, exchange } = await signedIn()
  const code = await codeFor()
  const { body } = await server.api('GET', 'users')
  const [user] = body as { user_id: string }[]
  await server.api('PATCH', `users/${user?.user_id}`, { blocked: true })
  const refused = await exchange(code)
  expect([401, 403]).toContain(refused.status)
  expect(refused.body).not.toHaveProperty('access_token')
})
