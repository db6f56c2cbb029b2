/** The server of `FERRY_TEST_ORACLE_URL` behind the template's scripts. @module */
import { createRequire } from 'node:module'
import { freePort } from '../../support/servers.ts'
import type { TemplateBackend } from './backend.ts'
import { startRelay } from './relay.ts'
import { statementsOf } from './sql-files.ts'
import { templateOf } from './use-template.ts'

interface Connection {
  execute(sql: string, binds?: object, options?: object): Promise<{ rows?: { N: number }[] }>
  close(): Promise<void>
}

interface Driver {
  OUT_FORMAT_OBJECT: number
  getConnection(config: object): Promise<Connection>
}

/**
 * Opens the store of the template oracle on a real server.
 *
 * @param url `oracle://user:password@host:port/service`; the user's schema must have no table USERS, since the suite makes
 *   and drops one
 */
export async function openRealOracle(url: URL): Promise<TemplateBackend> {
  const oracledb = createRequire(import.meta.url)('oracledb') as Driver
  const { schema, sample } = templateOf('oracle')
  const login = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  const port = Number(url.port || 1521)

  async function execute(sql: string): Promise<{ N: number }[]> {
    const connection = await oracledb.getConnection({
      ...login,
      connectString: `${url.hostname}:${port}${url.pathname}`,
    })
    try {
      const options = { outFormat: oracledb.OUT_FORMAT_OBJECT, autoCommit: true }
      return (await connection.execute(sql, {}, options)).rows ?? []
    } finally {
      await connection.close()
    }
  }
  const tables = async () =>
    (await execute("SELECT COUNT(*) AS N FROM USER_TABLES WHERE TABLE_NAME = 'USERS'"))[0]?.N ?? 0
  const destroy = async (): Promise<void> => {
    if (await tables()) await execute('DROP TABLE USERS PURGE')
  }

  if (await tables()) {
    throw new Error('The schema of FERRY_TEST_ORACLE_URL has a table USERS already: name a user without one.')
  }
  const relay = await startRelay({ host: url.hostname, port })
  const configuration = (at: number = relay.port): { [key: string]: string } => ({
    ORACLE_CONNECT_STRING: `127.0.0.1:${at}${url.pathname}`,
    ORACLE_USER: login.user,
    ORACLE_PASSWORD: login.password,
  })
  return {
    configuration,
    unreachable: async () => configuration(await freePort()),
    locked_out: () => ({ ...configuration(), ORACLE_PASSWORD: 'wrong' }),
    async reset() {
      await destroy()
      for (const statement of statementsOf(`${schema?.text}\n${sample?.text}`)) await execute(statement)
    },
    destroy,
    count: async () => (await execute('SELECT COUNT(*) AS N FROM USERS'))[0]?.N ?? 0,
    open_connections: relay.open,
    breakAt: relay.breakAt,
    async close() {
      await relay.close()
      await destroy()
    },
  }
}
