import { beforeAll, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { describeMariaDb } from '../../support/mariadb.ts'
import { describePostgres } from '../../support/postgres.ts'
import type { Sandbox } from '../../support/sandbox.ts'
import { useSandbox } from '../../support/sandbox.ts'

interface Server {
  host: string
  port: number
  user: string
  password: string
  database: string
}

/** Tests that a driver gives inside a sandbox what it gives in plain Node, on the same server. */
function agrees(sandbox: Sandbox, server: () => Server, name: string, body: string): void {
  test(name, async () => {
    const { host, port, user, password, database } = server()
    const settings = JSON.stringify({ host, port, user, password, database })
    const work = `async (require) => { const settings = ${settings}; ${body} }`
    const plain = await inNode(work)
    expect(plain).not.toEqual([])
    expect(await inSandbox(sandbox, work)).toEqual(plain)
  })
}

const MYSQL_VALUES = `select 1 as one, 'héllo ☃ 😀' as text, null as nothing, 1.5 as fraction, cast(2.25 as double) as number, 9007199254740993 as big,
  cast('2020-02-29 12:34:56' as datetime) as moment, cast('2020-02-29' as date) as day, cast('12:34:56' as time) as time,
  unhex('00ff10') as bytes, true as yes, '__proto__' as name`

describeMariaDb('the drivers of MySQL do in a sandbox what they do in Node', (server) => {
  const sandbox = useSandbox({ allow: ['127.0.0.1'] })
  beforeAll(async () => {
    await server().query('create table numbers (id integer primary key auto_increment, word varchar(100))')
    const rows = Array.from({ length: 5000 }, (_, i) => `('word number ${i}')`)
    await server().query(`insert into numbers (word) values ${rows.join()}`)
  })

  agrees(
    sandbox,
    server,
    'mysql2 reads values of all kinds, in text and prepared queries',
    `const connection = await require('mysql2/promise').createConnection(settings)
     const [rows, fields] = await connection.query(${JSON.stringify(MYSQL_VALUES)})
     const [prepared] = await connection.execute(${JSON.stringify(MYSQL_VALUES)})
     const [found] = await connection.execute('select word from numbers where id = ? or word = ?', [3, "word number 7"])
     const [arrays] = await connection.query({ sql: 'select 1, 2', rowsAsArray: true })
     await connection.end()
     return [rows, fields.map((field) => field.name), prepared, found, arrays]`,
  )

  agrees(
    sandbox,
    server,
    'mysql reads values of all kinds, escapes, and streams rows',
    `const mysql = require('mysql'), connection = mysql.createConnection(settings)
     const query = (...args) => new Promise((resolve, reject) => connection.query(...args, (error, rows) => error ? reject(error) : resolve(rows)))
     const rows = await query(${JSON.stringify(MYSQL_VALUES)})
     const found = await query('select ?? from numbers where id in (?)', ['word', [1, 2]])
     let streamed = 0
     await new Promise((resolve) => connection.query('select * from numbers').on('result', () => { streamed++ }).on('end', resolve))
     await new Promise((resolve) => connection.end(resolve))
     return [rows, found, streamed, mysql.escape("it's " + new Date(0).toISOString()), mysql.format('?', [{ a: 1 }])]`,
  )

  agrees(
    sandbox,
    server,
    'pools serve many queries, and transactions roll back',
    `const pool = require('mysql2/promise').createPool({ ...settings, connectionLimit: 3 })
     const sums = await Promise.all(Array.from({ length: 10 }, (_, i) => pool.query('select ? + 1 as sum', [i]).then(([rows]) => rows[0].sum)))
     const connection = await pool.getConnection()
     await connection.beginTransaction()
     await connection.query("update numbers set word = 'changed' where id = 1")
     await connection.rollback()
     connection.release()
     const [[row]] = await pool.query('select word from numbers where id = 1')
     const [all] = await pool.query('select word from numbers order by id')
     await pool.end()
     return [sums, row, all.length, all[4999]]`,
  )

  agrees(
    sandbox,
    server,
    'errors carry the driver’s codes',
    `const seen = (error) => [error.code, error.errno, error.sqlState, error.fatal ?? null]
     const { createConnection } = require('mysql2/promise'), mysql = require('mysql')
     const wrong = await createConnection({ ...settings, password: 'wrong' }).catch(seen)
     const connection = await createConnection(settings)
     const syntax = await connection.query('selekt 1').catch(seen)
     const missing = await connection.query('select * from nowhere').catch(seen)
     const double = await connection.query('insert into numbers (id) values (1)').catch(seen)
     await connection.end()
     const old = await new Promise((resolve) => mysql.createConnection({ ...settings, password: 'wrong' }).connect((error) => resolve(seen(error))))
     const nobody = await createConnection({ ...settings, port: 1 }).catch((error) => error.code)
     return [wrong, syntax, missing, double, old, nobody]`,
  )
})

const PG_VALUES = `select 1 as one, 'héllo ☃ 😀' as text, null as nothing, 1.5::numeric as fraction, 2.25::float8 as number, 9007199254740993 as big,
  '2020-02-29T12:34:56Z'::timestamptz as moment, '\\x00ff10'::bytea as bytes, true as yes, array[1,2] as list, '{"a":[1]}'::jsonb as document, interval '1 day' as span, 'x' as "__proto__"`

describePostgres('the driver of PostgreSQL does in a sandbox what it does in Node', (server) => {
  const sandbox = useSandbox({ allow: ['127.0.0.1'] })
  beforeAll(async () => {
    await server().query('create table numbers (id serial primary key, word text)')
    await server().query(
      "insert into numbers (word) select 'word number ' || n from generate_series(0, 4999) n",
    )
  })

  agrees(
    sandbox,
    server,
    'pg reads values of all kinds, with parameters and prepared',
    `const { Client } = require('pg'), client = new Client(settings)
     await client.connect()
     const { rows, fields } = await client.query(${JSON.stringify(PG_VALUES)})
     const found = await client.query('select word from numbers where id = $1 or word = $2 order by id', [3, 'word number 7'])
     const named = { name: 'by id', text: 'select word from numbers where id = $1' }
     const first = await client.query({ ...named, values: [1] }), second = await client.query({ ...named, values: [2] })
     const arrays = await client.query({ text: 'select 1, 2', rowMode: 'array' })
     const several = await client.query('select 1 as a; select 2 as b')
     const all = await client.query('select * from numbers order by id')
     await client.end()
     return [Object.entries(rows[0]).map(([key, value]) => [key, JSON.stringify(value)]), fields.map((field) => field.name), found.rows, first.rows, second.rows, arrays.rows, several.map((one) => one.rows), all.rows.length, all.rows[4999]]`,
  )

  agrees(
    sandbox,
    server,
    'pools serve many queries, transactions roll back, and errors carry their codes',
    `const { Pool, Client } = require('pg'), pool = new Pool({ ...settings, max: 3 })
     const sums = await Promise.all(Array.from({ length: 10 }, (_, i) => pool.query('select $1::int + 1 as sum', [i]).then(({ rows }) => rows[0].sum)))
     const client = await pool.connect()
     await client.query('begin')
     await client.query("update numbers set word = 'changed' where id = 1")
     await client.query('rollback')
     client.release()
     const { rows } = await pool.query('select word from numbers where id = 1')
     const syntax = await pool.query('selekt 1').catch((error) => [error.code, error.severity, error.position])
     const double = await pool.query('insert into numbers (id) values (1)').catch((error) => [error.code, error.constraint])
     await pool.end()
     const wrong = await new Client({ ...settings, password: 'wrong' }).connect().catch((error) => error.code)
     const nobody = await new Client({ ...settings, port: 1 }).connect().catch((error) => error.code)
     return [sums, rows, syntax, double, wrong, nobody]`,
  )
})
