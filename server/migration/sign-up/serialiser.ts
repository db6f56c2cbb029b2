/** Serialises work on one person. @module */
import { createGate } from '../../common/gate.ts'

/** Number of requests that may wait for the same person. */
const MOST_WAITING = 20

/** Runs work one at a time per name. */
export interface Serialiser {
  /**
   * Runs the work after all earlier work of that name.
   *
   * @throws {ApiError} temporarily_unavailable when too many wait
   */
  run<T>(name: readonly string[], work: () => Promise<T>): Promise<T>
}

/** Creates a serialiser without work. */
export function createSerialiser(): Serialiser {
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
  return { run: (name, work) => gate.run(JSON.stringify(name), work) }
}
