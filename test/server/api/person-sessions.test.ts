/** Sessions of users and their refresh tokens over the Management API. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import { signInPerson } from '../../support/person-sessions.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const PEOPLE = 12

let server: TestServer
let connection_id: string
let people = 0
beforeAll(async () => {
  const runtime = createFakeRuntime(
    legacyStore(
      Array.from({ length: PEOPLE }, (_, id) => ({
        id,
        email: `p${id}@example.com`,
        password: 'old-secret',
      })),
    ),
  )
  server = await startTestServer(runtime, {}, afterAll)
  connection_id = await server.connection('legacy')
})

/** A user whom no other test knows, and a way to sign that user in. */
async function person() {
  const id = people++
  expect((await server.login('legacy', `p${id}@example.com`, 'old-secret')).status).toBe(200)
  const user_id = `auth0|${id}`
  const { client_id } = server.admin
  return {
    path: `users/${encodeURIComponent(user_id)}`,
    user_id,
    signIn: (offline = false) => signInPerson(server, { user_id, connection_id, client_id, offline }),
  }
}

async function listed<T>(path: string, name: string): Promise<T[]> {
  const { status, body, text } = await server.api('GET', path)
  expect(status, text).toBe(200)
  return (body as { [name: string]: T[] })[name] ?? []
}
const idsOf = async (path: string, name: string): Promise<string[]> =>
  (await listed<{ id: string }>(path, name)).map(({ id }) => id).toSorted()

const gone = (what: string) => ({
  status: 404,
  body: { errorCode: what, message: expect.stringContaining('does not exist') },
})

test('a session is shown with Auth0’s fields', async () => {
  const { signIn, user_id } = await person()
  const { session, secret_sha256 } = await signIn()
  const time = (ms: number) => new Date(ms).toISOString()
  const answer = await server.api('GET', `sessions/${session.session_id}`)
  expect(answer.body).toEqual({
    id: session.session_id,
    user_id,
    created_at: time(session.created_at),
    updated_at: time(session.created_at),
    authenticated_at: time(session.created_at),
    idle_expires_at: time(session.created_at + 3_600_000),
    expires_at: time(session.created_at + 7_200_000),
    last_interacted_at: time(session.created_at),
    device: {
      initial_ip: '192.0.2.1',
      initial_user_agent: 'Firefox',
      last_ip: '192.0.2.1',
      last_user_agent: 'Firefox',
    },
    clients: [{ client_id: server.admin.client_id }],
    authentication: { methods: [{ name: 'pwd', timestamp: expect.stringMatching(/Z$/) }] },
    cookie: { mode: 'persistent' },
  })
  expect(answer.text).not.toContain(secret_sha256)
})

test('the sessions of a user are listed page by page, and one who does not exist has none to list or to end', async () => {
  const { path, signIn } = await person()
  const made = [await signIn(), await signIn(), await signIn()].map(({ session }) => session.session_id)
  const first = (await server.api('GET', `${path}/sessions?take=2`)).body as {
    sessions: { id: string }[]
    next: string
  }
  expect(first.sessions).toHaveLength(2)
  const rest = await listed<{ id: string }>(`${path}/sessions?take=2&from=${first.next}`, 'sessions')
  expect([...first.sessions, ...rest].map(({ id }) => id).toSorted()).toEqual(made.toSorted())
  expect((await server.api('GET', `${path}/sessions?from=nonsense`)).status).toBe(400)
  for (const method of ['GET', 'DELETE']) {
    for (const what of ['sessions', 'refresh-tokens']) {
      expect(await server.api(method, `users/auth0%7Cnobody/${what}`)).toMatchObject(gone('inexistent_user'))
    }
  }
})

test('a session that is ended exists no more, and ending it again succeeds; its refresh tokens stay', async () => {
  const { path, signIn } = await person()
  const { session, family_id } = await signIn(true)
  const id = `sessions/${session.session_id}`
  expect((await server.api('DELETE', id)).status).toBe(202)
  expect((await server.api('DELETE', id)).status).toBe(202)
  expect(await server.api('GET', id)).toMatchObject(gone('inexistent_session'))
  expect(await idsOf(`${path}/sessions`, 'sessions')).toEqual([])
  expect(await idsOf(`${path}/refresh-tokens`, 'tokens')).toContain(family_id)
})

