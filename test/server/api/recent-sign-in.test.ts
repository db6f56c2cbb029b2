import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Operation } from '../../../server/store/engine/operation.ts'
import { all } from '../../../server/store/engine/operation.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { ageSessions, OWNER, signedIn, withOwner } from '../../support/members.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { createTenant } from '../../support/tenants.ts'

const LOGIN = 'function login (email, password, callback) { callback(null) }'
const GET_USER = 'function getUser (email, callback) { callback(null) }'
const ANN = { email: 'ann@example.com', password: 'p' }
const TYPED = { identifier: 'ann@example.com', password: 'p' }

async function start(isAskedFor: boolean) {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const id = await server.connection('legacy')
  const owner = await withOwner(server)
  const settings = await owner.ask('PATCH', 'tenants/settings', { ferry_recent_sign_in: isAskedFor })
  expect(settings.body).toMatchObject({ ferry_recent_sign_in: isAskedFor })
  await owner.ask('PUT', `connections/${id}/draft`, { scripts: { login: LOGIN } })
  return { server, id, owner }
}

/** Every write of the API's description that a member can make, and the body to send; `ids` fill the path's parameters. */
async function writesOf(server: TestServer): Promise<{ name: string; errors: string }[]> {
  const { body } = await server.call('/openapi.json')
  const { paths } = body as {
    paths: {
      [path: string]: {
        [method: string]: {
          security: { management?: string[] }[]
          responses: { [status: string]: { description: string } }
        }
      }
    }
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method, { security }]) => method !== 'get' && security.some((one) => one.management))
      .map(([method, { responses }]) => ({
        name: `${method} ${path}`,
        errors: responses['403']?.description ?? '',
      })),
  )
}

/** The closed list of writes without a recent sign-in, and the bodies to which their reason applies. */
const GOES_ON: { [operation: string]: unknown } = {
  'put /api/v2/connections/{id}/draft': { scripts: { login: LOGIN } },
  'delete /api/v2/connections/{id}/draft': undefined,
  'post /api/v2/connections/{id}/scripts/{name}/try': {
    arguments: { email: 'a@example.com', password: 'p' },
  },
  'post /api/v2/connections/{id}/drift': { identifier: 'a@example.com', password: 'p' },
  'post /api/v2/connections/{id}/try-login': { identifier: 'a@example.com', password: 'p', mode: 'preview' },
  'post /api/v2/connections/{id}/test': {},
  'post /api/v2/connections/{id}/migration/legacy-total/count': {},
  'post /api/v2/templates/{id}/rename': { tables: {} },
  'post /api/v2/test-address': { host: 'db.example.com', port: 5432 },
}

