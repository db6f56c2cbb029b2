import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { freePort } from '../../support/servers.ts'
import { certificates } from '../../support/tls.ts'
import type { UsedSqlServer } from '../../support/use-sql-server.ts'
import { useSqlServer } from '../../support/use-sql-server.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32', '::1/128'] })
const QUOTES = `O'Hara "Ø"; DROP TABLE Users --\\ 日本 🦊`

let server: UsedSqlServer
beforeAll(async () => {
  const { cert, key } = certificates(inject('serverPlans').run_dir)
  server = await useSqlServer({ tls: { cert, key } })
  await server.run(`CREATE TABLE dbo.Users (
    Id INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    Email NVARCHAR(200) NOT NULL UNIQUE,
    Name NVARCHAR(100) NULL,
    Hash VARBINARY(64) NULL
  )`)
})
afterAll(() => server.close())

/** Runs a script with the server's settings in its configuration. */
async function run(source: string, more: { [name: string]: string } = {}) {
  const { host, port, user, password, database } = server
  const values = { host, port: String(port), user, password, database, QUOTES, ...more }
  const { outcome } = await sandbox.run(source, { configuration: { values, revision: '1' } })
  return outcome.kind === 'value' ? (outcome.value as { value: unknown }).value : outcome
}

/** The statements in order, each with its rows as values by column, through the tedious of one generation. */
function tediousScript(request: string, encrypt: boolean, statements: string): string {
  const old = request === 'tedious@1'
  const login = old
    ? 'userName: configuration.user, password: configuration.password'
    : `authentication: { type: 'default', options: { userName: configuration.user, password: configuration.password } }`
  return `function (email, password, callback) {
    var tedious = require('${request}')
    var connection = new tedious.Connection({
      server: configuration.host,
      ${login},
      options: {
        port: Number(configuration.port), database: configuration.database, encrypt: ${encrypt},
        trustServerCertificate: true, rowCollectionOnRequestCompletion: true, connectTimeout: 2000
      }
    })
    var statements = ${statements}
    var answers = []
    function next() {
      var statement = statements.shift()
      if (!statement) { connection.close(); return callback(null, { id: 1, value: answers }) }
      var request = new tedious.Request(statement[0], function (err, count, rows) {
        answers.push(err ? { error: err.message, number: err.number } : {
          count: count,
          rows: (rows || []).map(function (row) { return row.map(function (cell) { return cell.value }) })
        })
        next()
      })
      Object.keys(statement[1] || {}).forEach(function (name) {
        request.addParameter(name, tedious.TYPES[statement[1][name][0]], statement[1][name][1])
      })
      connection.execSql(request)
    }
    connection.on('connect', function (err) { if (err) return callback(err); next() })
    ${request === 'tedious@11' || request === 'tedious' ? 'connection.connect()' : ''}
  }`
}

const STATEMENTS = (email: string) => `[
  ["INSERT INTO dbo.Users (Email, Name, Hash) VALUES (@email, @name, @hash)",
    { email: ['NVarChar', '${email}'], name: ['NVarChar', configuration.QUOTES], hash: ['VarBinary', Buffer.from([0, 255])] }],
  ["SELECT Email, Name, Hash FROM Users WHERE Email = @email", { email: ['VarChar', '${email}'] }],
  ["INSERT INTO dbo.Users (Email) VALUES (@email)", { email: ['NVarChar', '${email}'] }],
  ["UPDATE Users SET Name = 'x' WHERE Email = @email", { email: ['NVarChar', '${email}'] }],
  ["DELETE FROM Users WHERE Email = 'nobody'"]
]`

const GENERATIONS: [request: string, encrypt: boolean][] = [
  ['tedious', true],
  ['tedious', false],
  ['tedious@11', true],
  ['tedious@11', false],
  ['tedious@8', true],
  ['tedious@8', false],
  ['tedious@1', false],
  ['tedious@1', true],
]

describe.each(GENERATIONS)('%s inside the sandbox, encrypted: %s', (request, encrypt) => {
  const email = `${request.replace(/\W/g, '')}-${encrypt}@x.test`

  test('stores, reads, refuses a second row with the same key, and returns the number of changed rows', async () => {
    expect(await run(tediousScript(request, encrypt, STATEMENTS(email)))).toEqual([
      { count: 1, rows: [] },
      { count: 1, rows: [[email, QUOTES, '00ff']] },
      { error: expect.stringMatching(/UNIQUE|duplicate/i), number: 2627 },
      { count: 1, rows: [] },
      { count: 0, rows: [] },
    ])
  })

  test('reports a wrong password as such', async () => {
    const outcome = await run(tediousScript(request, encrypt, '[]'), { password: 'wrong' })
    expect(outcome).toMatchObject({ code: 'script_error', message: expect.stringMatching(/login failed/i) })
  })

  test('R13: a server that is down is distinguished from an error of the script', async () => {
    const outcome = await run(tediousScript(request, encrypt, '[]'), { port: String(await freePort()) })
    expect(outcome).toMatchObject({ code: 'legacy_unavailable' })
  })
})

describe('mssql inside the sandbox', () => {
  const script = (encrypt: boolean, body: string) => `async function (email, password, callback) {
    const sql = require('mssql')
    const pool = await sql.connect({
      server: configuration.host, port: Number(configuration.port), user: configuration.user,
      password: configuration.password, database: configuration.database,
      options: { encrypt: ${encrypt}, trustServerCertificate: true }
    })
    try {
      callback(null, { id: 1, value: await (async () => { ${body} })() })
    } finally {
      await pool.close()
    }
  }`

  test.each([true, false])('inputs, recordsets and tagged templates, encrypted: %s', async (encrypt) => {
    const body = `
      const email = 'mssql-${encrypt}@x.test'
      const inserted = await pool.request()
        .input('email', sql.NVarChar(200), email).input('name', sql.NVarChar, configuration.QUOTES)
        .query('INSERT INTO dbo.Users (Email, Name) OUTPUT Inserted.Id VALUES (@email, @name)')
      const found = await sql.query\`SELECT Name FROM dbo.Users WHERE Email = \${email}\`
      const error = await pool.request().input('email', sql.NVarChar, email)
        .query('INSERT INTO dbo.Users (Email) VALUES (@email)').catch((error) => error)
      return [inserted.recordset[0].Id > 0, inserted.rowsAffected, found.recordset[0].Name, error.name, error.number]`
    expect(await run(script(encrypt, body))).toEqual([true, [1], QUOTES, 'RequestError', 2627])
  })

  test('shares its classes with tedious', async () => {
    const source = script(false, '')
      .replace('await sql.connect', 'await connect')
      .replace(
        "const sql = require('mssql')",
        `const connect = (config) => require('mssql').connect({ ...config, password: 'wrong' }).catch((error) => {
        callback(null, { id: 1, value: error.originalError instanceof require('tedious').ConnectionError })
      })`,
      )
    expect(await run(source)).toBe(true)
  })
})
