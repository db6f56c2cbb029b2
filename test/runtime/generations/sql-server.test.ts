import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cellsOf } from '../../support/generations.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { TdsGeneration } from '../../support/tds-double/generations.ts'
import { TDS_GENERATIONS } from '../../support/tds-double/generations.ts'
import type { SqlServerDouble } from '../../support/tds-double/index.ts'
import { startSqlServerDouble } from '../../support/tds-double/index.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

/** A login by `tedious`, with a parameter, whose callback gets what was found. */
const byTedious = (request: string, tdsVersion: string) => `function (email, password, callback) {
  const { Connection, Request, TYPES } = require('${request}')
  const options = { port: Number(configuration.port), encrypt: false, trustServerCertificate: true, database: 'legacy'${tdsVersion && `, tdsVersion: '${tdsVersion}'`} }
  const authentication = { type: 'default', options: { userName: 'legacy', password: configuration.password } }
  const connection = new Connection({
    server: '127.0.0.1', ${request === 'tedious@1' ? "userName: 'legacy', password: configuration.password," : 'authentication,'} options
  })
  connection.on('error', callback)
  connection.on('connect', (error) => {
    if (error) return callback(error)
    const found = { id: 0 }
    const request = new Request('SELECT id, email FROM users WHERE email = @email', (error, count) => {
      connection.close()
      callback(error, error ? undefined : { ...found, count })
    })
    request.addParameter('email', TYPES.VarChar, email)
    request.on('row', (columns) => { found.id = columns[0].value; found.email = columns[1].value })
    connection.execSql(request)
  })
  ${request === 'tedious@1' ? '' : 'connection.connect()'}
}`

const byMssql = (tdsVersion: string) => `async function (email, password, callback) {
  const sql = require('mssql')
  const pool = new sql.ConnectionPool({
    server: '127.0.0.1', port: Number(configuration.port), user: 'legacy', password: configuration.password, database: 'legacy',
    options: { encrypt: false, trustServerCertificate: true${tdsVersion && `, tdsVersion: '${tdsVersion}'`} }
  })
  try {
    await pool.connect()
    const { recordset, rowsAffected } = await pool.request().input('email', sql.VarChar, email)
      .query('SELECT id, email FROM users WHERE email = @email')
    callback(null, { ...recordset[0], count: rowsAffected[0] })
  } catch (error) { callback(error) } finally { await pool.close() }
}`

const script = (request: string, tdsVersion = '') =>
  request === 'mssql' ? byMssql(tdsVersion) : byTedious(request, tdsVersion)

const CELLS = cellsOf('tds')
const DRIVERS = [...new Set(CELLS.map(([request]) => request))]

describe.each(Object.keys(TDS_GENERATIONS) as TdsGeneration[])(
  'a server that speaks TDS %s',
  (generation) => {
    let server: SqlServerDouble
    beforeAll(async () => {
      server = await startSqlServerDouble({ user: 'legacy', password: 'p', generation })
      await server.run(
        "CREATE TABLE users (id int PRIMARY KEY, email varchar(200)); INSERT INTO users VALUES (7, 'ann@example.com')",
      )
    })
    afterAll(() => server.close())

    const login = async (source: string, password = 'p') => {
      const values = { port: String(server.port), password }
      const { outcome } = await sandbox.run(source, {
        configuration: { values, revision: '1' },
        throw_away: true,
      })
      return outcome
    }
    const ANN = { kind: 'value', value: { id: 7, email: 'ann@example.com', count: 1 } }

    const cells = CELLS.filter(([, server]) => server === generation)
    const scriptFor = (request: string, mark: string) => script(request, mark === 'option' ? '7_1' : '')

    test.each(cells)('%s logs in and asks with a parameter at %s: %s', async (request, _server, mark) => {
      const outcome = await login(scriptFor(request, mark))
      if (mark === 'refused') expect(outcome).toMatchObject({ kind: 'failure' })
      else expect(outcome).toEqual(ANN)
    })

    const known = cells.filter(([, , mark]) => mark !== 'refused')
    if (known.length === 0) return
    test.each(known)('%s tells a wrong password at %s: %s', async (request, _server, mark) => {
      expect(await login(scriptFor(request, mark), 'wrong')).toMatchObject({
        code: 'script_error',
        error_code: 'ELOGIN',
      })
    })
  },
)

describe.each([
  ['7.1', '', "SQL Server 2000: write options: { tdsVersion: '7_1' }."],
  ['7.0', '7_1', 'No driver that is offered speaks to a server older than SQL Server 2000.'],
] as const)('a server that speaks TDS %s, with tdsVersion "%s"', (generation, tdsVersion, told) => {
  test.each(DRIVERS)('%s says what to do', async (request) => {
    const server = await startSqlServerDouble({ user: 'legacy', password: 'p', generation })
    const { outcome } = await sandbox.run(script(request, tdsVersion), {
      configuration: { values: { port: String(server.port), password: 'p' }, revision: '1' },
      throw_away: true,
    })
    await server.close()
    expect(outcome).toMatchObject({ kind: 'failure', message: expect.stringContaining(told) })
  })
})
