/** Runners that wait for a tenant, so that a killed one is replaced at once (S2). @module */
import type { Runner } from './runner.ts'

export interface BlankRunners {
  /** @returns a runner that is ready; nobody else gets it. @throws when none can be started */
  take(): Promise<Runner>
  /** @returns once one stands ready. @throws when none can be started */
  ready(): Promise<void>
  /** Not yet handed out. */
  list(): Runner[]
  /** Of a runner that ended before it was taken. */
  forget(runner: Runner): void
  /** Starts no more. @returns once those that were being started have come to nothing or stand in `list` */
  close(): Promise<void>
}

/** Wait before starting another after one failed to start; doubles each time. */
const RETRY_MS = 250
const RETRY_MAX_MS = 30_000

/**
 * @param start begins to start a runner
 * @param count how many are kept
 */
export function createBlankRunners(start: () => Promise<Runner>, count: number): BlankRunners {
  const waiting = new Set<Promise<Runner>>()
  const standing = new Set<Runner>()
  let failures = 0
  let retry: NodeJS.Timeout | undefined
  let closed = false

  function launch(): Promise<Runner> {
    const launching = start().then(async (runner) => {
      standing.add(runner)
      try {
        await runner.ready
      } catch (error) {
        standing.delete(runner)
        throw error
      }
      failures = 0
      return runner
    })
    waiting.add(launching)
    launching.catch(() => {
      waiting.delete(launching)
      failures++
      if (closed) return
      clearTimeout(retry)
      retry = setTimeout(refill, Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** failures))
      retry.unref()
    })
    return launching
  }

  function refill(): void {
    while (!closed && waiting.size < count) launch().catch(() => undefined)
  }

  refill()
  return {
    async take() {
      for (let failed = 0; ; ) {
        if (closed) throw new Error('the runtime is closed')
        const [first = launch()] = waiting
        waiting.delete(first)
        // In the background, after whoever waits has been served.
        setImmediate(refill)
        const runner = await first.catch((error: unknown) => {
          // One that was killed while it started says nothing about the next.
          if (closed || ++failed > 1) throw error
        })
        if (!runner) continue
        standing.delete(runner)
        if (runner.alive()) return runner
      }
    },
    async ready() {
      const [first = launch()] = waiting
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
