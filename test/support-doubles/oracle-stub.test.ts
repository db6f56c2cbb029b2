import { once } from 'node:events'
import { createRequire } from 'node:module'
import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'
import { createContext, runInContext } from 'node:vm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OracleSeed } from '../support/oracle-stub/index.ts'
import { createOracleStub, oracleStubSource } from '../support/oracle-stub/index.ts'
import { freePort } from '../support/servers.ts'

interface Connection {
  execute(
    sql: string,
    binds?: unknown,
    options?: object,
  ): Promise<{ rows?: unknown[]; rowsAffected?: number; outBinds?: unknown }>
  execute(
    sql: string,
    binds: unknown,
    options: object,
    done: (error: Error | null, result: object) => void,
  ): void
  commit(): Promise<void>
  rollback(): Promise<void>
  close(): Promise<void>
}

interface Oracle {
  getConnection(config: object): Promise<Connection>
  getConnection(config: object, done: (error: Error | null, connection: Connection) => void): void
  outFormat: number
  autoCommit: boolean
  OUT_FORMAT_OBJECT: number
  BIND_OUT: number
  NUMBER: unknown
}

const LOGIN = { user: 'legacy', password: `p'ä`, connectString: 'localhost/FREEPDB1' }
const SEED: OracleSeed = {
  ...LOGIN,
  schema: `
    -- Users of the old shop; emails without regard to case
    CREATE TABLE users (
      id NUMBER(10) GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      email VARCHAR2(50) NOT NULL,
      password VARCHAR2(100),
      email_verified NUMBER(1) DEFAULT 0 NOT NULL CHECK (email_verified IN (0, 1)),
      created DATE DEFAULT SYSDATE,
      CONSTRAINT users_name UNIQUE (password)
    );
    CREATE UNIQUE INDEX users_email ON users (LOWER(email));
    INSERT INTO users (email, password) VALUES ('Ana@x.test', 'h1');
  `,
}
const QUOTES = `O'Hara "Ø"; -- \\ 日本 🦊`

