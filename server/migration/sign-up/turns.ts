/** Serialises work on one person. @module */
import { createGate } from '../../common/gate.ts'

/** Number of requests that may wait for the same person. */
const MOST_WAITING = 20

/** Runs work one at a time per name. */
export interface Turns {
  /**
   * Runs the work after all earlier work of that name.
   *
   * @throws {ApiError} temporarily_unavailable when too many wait
   */
  take<T>(name: readonly string[], work: () => Promise<T>): Promise<T>
}

/** Creates a serialiser without work. */
export function createTurns(): Turns {
  // The total is bounded by the queues of hashes and scripts.
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
