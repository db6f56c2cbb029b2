/** The one folder that the server writes to. @module */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { ConfigError } from './config.ts'

/**
 * Makes the data folder, private to its owner, and sees that it can be written: before anything else finds out.
 *
 * @throws {ConfigError}
 */
export function openDataFolder(data_dir: string): void {
  try {
    mkdirSync(data_dir, { recursive: true, mode: 0o700 })
    accessSync(data_dir, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new ConfigError(`FERRY_DATA_DIR ${data_dir} ${problemOf(cause)}`, { cause })
  }
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'is a file, or below one. Set it to a folder, or to a path where one can be made'
    case 'EACCES':
    case 'EPERM':
      return 'may not be written by this user. Give the folder to it, or set another one'
    case 'EROFS':
      return 'is on a file system that cannot be written. Set another one'
    case 'ENOSPC':
      return 'has no space left. Make room, or set another one'
    default:
      return `cannot be used (${String(code)}). Set another one`
  }
}
