/** Why a store cannot be opened, in words. @module */
import { statSync } from 'node:fs'
import { StoreStartError } from '../contract/errors.ts'
import type { Operation } from '../engine/operation.ts'
import { all, integer, text } from '../engine/operation.ts'
import { sqliteCode } from './failures.ts'

/** Primary result codes of SQLite. */
const CODES = {
  error: 1,
  permission: 3,
  busy: 5,
  read_only: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannot_open: 14,
  not_a_database: 26,
} as const

const RESTORE =
  'Nothing was changed. Put a backup of the whole data folder in its place. Without one, keep a copy of the folder and try ' +
  '`sqlite3 ferry.db .recover`, or set FERRY_DATA_DIR to a new folder to begin anew'

/**
 * @param file path of the database, or of another file of the store
 * @returns the error as the operator is told it; an error of ours, and a bug, as it is
 */
export function startProblem(file: string, error: unknown): unknown {
  if (error instanceof StoreStartError) return error
  const system = systemProblem(file, error)
  if (system !== undefined) return new StoreStartError('unusable', system, { cause: error })
  const detail = error instanceof Error ? error.message : String(error)
  switch (sqliteCode(error)) {
    case CODES.not_a_database:
      return new StoreStartError(
        'damaged',
        `${file} is not a database, or its beginning is damaged (${sizeOf(file)}). ${RESTORE}.`,
        { cause: error },
      )
    case CODES.corrupt:
      return new StoreStartError('damaged', `${file} is damaged: ${detail} (${sizeOf(file)}). ${RESTORE}.`, {
        cause: error,
      })
    case CODES.error:
      return new StoreStartError(
        'damaged',
        `${file} does not have the tables that it says it has (${detail}): parts of two stores were mixed, or another ` +
          `program has changed it. ${RESTORE}.`,
        { cause: error },
      )
    case CODES.full:
      return unusable(file, error, 'cannot be written: the disk is full. Make room, and start again')
    case CODES.permission:
    case CODES.read_only:
    case CODES.cannot_open:
      return unusable(
        file,
        error,
        'cannot be opened for writing. Give the data folder and all files in it to the user that Ferry runs as',
      )
    case CODES.io:
      return unusable(file, error, `cannot be read or written (${detail}). Look at the disk`)
    case CODES.busy:
      return unusable(
        file,
        error,
        'is locked by another program. End that program, such as an open `sqlite3`',
      )
    default:
      return error
  }
}

function unusable(file: string, cause: unknown, what: string): StoreStartError {
  return new StoreStartError('unusable', `${file} ${what}.`, { cause })
}

/** @returns undefined for what is no error of the file system */
function systemProblem(file: string, error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EISDIR':
      return `${file} is a folder. Move it away; a store's file belongs there.`
    case 'EACCES':
    case 'EPERM':
      return `${file} may not be written by this user. Give the data folder and all files in it to the user that Ferry runs as.`
    case 'EROFS':
      return `${file} is on a file system that cannot be written. Set another FERRY_DATA_DIR.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `${file} cannot be written: the disk is full. Make room, and start again.`
    case 'EIO':
      return `${file} cannot be read or written (EIO). Look at the disk.`
    case 'EMFILE':
    case 'ENFILE':
      return `${file} cannot be opened: too many files are open. Raise the limit (ulimit -n).`
    default:
      return undefined
  }
}

function sizeOf(file: string): string {
  try {
    return `${statSync(file).size} bytes`
  } catch {
    return 'it is gone'
  }
}

/** @throws {StoreStartError} damaged: the file ends in the middle of a page */
export function* checkLength(file: string): Operation<void> {
  const [row] = yield* all('pragma page_size')
  const page = row ? integer(row, 'page_size') : 1
  // While a log is there, a page that was only half written is written again from it.
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  if (log > 0 || statSync(file).size % page === 0) return
  throw new StoreStartError(
    'damaged',
    `${file} is damaged: its end is missing (${sizeOf(file)}). ${RESTORE}.`,
  )
}

/** Reads all of the database. @throws {StoreStartError} damaged */
export function* checkDamage(file: string): Operation<void> {
  const [row] = yield* all('pragma quick_check(1)')
  const found = String(row?.quick_check)
  if (found === 'ok') return
  throw new StoreStartError('damaged', `${file} is damaged: ${found}. ${RESTORE}.`)
}

/**
 * A database that has tables, and none of ours, is somebody else's.
 *
 * @throws {StoreStartError} foreign
 */
export function* checkOwner(file: string): Operation<void> {
  const tables = (yield* all("select name from sqlite_master where type = 'table' order by name")).map(
    (row) => text(row, 'name'),
  )
  if (tables.length === 0 || tables.includes('schema_migrations')) return
  throw new StoreStartError(
    'foreign',
    `${file} is a database of another program (it has tables such as ${tables.slice(0, 3).join(', ')}). Nothing was changed. ` +
      'Set FERRY_DATA_DIR to another folder.',
  )
}
