import { expect, test } from 'vitest'
import { describePostgres } from '../../support/postgres.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { freePort } from '../../support/servers.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

describePostgres('pg inside the sandbox, against a server that demands SCRAM', (postgres) => {
  const run = async (source: string, more: { [name: string]: string } = {}) => {
    const { host, port, user, password, database } = postgres()
    const values = { host, port: String(port), user, password, database, ...more }
    const { outcome } = await sandbox.run(source, { configuration: { values, revision: '1' } })
    return outcome.kind === 'value' ? (outcome.value as { value: unknown }).value : outcome
  }
  const LOGIN = `{
    host: configuration.host, port: Number(configuration.port), user: configuration.user,
    password: configuration.password, database: configuration.database
  }`
  const VALUES = `SELECT $1::text AS t, 7::int8 AS big, 1.50::numeric AS d, '{"a":1}'::jsonb AS j,
    ARRAY[1,2] AS a, '\\\\x00ff'::bytea AS b, true AS yes, null AS nothing`

  test.each(['pg', 'pg@7', 'pg@6'])(
    '%s: logs in, asks with parameters, gives values by type',
    async (name) => {
      const source = `async function (email, password, callback) {
      const client = new (require('${name}').Client)(${LOGIN})
      try {
        await client.connect()
        const { rows } = await client.query(\`${VALUES}\`, ["O'Hara 日本"])
        callback(null, { id: 1, value: rows[0] })
      } catch (error) { callback(error) } finally { await client.end() }
    }`
      expect(await run(source)).toEqual({
        t: "O'Hara 日本",
        big: '7',
        d: '1.50',
        j: { a: 1 },
        a: [1, 2],
        b: '00ff',
        yes: true,
        nothing: null,
      })
      expect(await run(source, { password: 'wrong' })).toMatchObject({
        code: 'script_error',
        error_code: '28P01',
      })
      expect(await run(source, { port: String(await freePort()) })).toMatchObject({
        code: 'legacy_unavailable',
      })
    },
  )

  test.each(['pg', 'pg@7', 'pg@6'])(
    '%s: over TLS, verified by the authority that is given (D4)',
    async (name) => {
      const { tls } = postgres()
      if (!tls) return
      const source = `async function (email, password, callback) {
      const client = new (require('${name}').Client)(Object.assign(${LOGIN}, { ssl: { ca: configuration.ca } }))
      try {
        await client.connect()
        const { rows } = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
        callback(null, { id: 1, value: rows[0].ssl })
      } catch (error) { callback(error) } finally { await client.end() }
    }`
      expect(await run(source, { ca: tls.ca })).toBe(true)
      expect(await run(source, { ca: tls.other_ca })).toMatchObject({ code: 'script_error' })
    },
  )

  test('pg@6: a throw in a callback of pg.connect ends the run as that error', async () => {
    const source = `function (email, password, callback) {
      require('pg@6').connect(${LOGIN}, function () { throw new Error('thrown in a callback') })
    }`
    expect(await run(source)).toMatchObject({ code: 'script_error', message: 'thrown in a callback' })
  })

  test('knex asks through pg', async () => {
    const source = `async function (email, password, callback) {
      const knex = require('knex')({ client: 'pg', connection: ${LOGIN} })
      const { rows } = await knex.raw('select ?::int as n', [1])
      await knex.destroy()
      callback(null, { id: 1, value: rows[0].n })
    }`
    expect(await run(source)).toBe(1)
  })

  test('sequelize asks through pg', async () => {
    const source = `async function (email, password, callback) {
      const login = ${LOGIN}
      const { Sequelize, DataTypes } = require('sequelize')
      const sequelize = new Sequelize(login.database, login.user, login.password, { host: login.host, port: login.port, dialect: 'postgres', logging: false })
      const Row = sequelize.define('row', { n: { type: DataTypes.INTEGER } }, { timestamps: false, tableName: 'sequelize_rows' })
      await Row.sync({ force: true })
      await Row.create({ n: 7 })
      const row = await Row.findOne({ where: { n: 7 } })
      await sequelize.close()
      callback(null, { id: 1, value: row.n })
    }`
    expect(await run(source)).toBe(7)
  })
})
