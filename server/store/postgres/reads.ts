/** Lists and searches: connections of their own, turns between tenants, and time limits. @module */
import { ReadTooSlow } from '../contract/errors.ts'
import type { Operation, Statement } from '../engine/operation.ts'
import { createReadTurns } from '../engine/read-turns.ts'
import type { Translated } from './dialect.ts'
import { DriverFailure } from './failures.ts'
import type { Transactions, Way } from './transactions.ts'
import { READ, transact } from './transactions.ts'

/** One page of a list takes a few milliseconds, and the network a little. */
const QUICK_MS = 100
/** Longest statement of a read that has no limit of its own, such as counts for the dashboard and the retention of logs. */
export const UNLIMITED_MS = 60_000

const QUICK_PLACES = 3
const PATIENT_PLACES = 2
/** Connections that reads may take. */
export const READ_PLACES = QUICK_PLACES + PATIENT_PLACES

/** Reads that may take long. */
export interface Reads {
  /** @throws {StoreShareFull} @throws {ReadTooSlow} @throws {StoreUnavailable} @throws {BadMark} */
  run<T>(owner: string | undefined, start: () => Operation<T>): Promise<T>
  /** Rejects waiting reads. */
  close(): void
}

/** @param limit_ms time limit of searches */
export function createReads(
  transactions: Transactions,
  translate: (sql: string) => Translated,
  limit_ms: number,
): Reads {
  const turns = createReadTurns({ quick: QUICK_PLACES, patient: PATIENT_PLACES })
  const quick: Way = { begin: `${READ.begin}; set local statement_timeout = ${Math.min(QUICK_MS, limit_ms)}` }
  return {
    run: <T>(owner: string | undefined, start: () => Operation<T>) =>
      turns.run(owner, {
        quick: () => limited(transactions, quick, start),
        patient: () => limited(transactions, patientWay(translate, limit_ms), start),
      }) as Promise<T>,
    close: () => turns.close(),
  }
}

/** Only searches are limited; their statements share the time. */
function patientWay(translate: (sql: string) => Translated, limit_ms: number): Way {
  const end = performance.now() + limit_ms
  let isLimited = false
  return {
    begin: READ.begin,
    before({ sql }: Statement) {
      const wasLimited = isLimited
      isLimited = translate(sql).is_limited
      if (!isLimited) return wasLimited ? `set local statement_timeout = ${UNLIMITED_MS}` : undefined
      const left_ms = Math.floor(end - performance.now())
      if (left_ms <= 0) throw new ReadTooSlow()
      return `set local statement_timeout = ${left_ms}`
    },
  }
}

async function limited<T>(transactions: Transactions, way: Way, start: () => Operation<T>): Promise<T> {
  try {
    return await transact(transactions, way, start)
  } catch (error) {
    if (error instanceof Error && wasCancelled(error.cause)) throw new ReadTooSlow()
    throw error
  }
}

/** By `statement_timeout`. */
function wasCancelled(cause: unknown): boolean {
  return cause instanceof DriverFailure && cause.sqlstate === '57014'
}