test('a session that is revoked takes its refresh tokens with it, and no others', async () => {
  const { path, signIn } = await person()
  const [one, two] = [await signIn(true), await signIn(true)]
  const id = `sessions/${one.session.session_id}`
  expect((await server.api('POST', `${id}/revoke`)).status).toBe(202)
  expect(await server.api('POST', `${id}/revoke`)).toMatchObject(gone('inexistent_session'))
  expect(await idsOf(`${path}/sessions`, 'sessions')).toEqual([two.session.session_id])
  expect(await idsOf(`${path}/refresh-tokens`, 'tokens')).toEqual([two.family_id])
})

test('all sessions of a user end at once, those of others stay', async () => {
  const [ann, ben] = [await person(), await person()]
  await ann.signIn()
  await ann.signIn()
  const { session } = await ben.signIn()
  expect((await server.api('DELETE', `${ann.path}/sessions`)).status).toBe(202)
  expect(await idsOf(`${ann.path}/sessions`, 'sessions')).toEqual([])
  expect(await idsOf(`${ben.path}/sessions`, 'sessions')).toEqual([session.session_id])
})

test('a refresh token is shown with Auth0’s fields, and its ID is no token', async () => {
  const { signIn, user_id } = await person()
  const { family_id, session } = await signIn(true)
  expect((await server.api('GET', `refresh-tokens/${family_id}`)).body).toEqual({
    id: family_id,
    user_id,
    client_id: server.admin.client_id,
    session_id: session.session_id,
    rotating: true,
    created_at: new Date(session.created_at).toISOString(),
    idle_expires_at: new Date(session.created_at + 3_600_000).toISOString(),
    expires_at: new Date(session.created_at + 3_600_000).toISOString(),
    last_exchanged_at: null,
    resource_servers: [{ audience: 'https://api.example', scopes: 'openid offline_access' }],
  })
  const used = { grant_type: 'refresh_token', refresh_token: family_id, ...server.admin }
  expect((await server.token(used)).status).toBe(403)
})

test('a refresh token of the password grant has no session, is told when it was used, and can be revoked', async () => {
  const { path, user_id } = await person()
  const scope = { scope: 'openid offline_access' }
  const email = `p${user_id.replace('auth0|', '')}@example.com`
  const granted = await server.login('legacy', email, 'old-secret', scope)
  const { refresh_token } = granted.body as { refresh_token: string }
  const refresh = (token: string) =>
    server.token({ grant_type: 'refresh_token', refresh_token: token, ...server.admin })
  const next = ((await refresh(refresh_token)).body as { refresh_token: string }).refresh_token
  const [token] = await listed<{ id: string }>(`${path}/refresh-tokens`, 'tokens')
  expect(token).toMatchObject({ session_id: null, last_exchanged_at: expect.stringMatching(/Z$/) })
  const id = `refresh-tokens/${token?.id}`
  expect((await server.api('DELETE', id)).status).toBe(202)
  expect(await server.api('DELETE', id)).toMatchObject(gone('inexistent_refresh_token'))
  expect(await server.api('GET', id)).toMatchObject(gone('inexistent_refresh_token'))
  expect((await refresh(next)).status).toBe(403)
})

test('all refresh tokens of a user are revoked at once, and sessions stay', async () => {
  const { path, signIn } = await person()
  await signIn(true)
  await signIn(true)
  expect((await server.api('DELETE', `${path}/refresh-tokens`)).status).toBe(202)
  expect(await idsOf(`${path}/refresh-tokens`, 'tokens')).toEqual([])
  expect(await idsOf(`${path}/sessions`, 'sessions')).toHaveLength(2)
})

test.each([
  ['a block', { blocked: true }],
  ['a new password', { password: 'Another-Horse-7', connection: 'legacy' }],
])('%s by the API leaves neither sessions nor refresh tokens', async (_, change) => {
  const { path, signIn } = await person()
  await signIn(true)
  const changed = await server.api('PATCH', path, change)
  expect(changed.status, changed.text).toBe(200)
  expect(await idsOf(`${path}/sessions`, 'sessions')).toEqual([])
  expect(await idsOf(`${path}/refresh-tokens`, 'tokens')).toEqual([])
})

test('ends are in the tenant’s log', async () => {
  const { path, signIn } = await person()
  const { session } = await signIn()
  await server.api('DELETE', `sessions/${session.session_id}`)
  await server.api('DELETE', `${path}/refresh-tokens`)
  await expect
    .poll(async () => {
      const { body } = await server.api('GET', 'logs?q=type:sapi&per_page=2&sort=date:-1')
      return (body as { description: string }[]).map(({ description }) => description)
    })
    .toEqual(['Revoke all refresh tokens of a user', 'End a session'])
})
