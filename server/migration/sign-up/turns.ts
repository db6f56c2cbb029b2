/** One after the other, for work on one person that must not overlap. @module */
import { createGate } from '../../common/gate.ts'

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
  // What all names run together is bounded by what they do: hashes and scripts have queues of their own.
  const limits = {
    running: Number.POSITIVE_INFINITY,
    running_per_owner: 1,
    waiting_per_owner: MOST_WAITING,
  }
  const gate = createGate(limits, {
    message: 'Too many requests for this person are waiting. Try again in a moment.',
    retry_after_s: 2,
  })
  return { take: (name, work) => gate.run(JSON.stringify(name), work) }
}
