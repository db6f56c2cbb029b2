/** Operations in transactions, repeated when another transaction was in the way. @module */
import { StoreUnavailable } from '../contract/errors.ts'
import type { LoneStatements } from '../engine/lone-statements.ts'
import type { Operation, Statement } from '../engine/operation.ts'
import { DriverFailure, isLost, raceOf, toStoreError } from './failures.ts'
import type { Session, Sessions } from './sessions.ts'

/** Connections, and how to wait before a repetition. */
export interface Transactions {
  sessions: Sessions
  sleep(ms: number): Promise<void>
  /** Most repetitions of an operation that the server undid; default 12. */
  repetitions?: number | undefined
}

/** How one kind of operation is run. */
export interface Way {
  begin: string
  /** Runs before a statement, such as a time limit for it. */
  before?: (statement: Statement) => string | undefined
}

/** Writes: each statement sees what was committed before it, and waits for rows that another transaction is changing. */
export const WRITE = { begin: 'begin isolation level read committed read write' } as const satisfies Way
/** Reads: all statements see one state. */
export const READ = { begin: 'begin isolation level repeatable read read only' } as const satisfies Way

/** Repetitions of an operation that the server undid. Then the store counts as unavailable. */
const REPETITIONS = 12
/** Repetitions after a clash of keys: if it is no race, the operation fails every time. */
const CLASH_TRIES = 4
/** Repetitions on a new connection after one was lost before the commit: nothing was written. */
const LOST_TRIES = 2
/** A connection that was lost after this time was silent: the next one would be too. */
const LOST_WITHIN_MS = 2_000
/** First wait before a repetition, on average half of it; doubled each time, up to the longest. */
const FIRST_WAIT_MS = 4
const LONGEST_WAIT_MS = 250

/**
 * Runs the operation in a transaction. An operation has no effects but its statements, so it can be repeated.
 *
 * @throws {StoreUnavailable} there is no connection, the server cannot serve, or every repetition was undone
 * @throws what the operation throws
 */
export function transact<T>(transactions: Transactions, way: Way, start: () => Operation<T>): Promise<T> {
  return repeated(transactions, (session) => inTransaction(session, way, start()))
}

/**
 * Reads a few rows. An operation of one statement needs no transaction, which saves two ways to the server and back.
 *
 * @param name of the operation
 * @throws as `transact`
 */
export function readPoint<T>(
  transactions: Transactions,
  { name, lone }: { name: string; lone: LoneStatements },
  start: () => Operation<T>,
): Promise<T> {
  return repeated(transactions, async (session) => {
    if (lone.mayBe(name)) {
      const operation = start()
      const step = operation.next()
      const end = step.done ? step : operation.next(await session.rows(step.value))
      if (end.done) return end.value
      lone.isNot(name)
    }
    return inTransaction(session, READ, start())
  })
}

async function repeated<T>(
  { sessions, sleep, repetitions = REPETITIONS }: Transactions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const tries = { undone: repetitions, clash: CLASH_TRIES, lost: LOST_TRIES }
  const lost_until = performance.now() + LOST_WITHIN_MS
  for (let repetition = 0; ; repetition++) {
    try {
      return await once(await sessions.take(), work)
    } catch (error) {
      const why = raceOf(error) ?? (isUnsent(error) && performance.now() < lost_until ? 'lost' : undefined)
      if (why === undefined || tries[why]-- === 0) throw toStoreError(error)
      await sleep(Math.random() * Math.min(FIRST_WAIT_MS * 2 ** repetition, LONGEST_WAIT_MS))
    }
  }
}

/** The connection was lost during a statement, so that the server undoes the transaction. */
function isUnsent(error: unknown): boolean {
  return error instanceof DriverFailure && isLost(error)
}

async function once<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  let isBroken = false
  try {
    return await work(session)
  } catch (error) {
    isBroken = error instanceof CommitUnknown || (error instanceof DriverFailure && isLost(error))
    if (!isBroken) isBroken = !(await rollsBack(session))
    throw error
  } finally {
    session.release(isBroken)
  }
}

async function inTransaction<T>(
  session: Session,
  { begin, before }: Way,
  operation: Operation<T>,
): Promise<T> {
  await session.execute(begin)
  let step = operation.next()
  while (!step.done) {
    const command = before?.(step.value)
    if (command !== undefined) await session.execute(command)
    step = operation.next(await session.rows(step.value))
  }
  await commit(session)
  return step.value
}

/** Whether the write took place is unknown. It is not repeated: that could do it twice. */
class CommitUnknown extends StoreUnavailable {}

async function commit(session: Session): Promise<void> {
  try {
    await session.execute('commit')
  } catch (error) {
    if (!(error instanceof DriverFailure) || !isLost(error)) throw error
    throw new CommitUnknown('The connection to the store was lost during a commit.', { cause: error })
  }
}

async function rollsBack(session: Session): Promise<boolean> {
  try {
    await session.execute('rollback')
    return true
  } catch {
    return false
  }
}