describe('the Oracle stand-in', () => {
  let oracle: Oracle
  let connection: Connection
  beforeEach(async () => {
    oracle = createOracleStub(SEED) as unknown as Oracle
    oracle.outFormat = oracle.OUT_FORMAT_OBJECT
    connection = await oracle.getConnection(LOGIN)
  })

  test('finds a user without regard to case, with upper-case names, by position and by name', async () => {
    const sql =
      'SELECT u.id, email, email_verified AS "verified" FROM Users u WHERE LOWER(email) = LOWER(:email)'
    const rows = [{ ID: 1, EMAIL: 'Ana@x.test', verified: 0 }]
    expect((await connection.execute(sql, ['ANA@X.test'])).rows).toEqual(rows)
    expect((await connection.execute(sql, { email: 'ana@x.TEST' })).rows).toEqual(rows)
    expect((await connection.execute(sql, { email: { val: 'nobody@x.test' } })).rows).toEqual([])
    const { rows: arrays } = await connection.execute(sql, ['ana@x.test'], { outFormat: 4001 })
    expect(arrays).toEqual([[1, 'Ana@x.test', 0]])
  })

  test('inserts with quotes and letters of all kinds and returns the new id', async () => {
    const sql = 'INSERT INTO users (email, password) VALUES (:email, :password) RETURNING id INTO :id'
    const id = { dir: oracle.BIND_OUT, type: oracle.NUMBER }
    const result = await connection.execute(sql, { email: QUOTES, password: '', id }, { autoCommit: true })
    expect(result).toEqual({ rowsAffected: 1, outBinds: { id: [2] } })
    const other = await oracle.getConnection(LOGIN)
    const { rows } = await other.execute('SELECT * FROM users WHERE password IS NULL ORDER BY id DESC')
    expect(rows).toEqual([
      { ID: 2, EMAIL: QUOTES, PASSWORD: null, EMAIL_VERIFIED: 0, CREATED: expect.any(Date) },
    ])
  })

  test('forgets what was not committed when the connection is closed', async () => {
    const sql = 'UPDATE users SET email_verified = 1 WHERE id = :id'
    expect(await connection.execute(sql, [1])).toEqual({ rowsAffected: 1 })
    const other = await oracle.getConnection(LOGIN)
    const verified = async () => (await other.execute('SELECT email_verified FROM users')).rows
    expect(await verified()).toEqual([{ EMAIL_VERIFIED: 0 }])
    await connection.close()
    expect(await verified()).toEqual([{ EMAIL_VERIFIED: 0 }])
    const third = await oracle.getConnection(LOGIN)
    await third.execute(sql, [1])
    await third.commit()
    expect(await verified()).toEqual([{ EMAIL_VERIFIED: 1 }])
    await expect(connection.execute(sql, [1])).rejects.toMatchObject({ code: 'NJS-003' })
  })

  test('refuses the second of two transactions that wrote at the same time', async () => {
    const other = await oracle.getConnection(LOGIN)
    await connection.execute('DELETE FROM users WHERE id = 1')
    await other.execute('DELETE users WHERE id = 1')
    await connection.commit()
    await expect(other.commit()).rejects.toMatchObject({ code: 'ORA-08177' })
  })

  test('counts what an update and a delete changed', async () => {
    oracle.autoCommit = true
    expect(await connection.execute('UPDATE users SET password = :p WHERE id = 9', ['x'])).toEqual({
      rowsAffected: 0,
    })
    expect(await connection.execute('DELETE FROM users WHERE id = :id AND ROWNUM = 1', [1])).toEqual({
      rowsAffected: 1,
    })
    expect((await connection.execute('SELECT COUNT(*) AS n FROM users')).rows).toEqual([{ N: 0 }])
  })

  test.each([
    ['a duplicate', `INSERT INTO users (email) VALUES ('ANA@x.test')`, 'ORA-00001', 1],
    ['a missing value', 'INSERT INTO users (password) VALUES (1)', 'ORA-01400', 1400],
    ['an empty string where NULL may not be', `UPDATE users SET email = ''`, 'ORA-01407', 1407],
    ['a text too long', `INSERT INTO users (email) VALUES ('${'x'.repeat(51)}')`, 'ORA-12899', 12_899],
    ['a text for a number', `SELECT id FROM users WHERE id = 'x'`, 'ORA-01722', 1722],
    ['what a check forbids', 'UPDATE users SET email_verified = 2', 'ORA-02290', 2290],
    ['an unknown table', 'SELECT 1 FROM nope', 'ORA-00942', 942],
    ['an unknown column', 'SELECT nope FROM users', 'ORA-00904', 904],
    ['a bind that is not given', 'SELECT id FROM users WHERE id = :id', 'ORA-01008', 1008],
    ['too few values', 'INSERT INTO users (email, password) VALUES (1)', 'ORA-00947', 947],
  ])('refuses %s with Oracle’s number', async (_what, sql, code, errorNum) => {
    await expect(connection.execute(sql)).rejects.toMatchObject({
      code,
      errorNum,
      message: expect.stringContaining(code),
    })
  })

  test('refuses binds that the statement does not have, and values that cannot be bound', async () => {
    const sql = 'SELECT id FROM users WHERE id = :id'
    await expect(connection.execute(sql, [1, 2])).rejects.toMatchObject({ code: 'NJS-098' })
    await expect(connection.execute(sql, { id: 1, more: 2 })).rejects.toMatchObject({ code: 'NJS-097' })
    await expect(connection.execute(sql, [true])).rejects.toMatchObject({ code: 'NJS-044' })
  })

  test.each([
    'SELECT a.id FROM users a JOIN users b ON a.id = b.id',
    'SELECT id FROM users WHERE id IN (SELECT id FROM users)',
    'BEGIN NULL; END;',
    'MERGE INTO users USING dual ON (1 = 1)',
    'SELECT SOUNDEX(email) AS s FROM users',
  ])('says loudly that it does not understand %s', async (sql) => {
    await expect(connection.execute(sql)).rejects.toMatchObject({ name: 'OracleStubError' })
  })

  test('tells a wrong password and a server that is not there', async () => {
    await expect(oracle.getConnection({ ...LOGIN, password: 'x' })).rejects.toMatchObject({
      code: 'ORA-01017',
    })
    await expect(oracle.getConnection({ ...LOGIN, connectString: 'other' })).rejects.toMatchObject({
      code: 'NJS-503',
    })
    const down = createOracleStub({ ...SEED, down: true }) as unknown as Oracle
    await expect(down.getConnection(LOGIN)).rejects.toMatchObject({ code: 'NJS-503' })
  })

  test('runs with callbacks in a context that has nothing of Node’s', async () => {
    const found = await new Promise((resolve, reject) => {
      const context = createContext({ module: { exports: {} }, setTimeout, resolve, reject })
      runInContext(oracleStubSource(SEED), context)
      runInContext(
        `const oracledb = module.exports
         oracledb.getConnection(${JSON.stringify(LOGIN)}, (error, connection) => {
           if (error) return reject(error)
           connection.execute('SELECT id FROM users WHERE email = :1', ['Ana@x.test'], { outFormat: oracledb.OBJECT }, (error, result) => {
             if (error) return reject(error)
             connection.close((error) => error ? reject(error) : resolve(JSON.stringify(result.rows)))
           })
         })`,
        context,
      )
    })
    expect(found).toBe('[{"ID":1}]')
  })
})

describe('the real oracledb', () => {
  const oracledb = createRequire(import.meta.url)('oracledb') as Oracle & {
    readonly [constant: string]: unknown
  }

  test('has the constants that the stand-in has, with the same numbers', () => {
    const stub = createOracleStub(SEED)
    for (const [name, value] of Object.entries(stub)) {
      if (typeof value === 'number') expect([name, oracledb[name]]).toEqual([name, value])
      else expect([name, typeof oracledb[name]]).not.toEqual([name, 'undefined'])
    }
  })

  const login = (port: number) => ({
    user: 'a',
    password: 'b',
    connectString: `(DESCRIPTION=(CONNECT_TIMEOUT=1)(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=${port}))(CONNECT_DATA=(SERVICE_NAME=x)))`,
  })

  test('tells that nobody listens', async () => {
    await expect(oracledb.getConnection(login(await freePort()))).rejects.toMatchObject({ code: 'NJS-503' })
  })

  test('gives up a server that is silent', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await expect(oracledb.getConnection(login(port))).rejects.toMatchObject({ code: 'NJS-510' })
    for (const socket of sockets) socket.destroy()
    server.close()
  })
})
