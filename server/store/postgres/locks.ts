/** Advisory locks: one for the schema, and one that says that servers are running. @module */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { StoreStartError } from '../contract/errors.ts'
import { toFailure } from './failures.ts'
import type { Address } from './sessions.ts'
import { ask, clientConfig } from './sessions.ts'

/** "Ferr" in ASCII: locks of other programs have other numbers. */
const FERRY = 0x46_65_72_72
const SCHEMA = 1
const SERVERS = 2

/** Waits until no other server is changing the schema; held until the transaction ends. */
export const LOCK_SCHEMA = `select pg_advisory_xact_lock(${FERRY}, ${SCHEMA})`

const TAKE = {
  shared: `select pg_try_advisory_lock_shared(${FERRY}, ${SERVERS}) as is_taken`,
  alone: `select pg_try_advisory_lock(${FERRY}, ${SERVERS}) as is_taken`,
} as const

const REFUSED = {
  shared: 'is being copied by "npm run store". Wait until the copy has ended',
  alone: 'is in use by a server. Stop all servers that use it first',
} as const

const AGAIN_MS = 1_000

/** A lock that is held as long as its connection. */
export interface HeldLock {
  release(): Promise<void>
}

/**
 * Every server holds the lock `shared`; whoever copies the store holds it `alone`. After a lost connection it is taken again.
 *
 * @param place as in `placeOf`
 * @throws {StoreStartError} in_use @throws {DriverFailure}
 */
export async function holdStore(address: Address, how: 'shared' | 'alone', place: string): Promise<HeldLock> {
  const closing = new AbortController()
  let lost = Promise.withResolvers<void>()
  let client = await connected()
  if (!(await isTaken(client))) {
    await client.end().catch(() => undefined)
    throw new StoreStartError('in_use', `${place} ${REFUSED[how]}. Nothing was changed.`)
  }
  const keeping = keep()

  async function connected(): Promise<pg.Client> {
    const made = new pg.Client(clientConfig(address, { statement_ms: AGAIN_MS * 10 }))
    lost = Promise.withResolvers()
    made.on('error', () => lost.resolve())
    made.on('end', () => lost.resolve())
    try {
      await made.connect()
    } catch (error) {
      await made.end().catch(() => undefined)
      throw toFailure(error)
    }
    return made
  }

  async function isTaken(by: pg.Client): Promise<boolean> {
    const [row] = await ask(by, { text: TAKE[how] })
    return row?.is_taken === true
  }

  async function keep(): Promise<void> {
    while (!closing.signal.aborted) {
      await lost.promise
      while (!closing.signal.aborted && !(await isTakenAgain())) {
        await wait(AGAIN_MS, undefined, { signal: closing.signal }).catch(() => undefined)
      }
    }
  }

  async function isTakenAgain(): Promise<boolean> {
    try {
      client = await connected()
      if (await isTaken(client)) return true
      await client.end()
      return false
    } catch {
      return false
    }
  }

  return {
    async release() {
      closing.abort()
      lost.resolve()
      // It may be connecting just now.
      await keeping
      await client.end().catch(() => undefined)
    },
  }
}
