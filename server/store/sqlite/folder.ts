import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreStartError } from '../contract/errors.ts'
import { sqliteCode } from './failures.ts'
import { startProblem } from './start-problems.ts'

const SQLITE_BUSY = 5
const SQLITE_NOT_A_DATABASE = 26

/** A data folder that this process has for itself. */
export interface Folder {
  /** Path of the database. */
  database: string
  /** Lets other servers have it. */
  release(): void
}

/**
 * Takes the data folder: makes it (mode 0700) when there is none, and keeps other servers out of it. The operating
 * system ends the lock with the process, however it ends.
 *
 * @throws {StoreStartError} in_use, damaged, unusable
 */
export function takeFolder(data_dir: string): Folder {
  mkdirSync(data_dir, { recursive: true, mode: 0o700 })
  const lockFile = privateFile(data_dir, 'ferry.lock')
  const lock = openLock(lockFile)
  try {
    // Nothing is ever written to it, so there is no journal to keep beside it.
    lock.exec('pragma busy_timeout = 0; pragma journal_mode = memory; begin exclusive')
  } catch (cause) {
    lock.close()
    if (sqliteCode(cause) === SQLITE_NOT_A_DATABASE) {
      throw new StoreStartError('damaged', `${lockFile} is damaged. It holds nothing: delete it.`, { cause })
    }
    if (sqliteCode(cause) !== SQLITE_BUSY) throw startProblem(lockFile, cause)
    throw new StoreStartError(
      'in_use',
      `Another Ferry server is using the data folder ${data_dir}. Stop it, or choose another folder ` +
        '(FERRY_DATA_DIR).',
      { cause },
    )
  }
  return { database: privateFile(data_dir, 'ferry.db'), release: () => lock.close() }
}

function openLock(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file)
  } catch (cause) {
    throw startProblem(file, cause)
  }
}

/** Makes the file before SQLite does, to set its mode; SQLite gives the same to what it puts beside it. */
function privateFile(data_dir: string, name: string): string {
  const file = join(data_dir, name)
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch (cause) {
    throw startProblem(file, cause)
  }
  return file
}
