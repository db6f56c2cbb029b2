import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { MODES } from '../../support/flow.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const FIRST = 'function login (email, password, callback) {\n  callback(null)\n}\n'
const SECOND = 'function login (email, password, callback) {\n  // none\n  callback(null)\n}\n'

let server: TestServer
let made = 0

beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

async function connect(customScripts: object = { login: FIRST }, options: object = {}) {
  const id = await server.connection(`c${++made}`, { customScripts, ...options })
  const at = (method: string, path: string, body?: unknown, headers?: { [name: string]: string }) =>
    server.api(method, `connections/${id}${path}`, body, headers)
  const liveScripts = async () =>
    ((await at('GET', '')).body as { options: { customScripts?: unknown } }).options.customScripts
  return { id, at, liveScripts }
}

describe('deploying', () => {
  test('a text that does not compile keeps the draft from being live, and its place is told', async () => {
    const { at, liveScripts } = await connect()
    const scripts = {
      login: FIRST,
      get_user: 'function getByEmail (email, callback) {\n  callback(null,, 1)\n}',
    }
    await at('PUT', '/draft', { scripts })
    expect(await at('POST', '/versions', { force: true })).toMatchObject({
      status: 400,
      body: {
        errorCode: 'script_syntax',
        message: 'get_user does not compile: line 2: Unexpected token.',
        script: 'get_user',
        line: 2,
        column: 17,
        reason: 'Unexpected token',
      },
    })
    expect(await liveScripts()).toEqual({ login: FIRST })
    expect((await at('GET', '/draft')).body).toMatchObject({ exists: true, scripts })
  })

  test.each([
    ['function login (e, p, cb) {', 1, 28],
    ['// nothing', 1, 11],
    ['return 1', 1, 1],
    ['const a = 1\nfunction help () {}', 1, 1],
  ])('%j does not compile', async (login, line, column) => {
    const { at } = await connect()
    await at('PUT', '/draft', { scripts: { login } })
    expect(await at('POST', '/versions', {})).toMatchObject({
      status: 400,
      body: { errorCode: 'script_syntax', script: 'login', line, column },
    })
  })

  test.each([
    'async (email, password) => ({ user_id: 1 })',
    '// of 2014\nfunction login (e, p, cb) { var x = 010; with (e) { cb(null) } };\nfunction helper () {}',
    'module.exports = function (e, p, cb) { cb(null, emial) }',
    'async function login (e) { await using x = 1; return /(?<a>.)|(?<a>b)/v.exec(e)?.groups ?? 1n }',
  ])('%j compiles, and problems of its types keep nobody from deploying it', async (login) => {
    const { at, liveScripts } = await connect()
    await at('PUT', '/draft', { scripts: { login } })
    expect(await at('POST', '/versions', {})).toMatchObject({ status: 201 })
    expect(await liveScripts()).toEqual({ login })
  })

  test('what is live already and does not compile keeps the other scripts of the draft from nothing', async () => {
    const broken = { create: '', verify: 'not JavaScript' }
    const { at, liveScripts } = await connect({ login: FIRST, ...broken })
    await at('PUT', '/draft', { scripts: { login: SECOND, ...broken } })
    expect(await at('POST', '/versions', {})).toMatchObject({ status: 201 })
    expect(await liveScripts()).toEqual({ login: SECOND, ...broken })
  })

  test('a draft says which keys its scripts read that are not set; so does an old version', async () => {
    const login =
      'function login (e, p, cb) { const { DB, PORT: port } = configuration; cb(null, configuration["HOST"] + configuration.HOST) }'
    const { at } = await connect({ login: FIRST }, { configuration: { DB: 'x' } })
    const own = 'function (e, cb) { const configuration = {}; cb(configuration.MINE) }'
    const saved = await at('PUT', '/draft', { scripts: { login, get_user: own } })
    expect(saved.body).toMatchObject({
      missing_configuration: ['HOST', 'PORT'],
      changed: {
        login: { lines_added: 1, lines_removed: 3 },
        get_user: { lines_added: 1, lines_removed: 0 },
      },
    })
    await at('PUT', '/configuration/PORT', { value: '1' })
    expect((await at('GET', '/draft')).body).toMatchObject({ missing_configuration: ['HOST'] })
    await at('POST', '/versions', {})
    await at('DELETE', '/configuration/DB')
    expect((await at('GET', '/versions/3')).body).toMatchObject({ missing_configuration: ['DB', 'HOST'] })
  })
})

