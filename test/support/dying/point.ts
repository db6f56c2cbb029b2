/** Where a server under test ends itself, by SIGKILL, when a test has said so. @module */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files of the data folder: the point that a test has chosen, and the word that it was reached. */
export const CHOSEN = 'die-at'
export const REACHED = 'died-at'

/** Ends the process here and now if this is the chosen point. */
export function dieAt(point: string): void {
  const folder = process.env.FERRY_DATA_DIR ?? ''
  if (chosenIn(folder) !== point) return
  writeFileSync(join(folder, REACHED), point)
  process.kill(process.pid, 'SIGKILL')
}

function chosenIn(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, CHOSEN), 'utf8')
  } catch {
    return undefined
  }
}
