import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { describe } from 'vitest'
import { describeMariaDb } from '../support/mariadb.ts'
import { freePort } from '../support/servers.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { statementsOf } from './support/sql-files.ts'
import { testTemplate } from './support/suite.ts'
import { templateOf } from './support/use-template.ts'

/** What the suite needs of a server, be it ours or that of `FERRY_TEST_MYSQL_URL`. */
interface MySql {
  host: string
  port: number
  user: string
  password: string
  database: string
  tls?: { ca: string; other_ca: string } | undefined
  query(sql: string): Promise<unknown>
}

const traits = { unknown_ids: ['4711', '999999999999999999'] }
const real = process.env.FERRY_TEST_MYSQL_URL

if (real) {
  describe('the template mysql, on the server of FERRY_TEST_MYSQL_URL', () => {
    testTemplate('mysql', () => openReal(new URL(real)), traits)
  })
} else {
  describeMariaDb('the template mysql', (mariadb) => {
    testTemplate('mysql', () => open(mariadb()), traits)
  })
}

/** A database of one's own, dropped at the end; the user of the URL may create databases. */
async function openReal(url: URL): Promise<TemplateBackend> {
  const login = {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
  const database = `ferry_test_${randomBytes(4).toString('hex')}`
  const queryIn = (settings: object) => async (sql: string) => {
    const connection = await createConnection({ ...login, ...settings })
    try {
      const [rows] = await connection.query(sql)
      return rows
    } finally {
      await connection.end()
    }
  }
  const outside = queryIn({})
  await outside(`CREATE DATABASE ${database}`)
  const backend = await open({ ...login, database, query: queryIn({ database }) })
  return {
    ...backend,
    async close() {
      await backend.close()
      await outside(`DROP DATABASE ${database}`)
    },
  }
}

async function open(server: MySql): Promise<TemplateBackend> {
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
