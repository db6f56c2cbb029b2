/** A MongoDB for tests: the real one of `FERRY_TEST_MONGODB_URL`, or our double. @module */
import { randomBytes } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { startMongoDouble } from './mongo-double/index.ts'

/** A server and a database of one's own. */
export interface UsedMongo {
  kind: 'real' | 'double'
  /** With user and password, without a database. */
  url: string
  user: string
  password: string
  /** Empty, and dropped by `close()` on a real server. */
  database: string
  close(): Promise<void>
}

/** @param options `password` is the double's; a real server has its own, in the URL, whose user may create databases and users */
export async function useMongo(options: { password?: string } = {}): Promise<UsedMongo> {
  const { password = randomBytes(12).toString('base64url') } = options
  const database = `ferry_test_${randomBytes(4).toString('hex')}`
  const real = process.env.FERRY_TEST_MONGODB_URL
  if (real) return openReal(real, database)
  const double = await startMongoDouble({ user: 'legacy', password })
  return { kind: 'double', url: double.url, user: double.user, password, database, close: double.close }
}

async function openReal(real: string, database: string): Promise<UsedMongo> {
  const { username, password } = new URL(real)
  const close = async (): Promise<void> => {
    const client = new MongoClient(real)
    try {
      await client.db(database).dropDatabase()
    } finally {
      await client.close()
    }
  }
  return {
    kind: 'real',
    url: real,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database,
    close,
  }
}
