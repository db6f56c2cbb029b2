/** Queues for work that callers wait for: fair between owners; an owner whose share is full gets a 503. @module */
import type { FairQueue } from '../../runtime/index.ts'
import { createFairQueue, QueueFullError } from '../../runtime/index.ts'
import { ApiError } from './errors.ts'

/** The answer to a caller whose work is refused. */
export interface Refusal {
  message: string
  /** Seconds, in `Retry-After`. */
  retry_after_s: number
}

/**
 * Creates a queue that refuses with an `ApiError`.
 *
 * @param refusal `enter` and `run` throw it as `ApiError` temporarily_unavailable in place of `QueueFullError`
 */
export function createGate(
  limits: Parameters<typeof createFairQueue>[0],
  { message, retry_after_s }: Refusal,
): FairQueue {
  const queue = createFairQueue(limits)

  async function enter(...args: Parameters<FairQueue['enter']>): Promise<() => void> {
    try {
      return await queue.enter(...args)
    } catch (error) {
      if (!(error instanceof QueueFullError)) throw error
      throw new ApiError('temporarily_unavailable', message, { retry_after_s })
    }
  }

  return {
    enter,
    async run(owner, work, entry) {
      const release = await enter(owner, entry)
      try {
        return await work()
      } finally {
        release()
      }
    },
    stats: queue.stats,
  }
}
