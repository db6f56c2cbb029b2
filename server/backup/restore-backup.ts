/** Puts a backup into an empty data folder. @module */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '../common/sync-folder.ts'
import type { Secrets } from '../secrets/index.ts'
import { checkStoreFile } from '../store/store-file.ts'
import type { Archive, Part } from './archive.ts'
import { openArchive } from './archive.ts'
import { BackupError, inWords, systemCode } from './errors.ts'

const STAGE = '.restore-'

/** What was restored. */
export interface RestoreReport {
  /** ISO 8601. */
  made_at: string
  version: string
  samples: number
  /** Whether the master key was in the backup and is in the folder now. */
  has_key: boolean
}

/**
 * Restores a backup. Everything is copied to a folder within the data folder and checked there; then it gets its names, the
 * store last. A restore that was interrupted leaves no store, and can be repeated.
 *
 * @param settings.data_dir missing, or empty but for the file `secret`
 * @param settings.openSecrets makes the secrets, with the master key of the backup if it contains one
 * @throws {BackupError} @throws {StoreStartError} @throws {SecretsError}
 */
export async function restoreBackup(settings: {
  data_dir: string
  file: string
  openSecrets: (key_folder: string) => Secrets
  onProgress?: (copied: number, size: number) => void
}): Promise<RestoreReport> {
  const { data_dir, file, openSecrets, onProgress = () => undefined } = settings
  const archive = await openArchive(file)
  try {
    checkEmpty(data_dir)
    mkdirSync(data_dir, { recursive: true, mode: 0o700 })
    removeLeftovers(data_dir)
    const stage = join(data_dir, `${STAGE}${randomBytes(6).toString('hex')}`)
    mkdirSync(join(stage, 'sample'), { recursive: true, mode: 0o700 })
    try {
      await extractAll(archive, stage, onProgress)
      const parts = archive.index.parts.filter(({ name }) => name !== 'secret' || !isKeyThere(data_dir))
      const has_key = parts.some(({ name }) => name === 'secret')
      checkStoreFile(join(stage, 'ferry.db'), openSecrets(has_key ? stage : data_dir))
      place(parts, stage, data_dir)
      const { made_at, version } = archive.index
      return {
        made_at,
        version,
        samples: parts.filter(({ name }) => name.startsWith('sample/')).length,
        has_key,
      }
    } catch (error) {
      throw inWords(data_dir, error)
    } finally {
      rmSync(stage, { recursive: true, force: true })
    }
  } finally {
    await archive.close()
  }
}

function isKeyThere(data_dir: string): boolean {
  return existsSync(join(data_dir, 'secret'))
}

/** A restore never replaces or mixes: one file too many, and two stores would be one. */
function checkEmpty(data_dir: string): void {
  if (!existsSync(data_dir)) return
  const names = entries(data_dir)
  const mayBeThere = isLeftover(names) ? ['secret', 'sample'] : ['secret']
  const others = names.filter((name) => !mayBeThere.includes(name) && !name.startsWith(STAGE))
  if (others.length === 0) return
  throw new BackupError(
    `${data_dir} is not empty (it contains ${others.slice(0, 3).join(', ')}). Nothing was restored. Set FERRY_DATA_DIR to an ` +
      'empty folder, or to one that is not there yet.',
  )
}

function entries(data_dir: string): string[] {
  try {
    return readdirSync(data_dir)
  } catch (error) {
    throw inWords(data_dir, error)
  }
}

/** Whether a restore was killed here before it was through: then sample stores may have their names, and the store has not. */
function isLeftover(names: readonly string[]): boolean {
  return names.some((name) => name.startsWith(STAGE)) && !names.includes('ferry.db')
}

/** Removes what a restore that was killed has left. */
function removeLeftovers(data_dir: string): void {
  const names = entries(data_dir)
  const isOfRestore = (name: string): boolean =>
    name.startsWith(STAGE) || (name === 'sample' && isLeftover(names))
  for (const name of names) {
    if (isOfRestore(name)) rmSync(join(data_dir, name), { recursive: true, force: true })
  }
}

async function extractAll(
  archive: Archive,
  stage: string,
  onProgress: (copied: number, size: number) => void,
): Promise<void> {
  const size = archive.index.parts.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const part of archive.index.parts) {
    const before = done
    await archive.extract(part, join(stage, part.name), (bytes) => onProgress(before + bytes, size))
    done += part.bytes
  }
}

/** A link refuses a name that is taken: a server that was started meanwhile keeps its own new store. */
function place(parts: readonly Part[], stage: string, data_dir: string): void {
  const store_last = parts.toSorted((a, b) => Number(a.name === 'ferry.db') - Number(b.name === 'ferry.db'))
  if (parts.some(({ name }) => name.startsWith('sample/'))) {
    mkdirSync(join(data_dir, 'sample'), { recursive: true, mode: 0o700 })
  }
  for (const { name } of store_last) {
    try {
      linkSync(join(stage, name), join(data_dir, name))
    } catch (cause) {
      if (systemCode(cause) !== 'EEXIST') throw cause
      throw new BackupError(
        `${data_dir} has a file ${name} now: a server was started there meanwhile. Its store was not replaced. Stop that ` +
          'server, and restore into another folder.',
        { cause },
      )
    }
    if (name.startsWith('sample/')) syncFolder(join(data_dir, 'sample'))
    syncFolder(data_dir)
  }
}
