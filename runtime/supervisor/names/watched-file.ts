/** A small system file that is read again when it has changed. @module */
import { readFileSync, statSync } from 'node:fs'

/** Blocklists come as hosts files of a few MB. */
const MAX_FILE_BYTES = 8 * 1024 * 1024

/**
 * @param fresh_ms time before the file is checked again
 * @param parse gets an empty text for a file that is not there or cannot be read
 * @returns what the file says now
 */
export function watchFile<T>(path: string, fresh_ms: number, parse: (text: string) => T): () => T {
  let looked_at = Number.NEGATIVE_INFINITY
  let seen: string | undefined
  let value: T | undefined

  function stamp(): string {
    try {
      // Read synchronously, since password hashes keep the thread pool busy.
      const { ino, size, mtimeMs, ctimeMs } = statSync(path)
      return size > MAX_FILE_BYTES ? 'too large' : [ino, size, mtimeMs, ctimeMs].join(' ')
    } catch {
      return 'none'
    }
  }

  function read(): string {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }

  return () => {
    const now = performance.now()
    if (value !== undefined && now - looked_at < fresh_ms) return value
    looked_at = now
    const current = stamp()
    if (value === undefined || current !== seen) {
      seen = current
      value = parse(current === 'none' || current === 'too large' ? '' : read())
    }
    return value
  }
}
