/**
 * The stand-in for Oracle behind the template's scripts. It lives with the test, so that all scripts see the same tables; in
 * the sandbox `require('oracledb')` gives a module that asks it by HTTP.
 * @module
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOracleStub } from '../../support/oracle-stub/index.ts'
import { freePort } from '../../support/servers.ts'
import type { TemplateBackend } from './backend.ts'
import { startRelay } from './relay.ts'
import { templateOf } from './use-template.ts'

interface Connection {
  execute(sql: string, binds: object, options: object): Promise<{ rows?: { N: number }[] }>
  close(): Promise<void>
}

interface Oracle {
  getConnection(config: object): Promise<Connection>
}

/** What the module in the sandbox asks. */
interface Question {
  to: 'connect' | 'execute' | 'close'
  connection: number
  config: object
  sql: string
  binds: object
  options: object
}

/** Opens the store of the template oracle. */
export async function openOracle(): Promise<TemplateBackend> {
  const { schema, sample } = templateOf('oracle')
  const seed = { user: 'legacy', password: `p'ä "word"`, connectString: 'legacy/SHOP' }
  const connections = new Map<number, Connection>()
  let last_connection = 0
  let oracle: Oracle
  const seedWith = (text: string): void => {
    oracle = createOracleStub({ ...seed, schema: text }) as unknown as Oracle
  }

  async function answer(question: Question): Promise<unknown> {
    switch (question.to) {
      case 'connect': {
        const connection = await oracle.getConnection(question.config)
        last_connection += 1
        connections.set(last_connection, connection)
        return last_connection
      }
      case 'execute':
        return connections.get(question.connection)?.execute(question.sql, question.binds, question.options)
      case 'close': {
        await connections.get(question.connection)?.close()
        connections.delete(question.connection)
        return null
      }
    }
  }

  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      answer(JSON.parse(body) as Question).then(
        (value) => response.end(JSON.stringify({ value: value ?? null })),
        ({ message, code, errorNum }) => response.end(JSON.stringify({ error: { message, code, errorNum } })),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const relay = await startRelay({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
  const url = `http://127.0.0.1:${relay.port}`

  const configuration = (): { [key: string]: string } => ({
    ORACLE_CONNECT_STRING: seed.connectString,
    ORACLE_USER: seed.user,
    ORACLE_PASSWORD: seed.password,
    STUB_URL: url,
  })
  return {
    configuration,
    // Without STUB_URL the scripts get the real driver.
    unreachable: async () => ({
      ORACLE_CONNECT_STRING: `127.0.0.1:${await freePort()}/SHOP`,
      ORACLE_USER: seed.user,
      ORACLE_PASSWORD: seed.password,
    }),
    locked_out: () => ({ ...configuration(), ORACLE_PASSWORD: 'wrong' }),
    reset: async () => seedWith(`${schema?.text}\n${sample?.text}`),
    destroy: async () => seedWith('CREATE TABLE OTHERS (ID NUMBER(10));'),
    async count() {
      const connection = await oracle.getConnection(seed)
      const { rows } = await connection.execute('SELECT COUNT(*) AS N FROM USERS', {}, { outFormat: 4002 })
      await connection.close()
      return rows?.[0]?.N ?? 0
    },
    open_connections: () => connections.size,
    breakAt: relay.breakAt,
    wrap: (source) => `(function (stub, real) {
  const require = (name) => (name === 'oracledb' && configuration.STUB_URL ? stub : real(name))
  const script = ${source}
  return script
})(${MODULE}, require)`,
    async close() {
      await relay.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The module, as text for the sandbox. */
const MODULE = `(function () {
  const ask = async (question) => {
    const response = await fetch(configuration.STUB_URL, { method: 'POST', body: JSON.stringify(question) })
    const { value, error } = await response.json()
    if (error) throw Object.assign(new Error(error.message), error)
    return value
  }
  return {
    OUT_FORMAT_OBJECT: 4002,
    async getConnection(config) {
      const connection = await ask({ to: 'connect', config })
      return {
        execute: (sql, binds, options) => ask({ to: 'execute', connection, sql, binds, options }),
        close: () => ask({ to: 'close', connection }),
      }
    },
  }
})()`
