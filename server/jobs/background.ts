/** Work that goes on after the answer, so that its length cannot be seen from outside (A3). @module */
import type { Log } from '../log.ts'

/** Takes work of this process. */
export interface Background {
  /** Runs it soon, or drops it when too much waits. Its errors go to the operator's log. */
  run(name: string, work: () => Promise<void>): void
  /** Takes no more; ends when all that was taken has ended, or after `within_ms`. */
  close(within_ms: number): Promise<void>
}

const AT_ONCE = 16
const MOST_WAITING = 1_000

/** Creates the queue. */
export function createBackground(log: Log): Background {
  const waiting: { name: string; work: () => Promise<void> }[] = []
  let running = 0
  let closing = false
  let onIdle: (() => void) | undefined

  function pump(): void {
    while (running < AT_ONCE) {
      const next = waiting.shift()
      if (!next) break
      running += 1
      // After the answer that is being made is on its way.
      setImmediate(() => {
        next
          .work()
          .catch((error: unknown) => log.error('background_work_failed', error, { work: next.name }))
          .finally(() => {
            running -= 1
            pump()
          })
      })
    }
    if (running === 0) onIdle?.()
  }

  return {
    run(name, work) {
      if (closing || waiting.length >= MOST_WAITING) {
        log.warn('background_work_dropped', { work: name })
        return
      }
      waiting.push({ name, work })
      pump()
    },
    async close(within_ms) {
      closing = true
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        onIdle = resolve
        timer = setTimeout(resolve, within_ms)
        pump()
      })
      clearTimeout(timer)
      waiting.length = 0
    },
  }
}
