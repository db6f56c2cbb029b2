import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '../common/sync-folder.ts'
import { SecretsError } from './errors.ts'
import type { Secrets } from './sealing.ts'
import { createSecrets } from './sealing.ts'

const FILE = 'secret'

/**
 * Opens the master key: the given one, or the one in the data folder, which is created when missing.
 *
 * @param settings.master `FERRY_SECRET`, at least 32 characters
 * @param settings.previous `FERRY_SECRET_PREVIOUS`: only opens values that it sealed (K2)
 * @param settings.data_dir holds the generated key as `secret`, mode 0600; created with mode 0700 when missing
 * @param settings.may_make false: there are sealed values, which a new key could not open
 * @throws {SecretsError} too_short, unsafe_file, missing_key
 */
export function openSecrets(settings: {
  master?: string | undefined
  previous?: string | undefined
  data_dir: string
  may_make?: boolean
}): Secrets {
  const { data_dir, may_make = true } = settings
  return createSecrets({
    master: settings.master ?? generatedKey(data_dir, may_make),
    previous: settings.previous,
  })
}

/**
 * @returns the text of the master key in the data folder; undefined when there is none
 * @throws {SecretsError} unsafe_file
 */
export function readGeneratedKey(data_dir: string): string | undefined {
  return readKey(join(data_dir, FILE))
}

/** The key in the data folder. An existing file is never replaced, whatever it contains. */
function generatedKey(data_dir: string, may_make: boolean): string {
  const file = join(data_dir, FILE)
  const key = readKey(file)
  if (key !== undefined) return key
  if (!may_make) {
    throw new SecretsError(
      'missing_key',
      `The master key of the store in ${data_dir} is missing: FERRY_SECRET is not set, and there is no file ${file}. ` +
        'Set FERRY_SECRET as it was, or put the file of a backup in its place.',
    )
  }
  mkdirSync(data_dir, { recursive: true, mode: 0o700 })
  return makeKey(data_dir, file)
}

function readKey(file: string): string | undefined {
  const descriptor = openIfPresent(file)
  if (descriptor === undefined) return undefined
  try {
    const { mode } = fstatSync(descriptor)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new SecretsError(
        'unsafe_file',
        `Others can read the master key in ${file}. Make it private: chmod 600 ${file}`,
      )
    }
    const key = readFileSync(descriptor, 'utf8').trim()
    if (key.length < 32) throw new SecretsError('unsafe_file', `${file} does not contain a master key.`)
    return key
  } finally {
    closeSync(descriptor)
  }
}

function openIfPresent(file: string): number | undefined {
  try {
    return openSync(file, 'r')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Written under another name, then linked: a crash leaves no partial key, and a link never replaces a file. */
function makeKey(data_dir: string, file: string): string {
  const key = randomBytes(32).toString('base64url')
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`
  writeFileSync(draft, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    // Another server that started at the same moment has created it: use that key.
    const made = hasCode(error, 'EEXIST') ? readKey(file) : undefined
    if (made === undefined) throw error
    return made
  } finally {
    rmSync(draft, { force: true })
  }
  // Values sealed with a key that a power cut removes would be lost.
  syncFolder(data_dir)
  return key
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
