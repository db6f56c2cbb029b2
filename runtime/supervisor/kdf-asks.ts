/** The derivations that one runner asks for: counted, forwarded, and dropped with its isolate or runner. @module */
import { QueueFullError } from '../fair-queue.ts'
import { FRAME } from '../frames.ts'
import type { KdfService } from './kdf-service.ts'
import { KdfOverdueError } from './kdf-service.ts'
import type { SendFrame } from './relay.ts'
import { ProtocolViolation } from './violation.ts'

/** Unanswered derivations: an isolate asks for one at a time. */
const MAX_ASKED = 1_000
const HEAD_BYTES = 4

const FAILED = JSON.stringify({
  kind: 'failed',
  wire: { code: 'ERR_HOST', message: 'The operation failed.' },
  cpu_ms: 0,
})

export interface KdfAsksOptions {
  service: KdfService
  /** Tenant of the runner. */
  owner: () => string
  send: SendFrame
  /** An isolate with this id was opened at some time. */
  knowsIsolate: (isolate: number) => boolean
  /** The isolate gets no more answers: the tenant's share is full, or the derivation took too long. */
  onEnd: (isolate: number, reason: 'busy' | 'overdue') => void
}

/** The derivations of one runner. */
export interface KdfAsks {
  /** @returns false for a frame that is not about a derivation. @throws {ProtocolViolation} */
  take(type: number, id: number, payload: Uint8Array): boolean
  /** The runner has ended. */
  close(): void
}

export function createKdfAsks({ service, owner, send, knowsIsolate, onEnd }: KdfAsksOptions): KdfAsks {
  const asked = new Map<number, AbortController>()

  async function ask(id: number, isolate: number, job: Uint8Array): Promise<void> {
    const stop = new AbortController()
    asked.set(id, stop)
    try {
      const answer = await service.run(owner(), job, stop.signal)
      if (!stop.signal.aborted) send(FRAME.kdf_answer, id, answer)
    } catch (error) {
      if (stop.signal.aborted) return
      if (error instanceof QueueFullError) onEnd(isolate, 'busy')
      else if (error instanceof KdfOverdueError) onEnd(isolate, 'overdue')
      else send(FRAME.kdf_answer, id, FAILED)
    } finally {
      if (asked.get(id) === stop) asked.delete(id)
    }
  }

  return {
    take(type, id, payload) {
      if (type === FRAME.kdf_ask) {
        if (payload.byteLength < HEAD_BYTES) throw new ProtocolViolation('a derivation without an isolate')
        const isolate = new DataView(payload.buffer, payload.byteOffset, HEAD_BYTES).getUint32(0)
        if (!knowsIsolate(isolate)) throw new ProtocolViolation('a derivation of an isolate that never was')
        if (asked.has(id) || asked.size >= MAX_ASKED) throw new ProtocolViolation('a flood of derivations')
        // A copy, since the payload is a view of the pipe's buffer and the job may wait.
        void ask(id, isolate, payload.slice(HEAD_BYTES))
        return true
      }
      if (type !== FRAME.kdf_give_up) return false
      asked.get(id)?.abort()
      asked.delete(id)
      return true
    },
    close() {
      for (const stop of asked.values()) stop.abort()
      asked.clear()
    },
  }
}
