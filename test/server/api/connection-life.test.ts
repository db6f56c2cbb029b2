import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { MODES } from '../../support/flow.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const PASSWORD = 'Correct-Horse-9'
const SECRET = 'sesame-open-7'
const FIRST = 'function login (email, password, callback) {\r\n\t// ünï 😀\n callback(null) }  '
const SECOND = 'function login (email, password, callback) { callback(new Error("2")) }'

let server: TestServer
let made = 0

beforeAll(async () => {
  const runtime = createFakeRuntime(({ script: { action }, args: [email] }) =>
    action === 'login'
      ? { kind: 'value', value: { user_id: `of-${email}`, email: `${email}` } }
      : { kind: 'none' },
  )
  server = await startTestServer(runtime, {}, afterAll)
})

async function connect(options: object = {}) {
  const name = `c${++made}`
  const id = await server.connection(name, { customScripts: { login: FIRST }, ...options })
  const at = (method: string, path: string, body?: unknown, headers?: { [name: string]: string }) =>
    server.api(method, `connections/${id}${path}`, body, headers)
  const options_now = async () =>
    ((await at('GET', '')).body as { options: { [key: string]: unknown } }).options
  return { name, id, at, options_now }
}

const scripts = (login: string) => ({ customScripts: { login } })

describe('versions', () => {
  test('every write is one, newest first, and an old one comes back byte for byte', async () => {
    const { at, options_now } = await connect({
      configuration: { DB: SECRET, OLD: SECRET },
      custom: { a: [1] },
    })
    const before = await options_now()
    await at('PATCH', '', {
      options: { ...MODES.import, ...scripts(SECOND), configuration: { DB: 'other' } },
    })

    const { body } = await at('GET', '/versions')
    expect(body).toMatchObject({
      live_version: 2,
      versions: [
        { version: 2, mode: 'import', scripts: { login: 2 }, actor: server.admin.client_id },
        { version: 1, mode: 'import', scripts: { login: 1 } },
      ],
    })
    expect(await at('GET', '/versions/1')).toMatchObject({
      status: 200,
      body: {
        version: 1,
        options: { custom: { a: [1] }, customScripts: { login: FIRST } },
        configuration_keys: ['DB', 'OLD'],
      },
    })
    const restored = await at('POST', '/versions/1/restore', {})
    expect(restored).toMatchObject({
      status: 201,
      body: { version: 3, missing_configuration: ['OLD'] },
    })
    const { configuration, ...after } = await options_now()
    const { configuration: _, ...was } = before
    expect(after).toEqual(was)
    // Values are no part of a version: those of now stay.
    expect(Object.keys(configuration as object)).toEqual(['DB'])
    expect((await at('GET', '/versions?take=1')).body).toMatchObject({
      versions: [{ version: 3, note: 'Restored from version 1' }],
    })
    expect((await at('GET', '/versions?before=3&take=1')).body).toMatchObject({ versions: [{ version: 2 }] })
    for (const path of ['/versions', '/versions/1', '/configuration', '/draft']) {
      expect((await at('GET', path)).text).not.toContain(SECRET)
    }
  })

  test('an unknown version and a missing draft are 404; deploying takes no number of a version, restoring takes it in the path', async () => {
    const { at } = await connect()
    expect(await at('GET', '/versions/7')).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_version' },
    })
    expect(await at('POST', '/versions/7/restore', {})).toMatchObject({ status: 404 })
    expect(await at('POST', '/versions', {})).toMatchObject({
      status: 404,
      body: { errorCode: 'inexistent_draft' },
    })
    for (const body of [{ from: 1 }, { draft: true }, { force: 'x' }]) {
      expect(await at('POST', '/versions', body)).toMatchObject({ status: 400 })
    }
    for (const path of ['/versions/x/restore', '/versions/0/restore']) {
      expect(await at('POST', path, {})).toMatchObject({ status: 400, body: { errorCode: 'invalid_uri' } })
    }
    expect(await at('GET', '/versions/x')).toMatchObject({ status: 400 })
  })

  test('enable_script_context stays on, by PATCH and by restoring', async () => {
    const { at } = await connect()
    const options = { ...MODES.import, ...scripts(FIRST) }
    expect(await at('PATCH', '', { options: { ...options, enable_script_context: true } })).toMatchObject({
      status: 200,
    })
    const refused = { status: 400, body: { message: 'enable_script_context cannot be turned off again.' } }
    expect(await at('PATCH', '', { options })).toMatchObject(refused)
    expect(await at('PATCH', '', { options: { ...options, enable_script_context: false } })).toMatchObject(
      refused,
    )
    expect(await at('POST', '/versions/1/restore', {})).toMatchObject(refused)
  })
})

