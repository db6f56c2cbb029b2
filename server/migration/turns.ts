/** One after the other, for work on one person that must not overlap. @module */
import { ApiError } from '../errors.ts'

/** Those who may wait for the same person's turn. */
const MOST_WAITING = 20

/** Gives turns by name. */
export interface Turns {
  /**
   * Runs the work when all earlier work of that name has ended.
   *
   * @throws {ApiError} temporarily_unavailable when too many wait
   */
  take<T>(name: readonly string[], work: () => Promise<T>): Promise<T>
}

/** Creates an empty table of turns. */
export function createTurns(): Turns {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>()
  return {
    async take(name, work) {
      const key = JSON.stringify(name)
      const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 }
      if (line.length > MOST_WAITING) {
        throw new ApiError('temporarily_unavailable', undefined, { retry_after_s: 2 })
      }
      line.length += 1
      lines.set(key, line)
      const mine = line.last.then(work)
      // The next one comes whatever became of this one.
      line.last = mine.catch(() => undefined)
      try {
        return await mine
      } finally {
        line.length -= 1
        if (line.length === 0) lines.delete(key)
      }
    },
  }
}
