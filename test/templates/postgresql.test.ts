import type { Postgres } from '../support/postgres.ts'
import { describePostgres } from '../support/postgres.ts'
import { freePort } from '../support/servers.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { statementsOf } from './support/sql-files.ts'
import { testTemplate } from './support/suite.ts'
import { templateOf } from './support/use-template.ts'

describePostgres('the template postgresql', (postgres) => {
  testTemplate('postgresql', () => open(postgres()), { unknown_ids: ['4711', '999999999999999999'] })
})

async function open(server: Postgres): Promise<TemplateBackend> {
  const { schema, sample } = templateOf('postgresql')
  const relay = await startRelay(server)
  const configuration = (): { [key: string]: string } => ({
    POSTGRES_HOST: '127.0.0.1',
    POSTGRES_PORT: String(relay.port),
    POSTGRES_USER: server.user,
    POSTGRES_PASSWORD: server.password,
    POSTGRES_DATABASE: server.database,
  })
  const destroy = async (): Promise<void> => void (await server.query('DROP TABLE IF EXISTS users'))
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
    },
    async count() {
      const [row] = (await server.query('SELECT count(*)::integer AS n FROM users')) as { n: number }[]
      return row?.n ?? 0
    },
    destroy,
    open_connections: relay.open,
    breakAt: relay.breakAt,
    close: relay.close,
  }
}
