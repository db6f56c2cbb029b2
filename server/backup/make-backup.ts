/** A backup of the embedded store into one file, while a server may run. @module */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { syncFolder } from '../common/sync-folder.ts'
import type { Secrets } from '../secrets/index.ts'
import { copyOnline } from '../store/sqlite/copy-online.ts'
import { checkStoreFile } from '../store/store-file.ts'
import { createArchiveWriter } from './archive.ts'
import { BackupError, existsAlready, inWords } from './errors.ts'

const PROGRESS_MS = 1_000

/** Numbers for the report of a backup. */
export interface BackupReport {
  bytes: number
  /** Sample stores in it. */
  samples: number
}

/**
 * Makes a backup: the store as of one moment, the sample stores, and the master key when it is given. The copy is checked
 * completely before it gets its name.
 *
 * @param settings.file must not exist; gets mode 0600
 * @param settings.secrets must open the store
 * @param settings.key text of the master key to take along
 * @param settings.onProgress bytes of the store that were copied, and its size
 * @throws {BackupError} @throws {StoreStartError} damaged, wrong_secret, newer_schema
 */
export async function makeBackup(settings: {
  data_dir: string
  file: string
  secrets: Secrets
  key?: string | undefined
  version: string
  now?: () => number
  onProgress?: (copied: number, size: number) => void
}): Promise<BackupReport> {
  const { data_dir, secrets, key, version, now = Date.now, onProgress = () => undefined } = settings
  const file = resolve(settings.file)
  // Found again at the end; here it is found before the work.
  if (lstatSync(file, { throwIfNoEntry: false })) throw existsAlready(file)
  const draft = `${file}.${randomBytes(6).toString('hex')}.partial`
  const remove = (): void => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true })
  }
  const stop = onSignals(remove)
  try {
    closeSync(openSync(draft, 'wx', 0o600))
    await copyDatabase(join(data_dir, 'ferry.db'), draft, onProgress)
    checkStoreFile(draft, secrets)
    const samples = sampleFiles(data_dir)
    await finish(draft, async (writer) => {
      await writer.addContents('ferry.db')
      for (const name of samples)
        await writer.add(`sample/${name}`, readFileSync(join(data_dir, 'sample', name)))
      if (key !== undefined) await writer.add('secret', Buffer.from(`${key}\n`))
      await writer.finish({ made_at: new Date(now()).toISOString(), version })
    })
    // A link never replaces a file that another command has made meanwhile.
    linkSync(draft, file)
    syncFolder(resolve(file, '..'))
    return { bytes: statSync(file).size, samples: samples.length }
  } catch (error) {
    throw inWords(file, error)
  } finally {
    stop()
    remove()
  }
}

async function copyDatabase(
  from: string,
  to: string,
  onProgress: (copied: number, size: number) => void,
): Promise<void> {
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const size = sizeOf(from)
  if (size === 0) throw new BackupError(`There is no store: ${from} is missing or empty. Set FERRY_DATA_DIR.`)
  const timer = setInterval(() => onProgress(Math.min(sizeOf(to), size), size), PROGRESS_MS)
  try {
    await copyOnline(from, to)
  } finally {
    clearInterval(timer)
  }
}

/** @returns names of the files of sample stores, which the server replaces as a whole */
function sampleFiles(data_dir: string): string[] {
  const folder = join(data_dir, 'sample')
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => /^[a-zA-Z0-9_]{1,64}\.json$/.test(name))
}

async function finish(
  file: string,
  write: (writer: ReturnType<typeof createArchiveWriter>) => Promise<void>,
): Promise<void> {
  const handle = await open(file, 'a+')
  try {
    await write(createArchiveWriter(handle))
  } finally {
    await handle.close()
  }
}

/** Ctrl C leaves no part of a backup. @returns ends the watch */
function onSignals(remove: () => void): () => void {
  const end = (signal: NodeJS.Signals): void => {
    remove()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end)
  }
}
