import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { describeMariaDb } from '../../support/mariadb.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { certificates } from '../../support/tls.ts'
import type { UsedMysql } from '../../support/use-mysql-sha2.ts'
import { useMysqlSha2 } from '../../support/use-mysql-sha2.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const PASSWORD = `p@ss "Ø" 日本 ${'long '.repeat(20)}`

/** Runs the body of a function with a `connection` of `mysql` or `mysql2`, and `done`. */
const script = (name: string, body: string, ssl = '') => `function (email, password, callback) {
  const connection = require('${name}').createConnection({
    host: configuration.host, port: Number(configuration.port), user: configuration.user,
    password: configuration.password, database: configuration.database${ssl && `, ssl: ${ssl}`}
  })
  const done = function (err, value) {
    connection.end()
    callback(err, { id: 1, value: value })
  }
  connection.connect(function (err) {
    if (err) return callback(err)
    ${body}
  })
}`

type Login = Pick<UsedMysql, 'host' | 'user' | 'password' | 'database'> & { port: number }

async function run(source: string, login: Login, more: { [name: string]: string } = {}) {
  const { host, port, user, password, database } = login
  const values = { host, port: String(port), user, password, database, ...more }
  const { outcome } = await sandbox.run(source, { configuration: { values, revision: '1' } })
  return outcome.kind === 'value' ? (outcome.value as { value: unknown }).value : outcome
}

describe.each(['mysql', 'mysql2'])('%s against a server that demands caching_sha2_password', (name) => {
  let mysql: UsedMysql
  const one = "connection.query('SELECT 1 AS n', function (err, rows) { done(err, rows && rows[0].n) })"
  beforeAll(async () => {
    mysql = await useMysqlSha2({
      password: PASSWORD,
      tls: certificates(inject('serverPlans').run_dir),
    })
  })
  afterAll(() => mysql.close())

  test('logs in with the server’s key, then by the short way', async () => {
    expect(await run(script(name, one), mysql)).toBe(1)
    expect(await run(script(name, one), mysql)).toBe(1)
  })

  test('logs in under TLS', async () => {
    const { ca } = certificates(inject('serverPlans').run_dir)
    const source = script(name, one, '{ ca: configuration.ca }')
    expect(await run(source, mysql, { ca })).toBe(1)
  })

  test('reports a wrong password as such', async () => {
    expect(await run(script(name, one), { ...mysql, password: 'wrong' })).toMatchObject({
      code: 'script_error',
      error_code: 'ER_ACCESS_DENIED_ERROR',
    })
  })
})

describeMariaDb('mysql against MariaDB', (mariadb) => {
  test('changes the user of a connection', async () => {
    const body = `connection.changeUser({ user: configuration.user, password: configuration.password }, function (err) {
      if (err) return done(err)
      connection.query('SELECT CURRENT_USER() AS me', function (err, rows) { done(err, rows && rows[0].me) })
    })`
    expect(await run(script('mysql', body), mariadb())).toBe(`${mariadb().user}@%`)
  })

  test('gives results of updates a length, which nothing enumerates', async () => {
    const body = `connection.query('CREATE TEMPORARY TABLE t (n INT)', function () {
      connection.query('INSERT INTO t VALUES (1), (2)', function (err, result) {
        done(err, [result.length, result.affectedRows, Object.keys(result).includes('length'), Array.isArray(result)])
      })
    })`
    expect(await run(script('mysql', body), mariadb())).toEqual([2, 2, false, false])
  })

  test('keeps its own values: texts of JSON and numbers of decimals, unlike mysql2', async () => {
    const sql = `SELECT JSON_OBJECT('a', 1) AS j, CAST(1.50 AS DECIMAL(5,2)) AS d, CAST(9007199254740993 AS SIGNED) AS b`
    const body = `connection.query("${sql}", function (err, rows) { done(err, rows && rows[0]) })`
    expect(await run(script('mysql', body), mariadb())).toEqual({
      j: '{"a": 1}',
      d: 1.5,
      b: 9007199254740992,
    })
  })

  test('knex asks through mysql2', async () => {
    const source = `async function (email, password, callback) {
      const { host, user, password: pass, database } = configuration
      const knex = require('knex')({ client: 'mysql2', connection: { host, port: Number(configuration.port), user, password: pass, database } })
      const rows = await knex.select(knex.raw('? as n', [1]))
      await knex.destroy()
      callback(null, { id: 1, value: rows[0].n })
    }`
    expect(await run(source, mariadb())).toBe(1)
  })

  test('sequelize asks through mysql2', async () => {
    const source = `async function (email, password, callback) {
      const { host, user, password: pass, database } = configuration
      const { Sequelize, QueryTypes } = require('sequelize')
      const sequelize = new Sequelize(database, user, pass, { host, port: Number(configuration.port), dialect: 'mysql', logging: false })
      const rows = await sequelize.query('SELECT ? + 1 AS n', { replacements: [1], type: QueryTypes.SELECT })
      await sequelize.close()
      callback(null, { id: 1, value: rows[0].n })
    }`
    expect(await run(source, mariadb())).toBe(2)
  })
})
