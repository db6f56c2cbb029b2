/** The templates of SQL Server's family, on the double or the real server of `FERRY_TEST_MSSQL_URL`. @module */
import { createRequire } from 'node:module'
import { inject } from 'vitest'
import { freePort } from '../../support/servers.ts'
import { certificates } from '../../support/tls.ts'
import { useSqlServer } from '../../support/use-sql-server.ts'
import type { TemplateBackend } from './backend.ts'
import { startRelay } from './relay.ts'
import { templateOf } from './use-template.ts'

/** What we use of the package, which brings no types. */
interface Mssql {
  ConnectionPool: new (config: object) => { connect(): Promise<Pool> }
}

interface Pool {
  request(): { query(sql: string): Promise<{ recordset: { n: number }[] }> }
  close(): Promise<void>
}

/**
 * Opens the store of one template.
 *
 * @param prefix of its configuration keys
 * @param users the table with a row for each user
 * @param tables from the first to be dropped to the last
 */
export async function openSqlServer(
  id: string,
  prefix: string,
  users: string,
  tables: readonly string[],
  options: { encrypted?: boolean; more?: { [key: string]: string } } = {},
): Promise<TemplateBackend> {
  const { schema, sample } = templateOf(id)
  const plans = inject('serverPlans')
  const tls = plans.openssl ? certificates(plans.run_dir) : undefined
  const server = await useSqlServer(tls ? { tls } : {})
  const relay = await startRelay(server)
  const { encrypted = false, more = {} } = options
  const configuration = (ca?: string): { [key: string]: string } => ({
    [`${prefix}_HOST`]: '127.0.0.1',
    [`${prefix}_PORT`]: String(relay.port),
    [`${prefix}_USER`]: server.user,
    [`${prefix}_PASSWORD`]: server.password,
    [`${prefix}_DATABASE`]: server.database,
    ...(ca ? { [`${prefix}_CA`]: ca } : { [`${prefix}_ENCRYPT`]: 'false' }),
    ...more,
  })
  const usual = (): { [key: string]: string } => configuration(encrypted ? tls?.ca : undefined)
  let has_tables = false
  const destroy = async (): Promise<void> => {
    if (has_tables) for (const table of tables) await server.run(`DROP TABLE ${table}`)
    has_tables = false
  }
  return {
    configuration: usual,
    unreachable: async () => ({ ...usual(), [`${prefix}_PORT`]: String(await freePort()) }),
    locked_out: () => ({ ...usual(), [`${prefix}_PASSWORD`]: 'wrong' }),
    // A real server's certificate is its own.
    encrypted:
      tls && server.kind === 'double'
        ? { trusting: configuration(tls.ca), wary: configuration(tls.other_ca) }
        : undefined,
    async reset() {
      await destroy()
      await server.run(`${schema?.text}`)
      has_tables = true
      await server.run(`${sample?.text}`)
    },
    async count() {
      const mssql = createRequire(import.meta.url)('mssql') as Mssql
      const pool = await new mssql.ConnectionPool({
        server: server.host,
        port: server.port,
        user: server.user,
        password: server.password,
        database: server.database,
        options: { encrypt: false },
      }).connect()
      try {
        const { recordset } = await pool.request().query(`SELECT COUNT(*) AS n FROM ${users}`)
        return recordset[0]?.n ?? 0
      } finally {
        await pool.close()
      }
    },
    destroy,
    open_connections: relay.open,
    breakAt: relay.breakAt,
    async close() {
      await relay.close()
      await server.close()
    },
  }
}
