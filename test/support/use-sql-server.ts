/** A SQL Server for tests: the real one of `FERRY_TEST_MSSQL_URL`, or our double. @module */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { startSqlServerDouble } from './tds-double/index.ts'

/** What we use of the package, which brings no types. */
interface Mssql {
  ConnectionPool: new (config: object) => { connect(): Promise<Pool> }
}

interface Pool {
  request(): { batch(sql: string): Promise<unknown> }
  close(): Promise<void>
}

/** A server and a database of one's own. */
export interface UsedSqlServer {
  kind: 'real' | 'double'
  host: string
  port: number
  user: string
  password: string
  /** Empty, and dropped by `close()` on a real server. */
  database: string
  /** Runs batches of T-SQL that lines of `GO` part, such as a schema. */
  run(sql: string): Promise<void>
  close(): Promise<void>
}

/** What the double is started with; a real server has its own, `mssql://user:password@host:1433`, whose user may create databases. */
export interface UseSqlServerOptions {
  password?: string
  /** PEM texts; with them a client may encrypt. */
  tls?: { cert: string; key: string }
}

/** Opens one; close it after the last test. */
export async function useSqlServer(options: UseSqlServerOptions = {}): Promise<UsedSqlServer> {
  const { password = randomBytes(12).toString('base64url'), tls } = options
  const database = `ferry_test_${randomBytes(4).toString('hex')}`
  const real = process.env.FERRY_TEST_MSSQL_URL
  if (real) return openReal(new URL(real), database)
  const double = await startSqlServerDouble({ user: 'legacy', password, database, ...(tls ? { tls } : {}) })
  const { host, port, user, run, close } = double
  return { kind: 'double', host, port, user, password, database, run, close }
}

async function openReal(url: URL, database: string): Promise<UsedSqlServer> {
  const mssql = createRequire(import.meta.url)('mssql') as Mssql
  const login = {
    host: url.hostname,
    port: Number(url.port || 1433),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
  const runIn = async (name: string, sql: string): Promise<void> => {
    const pool = await new mssql.ConnectionPool({
      ...{ server: login.host, port: login.port, user: login.user, password: login.password, database: name },
      options: { encrypt: url.searchParams.get('encrypt') !== 'false', trustServerCertificate: true },
    }).connect()
    try {
      for (const batch of sql.split(/^\s*GO\s*$/im)) await pool.request().batch(batch)
    } finally {
      await pool.close()
    }
  }
  await runIn('master', `CREATE DATABASE [${database}]`)
  const close = (): Promise<void> =>
    runIn(
      'master',
      `ALTER DATABASE [${database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [${database}]`,
    )
  return { kind: 'real', ...login, database, run: (sql) => runIn(database, sql), close }
}
