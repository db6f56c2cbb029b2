/** Names of files that survive a power cut. @module */
import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Syncs a folder, so that a file that was just named in it is found there after a power cut. Windows needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
