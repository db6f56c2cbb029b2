import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeKindOf } from '../../../server/text-work/store-kind.ts'
import { templates } from '../../../templates/index.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { MODES } from '../../support/flow.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Summaries {
  connections: { id: string; name: string; ferry: { [name: string]: unknown } }[]
  next?: string
}

let server: TestServer

beforeAll(async () => {
  const runtime = createFakeRuntime(({ args: [email] }) => {
    if (`${email}`.startsWith('broken')) {
      return { kind: 'failure', code: 'script_error', message: 'ECONNREFUSED' }
    }
    return `${email}`.startsWith('nobody')
      ? { kind: 'none' }
      : { kind: 'value', value: { user_id: `of-${email}`, email: `${email}` } }
  })
  server = await startTestServer(runtime, {}, afterAll)
})

const summaries = async (query = ''): Promise<Summaries> =>
  (await server.api('GET', `connection-summaries${query}`)).body as Summaries

const ofName = async (name: string) => (await summaries()).connections.find((one) => one.name === name)

test('a summary counts who moved in and what failed, and nothing else; a wrong password is no error', async () => {
  const id = await server.connection('counted', {
    customScripts: { login: "const mysql = require('mysql2/promise')", get_user: 'function get_user () {}' },
  })
  const made = await ofName('counted')
  expect(made).toMatchObject({
    id,
    ferry: {
      mode: 'import',
      version_live: 1,
      has_draft: false,
      store_kind: 'mysql',
      enabled_clients: 1,
      client_ids: [server.admin.client_id],
      users: 0,
      imported: 0,
      errors_24h: 0,
    },
  })
  expect((await server.login('counted', 'ann@example.com', 'p')).status).toBe(200)
  expect((await server.login('counted', 'broken@example.com', 'p')).status).toBe(400)
  expect((await server.login('counted', 'broken2@example.com', 'p')).status).toBe(400)
  expect((await server.login('counted', 'nobody@example.com', 'p')).status).toBe(403)
  expect((await server.login('counted', 'ann@example.com', 'wrong')).status).toBe(403)
  const born = { connection: 'counted', email: 'nobody.here@example.com', password: 'Correct-Horse-9' }
  expect((await server.api('POST', 'users', born)).status).toBe(201)
  await server.api('PUT', `connections/${id}/draft`, { scripts: { login: 'function login () {}' } })
  await server.api('PATCH', `connections/${id}`, { options: { ...MODES.legacy }, enabled_clients: [] })

  const now = await ofName('counted')
  expect(now?.ferry).toMatchObject({
    mode: 'legacy',
    version_live: 2,
    has_draft: true,
    enabled_clients: 0,
    client_ids: [],
    users: 2,
    imported: 1,
    errors_24h: 2,
  })
  expect(now?.ferry).not.toHaveProperty('store_kind')
  expect(Date.parse(`${now?.ferry.changed_at}`)).toBeGreaterThanOrEqual(
    Date.parse(`${made?.ferry.changed_at}`),
  )
})

test('summaries come in pages, and answers of `GET /connections` stay as SDKs know them', async () => {
  for (const name of ['page-1', 'page-2', 'page-3']) await server.connection(name)
  const all = (await summaries()).connections.map(({ name }) => name)
  const paged: string[] = []
  let from: string | undefined
  do {
    const page = await summaries(`?take=2${from === undefined ? '' : `&from=${encodeURIComponent(from)}`}`)
    expect(page.connections.length).toBeLessThanOrEqual(2)
    paged.push(...page.connections.map(({ name }) => name))
    from = page.next
  } while (from !== undefined)
  expect(paged).toEqual(all)
  expect(all).toEqual(expect.arrayContaining(['page-1', 'page-2', 'page-3']))
  expect(await server.api('GET', 'connection-summaries?from=nonsense')).toMatchObject({ status: 400 })
  expect(await server.api('GET', 'connection-summaries?take=0')).toMatchObject({ status: 400 })
  const [listed] = (await server.api('GET', 'connections?per_page=1')).body as object[]
  expect(listed).not.toHaveProperty('ferry')
})

test('summaries show neither scripts nor values of the configuration', async () => {
  await server.connection('secret', {
    customScripts: { login: 'function login () { return "inside-the-script" }' },
    configuration: { KEY: 'inside-the-configuration' },
  })
  const { text } = await server.api('GET', 'connection-summaries')
  expect(text).toContain('"secret"')
  expect(text).not.toContain('inside-the')
})

test('the kind of store is told from what the login script asks', () => {
  const kinds = Object.fromEntries(templates.map(({ id, scripts }) => [id, storeKindOf(scripts.login)]))
  expect(kinds).toMatchObject({
    mysql: 'mysql',
    postgresql: 'postgresql',
    mongodb: 'mongodb',
    sqlserver: 'sqlserver',
    'azure-sql': 'sqlserver',
    'aspnet-identity': 'sqlserver',
    oracle: 'oracle',
    ldap: 'ldap',
    'basic-auth-service': 'http',
    'json-service': 'http',
  })
  expect(storeKindOf("const { Pool } = require('pg@7')")).toBe('postgresql')
  expect(storeKindOf('mysql({ host: configuration.HOST }).query(sql, done)')).toBe('mysql')
  expect(storeKindOf("require('knex')({ client: 'oracledb' })")).toBe('oracle')
  expect(storeKindOf('// require("pg")\n/* require("mysql") */\nrequest.post(options, done)')).toBe('http')
  expect(storeKindOf("const bcrypt = require('bcrypt')\nstore.fetch(1)")).toBe('other')
  expect(storeKindOf(' // nothing yet\n')).toBeUndefined()
  expect(storeKindOf(undefined)).toBeUndefined()
})
