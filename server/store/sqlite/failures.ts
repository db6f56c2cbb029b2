import { StoreUnavailable } from '../contract/errors.ts'

/**
 * Primary result codes that say that the store cannot serve now: nothing is wrong with what was asked.
 * busy, no memory, read-only, interrupted, I/O error, corrupt, disk full, cannot open, locking protocol, not a database
 */
const UNAVAILABLE: ReadonlySet<number> = new Set([5, 7, 8, 9, 10, 11, 13, 14, 15, 26])

/** @returns the primary result code of SQLite; undefined for other errors */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined
  return error.errcode & 0xff
}

/** @returns the error as callers of the store meet it */
export function toStoreError(error: unknown): Error {
  const code = sqliteCode(error)
  if (code !== undefined && UNAVAILABLE.has(code)) {
    return new StoreUnavailable(`The store cannot serve now: ${messageOf(error)}.`, { cause: error })
  }
  return error instanceof Error ? error : new Error(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