describe('drafts', () => {
  test('a draft begins with the live scripts, is not live, and is deployed with a note', async () => {
    const { at, options_now } = await connect()
    const begun = await at('GET', '/draft')
    expect(begun).toMatchObject({
      status: 200,
      body: { exists: false, revision: 0, parent_version: 1, live_version: 1, scripts: { login: FIRST } },
    })
    const saved = await at('PUT', '/draft', { scripts: { login: SECOND } }, { 'if-match': '"0"' })
    expect(saved).toMatchObject({ status: 200, body: { exists: true, revision: 1, parent_version: 1 } })
    expect(saved.headers).toMatchObject({ etag: '"1"' })
    expect((await options_now()).customScripts).toEqual({ login: FIRST })
    expect(await at('POST', '/versions', { note: 'Faster' })).toMatchObject({
      status: 201,
      body: { version: 2, connection: { options: scripts(SECOND) } },
    })
    expect((await at('GET', '/versions?take=1')).body).toMatchObject({
      versions: [{ version: 2, note: 'Faster' }],
    })
    expect((await at('GET', '/draft')).body).toMatchObject({ exists: false, parent_version: 2 })
  })

  test('of two who save what they read, one is told 412', async () => {
    const { at } = await connect()
    const save = (login: string) => at('PUT', '/draft', { scripts: { login } }, { 'if-match': '"0"' })
    const answers = await Promise.all([save('function a () {}'), save('function b () {}')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const revision = { draft_revision: 9 }
    expect(await at('POST', '/versions', revision)).toMatchObject({ status: 412 })
  })

  test('live scripts that changed meanwhile are not overwritten, unless by force', async () => {
    const { at, options_now } = await connect()
    const saved = await at('PUT', '/draft', { scripts: { login: SECOND } })
    await at('PUT', '/configuration/KEY', { value: SECRET })
    expect(saved.body).toMatchObject({ is_behind: false })
    expect((await at('GET', '/draft')).body).toMatchObject({ is_behind: false })
    await at('PATCH', '', { options: { ...MODES.import, ...scripts('function login () {}') } })
    expect((await at('GET', '/draft')).body).toMatchObject({ is_behind: true, live_version: 3 })
    const refused = await at('POST', '/versions', {})
    expect(refused).toMatchObject({ status: 409, body: { live_version: 3, parent_version: 1 } })
    expect((await options_now()).customScripts).toEqual({ login: 'function login () {}' })
    await at('PUT', '/draft', { scripts: { login: SECOND }, parent_version: 3 })
    expect(await at('POST', '/versions', {})).toMatchObject({ status: 201 })
    await at('PUT', '/draft', { scripts: { login: FIRST }, parent_version: 1 })
    expect(await at('POST', '/versions', {})).toMatchObject({ status: 409 })
    expect(await at('POST', '/versions', { force: true })).toMatchObject({ status: 201 })
    expect((await options_now()).customScripts).toEqual({ login: FIRST })
  })

  test('other changes of the connection are no reason against a draft, and a draft can be thrown away', async () => {
    const { at } = await connect()
    await at('PUT', '/draft', { scripts: { login: SECOND } })
    await at('PUT', '/configuration/KEY', { value: SECRET })
    expect(await at('POST', '/versions', {})).toMatchObject({ status: 201 })
    await at('PUT', '/draft', { scripts: { login: FIRST } })
    expect(await at('DELETE', '/draft')).toMatchObject({ status: 204 })
    expect((await at('GET', '/draft')).body).toMatchObject({ exists: false, scripts: { login: SECOND } })
  })
})

test('several values of a configuration that are set by one call are one version in the history', async () => {
  const { at } = await connect()
  const versions = async () => ((await at('GET', '/versions')).body as { versions: unknown[] }).versions
  const values = { DB_HOST: 'db.example.com', DB_PORT: '3306', DB_PASSWORD: SECRET }
  const before = await versions()
  expect(await at('PATCH', '/configuration', { values, secret: { DB_HOST: false } })).toMatchObject({
    status: 204,
  })
  expect((await at('GET', '/configuration')).body).toMatchObject({
    keys: [
      { key: 'DB_HOST', secret: false },
      { key: 'DB_PASSWORD', secret: true },
      { key: 'DB_PORT', secret: true },
    ],
  })
  expect(await versions()).toHaveLength(before.length + 1)
  // The same values again change nothing; keys that are not named stay.
  await at('PATCH', '/configuration', { values: { DB_PORT: '3306' } })
  expect(await versions()).toHaveLength(before.length + 1)
  await at('PATCH', '/configuration', { values: { DB_PORT: '3307', DB_NAME: 'shop' } })
  expect(await versions()).toHaveLength(before.length + 2)
  const tooMany = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`KEY_${index}`, 'x']))
  expect(await at('PATCH', '/configuration', { values: tooMany })).toMatchObject({ status: 400 })
  expect(await at('PATCH', '/configuration', { values: { A: 'x' }, secret: { B: false } })).toMatchObject({
    status: 400,
  })
  expect(await versions()).toHaveLength(before.length + 2)
})

