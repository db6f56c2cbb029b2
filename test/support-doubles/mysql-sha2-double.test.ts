import { createRequire } from 'node:module'
import { createConnection as connectSocket } from 'node:net'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { MysqlSha2Double } from '../support/mysql-sha2-double/index.ts'
import { startMysqlSha2Double } from '../support/mysql-sha2-double/index.ts'
import { certificates } from '../support/tls.ts'
import type { UsedMysql } from '../support/use-mysql-sha2.ts'
import { useMysqlSha2 } from '../support/use-mysql-sha2.ts'

interface OldMysql {
  createConnection(config: object): { connect(done: (error: unknown) => void): void; destroy(): void }
}

const PASSWORD = `pä'ss"\\日🦊`
const QUOTES = `O'Hara "Ø" \\ ? 日本 🦊`

describe.each([false, true])(
  'mysql2, unmocked, against a caching_sha2_password server, encrypted: %s',
  (encrypt) => {
    let server: UsedMysql
    const login = (password = PASSWORD) => {
      const { host, port, user, database } = server
      return {
        host,
        port,
        user,
        password,
        database,
        ...(encrypt ? { ssl: { rejectUnauthorized: false } } : {}),
      }
    }
    beforeAll(async () => {
      const { cert, key } = certificates(inject('serverPlans').run_dir)
      server = await useMysqlSha2({ password: PASSWORD, tls: { cert, key } })
      await server.run(
        'CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(200) UNIQUE, score DOUBLE, note VARCHAR(200))',
      )
    })
    afterAll(() => server.close())

    test('logs in, stores with quotes and letters of all kinds, and reads it back by text and by prepared statement', async () => {
      const connection = await createConnection(login())
      const [inserted] = await connection.query('INSERT INTO users (email, score) VALUES (?, ?)', [
        QUOTES,
        1.5,
      ])
      expect(inserted).toMatchObject({ affectedRows: 1, insertId: expect.any(Number) })
      const expected = [{ email: QUOTES, score: 1.5, note: null }]
      const sql = 'SELECT email, score, note FROM users WHERE email = ?'
      expect((await connection.query(sql, [QUOTES]))[0]).toEqual(expected)
      expect((await connection.execute(sql, [QUOTES]))[0]).toEqual(expected)
      const [changed] = await connection.execute('UPDATE users SET note = ?, score = ? WHERE email = ?', [
        'n',
        null,
        QUOTES,
      ])
      expect(changed).toMatchObject({ affectedRows: 1 })
      expect((await connection.query(sql, [QUOTES]))[0]).toEqual([{ email: QUOTES, score: null, note: 'n' }])
      await connection.end()
    })

    test('tells duplicates, missing tables and columns, and bad syntax by code', async () => {
      const connection = await createConnection(login())
      const insert = () => connection.query('INSERT INTO users (email) VALUES (?)', ['twice@x.test'])
      await insert()
      await expect(insert()).rejects.toMatchObject({ code: 'ER_DUP_ENTRY', errno: 1062 })
      await expect(connection.query('SELECT * FROM nope')).rejects.toMatchObject({ code: 'ER_NO_SUCH_TABLE' })
      await expect(connection.query('SELECT nope FROM users')).rejects.toMatchObject({
        code: 'ER_BAD_FIELD_ERROR',
      })
      await expect(connection.query('SELEC 1')).rejects.toMatchObject({ code: 'ER_PARSE_ERROR' })
      await connection.end()
    })

    test('tells that a password is wrong, before and after the right one was seen', async () => {
      for (let round = 0; round < 2; round++) {
        await expect(createConnection(login('wrong'))).rejects.toMatchObject({
          code: 'ER_ACCESS_DENIED_ERROR',
          errno: 1045,
        })
        await (await createConnection(login())).end()
      }
    })
  },
)

describe('the caching_sha2_password double', () => {
  let server: MysqlSha2Double
  beforeAll(async () => {
    const { cert, key } = certificates(inject('serverPlans').run_dir)
    server = await startMysqlSha2Double({ user: 'app', password: PASSWORD, tls: { cert, key } })
  })
  afterAll(() => server.close())
  const connect = async (options: object = {}): Promise<void> => {
    const { host, port, user } = server
    const connection = await createConnection({ host, port, user, password: PASSWORD, ...options })
    await connection.ping()
    await connection.end()
  }

  test('takes the password under its key or under TLS at first, and a scramble from then on', async () => {
    const { ca } = certificates(inject('serverPlans').run_dir)
    const before = server.logins.length
    await connect()
    await connect()
    server.forget()
    await connect({ host: 'localhost', ssl: { ca } })
    await connect({ host: 'localhost', ssl: { ca } })
    await expect(connect({ password: 'wrong' })).rejects.toMatchObject({ errno: 1045 })
    await expect(connect({ user: 'nobody' })).rejects.toMatchObject({ errno: 1045 })
    expect(server.logins.slice(before)).toEqual([
      'full_rsa',
      'fast',
      'full_tls',
      'fast',
      'refused',
      'refused',
    ])
  })

  test('is not trusted by a client with another authority', async () => {
    const { other_ca } = certificates(inject('serverPlans').run_dir)
    await expect(connect({ host: 'localhost', ssl: { ca: other_ca } })).rejects.toThrow()
  })

  test('keeps the old mysql package out, which does not know the plugin', async () => {
    const old = createRequire(import.meta.url)('mysql') as OldMysql
    const connection = old.createConnection({
      host: server.host,
      port: server.port,
      user: 'app',
      password: PASSWORD,
    })
    const error = await new Promise((resolve) => connection.connect(resolve))
    expect(error).toMatchObject({ code: 'UNSUPPORTED_AUTH_METHOD' })
    connection.destroy()
  })

  test('is gone when it is stopped, and has its rows when it is back on the same port', async () => {
    server.run('CREATE TABLE kept (n INT)')
    server.run('INSERT INTO kept VALUES (7)')
    await server.stop()
    await expect(connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await server.start()
    const connection = await createConnection({
      host: server.host,
      port: server.port,
      user: 'app',
      password: PASSWORD,
    })
    expect((await connection.query('SELECT n FROM kept'))[0]).toEqual([{ n: 7 }])
    await connection.end()
  })

  test('hangs up on bytes that are not MySQL', async () => {
    const socket = connectSocket({ host: server.host, port: server.port })
    socket.on('error', () => undefined)
    socket.resume()
    socket.write(Buffer.from([1, 0, 0, 1, 0]))
    await new Promise((resolve) => socket.on('close', resolve))
  })
})
