import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScriptOutcome, TraceEvent } from '../../../runtime/index.ts'
import { createRuntime } from '../../../runtime/index.ts'
import { storeSteps } from '../../../server/migration/trials/store-steps.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { MariaDb } from '../../support/mariadb.ts'
import { describeMariaDb } from '../../support/mariadb.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { freePort } from '../../support/servers.ts'
import { statementsOf } from '../../templates/support/sql-files.ts'
import { templateOf } from '../../templates/support/use-template.ts'

interface Answer {
  ok: boolean
  steps: { id: string; ok: boolean | null; detail: string }[]
}

/** `name ok, address no: …`: only the steps that were reached. */
const told = ({ steps }: Pick<Answer, 'steps'>): string =>
  steps
    .filter(({ ok }) => ok !== null)
    .map(({ id, ok, detail }) => (ok ? `${id} ok` : `${id} no: ${detail}`))
    .join(', ')

describeMariaDb('the test of a connection, with a real MariaDB', (mariadb) => {
  let server: TestServer
  beforeAll(async () => {
    const { schema } = templateOf('mysql')
    for (const statement of statementsOf(schema?.text ?? '')) await mariadb().query(statement)
    server = await startTestServer(createRuntime, { FERRY_SANDBOX_ALLOW: '127.0.0.1' }, afterAll)
  })

  const values = ({ host, port, user, password, database }: MariaDb) => ({
    MYSQL_HOST: host,
    MYSQL_PORT: String(port),
    MYSQL_USER: user,
    MYSQL_PASSWORD: password,
    MYSQL_DATABASE: database,
  })

  async function ask(change: { [key: string]: string } = {}, tables: object = {}): Promise<Answer> {
    const { status, body, text } = await server.api('POST', 'templates/mysql/test', {
      configuration: { ...values(mariadb()), ...change },
      tables,
    })
    expect(status, text).toBe(200)
    expect(text).not.toContain(mariadb().password)
    return body as Answer
  }

  test('says for each step whether it succeeded, and what to change at the one that failed', async () => {
    const { host, user, database } = mariadb()
    const good = await ask()
    expect(good.ok).toBe(true)
    expect(told(good)).toBe('address ok, credentials ok, query ok')

    const port = await freePort()
    const closed = await ask({ MYSQL_PORT: String(port) })
    expect(closed.ok).toBe(false)
    expect(told(closed)).toBe(
      `address no: Nothing accepts connections at ${host}:${port}. Check host and port, and that the store listens for other machines.`,
    )
    expect(told(await ask({ MYSQL_HOST: 'no-such-host.invalid' }))).toMatch(
      /^name no: No address was found for no-such-host\.invalid\. /,
    )
    expect(told(await ask({ MYSQL_PASSWORD: 'not the password' }))).toMatch(
      new RegExp(`^address ok, credentials no: The store refused the credentials\\. .*'${user}'`),
    )
    expect(told(await ask({ MYSQL_DATABASE: 'shop' }))).toMatch(
      /^address ok, credentials ok, query no: .*'shop'.* Check the name of the database\.$/,
    )
    expect(told(await ask({}, { users: { columns: { username: 'login_name' } } }))).toMatch(
      /^address ok, credentials ok, query no: .*login_name.* Check the names of table and columns in the script\.$/,
    )
    expect(told(await ask({ MYSQL_HOST: '169.254.169.254' }))).toMatch(/^address no: /)
    await mariadb().query(`ALTER TABLE ${database}.users DROP COLUMN username`)
    expect((await ask({}, { users: { columns: { username: null } } })).ok).toBe(true)
  })

  test('runs the saved script with the saved configuration of a connection, and stores nothing', async () => {
    const { scripts } = templateOf('mysql')
    const id = await server.connection('legacy', {
      customScripts: { login: scripts.login, get_user: scripts.get_user },
      configuration: values(mariadb()),
    })
    const before = await server.api('GET', `connections/${id}`)
    const { status, body } = await server.api('POST', `connections/${id}/test`, {})
    expect(status).toBe(200)
    expect(told(body as Answer)).toMatch(/^address ok, credentials ok, query no: .*'username'/)
    const port = String(await freePort())
    const unsaved = await server.api('POST', `connections/${id}/test`, {
      configuration: { MYSQL_PORT: port },
    })
    expect(told(unsaved.body as Answer)).toMatch(/^address no: /)
    expect((await server.api('GET', `connections/${id}`)).body).toEqual(before.body)
    expect((await server.api('GET', `connections/${id}/runs`)).body).toEqual({ counts: [], runs: [] })
  })
})

