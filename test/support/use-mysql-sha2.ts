/** A MySQL that logs in with `caching_sha2_password`: the real one of `FERRY_TEST_MYSQL_URL`, or our double. @module */
import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { startMysqlSha2Double } from './mysql-sha2-double/index.ts'

/** A server, with a user and a database of one's own. */
export interface UsedMysql {
  kind: 'real' | 'double'
  host: string
  port: number
  user: string
  password: string
  /** Empty; dropped with the user by `close()` on a real server. */
  database: string
  /** Runs one statement in the database. */
  run(sql: string): Promise<void>
  close(): Promise<void>
}

/** @param options the password of the new user; the user of a real server's URL may create databases and users */
export async function useMysqlSha2(
  options: { password?: string; tls?: { cert: string; key: string } } = {},
): Promise<UsedMysql> {
  const { password = randomBytes(12).toString('base64url'), tls } = options
  const name = `ferry_test_${randomBytes(4).toString('hex')}`
  const real = process.env.FERRY_TEST_MYSQL_URL
  if (real) return openReal(real, name, password)
  const { host, port, user, run, close } = await startMysqlSha2Double({
    user: name,
    password,
    ...(tls ? { tls } : {}),
  })
  return { kind: 'double', host, port, user, password, database: name, run: async (sql) => run(sql), close }
}

async function openReal(url: string, name: string, password: string): Promise<UsedMysql> {
  const { hostname, port } = new URL(url)
  const admin = await createConnection(url)
  await admin.query('CREATE DATABASE ??', [name])
  await admin.query(`CREATE USER ?@'%' IDENTIFIED WITH caching_sha2_password BY ?`, [name, password])
  await admin.query(`GRANT ALL ON ??.* TO ?@'%'`, [name, name])
  await admin.query('USE ??', [name])
  return {
    ...{ kind: 'real', host: hostname, port: Number(port || 3306), user: name, password, database: name },
    async run(sql) {
      await admin.query(sql)
    },
    async close() {
      await admin.query('DROP DATABASE ??', [name])
      await admin.query(`DROP USER ?@'%'`, [name])
      await admin.end()
    },
  }
}
