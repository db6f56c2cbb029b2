/** Further sign-in names over HTTP: how they are counted, shown and removed, and where mail goes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Outbox } from '../../support/outbox.ts'
import { openOutbox } from '../../support/outbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'

const source = 'function script () {}'
const PASSWORD = 'right and long'

/** Whoever types `<id>`, `<id>-card` or `<id>-old@example.com` is the person of that id. */
const runtime = createFakeRuntime(({ script, args: [typed, password] }) => {
  const [, id] = /^([a-z]+)(?:-card|(?:-old)?@example\.com)$/.exec(String(typed).toLowerCase()) ?? []
  if (id === undefined || (script.action === 'login' && password !== PASSWORD)) return { kind: 'none' }
  return { kind: 'value', value: { user_id: id, email: `${id}@example.com`, email_verified: true } }
})
const data_dir = temporaryFolder(afterAll)
let server: TestServer
let outbox: Outbox
let connection_id: string
beforeAll(async () => {
  server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, afterAll)
  outbox = openOutbox(data_dir)
  connection_id = await server.connection('legacy', {
    ferry_identifier: 'alias',
    customScripts: { login: source, get_user: source },
  })
})

const login = (typed: string, password = PASSWORD) => server.login('legacy', typed, password)
const namesOf = async (id: string) => (await server.api('GET', `users/auth0%7C${id}/login-names`)).body
const remove = (id: string, name: string, connection = 'legacy') =>
  server.api(
    'DELETE',
    `users/auth0%7C${id}/login-names?connection=${connection}&name=${encodeURIComponent(name)}`,
  )

test('further sign-in names are listed at the user and removed there; who is removed is asked for again', async () => {
  expect((await login('ANN-card')).status).toBe(200)
  expect((await login('ann-old@example.com')).status).toBe(200)
  expect(await namesOf('ann')).toEqual([
    { name: 'ann-card', connection: 'legacy', user_id: 'ann', created_at: expect.stringMatching(/Z$/) },
    expect.objectContaining({ name: 'ann-old@example.com' }),
  ])
  expect((await remove('ann', 'Ann-Card')).status).toBe(204)
  expect((await remove('ann', 'ann-card')).status).toBe(204)
  expect((await remove('ann', 'ann-card', 'other')).status).toBe(204)
  expect(await namesOf('ann')).toEqual([expect.objectContaining({ name: 'ann-old@example.com' })])
  runtime.calls.length = 0
  expect((await login('ann-card')).status).toBe(200)
  expect(runtime.calls.map(({ script }) => script.action)).toEqual(['login', 'get_user'])
})

test('a user who does not exist has no login names to list or to remove', async () => {
  expect((await server.api('GET', 'users/auth0%7Cnobody/login-names')).status).toBe(404)
  expect((await remove('nobody', 'x')).status).toBe(404)
})

test('a further sign-in name is no member of the user, and no email or username of a search', async () => {
  await login('eve-card')
  const { text } = await server.api('GET', 'users/auth0%7Ceve')
  expect(text).not.toContain('eve-card')
  for (const q of ['eve-card', 'username:eve-card']) {
    expect((await server.api('GET', `users?q=${encodeURIComponent(q)}`)).body).toEqual([])
  }
})

test('A4: wrong passwords at a further sign-in name count for the person, whatever name is typed next', async () => {
  const settings = await server.api('GET', 'attack-protection/brute-force-protection')
  const { max_attempts } = settings.body as { max_attempts: number }
  await login('bob-card')
  for (let n = 0; n < max_attempts; n++) {
    await login(n % 2 === 0 ? 'bob-card' : 'bob@example.com', `guess ${n}`)
  }
  expect((await login('bob@example.com')).status).toBe(429)
  expect((await login('bob-card')).status).toBe(429)
  const { body } = await server.api('GET', 'user-blocks?identifier=bob-card')
  expect(body).toMatchObject({ blocked_for: [{ identifier: 'bob@example.com' }] })
  expect((await server.api('DELETE', 'user-blocks?identifier=bob-card')).status).toBe(204)
  expect((await login('bob-card')).status).toBe(200)
})

test('a further sign-in name never receives mail: a reset that is asked for by it goes to the address of the user', async () => {
  await login('cat-old@example.com')
  await server.call('/dbconnections/change_password', {
    method: 'POST',
    body: { client_id: server.admin.client_id, email: 'cat-old@example.com', connection: 'legacy' },
  })
  expect(await outbox.next('cat@example.com')).toBeDefined()
  expect(outbox.mails().filter(({ to }) => to === 'cat-old@example.com')).toEqual([])
})

test('somebody else may sign up with an address that is a further sign-in name, and has it from then on', async () => {
  await login('dan-old@example.com')
  const options = { ferry_identifier: 'alias', enabledDatabaseCustomization: false }
  await server.api('PATCH', `connections/${connection_id}`, { options })
  const signed = await server.call('/dbconnections/signup', {
    method: 'POST',
    body: {
      client_id: server.admin.client_id,
      connection: 'legacy',
      email: 'dan-old@example.com',
      password: 'Correct-Horse-9',
    },
  })
  expect(signed.status).toBe(200)
  expect(await namesOf('dan')).toEqual([])
  expect((await login('dan-old@example.com')).status).toBe(403)
  expect((await login('dan-old@example.com', 'Correct-Horse-9')).status).toBe(200)
})

test('ferry_identifier is profile or alias', async () => {
  const wrong = await server.api('PATCH', `connections/${connection_id}`, {
    options: { ferry_identifier: 'any' },
  })
  expect(wrong).toMatchObject({ status: 400, body: { message: expect.stringContaining('ferry_identifier') } })
})