const pathOf = (name: string, id: string): string =>
  name
    .replace(/^\w+ \/api\/v2\//, '')
    .replace('connections/{id}', `connections/${id}`)
    .replace('{name}', 'login')
    .replace('templates/{id}', 'templates/postgresql')
    .replace(/\{\w+\}/g, 'x')

test('M11: where the tenant requires it, members can write only within 15 minutes of a sign-in, except what a closed list names', async () => {
  const { server, id, owner } = await start(true)
  await server.api('PATCH', `connections/${id}`, {
    options: {
      enabledDatabaseCustomization: true,
      import_mode: true,
      customScripts: { login: LOGIN, get_user: GET_USER },
      ferry_count: 'function count (callback) { callback(null, 1) }',
    },
  })
  await ageSessions(server, 14)
  expect((await owner.ask('PATCH', `connections/${id}`, {})).status).toBe(200)
  await ageSessions(server, 2)
  const writes = await writesOf(server)
  expect(Object.keys(GOES_ON).filter((name) => !writes.some((one) => one.name === name))).toEqual([])
  expect(writes.length).toBeGreaterThan(40)
  const refused = { status: 403, body: { errorCode: 'recent_sign_in_required' } }
  let refusals = 0
  for (const { name, errors } of writes) {
    const [method = ''] = name.split(' ')
    const goesOn = Object.hasOwn(GOES_ON, name)
    const body = goesOn ? GOES_ON[name] : method === 'delete' ? undefined : {}
    const answer = await owner.ask(method.toUpperCase(), pathOf(name, id), body)
    if (goesOn) expect(answer.status, `${name}: ${answer.text}`).toBeLessThan(300)
    else {
      expect(answer, name).toMatchObject(refused)
      expect(errors, name).toContain('recent_sign_in_required')
      refusals += 1
    }
  }
  // Members can still read, and programs can still write.
  expect((await owner.ask('GET', `connections/${id}`)).status).toBe(200)
  expect((await server.api('PATCH', `connections/${id}`, {})).status).toBe(200)
  // The log has the refusals, with the name of the caller.
  const { body } = await server.api('GET', `logs?q=${encodeURIComponent('type:fapi')}&per_page=100`)
  expect(body).toHaveLength(refusals)
  expect(body).toContainEqual(
    expect.objectContaining({ description: expect.stringContaining('within the last 15 minutes') }),
  )
})

test.each<[string, string, unknown]>([
  ['another text', 'scripts/login/try', { arguments: ANN, script: LOGIN }],
  ['other values', 'scripts/login/try', { arguments: ANN, configuration: { HOST: 'evil.example' } }],
  ['an action that changes the legacy store', 'scripts/delete/try', { arguments: { id: '7' } }],
  ['another text to compare', 'drift', { ...TYPED, scripts: { get_user: GET_USER } }],
  ['other values to compare', 'drift', { ...TYPED, configuration: {} }],
  ['other values to connect with', 'test', { configuration: { HOST: 'evil.example' } }],
  ['a login that imports', 'try-login', { ...TYPED, mode: 'real' }],
])('a trial with %s asks: it could read stored values out, or change something', async (_, path, body) => {
  const { server, id, owner } = await start(true)
  const ask = (who: typeof owner) => who.ask('POST', `connections/${id}/${path}`, body)
  await ageSessions(server, 16)
  expect(await ask(owner)).toMatchObject({ status: 403, body: { errorCode: 'recent_sign_in_required' } })
  const now = signedIn(server, await owner.ask('POST', 'session/confirm', { password: OWNER.password }))
  expect(await ask(now)).not.toMatchObject({ status: 403 })
})

describe('whether a tenant requires a recent sign-in', () => {
  test('a new tenant does, its set-up link counts as a sign-in, the setting can be switched off, and null is the default', async () => {
    const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
    const owner = await withOwner(server)
    const settings = async () => (await server.api('GET', 'tenants/settings')).body
    expect(await settings()).toMatchObject({ ferry_recent_sign_in: true })
    const create = () => owner.ask('POST', 'clients', { name: 'a program' })
    expect((await create()).status).toBe(201)
    await ageSessions(server, 16)
    expect((await create()).status).toBe(403)
    await server.api('PATCH', 'tenants/settings', { ferry_recent_sign_in: false })
    expect((await create()).status).toBe(201)
    await server.api('PATCH', 'tenants/settings', { ferry_recent_sign_in: null })
    expect(await settings()).toMatchObject({ ferry_recent_sign_in: true })
    expect((await create()).status).toBe(403)
  })

  test('a tenant that the operator creates does, too', async () => {
    const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
    const acme = await createTenant(server, 'acme')
    expect((await acme.api('GET', 'tenants/settings')).body).toMatchObject({ ferry_recent_sign_in: true })
  })

  test.each([
    ['that says nothing of it', undefined, false],
    ['with other settings', { friendly_name: 'Acme "ferry_recent_sign_in":' }, false],
    ['that asks for it', { ferry_recent_sign_in: true }, true],
    ['that does not', { ferry_recent_sign_in: false }, false],
  ])('after an upgrade, an earlier tenant %s stays as it was', async (_, settings, expected) => {
    const data_dir = temporaryFolder()
    const db = openDatabase(join(data_dir, 'ferry.db'), { read_only: false })
    db.write(
      migrate(
        MIGRATIONS.filter(({ version }) => version < 17),
        1,
      ),
    )
    db.write(earlierTenant(settings))
    db.close()
    const secrets = createSecrets({ master: 'a master key of a test, long enough' })
    const store = await createSqliteStore({ data_dir, secrets })
    expect(await store.readTenantSettings('t')).toEqual({ ...settings, ferry_recent_sign_in: expected })
    await store.close()
  })
})

function* earlierTenant(settings: object | undefined): Operation<void> {
  yield* all(`insert into tenants (tenant_id, name, created_at) values ('t', 'default', 1)`)
  if (!settings) return
  yield* all(
    `insert into tenant_settings (tenant_id, settings, updated_at) values ('t', $1, 1)`,
    JSON.stringify(settings),
  )
}

test('the right password confirms a session and renews its cookie; a wrong password does not', async () => {
  const { server, id, owner } = await start(true)
  await ageSessions(server, 16)
  const wrong = await owner.ask('POST', 'session/confirm', { password: 'not the one' })
  expect([wrong.status, wrong.body]).toEqual([400, expect.objectContaining({ errorCode: 'wrong_password' })])
  expect((await owner.ask('POST', 'session/confirm', {})).status).toBe(400)
  expect((await owner.ask('PATCH', `connections/${id}`, {})).status).toBe(403)
  const confirmed = await owner.ask('POST', 'session/confirm', { password: OWNER.password })
  expect(confirmed.status, confirmed.text).toBe(200)
  expect(confirmed.body).toMatchObject({ member: { email: OWNER.email } })
  const now = signedIn(server, confirmed)
  expect((await now.ask('PATCH', `connections/${id}`, {})).status).toBe(200)
  expect((await owner.ask('GET', 'session')).status).toBe(401)
})

test('A6: wrong passwords at the confirmation count with those at the sign-in', async () => {
  const { owner } = await start(true)
  const guess = () => owner.ask('POST', 'session/confirm', { password: 'wrong' })
  const tries = await Promise.all(Array.from({ length: 40 }, guess))
  expect(tries.filter(({ status }) => status === 400)).toHaveLength(10)
  expect((await owner.ask('POST', 'session/confirm', { password: OWNER.password })).status).toBe(429)
})

test('H2: a session can be confirmed neither without it nor by a page of another site', async () => {
  const { server, owner } = await start(true)
  const body = { password: OWNER.password }
  expect((await server.call('/api/v2/session/confirm', { method: 'POST', body })).status).toBe(401)
  const foreign = { 'sec-fetch-site': 'cross-site' }
  expect((await owner.ask('POST', 'session/confirm', body, foreign)).status).toBe(403)
})

test('where the tenant does not require it, a session can write until it ends', async () => {
  const { server, id, owner } = await start(false)
  await ageSessions(server, 24 * 60)
  expect((await owner.ask('PATCH', `connections/${id}`, {})).status).toBe(200)
})
