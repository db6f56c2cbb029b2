/** A template's store on a PostgreSQL server. @module */
import type { Postgres } from '../../support/postgres.ts'
import { freePort } from '../../support/servers.ts'
import type { TemplateBackend } from './backend.ts'
import { startRelay } from './relay.ts'
import { statementsOf } from './sql-files.ts'
import { templateOf } from './use-template.ts'

/** @param people the table that has a row for each user; @param without columns that it lacks */
export async function openPostgres(
  id: string,
  server: Postgres,
  people = 'users',
  without: readonly string[] = [],
): Promise<TemplateBackend> {
  const { schema, sample } = templateOf(id)
  const relay = await startRelay(server)
  const configuration = (): { [key: string]: string } => ({
    POSTGRES_HOST: '127.0.0.1',
    POSTGRES_PORT: String(relay.port),
    POSTGRES_USER: server.user,
    POSTGRES_PASSWORD: server.password,
    POSTGRES_DATABASE: server.database,
  })
  const tables = [...(schema?.text ?? '').matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name = '']) => name)
  const destroy = async (): Promise<void> => {
    await server.query(`DROP TABLE IF EXISTS ${tables.join(', ')}`)
  }
  const { tls } = server
  return {
    configuration,
    encrypted: tls && {
      trusting: { ...configuration(), POSTGRES_CA: tls.ca },
      wary: { ...configuration(), POSTGRES_CA: tls.other_ca },
    },
    unreachable: async () => ({ ...configuration(), POSTGRES_PORT: String(await freePort()) }),
    locked_out: () => ({ ...configuration(), POSTGRES_PASSWORD: 'wrong' }),
    async reset() {
      await destroy()
      const files = `${schema?.text}\n${sample?.text}`
      for (const statement of statementsOf(files)) await server.query(statement)
      if (without.length > 0)
        await server.query(`ALTER TABLE ${people} ${without.map((name) => `DROP COLUMN ${name}`).join(', ')}`)
    },
    async count() {
      const [row] = (await server.query(`SELECT count(*)::integer AS n FROM ${people}`)) as { n: number }[]
      return row?.n ?? 0
    },
    destroy,
    open_connections: relay.open,
    breakAt: relay.breakAt,
    close: relay.close,
  }
}