describe('revisions of drafts', () => {
  test('never come twice, so that an old one cannot overwrite a draft that was begun anew', async () => {
    const { at } = await connect()
    const first = await at('PUT', '/draft', { scripts: { login: FIRST } }, { 'if-match': '"0"' })
    await at('DELETE', '/draft')
    await at('PUT', '/draft', { scripts: { login: SECOND } }, { 'if-match': '"0"' })
    const mine = { scripts: { login: 'function mine () {}' } }
    const old = { 'if-match': String(first.headers.etag) }
    expect(await at('PUT', '/draft', mine, old)).toMatchObject({ status: 412 })
    expect(await at('DELETE', '/draft', undefined, old)).toMatchObject({ status: 412 })
    expect((await at('GET', '/draft')).body).toMatchObject({ revision: 2, scripts: { login: SECOND } })
    expect(await at('DELETE', '/draft', undefined, { 'if-match': '"2"' })).toMatchObject({ status: 204 })
  })
})

describe('versions', () => {
  test('tell who made them and what they changed: lines of scripts, settings, keys', async () => {
    const { at } = await connect()
    await at('PUT', '/draft', { scripts: { login: SECOND, get_user: FIRST } })
    await at('POST', '/versions', {})
    await at('PUT', '/configuration/DB', { value: 'a' })
    await at('PUT', '/configuration/DB', { value: 'b' })
    await at('PATCH', '', {
      display_name: 'People',
      options: { ...MODES.legacy, customScripts: { get_user: FIRST }, configuration: {} },
    })
    const list = async (query: string) =>
      ((await at('GET', `/versions${query}`)).body as { versions: { version: number; changed: unknown }[] })
        .versions
    const versions = await list('')
    expect(versions.map(({ changed }) => changed)).toEqual([
      {
        scripts: { login: { lines_added: 0, lines_removed: 4 } },
        settings: expect.arrayContaining(['display_name', 'import_mode']),
        configuration: ['DB'],
      },
      { scripts: {}, settings: [], configuration: ['DB'] },
      { scripts: {}, settings: [], configuration: ['DB'] },
      {
        scripts: {
          get_user: { lines_added: 3, lines_removed: 0 },
          login: { lines_added: 1, lines_removed: 0 },
        },
        settings: [],
        configuration: [],
      },
      { scripts: { login: { lines_added: 3, lines_removed: 0 } }, settings: [], configuration: [] },
    ])
    expect(versions[0]).toMatchObject({ actor: server.admin.client_id, actor_name: expect.any(String) })
    // What a page ends with is compared with what the next one begins with.
    expect(await list('?before=3&take=1')).toEqual([versions[3]])
  })

  test('are brought back only if nothing has changed since, when that is asked for', async () => {
    const { at, liveScripts } = await connect()
    await at('PUT', '/draft', { scripts: { login: SECOND } })
    const deployed = await at('POST', '/versions', {})
    const if_match = { 'if-match': String(deployed.headers.etag) }
    await at('PUT', '/configuration/DB', { value: 'a' })
    expect(await at('POST', '/versions/1/restore', {}, if_match)).toMatchObject({ status: 412 })
    expect(await liveScripts()).toEqual({ login: SECOND })
    expect(await at('POST', '/versions/1/restore', {}, { 'if-match': '"3"' })).toMatchObject({ status: 201 })
    expect(await liveScripts()).toEqual({ login: FIRST })
  })
})
