/** A backup cannot be made or restored. Its message says what to change; nothing was replaced or lost. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** @returns the code of an error of the file system, such as `ENOSPC` */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** Nothing is ever written over. */
export function existsAlready(path: string, cause?: unknown): BackupError {
  return new BackupError(`${path} exists already. Give another name, or rename that file.`, { cause })
}

/** @returns an error of the file system in words; any other error, unchanged */
export function inWords(path: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
      return new BackupError(`${path} is not there. Check the path.`, { cause: error })
    case 'EISDIR':
      return new BackupError(`${path} is a folder. Give the name of a file.`, { cause: error })
    case 'ENOTDIR':
      return new BackupError(`${path} is below a file. Give the name of a file in a folder.`, {
        cause: error,
      })
    case 'EEXIST':
      return existsAlready(path, error)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BackupError(`${path} cannot be read or written by this user.`, { cause: error })
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupError(`The disk of ${path} is full. Make room, and try again.`, { cause: error })
    default:
      return error
  }
}
