/** Preparing the database at start. @module */
import pg from 'pg'
import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import type { Translated } from './dialect.ts'
import { toFailure } from './failures.ts'
import { LOCK_SCHEMA } from './locks.ts'
import type { Address } from './sessions.ts'
import { clientConfig, toSession } from './sessions.ts'

/** A migration of many rows takes long, and so does waiting for another server that makes it. */
const BEGIN =
  'begin isolation level read committed; set local lock_timeout = 0; set local statement_timeout = 0'

/**
 * Runs an operation while no other server prepares the database.
 *
 * @param is_undone nothing is changed in the end
 * @throws {DriverFailure} @throws what the operation throws: then nothing was changed
 */
export async function prepareAlone<T>(
  address: Address,
  translate: (sql: string) => Translated,
  operation: Operation<T>,
  is_undone: boolean,
): Promise<T> {
  const client = new pg.Client({ ...clientConfig(address, { statement_ms: 0 }), query_timeout: 0 })
  // The statement under way rejects too.
  client.on('error', () => undefined)
  try {
    await connect(client)
    const session = toSession(client, () => undefined, translate)
    await session.execute(BEGIN)
    const steps = locked(operation)
    let step = steps.next()
    while (!step.done) step = steps.next(await session.rows(step.value))
    await session.execute(is_undone ? 'rollback' : 'commit')
    return step.value
  } finally {
    // An open transaction ends with its connection.
    await client.end().catch(() => undefined)
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect()
  } catch (error) {
    throw toFailure(error)
  }
}

function* locked<T>(operation: Operation<T>): Operation<T> {
  yield* all(LOCK_SCHEMA)
  return yield* operation
}
