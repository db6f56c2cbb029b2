/** Before a server uses the database: what it must be, the schema, and the master key. @module */
import pg from 'pg'
import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import type { Translated } from './dialect.ts'
import { toFailure } from './failures.ts'
import { LOCK_SCHEMA } from './locks.ts'
import type { Address, Sessions } from './sessions.ts'
import { clientConfig, toSession } from './sessions.ts'
import { transact } from './transactions.ts'

/** A migration of many rows takes long, and so does waiting for another server that makes it. */
const LONG =
  'begin isolation level read committed read write; set local lock_timeout = 0; set local statement_timeout = 0'

/**
 * Runs operations in one transaction, while no other server does.
 *
 * @throws {DriverFailure} @throws {StoreStartError}
 */
export async function alone<T>(
  address: Address,
  translate: (sql: string) => Translated,
  start: () => Operation<T>,
): Promise<T> {
  const client = new pg.Client({ ...clientConfig(address, { statement_ms: 0 }), query_timeout: 0 })
  // The query that runs then rejects.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    throw toFailure(error)
  }
  const session = toSession(client, () => undefined, translate)
  const sessions: Sessions = { take: async () => session, close: async () => undefined }
  try {
    return await transact(sessions, { begin: LONG }, () => locked(start))
  } finally {
    await client.end().catch(() => undefined)
  }
}

function* locked<T>(start: () => Operation<T>): Operation<T> {
  yield* all(LOCK_SCHEMA)
  return yield* start()
}
