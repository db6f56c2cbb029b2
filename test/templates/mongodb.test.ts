import { MongoClient } from 'mongodb'
import { describe } from 'vitest'
import { freePort } from '../support/servers.ts'
import { useMongo } from '../support/use-mongo.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { templateOf, testTemplate } from './support/suite.ts'

describe('the template mongodb', () => {
  testTemplate('mongodb', open, { unknown_ids: ['0123456789abcdef01234567', 'twelve bytes'] })
})

async function open(): Promise<TemplateBackend> {
  const { schema, sample } = templateOf('mongodb')
  const server = await useMongo()
  const client = await new MongoClient(server.url).connect()
  const db = client.db(server.database)
  const address = new URL(server.url.replace(/^mongodb/, 'http'))
  const relay = await startRelay({ host: address.hostname, port: Number(address.port || 27017) })
  /** The server's address with another port, and perhaps another password. */
  const url = (port: number, password = server.password): string => {
    const user = `${encodeURIComponent(server.user)}:${encodeURIComponent(password)}`
    return `mongodb://${user}@127.0.0.1:${port}/?directConnection=true&authSource=admin`
  }
  const configuration = (port = relay.port, password?: string): { [key: string]: string } => ({
    MONGODB_URL: url(port, password),
    MONGODB_DATABASE: server.database,
  })
  return {
    configuration: () => configuration(),
    unreachable: async () => configuration(await freePort()),
    locked_out: () => configuration(relay.port, 'wrong'),
    async reset() {
      await db.collection('users').drop()
      await runShell(`${schema?.text}\n${sample?.text}`, (call) => call(db.collection('users')))
    },
    count: () => db.collection('users').countDocuments(),
    open_connections: relay.open,
    breakAt: relay.breakAt,
    async close() {
      await relay.close()
      await client.close()
      await server.close()
    },
  }
}

type Users = ReturnType<ReturnType<MongoClient['db']>['collection']>

/** Runs a text of `db.users.…` calls, as mongosh would: each after the one before. */
async function runShell(text: string, on: (call: (users: Users) => Promise<unknown>) => Promise<unknown>) {
  const calls: ((users: Users) => Promise<unknown>)[] = []
  const users = new Proxy(
    {},
    {
      get:
        (_target, method: 'createIndex' | 'insertMany') =>
        (...args: [never, never]) =>
          void calls.push((real) => real[method](...args)),
    },
  )
  new Function('db', text)({ users })
  for (const call of calls) await on(call)
}
