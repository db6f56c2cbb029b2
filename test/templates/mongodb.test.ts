import { MongoClient } from 'mongodb'
import { describe } from 'vitest'
import { freePort } from '../support/servers.ts'
import { useMongo } from '../support/use-mongo.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { testTemplate } from './support/suite.ts'
import { templateOf } from './support/use-template.ts'

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
      await db.dropDatabase()
      const users = db.collection('users') as unknown as { [method: string]: (...args: unknown[]) => unknown }
      for (const { method, args } of shellCalls(`${schema?.text}\n${sample?.text}`))
        await users[method]?.(...args)
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

/** The calls of a text of `db.users.…(…)`, as mongosh would make them. */
function shellCalls(text: string): { method: string; args: unknown[] }[] {
  const calls: { method: string; args: unknown[] }[] = []
  const users = new Proxy(
    {},
    {
      get:
        (_target, method) =>
        (...args: unknown[]) =>
          void calls.push({ method: String(method), args }),
    },
  )
  new Function('db', text)({ users })
  return calls
}
