/** Resident memory of a process, read cheaply enough to look twenty times a second (S3). @module */
import * as fs from 'node:fs'

/** Reads the resident bytes of one process. */
export interface MemoryGauge {
  /** @returns undefined where /proc does not show it, or when the process has ended */
  read(): number | undefined
  close(): void
}

/** @see proc_pid_statm(5): the second figure is resident pages */
export function createMemoryGauge(pid: number): MemoryGauge {
  let file: number | undefined
  try {
    file = fs.openSync(`/proc/${pid}/statm`, 'r')
  } catch {
    // Not Linux, or the process has ended: the runner's own figures are used instead.
  }
  const text = Buffer.alloc(128)
  const page_bytes = file === undefined ? 0 : pageBytes()
  return {
    read() {
      if (file === undefined) return undefined
      try {
        const length = fs.readSync(file, text, 0, text.byteLength, 0)
        const pages = Number(text.toString('latin1', 0, length).split(' ')[1])
        return Number.isFinite(pages) ? pages * page_bytes : undefined
      } catch {
        return undefined
      }
    },
    close() {
      if (file !== undefined) fs.closeSync(file)
      file = undefined
    },
  }
}

/** @see getauxval(3): AT_PAGESZ is entry 6 of the auxiliary vector, pairs of native words */
function pageBytes(): number {
  const AT_PAGESZ = 6n
  try {
    const words = fs.readFileSync('/proc/self/auxv')
    for (let at = 0; at + 16 <= words.byteLength; at += 16) {
      if (words.readBigUInt64LE(at) === AT_PAGESZ) return Number(words.readBigUInt64LE(at + 8))
    }
  } catch {
    // Hidden by some container runtimes.
  }
  return 4096
}
