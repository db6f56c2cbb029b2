/** M8: scripts that change the legacy store can tell a repeated request from a new one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FakeScript } from '../../support/fake-runtime.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const OLD = 'Correct-Horse-9'
const NEW = 'Battery-Staple-7'
const source = 'function script () {}'
const WRITING = ['create', 'verify', 'change_password', 'delete', 'change_email'] as const
const customScripts = Object.fromEntries(['login', 'get_user', ...WRITING].map((action) => [action, source]))

/** A legacy store that does its work but loses its answers while it is `down`. */
const legacy: FakeScript = ({ script: { action }, args: [first, second] }) => {
  if (action === 'create') people.set((first as { email: string }).email, OLD)
  if (WRITING.some((one) => one === action)) {
    return down
      ? { kind: 'failure', code: 'legacy_unavailable', message: 'gone' }
      : { kind: 'value', value: true }
  }
  const email = String(first)
  const known = people.get(email)
  if (known === undefined || (action === 'login' && known !== second)) return { kind: 'none' }
  return { kind: 'value', value: { user_id: `row-${email}`, email } }
}
const people = new Map<string, string>()
let down = false

const runtime = createFakeRuntime(legacy)
let server: TestServer
beforeAll(async () => {
  server = await startTestServer(runtime, {}, afterAll)
})

let made = 0
async function connect(options: object = {}): Promise<{ name: string; email: string }> {
  made += 1
  const name = `keys-${made}`
  await server.connection(name, {
    enabledDatabaseCustomization: true,
    import_mode: false,
    enable_script_context: true,
    customScripts,
    ...options,
  })
  down = false
  runtime.calls.length = 0
  return { name, email: `person-${made}@example.com` }
}

async function addUser(connection: string, email: string): Promise<string> {
  const { status, body, text } = await server.api('POST', 'users', { connection, email, password: OLD })
  if (status !== 201) throw new Error(text)
  runtime.calls.length = 0
  return (body as { user_id: string }).user_id
}

/** @returns the keys that the action was given, in order */
const keysOf = (action: string): string[] =>
  runtime.calls
    .filter((call) => call.script.action === action)
    .map(({ args }) => (args.at(-1) as { idempotency_key: string }).idempotency_key)

test('M8: a repeated change of password has the same key until it succeeds', async () => {
  const { name, email } = await connect()
  const id = await addUser(name, email)
  const change = (password: string) => server.api('PATCH', `users/${id}`, { password, connection: name })
  down = true
  expect((await change(NEW)).status).toBe(400)
  expect((await change(NEW)).status).toBe(400)
  expect((await change(`${NEW}!`)).status).toBe(400)
  down = false
  expect((await change(NEW)).status).toBe(200)
  expect((await change(NEW)).status).toBe(200)
  const [first, second, other, third, later] = keysOf('change_password')
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect([second, third]).toEqual([first, first])
  expect(new Set([first, other, later]).size).toBe(3)
})

test('M8: after a restart a repeated change has the same key', async () => {
  const environment = {
    FERRY_DATA_DIR: temporaryFolder(),
    FERRY_ADMIN_CLIENT_ID: 'admin',
    FERRY_ADMIN_CLIENT_SECRET: 'an-admin-secret-of-this-test-alone-0123456789',
  }
  const first = await startTestServer(runtime, environment)
  const options = { enabledDatabaseCustomization: true, import_mode: false, enable_script_context: true }
  await first.connection('before', { ...options, customScripts })
  down = false
  const user = { connection: 'before', email: 'restarted@example.com', password: OLD }
  const { user_id } = (await first.api('POST', 'users', user)).body as { user_id: string }
  runtime.calls.length = 0
  down = true
  expect((await first.api('DELETE', `users/${user_id}`)).status).toBe(400)
  await first.stop()
  const second = await startTestServer(runtime, environment)
  down = false
  expect((await second.api('DELETE', `users/${user_id}`)).status).toBe(204)
  const [before, after] = keysOf('delete')
  expect(before).toMatch(/^[0-9a-f]{32}$/)
  expect(after).toBe(before)
})

test('changing an address and changing it back have different keys', async () => {
  const { name, email } = await connect()
  const id = await addUser(name, email)
  for (const next of [`x-${email}`, email, `x-${email}`]) {
    expect((await server.api('PATCH', `users/${id}`, { email: next, connection: name })).status).toBe(200)
  }
  expect(new Set(keysOf('change_email')).size).toBe(3)
})

