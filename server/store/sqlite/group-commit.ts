import { StoreUnavailable } from '../contract/errors.ts'
import type { Operation } from '../engine/operation.ts'
import type { Database } from './database.ts'
import { toStoreError } from './failures.ts'

/** How one request of a group ended. A value is durable. */
export type Settled = { kind: 'done'; value: unknown } | { kind: 'failed'; error: Error }

/** Begins an operation: an operation has no effects but its statements, so it can be begun again. */
export type Start = () => Operation<unknown>

/**
 * Runs the operations in one transaction, so that one sync to the disk serves them all. One that fails does not undo the
 * others. When the transaction itself fails, all of them fail.
 */
export function commitGroup(db: Database, starts: readonly Start[]): Settled[] {
  try {
    db.exec('begin immediate')
    const settled = runTogether(db, starts) ?? starts.map((start) => runInSavepoint(db, start()))
    db.exec('commit')
    return settled
  } catch (error) {
    const failed: Settled = { kind: 'failed', error: toStoreError(error) }
    rollBack(db)
    return starts.map(() => failed)
  }
}

/** Without a savepoint for each, which is two statements. @returns undefined when one failed: then all are undone */
function runTogether(db: Database, starts: readonly Start[]): Settled[] | undefined {
  try {
    return starts.map((start) => ({ kind: 'done', value: db.run(start()) }))
  } catch (error) {
    checkTransaction(db, error)
    db.exec('rollback')
    db.exec('begin immediate')
    return undefined
  }
}

function runInSavepoint(db: Database, operation: Operation<unknown>): Settled {
  db.exec('savepoint request')
  try {
    const value = db.run(operation)
    db.exec('release request')
    return { kind: 'done', value }
  } catch (error) {
    checkTransaction(db, error)
    db.exec('rollback to request')
    db.exec('release request')
    return { kind: 'failed', error: toStoreError(error) }
  }
}

/** @throws {StoreUnavailable} SQLite itself has ended the transaction: the disk is full or failing */
function checkTransaction(db: Database, cause: unknown): void {
  if (!db.inTransaction()) throw new StoreUnavailable('The store rolled back a group of writes.', { cause })
}

function rollBack(db: Database): void {
  if (db.inTransaction()) db.exec('rollback')
}
