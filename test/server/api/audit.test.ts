/** T5: entries of failed writes of the Management API in the tenant's log. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const runtime = () => createFakeRuntime(() => ({ kind: 'failure', code: 'script_error', message: 'boom' }))
let server: TestServer
beforeAll(async () => {
  server = await startTestServer(runtime(), {}, afterAll)
})

interface Entry {
  type: string
  [field: string]: unknown
}

async function entriesOf({ api }: TestServer, type = 'fapi'): Promise<Entry[]> {
  const { body } = await api('GET', `logs?q=type:${type}&sort=date:1&per_page=100`)
  return body as Entry[]
}

/** @returns a client that has only these scopes, and its way to call */
async function machine(own: TestServer, scope: string[]) {
  const made = await own.api('POST', 'clients', { name: 'machine', app_type: 'non_interactive' })
  const { client_id, client_secret } = made.body as { client_id: string; client_secret: string }
  const audience = `${own.url}/api/v2/`
  await own.api('POST', 'client-grants', { client_id, audience, scope })
  const granted = await own.token({ grant_type: 'client_credentials', client_id, client_secret, audience })
  const { access_token } = granted.body as { access_token: string }
  const call = (method: string, path: string, body?: unknown) =>
    own.call(`/api/v2/${path}`, { method, body, headers: { authorization: `Bearer ${access_token}` } })
  return { client_id, call }
}

test('T5: a failed write leaves one entry with its reason, and a failed read leaves none', async () => {
  const { api, admin } = server
  expect((await api('PATCH', 'users/auth0%7Cnobody', { blocked: true })).status).toBe(404)
  expect((await api('POST', 'clients', { name: 7 })).status).toBe(400)
  expect((await api('GET', 'users/auth0%7Cnobody')).status).toBe(404)
  expect((await api('GET', 'logs?per_page=nonsense')).status).toBe(400)
  expect(await entriesOf(server)).toMatchObject([
    {
      description: 'The user does not exist.',
      client_id: admin.client_id,
      client_name: 'Ferry administration',
      user_id: 'auth0|nobody',
      details: {
        request: { method: 'patch', path: '/api/v2/users/auth0%7Cnobody' },
        response: { statusCode: 404, body: { errorCode: 'inexistent_user' } },
      },
    },
    {
      description: expect.stringContaining('on property name'),
      details: { response: { statusCode: 400, body: { errorCode: 'invalid_body' } } },
    },
  ])
})

test('the entry of a failed script names its run', async () => {
  const connection = 'with-script'
  await server.connection(connection, {
    customScripts: { get_user: 'function () {}', login: 'function () {}' },
  })
  const email = 'ann@example.com'
  const answer = await server.api('POST', 'users', { connection, email, password: 'Correct-Horse-9' })
  const { log_id } = answer.body as { log_id: string }
  expect((await entriesOf(server)).at(-1)).toMatchObject({
    details: { response: { statusCode: 400, body: { errorCode: 'script_error', log_id } } },
  })
})

test('T5: of a request an entry has only method and path', async () => {
  const canary = 'canary-9f2c'
  const connection = 'quiet'
  const id = await server.connection(connection, { enabledDatabaseCustomization: false })
  const email = 'ben@example.com'
  const { body } = await server.api('POST', 'users', { connection, email, password: 'Correct-Horse-9' })
  const { user_id } = body as { user_id: string }
  const writes: [string, string, unknown][] = [
    ['PATCH', `users/${user_id}`, { password: canary, email: `other-${email}` }],
    ['PATCH', `users/${user_id}`, { password: canary.slice(0, 5), connection }],
    ['PATCH', `users/${user_id}`, { password: [canary], connection }],
    ['POST', 'users', { connection, email, password: canary }],
    ['POST', 'users', { connection, email: canary, password: 'Correct-Horse-9' }],
    ['PUT', `connections/${id}/configuration-keys/DB`, { value: [canary] }],
    ['PATCH', `connections/${id}`, { options: { configuration: { DB: { canary } } } }],
    ['POST', `connections/${id}/scripts/login/try`, { arguments: { password: canary } }],
    ['POST', 'clients', { name: { canary } }],
    ['POST', 'clients', `{"name": "${canary}`],
    ['DELETE', `users/auth0%7Cnobody/multifactor?${canary}=1`, undefined],
    ['DELETE', `connections/con_none/users?email=${canary}`, undefined],
  ]
  const before = (await entriesOf(server)).length
  for (const [method, path, sent] of writes) {
    const { status } = await server.api(method, path, sent)
    expect([method, path, status]).toEqual([method, path, expect.toSatisfy((code) => code >= 400)])
    expect(status).toBeLessThan(500)
  }
  const entries = (await entriesOf(server)).slice(before)
  expect(entries.length).toBeGreaterThan(8)
  expect(JSON.stringify(entries)).not.toContain(canary.slice(0, 9))
})

test('an entry names a client that lacks the scope; calls without a valid token leave none', async () => {
  const { call, client_id } = await machine(server, ['read:users'])
  expect((await call('DELETE', 'users/auth0%7Cvictim')).status).toBe(403)
  expect((await server.call('/api/v2/users/auth0%7Cx', { method: 'DELETE' })).status).toBe(401)
  const entries = (await entriesOf(server)).filter(
    ({ details }) => (details as { response: { statusCode: number } }).response.statusCode > 400,
  )
  expect(entries.at(-1)).toMatchObject({
    client_id,
    user_id: 'auth0|victim',
    description: expect.stringContaining('Insufficient scope'),
  })
})

test('failed calls leave no more entries than the rate limit allows, also without the scope', async () => {
  const own = await startTestServer(runtime(), { FERRY_RATE_LIMIT_MANAGEMENT: '10' })
  const { call, client_id } = await machine(own, ['delete:connections'])
  const answers = await Promise.all([
    ...Array.from({ length: 60 }, () => call('DELETE', 'users/auth0%7Cx')),
    ...Array.from({ length: 60 }, () => call('DELETE', 'connections/nonsense')),
  ])
  const passed = answers.filter(({ status }) => status !== 429).length
  expect(passed).toBeLessThan(60)
  const entries = [...(await entriesOf(own)), ...(await entriesOf(own, 'sapi'))]
  expect(entries.filter((entry) => entry.client_id === client_id)).toHaveLength(passed)
})

test('a long path is shortened, also in the middle of a surrogate pair', async () => {
  const { api } = server
  const answer = await api('DELETE', `users/${'%F0%9F%98%80'.repeat(400)}`)
  expect(answer.status).toBe(400)
  const [entry] = (await entriesOf(server)).slice(-1)
  expect(JSON.stringify(entry).length).toBeLessThan(3_000)
  expect(String(entry?.user_id)).toMatch(/^\u{1F600}+…$/u)
})