test('configuration: set and removed key by key, listed by name with who uses it', async () => {
  const login = 'function login (e, p, cb) { f(configuration.URL, configuration["PASS"]); cb(null) }'
  const get_user = 'function getByEmail (e, cb) { const { URL } = configuration; cb(null, URL) }'
  const { at } = await connect({ customScripts: { login, get_user } })
  for (const key of ['URL', 'PASS', 'UR']) {
    expect(await at('PUT', `/configuration/${key}`, { value: SECRET })).toMatchObject({ status: 204 })
  }
  const list = async () =>
    ((await at('GET', '/configuration')).body as { keys: { [name: string]: unknown }[] }).keys
  const first = await list()
  expect(first).toEqual([
    {
      key: 'PASS',
      set_at: expect.any(String),
      set_by: server.admin.client_id,
      set_by_name: 'Ferry administration',
      secret: true,
      proposed_plain: false,
      used_by: ['login'],
    },
    {
      key: 'UR',
      set_at: expect.any(String),
      set_by: server.admin.client_id,
      set_by_name: 'Ferry administration',
      secret: true,
      proposed_plain: false,
      used_by: [],
    },
    {
      key: 'URL',
      set_at: expect.any(String),
      set_by: server.admin.client_id,
      set_by_name: 'Ferry administration',
      secret: true,
      proposed_plain: false,
      used_by: ['get_user', 'login'],
    },
  ])
  // The same value again is no change, and makes no version.
  await at('PUT', '/configuration/URL', { value: SECRET })
  expect((await at('GET', '/versions?take=1')).body).toMatchObject({ live_version: 4 })
  expect(await at('DELETE', '/configuration/UR')).toMatchObject({ status: 204 })
  expect(await at('DELETE', '/configuration/UR')).toMatchObject({ status: 204 })
  expect((await list()).map(({ key }) => key)).toEqual(['PASS', 'URL'])
  expect(await list()).toEqual([first[0], first[2]])
  expect(await at('PUT', '/configuration/KEY', { value: 7 })).toMatchObject({ status: 400 })
})

describe('modes', () => {
  test('import to legacy: who signed up here is locked out, who moved in depends on the legacy store', async () => {
    const { name, at, id } = await connect({ customScripts: { login: FIRST, get_user: FIRST } })
    await server.api('POST', 'users', { connection: name, email: 'new@example.com', password: PASSWORD })
    await server.login(name, 'old@example.com', PASSWORD)
    expect((await at('GET', '/impact?to=legacy')).body).toMatchObject({
      from: 'import',
      to: 'legacy',
      users: 2,
      with_password: 2,
      locked_out: 1,
      warnings: [
        { code: 'never_in_legacy_store', people: 1 },
        { code: 'legacy_password_counts', people: 1 },
      ],
    })
    expect((await at('GET', '/impact?to=import')).body).toMatchObject({ locked_out: 0 })
    expect(await at('GET', '/impact?to=nowhere')).toMatchObject({ status: 400 })
    await at('PATCH', '', { options: { ...MODES.legacy, ...scripts(FIRST) } })
    const { body } = await server.api('GET', 'logs?q=type:w')
    const entries = (body as { connection_id?: string; description: string }[]).filter(
      ({ connection_id }) => connection_id === id,
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]?.description).toContain('from import to legacy. 1 user was created in Ferry')
  })

  test('completing a migration is refused while cached people would be locked out; then scripts rest', async () => {
    const { name, at } = await connect(MODES.legacy)
    await server.login(name, 'cached@example.com', PASSWORD)
    expect(await at('POST', '/complete-migration', {})).toMatchObject({
      status: 409,
      body: { impact: { locked_out: 1, warnings: [{ code: 'no_password_here', people: 1 }, {}] } },
    })
    // In import mode the next login moves the cached person in, with the data of the legacy store.
    await at('PATCH', '', { options: { ...MODES.import, ...scripts(FIRST) } })
    expect(await server.login(name, 'cached@example.com', PASSWORD)).toMatchObject({ status: 200 })
    const done = await at('POST', '/complete-migration', {})
    expect(done).toMatchObject({
      status: 200,
      body: {
        impact: { locked_out: 0 },
        connection: { options: { ...MODES.local, ...scripts(FIRST) } },
      },
    })
    expect(await server.login(name, 'cached@example.com', PASSWORD)).toMatchObject({ status: 200 })
    expect(await server.login(name, 'unknown@example.com', PASSWORD)).toMatchObject({ status: 403 })
  })
})