test('a repeated deletion has the same key, and the next user of the id another', async () => {
  const { name, email } = await connect()
  const id = await addUser(name, email)
  down = true
  expect((await server.api('DELETE', `users/${id}`)).status).toBe(400)
  down = false
  expect((await server.api('DELETE', `users/${id}`)).status).toBe(204)
  const [first, second] = keysOf('delete')
  expect(second).toBe(first)
  people.delete(email)
  expect(await addUser(name, email)).toBe(id)
  expect((await server.api('DELETE', `users/${id}`)).status).toBe(204)
  expect(keysOf('delete')).not.toContain(first)
})

test('a repeated sign-up has the same key; one with other data or at another connection has not', async () => {
  const { name, email } = await connect()
  const signUp = (connection: string, more: object = {}) =>
    server.call('/dbconnections/signup', {
      method: 'POST',
      body: { client_id: server.admin.client_id, connection, email, password: OLD, ...more },
    })
  down = true
  for (const more of [{}, {}, { password: NEW }, { plan: 'gold' }]) {
    people.delete(email)
    expect((await signUp(name, more)).status).toBe(503)
  }
  const [first, second, ...others] = keysOf('create')
  expect(second).toBe(first)
  const elsewhere = await connect()
  people.delete(email)
  await signUp(elsewhere.name)
  expect(new Set([first, ...others, ...keysOf('create')]).size).toBe(4)
})

test('one reset link with one password has one key', async () => {
  const { name, email } = await connect()
  const id = await addUser(name, email)
  const ticket = async (): Promise<string> => {
    const { body } = await server.api('POST', 'tickets/password-change', { user_id: id })
    return new URL((body as { ticket: string }).ticket).searchParams.get('ticket') ?? ''
  }
  const submit = (secret: string, password: string) =>
    server.call('/u/reset-password', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ticket: secret, password, password_again: password }).toString(),
    })
  const link = await ticket()
  down = true
  expect((await submit(link, NEW)).status).toBe(503)
  expect((await submit(link, `${NEW}!`)).status).toBe(503)
  down = false
  expect((await submit(link, NEW)).status).toBe(200)
  expect((await submit(await ticket(), NEW)).status).toBe(200)
  const [first, other, again, next] = keysOf('change_password')
  expect(again).toBe(first)
  expect(new Set([first, other, next]).size).toBe(3)
})

test('one verification link has one key', async () => {
  const { name, email } = await connect()
  const id = await addUser(name, email)
  const { body } = await server.api('POST', 'tickets/email-verification', { user_id: id })
  const path = (body as { ticket: string }).ticket.slice(server.url.length)
  const confirm = () =>
    server.call('/u/email-verification', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: path.split('?')[1] ?? '',
    })
  down = true
  expect((await confirm()).status).toBe(503)
  down = false
  expect((await confirm()).status).toBe(200)
  const [first, second] = keysOf('verify')
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(second).toBe(first)
})

test('login gets an empty context, get_user the kind of identifier, and without the option no script gets a context', async () => {
  const { name, email } = await connect()
  await server.api('POST', 'users', { connection: name, email, password: OLD })
  expect(runtime.calls.map(({ script: { action }, args }) => [action, args.length])).toEqual([
    ['get_user', 2],
    ['create', 2],
    ['login', 3],
  ])
  expect([runtime.calls[0]?.args.at(-1), runtime.calls[2]?.args.at(-1)]).toEqual([
    { identifierType: 'email' },
    {},
  ])
  const plain = await connect({ enable_script_context: false })
  await server.api('POST', 'users', { connection: plain.name, email: plain.email, password: OLD })
  expect(runtime.calls.map(({ args }) => args.length)).toEqual([1, 1, 2])
})

test('the context of a login tells address, browser, application and connection', async () => {
  const { name, email } = await connect()
  people.set(email, OLD)
  const { status } = await server.call('/oauth/token', {
    method: 'POST',
    headers: { 'user-agent': 'A browser' },
    body: {
      grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: name,
      username: email,
      password: OLD,
      ...server.admin,
    },
  })
  expect(status).toBe(200)
  const [, , context] = runtime.calls.find(({ script }) => script.action === 'login')?.args ?? []
  expect(context).toEqual({
    request: { ip: '127.0.0.1', user_agent: 'A browser' },
    client: { client_id: server.admin.client_id, name: 'Ferry administration' },
    connection: { id: expect.stringMatching(/^con_/), name, strategy: 'auth0' },
  })
})
