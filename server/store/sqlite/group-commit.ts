import { StoreUnavailable } from '../contract/errors.ts'
import type { Operation } from '../engine/operation.ts'
import type { Database } from './database.ts'
import { toStoreError } from './failures.ts'

/** How one request of a group ended. A value is durable. */
export type Settled = { kind: 'done'; value: unknown } | { kind: 'failed'; error: Error }

/**
 * Runs the operations in one transaction, so that one sync to the disk serves them all. Each has a savepoint: one that
 * fails takes none of the others with it. When the transaction itself fails, all of them have failed.
 */
export function commitGroup(db: Database, operations: readonly Operation<unknown>[]): Settled[] {
  try {
    db.exec('begin immediate')
    const settled = operations.map((operation) => runInSavepoint(db, operation))
    db.exec('commit')
    return settled
  } catch (error) {
    const failed: Settled = { kind: 'failed', error: toStoreError(error) }
    rollBack(db)
    return operations.map(() => failed)
  }
}

function runInSavepoint(db: Database, operation: Operation<unknown>): Settled {
  db.exec('savepoint request')
  try {
    const value = db.run(operation)
    db.exec('release request')
    return { kind: 'done', value }
  } catch (error) {
    if (!db.inTransaction()) {
      throw new StoreUnavailable('The store gave up a group of writes.', { cause: error })
    }
    db.exec('rollback to request')
    db.exec('release request')
    return { kind: 'failed', error: toStoreError(error) }
  }
}

function rollBack(db: Database): void {
  if (db.inTransaction()) db.exec('rollback')
}
