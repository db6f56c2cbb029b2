/** A bounded queue in front of work that is dear, such as hashing. @module */
import { ApiError } from '../errors.ts'

/** Runs work when there is room for it. */
export interface Gate {
  /** @throws {ApiError} temporarily_unavailable when the queue is full */
  run<T>(work: () => Promise<T>): Promise<T>
  /** For health and tests. */
  stats(): { running: number; queued: number; most_running: number }
}

/**
 * @param limits how much runs at once, and how much may wait for it
 * @see A10 and R6 of the threat model
 */
export function createGate(limits: { running: number; queued: number }): Gate {
  const waiting: (() => void)[] = []
  let running = 0
  let mostRunning = 0
  return {
    async run(work) {
      if (running >= limits.running) {
        if (waiting.length >= limits.queued) {
          throw new ApiError('temporarily_unavailable', undefined, { retry_after_s: 2 })
        }
        // The one that ends hands its place on, so `running` is not touched here.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else {
        running += 1
        mostRunning = Math.max(mostRunning, running)
      }
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
    stats: () => ({ running, queued: waiting.length, most_running: mostRunning }),
  }
}
