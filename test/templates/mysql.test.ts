import type { MariaDb } from '../support/mariadb.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { freePort } from '../support/servers.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { statementsOf } from './support/sql-files.ts'
import { templateOf, testTemplate } from './support/suite.ts'

describeMariaDb('the template mysql', (mariadb) => {
  testTemplate('mysql', () => open(mariadb()), { unknown_ids: ['4711', '999999999999999999'] })
})

async function open(server: MariaDb): Promise<TemplateBackend> {
  const { schema, sample } = templateOf('mysql')
  const relay = await startRelay(server)
  const configuration = (): { [key: string]: string } => ({
    MYSQL_HOST: '127.0.0.1',
    MYSQL_PORT: String(relay.port),
    MYSQL_USER: server.user,
    MYSQL_PASSWORD: server.password,
    MYSQL_DATABASE: server.database,
  })
  const destroy = async (): Promise<void> => void (await server.query('DROP TABLE IF EXISTS users'))
  const { tls } = server
  return {
    configuration,
    encrypted: tls && {
      trusting: { ...configuration(), MYSQL_CA: tls.ca },
      wary: { ...configuration(), MYSQL_CA: tls.other_ca },
    },
    unreachable: async () => ({ ...configuration(), MYSQL_PORT: String(await freePort()) }),
    locked_out: () => ({ ...configuration(), MYSQL_PASSWORD: 'wrong' }),
    async reset() {
      await destroy()
      const files = `${schema?.text}\n${sample?.text}`
      for (const statement of statementsOf(files)) await server.query(statement)
    },
    async count() {
      const [row] = (await server.query('SELECT count(*) AS n FROM users')) as { n: number }[]
      return row?.n ?? 0
    },
    destroy,
    open_connections: relay.open,
    breakAt: relay.breakAt,
    close: relay.close,
  }
}
