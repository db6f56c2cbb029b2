/** Runners without a tenant, kept ready so that a killed one is replaced at once (S2). @module */
import { availableParallelism } from 'node:os'
import { createFairQueue, QueueFullError } from '../fair-queue.ts'
import type { RunnerHandle } from './runner-handle.ts'

export interface BlankRunners {
  /**
   * @param owner tenant that starts its own runner when none is ready
   * @returns a runner that is ready; nobody else gets it
   * @throws when none can be started; {QueueFullError} when too many of the owner's are starting
   */
  take(owner: string): Promise<RunnerHandle>
  /** @returns when a runner is ready. @throws when none can be started */
  ready(): Promise<void>
  /** Runners that are not in use yet. */
  list(): RunnerHandle[]
  /** Removes a runner that ended before it was taken. */
  forget(runner: RunnerHandle): void
  /** Starts no more runners. @returns when all runners that are starting have failed or are in `list` */
  close(): Promise<void>
}

/** Wait before starting another after one failed to start; doubles each time. */
const RETRY_MS = 250
const RETRY_MAX_MS = 30_000

/** A start is mostly computing: more at once than there are cores only slows all of them down. */
const STARTS_AT_ONCE = Math.max(2, availableParallelism())
/** A tenant starts a runner for its runs, one for test-runs, and one each for runs that must be alone. */
const STARTS_WAITING = 8
/** Owner of starts without a tenant. */
const NOBODY = ''

/**
 * @param start begins to start a runner
 * @param count how many are kept
 */
export function createBlankRunners(
  start: () => Promise<RunnerHandle>,
  count: number,
  starts_at_once = STARTS_AT_ONCE,
): BlankRunners {
  const waiting = new Set<Promise<RunnerHandle>>()
  const standing = new Set<RunnerHandle>()
  const starts = createFairQueue({
    running: starts_at_once,
    running_per_owner: Math.max(1, starts_at_once - 1),
    waiting_per_owner: Math.max(STARTS_WAITING, count),
  })
  let failures = 0
  let retry: NodeJS.Timeout | undefined
  let closed = false

  async function startOne(): Promise<RunnerHandle> {
    if (closed) throw new Error('the runtime is closed')
    const runner = await start()
    standing.add(runner)
    try {
      await runner.ready
    } catch (error) {
      standing.delete(runner)
      throw error
    }
    failures = 0
    return runner
  }

  function launch(owner: string): Promise<RunnerHandle> {
    const launching = starts.run(owner, startOne)
    waiting.add(launching)
    launching.catch((error: unknown) => {
      waiting.delete(launching)
      if (error instanceof QueueFullError) return
      failures++
      if (closed) return
      clearTimeout(retry)
      retry = setTimeout(refill, Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** failures))
      retry.unref()
    })
    return launching
  }

  function refill(): void {
    while (!closed && waiting.size < count) launch(NOBODY).catch(() => undefined)
  }

  refill()
  return {
    async take(owner) {
      for (let failed = 0; ; ) {
        if (closed) throw new Error('the runtime is closed')
        const [first = launch(owner)] = waiting
        waiting.delete(first)
        // In the background, after callers that wait have been served.
        setImmediate(refill)
        const runner = await first.catch((error: unknown) => {
          // A runner that was killed while it started says nothing about the next one.
          if (closed || error instanceof QueueFullError || ++failed > 1) throw error
        })
        if (!runner) continue
        standing.delete(runner)
        if (runner.alive()) return runner
      }
    },
    async ready() {
      const [first = launch(NOBODY)] = waiting
      await first
    },
    list: () => [...standing],
    forget(runner) {
      if (!standing.delete(runner)) return
      for (const launching of waiting) {
        launching.then(
          (found) => {
            if (found !== runner) return
            waiting.delete(launching)
            refill()
          },
          () => undefined,
        )
      }
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await Promise.allSettled(waiting)
    },
  }
}
