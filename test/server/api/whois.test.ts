import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const SCRIPTS = { login: 'function login () {}', get_user: 'function getByEmail () {}' }

async function start(options: object = {}) {
  const runtime = createFakeRuntime(({ args: [email] }) => {
    const [name] = String(email).toLowerCase().split('@')
    if (name === 'down') return { kind: 'failure', code: 'script_error', message: 'no' }
    return name === 'ann' || name === 'bob'
      ? { kind: 'value', value: { user_id: name, email: `${name}@example.com` } }
      : { kind: 'none' }
  })
  const server = await startTestServer(runtime)
  const id = await server.connection('crm', { customScripts: SCRIPTS, ...options })
  const whois = async (identifier: string) => {
    const { status, body } = await server.api(
      'GET',
      `connections/${id}/whois?identifier=${encodeURIComponent(identifier)}`,
    )
    return { status, ...(body as { state?: string; user_id?: string; legacy_asked?: boolean }) }
  }
  return { ...server, runtime, id, whois }
}

test('whois tells people of Ferry, of the legacy store, of both and of neither apart, and stores nobody', async () => {
  const { api, login, whois } = await start()
  expect(await whois('Ann@example.com ')).toEqual({
    status: 200,
    state: 'legacy',
    legacy_asked: true,
    legacy_id: 'ann',
  })
  expect((await api('GET', 'users')).body).toEqual([])
  await login('crm', 'ann@example.com', 'old-secret')
  const before = (await api('GET', 'users')).body
  expect(await whois('ann@example.com')).toMatchObject({ state: 'both', user_id: 'auth0|ann' })
  await api('POST', 'users', { connection: 'crm', email: 'new@example.com', password: 'Long-and-strong-7!' })
  expect(await whois('new@example.com')).toMatchObject({ state: 'local' })
  expect(await whois('nobody@example.com')).toMatchObject({ state: 'neither' })
  await api('PATCH', 'users/auth0%7Cann', { blocked: true })
  expect(await whois('ann@example.com')).toMatchObject({ state: 'blocked' })
  const [ann] = (await api('GET', 'users')).body as object[]
  expect({ ...ann, blocked: undefined, updated_at: 0 }).toEqual({
    ...(before as object[])[0],
    blocked: undefined,
    updated_at: 0,
  })
})

test('whois says of somebody who was deleted for good that they are, while the legacy store still knows them', async () => {
  const { api, login, whois } = await start({ ferry_tombstones: true })
  await login('crm', 'bob@example.com', 'old-secret')
  await api('DELETE', 'users/auth0%7Cbob')
  expect(await whois('bob@example.com')).toMatchObject({ state: 'tombstone', legacy_asked: true })
})

test('whois runs no script of a connection that has none or uses none, and says how one failed', async () => {
  const { api, runtime, whois, id } = await start()
  expect((await whois('down@example.com')).status).toBe(400)
  expect((await whois('  ')).status).toBe(400)
  await api('PATCH', `connections/${id}`, { options: { enabledDatabaseCustomization: false } })
  const calls = runtime.calls.length
  expect(await whois('ann@example.com')).toMatchObject({ state: 'neither', legacy_asked: false })
  expect(runtime.calls.length).toBe(calls)
})
