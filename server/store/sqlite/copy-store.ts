/** A copy of the store for inspection: the store itself is neither changed nor delayed. @module */
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreStartError } from '../contract/errors.ts'
import { copyOnline } from './copy-online.ts'
import { startProblem } from './start-problems.ts'

/** Room for migrating the copy, as a share of its size, and at least. */
const SPARE = 1.3
const SPARE_BYTES = 16 * 1024 * 1024

/** Like the data folder, with only the database in it. */
export interface StoreCopy {
  folder: string
  remove(): void
}

/**
 * Copies the database with its write-ahead log into the folder for temporary files, private to this user.
 *
 * @throws {StoreStartError} unusable: there is no room, or the files cannot be read
 */
export async function copyStore(data_dir: string): Promise<StoreCopy> {
  const file = join(data_dir, 'ferry.db')
  const log = `${file}-wal`
  const bytes = statSync(file).size + (existsSync(log) ? statSync(log).size : 0)
  checkRoom(bytes * SPARE + SPARE_BYTES)
  const folder = mkdtempSync(join(tmpdir(), 'ferry-check-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const copy = join(folder, 'ferry.db')
  try {
    if (isInUse(data_dir)) await copyOnline(file, copy)
    else {
      for (const [from, to] of [
        [file, copy],
        [log, `${copy}-wal`],
      ] as const) {
        if (existsSync(from)) copyFileSync(from, to, constants.COPYFILE_FICLONE)
      }
    }
    for (const made of [copy, `${copy}-wal`]) if (existsSync(made)) chmodSync(made, 0o600)
    return { folder, remove }
  } catch (error) {
    remove()
    throw startProblem(file, error)
  }
}

/** Whether a server has locked the data folder; takes no lock. */
function isInUse(data_dir: string): boolean {
  const file = join(data_dir, 'ferry.lock')
  if (!existsSync(file)) return false
  const lock = new DatabaseSync(file, { readOnly: true, timeout: 0 })
  try {
    lock.prepare('select count(*) from sqlite_master').get()
    return false
  } catch {
    return true
  } finally {
    lock.close()
  }
}

function checkRoom(bytes: number): void {
  const { bavail, bsize } = statfsSync(tmpdir())
  if (bavail * bsize > bytes) return
  throw new StoreStartError(
    'unusable',
    `The check copies the store, and ${tmpdir()} has no room for ${Math.ceil(bytes / 1024 / 1024)} MB. Make room, or set TMPDIR to another folder`,
  )
}
