/** References from one object to another: checked when they are written, and cleared when their target goes. @module */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../../support/fake-runtime.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
  await server.api('POST', 'resource-servers', { identifier: 'https://a.example' })
})

let made = 0
async function newClient(): Promise<string> {
  const { body } = await server.api('POST', 'clients', { name: `client ${++made}` })
  return (body as { client_id: string }).client_id
}

async function newUser(connection: string): Promise<string> {
  const { body, text } = await server.api('POST', 'users', {
    connection,
    email: `user-${++made}@example.com`,
    password: 'Correct-Horse-9',
  })
  const { user_id } = body as { user_id?: string }
  if (user_id === undefined) throw new Error(text)
  return user_id
}

const local = (name: string) =>
  server.connection(name, { enabledDatabaseCustomization: false, import_mode: false })

/** Every place where an object names another one, with a name of nobody. */
const NOBODY: readonly [method: string, path: string, body: object, field: RegExp][] = [
  [
    'POST',
    'connections',
    { name: 'r1', strategy: 'auth0', enabled_clients: ['nobody'] },
    /nobody.+enabled_clients/,
  ],
  ['PATCH', 'connections/{connection}', { enabled_clients: ['nobody'] }, /nobody.+enabled_clients/],
  [
    'PATCH',
    'connections/{connection}/clients',
    [{ client_id: 'nobody', status: true }],
    /nobody.+enabled_clients/,
  ],
  ['POST', 'sample-store', { enabled_clients: ['nobody'] }, /nobody.+enabled_clients/],
  ['PATCH', 'connections/{connection}', { realms: ['nobody'] }, /realms/],
  ['PATCH', 'tenants/settings', { default_directory: 'nobody' }, /default_directory/],
  ['PATCH', 'tenants/settings', { default_audience: 'nobody' }, /default_audience/],
  ['POST', 'client-grants', { client_id: '{client}', audience: 'nobody', scope: [] }, /audience/],
  ['POST', 'client-grants', { client_id: 'nobody', audience: 'https://a.example', scope: [] }, /client/],
  [
    'POST',
    'users',
    { connection: 'nobody', email: 'a@b.example', password: 'Correct-Horse-9' },
    /connection/,
  ],
  ['PATCH', 'users/{user}', { connection: 'nobody', name: 'x' }, /connection/],
  ['PATCH', 'users/{user}', { client_id: 'nobody', name: 'x' }, /client/],
  ['POST', 'users/{user}/identities', { provider: 'auth0', user_id: 'nobody' }, /identity/],
  ['POST', 'tickets/password-change', { user_id: 'nobody' }, /user/],
  ['POST', 'tickets/password-change', { user_id: '{user}', client_id: 'nobody' }, /client/],
  ['POST', 'tickets/password-change', { user_id: '{user}', connection_id: 'nobody' }, /connection/],
  ['POST', 'tickets/password-change', { email: 'a@b.example', connection_id: 'nobody' }, /connection/],
  ['POST', 'tickets/email-verification', { user_id: '{user}', client_id: 'nobody' }, /client/],
  ['POST', 'jobs/verification-email', { user_id: 'nobody' }, /user/],
  ['POST', 'jobs/verification-email', { user_id: '{user}', client_id: 'nobody' }, /client/],
]

test('a name of nobody is refused wherever one object names another', async () => {
  const connection = await local('refers')
  const user = await newUser('refers')
  for (const [method, path, body, field] of NOBODY) {
    const filled = JSON.parse(JSON.stringify(body).replace('{user}', user))
    const target = path.replace('{connection}', connection).replace('{user}', user)
    const answer = await server.api(method, target, filled)
    expect([400, 404], `${method} ${path} ${answer.text}`).toContain(answer.status)
    expect(answer.text, `${method} ${path}`).toMatch(field)
  }
})

test('a client that goes is named by no connection, grant or ticket any more', async () => {
  const client_id = await newClient()
  const connection = await local('names-client')
  const user_id = await newUser('names-client')
  await server.api('PATCH', `connections/${connection}/clients`, [{ client_id, status: true }])
  await server.api('POST', 'client-grants', { client_id, audience: 'https://a.example', scope: [] })
  const ticket = await server.api('POST', 'tickets/password-change', { user_id, client_id })
  const { ticket: url } = ticket.body as { ticket: string }
  expect((await server.api('DELETE', `clients/${client_id}`)).status).toBe(204)
  expect((await server.api('GET', `connections/${connection}`)).body).toMatchObject({
    enabled_clients: [server.admin.client_id],
  })
  expect((await server.api('GET', `client-grants?client_id=${client_id}`)).body).toEqual([])
  // The link still works; it names no application.
  const { pathname, search } = new URL(url)
  expect((await server.call(pathname + search)).status).toBe(200)
})

test('a connection that goes is no default directory any more', async () => {
  const connection = await local('directory')
  expect((await server.api('PATCH', 'tenants/settings', { default_directory: 'directory' })).status).toBe(200)
  const other = await local('no-directory')
  await server.api('DELETE', `connections/${other}`)
  expect((await server.api('GET', 'tenants/settings')).body).toMatchObject({ default_directory: 'directory' })
  await server.api('DELETE', `connections/${connection}`)
  expect((await server.api('GET', 'tenants/settings')).body).not.toHaveProperty('default_directory')
})

test('a client is enabled or deleted, whichever comes first: never both', async () => {
  for (let round = 0; round < 10; round++) {
    const client_id = await newClient()
    const connection = await local(`race-${round}`)
    const [enabled] = await Promise.all([
      server.api('PATCH', `connections/${connection}`, { enabled_clients: [client_id] }),
      server.api('DELETE', `clients/${client_id}`),
    ])
    expect([200, 400]).toContain(enabled.status)
    const { body } = await server.api('GET', `connections/${connection}`)
    expect((body as { enabled_clients: string[] }).enabled_clients).not.toContain(client_id)
  }
})

test('the default audience stands in for one that is missing', async () => {
  await local('audiences')
  const audience = 'https://api.example.com'
  await server.api('POST', 'resource-servers', { identifier: audience })
  expect((await server.api('PATCH', 'tenants/settings', { default_audience: audience })).status).toBe(200)
  await newUser('audiences')
  const { body } = await server.login('audiences', `user-${made}@example.com`, 'Correct-Horse-9')
  const { access_token = '' } = body as { access_token?: string }
  const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims.aud).toBe(audience)
  await server.api('PATCH', 'tenants/settings', { default_audience: null })
})
