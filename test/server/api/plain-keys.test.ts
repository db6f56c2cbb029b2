import { expect, test } from 'vitest'
import type { ScriptCall } from '../../../runtime/index.ts'
import { isProposed } from '../../../server/api/management/connections/plain-keys.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { signedIn, signIn } from '../../support/members.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const VALUES = { DB_HOST: 'db.example.com', DB_USER: 'legacy', DB_PASSWORD: 'sesame-open' }

interface Key {
  key: string
  secret: boolean
  proposed_plain: boolean
}

async function start() {
  const calls: ScriptCall[] = []
  const runtime = createFakeRuntime((call) => {
    calls.push(call)
    return { kind: 'none' }
  })
  const server = await startTestServer(runtime)
  const id = await server.connection('crm', { configuration: VALUES })
  const path = `connections/${id}/configuration`
  const keys = async () => ((await server.api('GET', path)).body as { keys: Key[] }).keys
  const plain = async () => (await keys()).filter(({ secret }) => !secret).map(({ key }) => key)
  const say = (secret: { [key: string]: boolean }) => server.api('PATCH', path, { secret })
  const lastPlain = async () => {
    await server.login('crm', 'ann@example.com', 'wrong')
    return calls.at(-1)?.configuration.plain
  }
  return { ...server, id, path, keys, plain, say, calls, lastPlain }
}

test('every key is secret until an administrator says otherwise; then runs are told, and the log says who did it', async () => {
  const { keys, say, plain, lastPlain, api, id, text } = { ...(await start()), text: '' }
  expect(await keys()).toMatchObject([
    { key: 'DB_HOST', secret: true, proposed_plain: true },
    { key: 'DB_PASSWORD', secret: true, proposed_plain: false },
    { key: 'DB_USER', secret: true, proposed_plain: true },
  ])
  expect(await lastPlain()).toBeUndefined()
  const answer = await say({ DB_HOST: false, DB_USER: false })
  expect([answer.status, answer.text]).toEqual([204, text])
  expect(await plain()).toEqual(['DB_HOST', 'DB_USER'])
  expect((await keys()).every(({ proposed_plain }) => !proposed_plain)).toBe(true)
  expect(await lastPlain()).toEqual(['DB_HOST', 'DB_USER'])
  await say({ DB_USER: true })
  expect(await plain()).toEqual(['DB_HOST'])
  const logs = (await api('GET', 'logs?q=type:w')).body as { description: string; connection_id: string }[]
  expect(logs.map(({ description, connection_id }) => [description, connection_id])).toEqual([
    ['Configuration: DB_USER is secret again.', id],
    ['Configuration: DB_HOST, DB_USER are shown in errors, logs and traces from now on.', id],
  ])
})

test('no answer has the value of a plain key: the marks stay, and what was read can be written back', async () => {
  const { say, plain, api, id, keys } = await start()
  await say({ DB_HOST: false })
  const { body, text } = await api('GET', `connections/${id}`)
  const { options } = body as { options: { configuration: { [key: string]: string } } }
  expect(options.configuration.DB_HOST).toMatch(/^kept\./)
  expect(text + JSON.stringify(await keys())).not.toContain('db.example.com')
  await api('PATCH', `connections/${id}`, { options })
  expect(await plain()).toEqual(['DB_HOST'])
})

test('a plain key stays plain with another host, and is secret again with an address that may hold a password', async () => {
  const { say, plain, api, id, path } = await start()
  await say({ DB_HOST: false, DB_USER: false })
  await api('PUT', `${path}/DB_HOST`, { value: 'db2.example.com' })
  expect(await plain()).toEqual(['DB_HOST', 'DB_USER'])
  await api('PUT', `${path}/DB_HOST`, { value: 'postgres://app:sesame@db2.example.com/people' })
  expect(await plain()).toEqual(['DB_USER'])
  const { body } = await api('GET', `connections/${id}`)
  const { options } = body as { options: { configuration: { [key: string]: string } } }
  const configuration = { ...options.configuration, DB_USER: 'app;password=sesame' }
  await api('PATCH', `connections/${id}`, { options: { ...options, configuration } })
  expect(await plain()).toEqual([])
  // Said of such a value, it holds.
  await say({ DB_HOST: false })
  await api('PUT', `${path}/DB_PASSWORD`, { value: 'another one' })
  expect(await plain()).toEqual(['DB_HOST'])
})

test('a key that goes and comes again is secret', async () => {
  const { say, plain, api, path } = await start()
  await say({ DB_HOST: false })
  await api('DELETE', `${path}/DB_HOST`)
  await api('PUT', `${path}/DB_HOST`, { value: VALUES.DB_HOST })
  expect(await plain()).toEqual([])
})

test('a test-run with unsaved values is told what is plain by the same rule', async () => {
  const { say, api, id, calls } = await start()
  await say({ DB_HOST: false, DB_USER: false })
  await api('POST', `connections/${id}/scripts/login/try`, {
    arguments: { identifier: 'ann@example.com', password: 'p' },
    configuration: { DB_HOST: 'db2.example.com', DB_USER: 'app:sesame@', OTHER: 'x' },
  })
  expect(calls.at(-1)?.configuration.plain).toEqual(['DB_HOST'])
})

test('a key that is not there is refused by name, and a role that may only look changes nothing', async () => {
  const server = await start()
  const { say, plain, path, api } = server
  const refused = await say({ DB_HOST: false, NONE: false })
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('secret.NONE')])
  const viewer = { email: 'vic@example.test', password: 'another sentence to keep', role: 'viewer' }
  await api('POST', 'members', viewer)
  const { email, password } = viewer
  const vic = signedIn(server, await signIn(server, { email, password }))
  expect((await vic.ask('PATCH', path, { secret: { DB_HOST: false } })).status).toBe(403)
  expect(await plain()).toEqual([])
})

test.each([
  ['MYSQL_HOST', 'db.internal', true],
  ['PGUSER', 'app', true],
  ['PG_USER', 'app', true],
  ['dbUser', 'app', true],
  ['DATABASE', 'people', true],
  ['DB_NAME', 'people', true],
  ['DB_PORT', '5432', true],
  ['SQLSERVER_DATABASE', 'people', true],
  ['DB_PASSWORD', 'sesame', false],
  ['USER_PASSWORD_HOST', 'sesame', false],
  ['API_KEY', 'sesame', false],
  ['DB_HOST', 'app:sesame@db', false],
  ['DB_HOST', 'postgres://db', false],
  ['DB_HOST', 'db;Password', false],
  ['DB_HOST', 'server=db', false],
  ['DB_HOST', '', false],
  ['DB_HOST', 'x'.repeat(254), false],
  ['NAME', 'people', false],
])('%s with the value %s is proposed: %s', (key, value, expected) => {
  expect(isProposed(key, value)).toBe(expected)
})
