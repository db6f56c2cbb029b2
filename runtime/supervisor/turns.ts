/** Limits how many runs of a connection are under way at the same time. @module */
import type { ScriptLimits } from '../limits.ts'

/** `entered` is followed by one `leave`; the others are not. */
type Turn = 'entered' | 'busy' | 'retired' | 'aborted'

export interface Turns {
  enter(connection: string, limits: TurnLimits, signal: AbortSignal | undefined): Turn | Promise<Turn>
  leave(connection: string): void
  /** Refuses all callers that wait for the connection. */
  retire(connection: string): void
  queued(): number
}

type TurnLimits = Pick<ScriptLimits, 'runs_per_connection' | 'queue_length' | 'queue_ms'>

interface Queue {
  running: number
  waiting: Set<(turn: Turn) => void>
}

export function createTurns(): Turns {
  const queues = new Map<string, Queue>()

  function wait(queue: Queue, queue_ms: number, signal: AbortSignal | undefined): Promise<Turn> {
    return new Promise((resolve) => {
      const decide = (turn: Turn) => {
        queue.waiting.delete(decide)
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        resolve(turn)
      }
      const abort = () => decide('aborted')
      const timer = setTimeout(decide, queue_ms, 'busy')
      signal?.addEventListener('abort', abort)
      queue.waiting.add(decide)
    })
  }

  return {
    enter(connection, limits, signal) {
      if (signal?.aborted) return 'aborted'
      let queue = queues.get(connection)
      if (!queue) {
        queue = { running: 0, waiting: new Set() }
        queues.set(connection, queue)
      }
      if (queue.running < limits.runs_per_connection) {
        queue.running++
        return 'entered'
      }
      if (queue.waiting.size >= limits.queue_length) return 'busy'
      return wait(queue, limits.queue_ms, signal)
    },
    leave(connection) {
      const queue = queues.get(connection)
      if (!queue) return
      const [next] = queue.waiting
      // The place is passed to the next caller without becoming free in between.
      if (next) next('entered')
      else if (--queue.running === 0) queues.delete(connection)
    },
    retire(connection) {
      for (const decide of queues.get(connection)?.waiting ?? []) decide('retired')
    },
    queued() {
      let count = 0
      for (const { waiting } of queues.values()) count += waiting.size
      return count
    },
  }
}
