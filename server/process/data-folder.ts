/** The one folder that the server writes to. @module */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigError } from '../common/config.ts'

/**
 * Types from `statfs`: proc, sysfs, cgroup, cgroup2, debugfs, tracefs, securityfs, configfs, bpf, devpts, efivarfs,
 * pstore, mqueue.
 */
const KERNEL_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0x62656570, 0xcafe4a11,
  0x1cd1, 0xde5e81e4, 0x6165676c, 0x19800202,
])

/** Minimum number of bytes that a start writes. */
const PROBE_BYTES = 64 * 1024

/**
 * Creates the data folder, private to its owner, and checks that it can be written before anything else needs it.
 *
 * @throws {ConfigError}
 */
export function openDataFolder(data_dir: string): void {
  try {
    makeFolder(data_dir)
    probe(data_dir)
  } catch (cause) {
    throw new ConfigError(`FERRY_DATA_DIR ${data_dir} ${problemOf(cause)}`, { cause })
  }
}

/**
 * Checks that the data folder could be used; creates nothing.
 *
 * @throws {ConfigError}
 */
export function checkDataFolder(data_dir: string): void {
  try {
    const { there, missing } = wayTo(data_dir)
    if (missing.length === 0) readdirSync(there)
    accessSync(there, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new ConfigError(`FERRY_DATA_DIR ${data_dir} ${problemOf(cause)}`, { cause })
  }
}

/** @returns whether there is a store in the folder; creates no file */
export function hasStore(data_dir: string): boolean {
  return (statSync(join(data_dir, 'ferry.db'), { throwIfNoEntry: false })?.size ?? 0) > 0
}

class KernelFileSystem extends Error {
  override readonly name = 'KernelFileSystem'
  readonly code = 'KERNEL'
}

/** Creates one folder after the other, because `mkdir` with `recursive` never ends below `/proc`. */
function makeFolder(path: string): void {
  const { there, missing } = wayTo(path)
  if (missing.length === 0) mkdirSync(there, { recursive: true })
  for (const folder of missing) mkdirSync(folder, { mode: 0o700 })
}

/** @returns the existing part of the path, and the folders to create below it */
function wayTo(path: string): { there: string; missing: string[] } {
  const missing: string[] = []
  let there = path
  while (!isThere(there)) {
    missing.unshift(there)
    there = dirname(there)
  }
  if (KERNEL_FILE_SYSTEMS.has(statfsSync(there).type)) throw new KernelFileSystem()
  return { there, missing }
}

/** true for a broken link too, because nothing can be created at its path. */
function isThere(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
}

function probe(data_dir: string): void {
  const file = join(data_dir, `.probe-${randomBytes(6).toString('hex')}`)
  try {
    writeFileSync(file, Buffer.alloc(PROBE_BYTES), { mode: 0o600, flag: 'wx', flush: true })
  } finally {
    rmSync(file, { force: true })
  }
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'is a file, or below one. Set it to a folder, or to a path where one can be created'
    case 'EACCES':
    case 'EPERM':
      return 'may not be written by this user. Give the folder to it, or set another one'
    case 'EROFS':
      return 'is on a file system that cannot be written. Set another one'
    case 'KERNEL':
      return 'is on a file system of the kernel, such as /proc or /sys, which stores no files. Set another one'
    case 'ENOENT':
      return 'cannot be created: it contains a broken link, or its file system does not allow it. Set another one'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'has no space left. Make room, or set another one'
    case 'EFBIG':
      return 'takes no larger files: a limit of this process is in the way (ulimit -f). Raise it'
    case 'ELOOP':
      return 'is a link that leads to itself. Set another one'
    case 'ENAMETOOLONG':
      return 'is too long a path. Set a shorter one'
    default:
      return `cannot be used (${String(code)}). Set another one`
  }
}
