/** A template's store on a MySQL or MariaDB server. @module */
import { freePort } from '../../support/servers.ts'
import type { TemplateBackend } from './backend.ts'
import { startRelay } from './relay.ts'
import { statementsOf } from './sql-files.ts'
import { templateOf } from './use-template.ts'

/** What the suite needs of a server, be it ours or that of `FERRY_TEST_MYSQL_URL`. */
export interface MySql {
  host: string
  port: number
  user: string
  password: string
  database: string
  tls?: { ca: string; other_ca: string } | undefined
  query(sql: string): Promise<unknown>
}

/** @param people the table that has a row for each user; @param without columns that it lacks */
export async function openMySql(
  id: string,
  server: MySql,
  people = 'users',
  without: readonly string[] = [],
): Promise<TemplateBackend> {
  const { schema, sample } = templateOf(id)
  const relay = await startRelay(server)
  const configuration = (): { [key: string]: string } => ({
    MYSQL_HOST: '127.0.0.1',
    MYSQL_PORT: String(relay.port),
    MYSQL_USER: server.user,
    MYSQL_PASSWORD: server.password,
    MYSQL_DATABASE: server.database,
  })
  const tables = [...(schema?.text ?? '').matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name = '']) => name)
  const destroy = async (): Promise<void> => {
    await server.query(`DROP TABLE IF EXISTS ${tables.join(', ')}`)
  }
  const { tls } = server
  return {
    configuration,
    unreachable: async () => ({ ...configuration(), MYSQL_PORT: String(await freePort()) }),
    locked_out: () => ({ ...configuration(), MYSQL_PASSWORD: 'wrong' }),
    encrypted: tls && {
      trusting: { ...configuration(), MYSQL_CA: tls.ca },
      wary: { ...configuration(), MYSQL_CA: tls.other_ca },
    },
    async reset() {
      await destroy()
      const files = `${schema?.text}\n${sample?.text}`
      for (const statement of statementsOf(files)) await server.query(statement)
      if (without.length > 0)
        await server.query(`ALTER TABLE ${people} ${without.map((name) => `DROP COLUMN ${name}`).join(', ')}`)
    },
    async count() {
      const [row] = (await server.query(`SELECT count(*) AS n FROM ${people}`)) as { n: number }[]
      return row?.n ?? 0
    },
    destroy,
    open_connections: relay.open,
    breakAt: relay.breakAt,
    close: relay.close,
  }
}