describe('the test of a connection', () => {
  test('runs login with a person who does not exist when there is no get_user script; without a script it is refused', async () => {
    const runtime = createFakeRuntime(() => ({
      kind: 'rejection',
      class: 'WrongUsernameOrPasswordError',
      message: 'no such user',
    }))
    const server = await startTestServer(runtime)
    const id = await server.connection('legacy', {
      customScripts: { login: 'function login (e, p, c) {}' },
      enable_script_context: true,
    })
    const { status } = await server.api('POST', `connections/${id}/test`, {})
    expect(status).toBe(200)
    expect(runtime.calls).toMatchObject([
      {
        script: { action: 'login' },
        throw_away: true,
        args: [expect.stringMatching(/@connection-test\.invalid$/), expect.stringMatching(/^\w{32}$/), {}],
      },
    ])
    const empty = await server.connection('empty', { customScripts: {} })
    expect(await server.api('POST', `connections/${empty}/test`, {})).toMatchObject({ status: 400 })
    expect(await server.api('POST', 'templates/nothing/test', {})).toMatchObject({ status: 404 })
  })
})

describe('the steps of a test', () => {
  const event = (kind: TraceEvent['kind'], outcome = 'ok'): TraceEvent => ({
    at_ms: 0,
    kind,
    host: 'db.example',
    port: 5432,
    duration_ms: 1,
    outcome,
  })
  const failure = (more: object): ScriptOutcome => ({
    kind: 'failure',
    code: 'script_error',
    message: 'it failed',
    ...more,
  })

  test.each<[string, TraceEvent[], ScriptOutcome, string]>([
    [
      'a certificate that is refused is told at the encryption',
      [event('dns'), event('connect'), event('tls', 'CERT_HAS_EXPIRED')],
      failure({ error_code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' }),
      'name ok, address ok, encryption no: The encrypted connection could not be opened. Certificate has expired. Check the certificate of the authority, and that the host has the name that its certificate names.',
    ],
    [
      'a store that does not answer is told at the address',
      [event('dns'), event('connect', 'ETIMEDOUT')],
      failure({ code: 'script_timeout' }),
      'name ok, address no: No answer came from db.example:5432 in time. Check host and port, and whether a firewall between Ferry and the store drops the connection.',
    ],
    [
      'a missing right is told at the query, after the credentials were accepted',
      [event('connect')],
      failure({ store_fault: 'permission', message: 'permission denied for table users' }),
      'address ok, credentials ok, query no: The user may not read the table. Permission denied for table users. Give it the right to read, in the database.',
    ],
    [
      'an error of the script itself says nothing of the credentials',
      [event('connect')],
      failure({ message: 'x is not defined' }),
      'address ok, query no: The script failed. X is not defined.',
    ],
    [
      'a person who is not found is an answer',
      [event('connect'), event('tls')],
      { kind: 'none' },
      'address ok, encryption ok, credentials ok, query ok',
    ],
    ['a script without network proves nothing', [], { kind: 'none' }, ''],
  ])('%s', (_name, trace, outcome, expected) => {
    expect(told({ steps: storeSteps({ trace, outcome }) })).toBe(expected)
  })
})
