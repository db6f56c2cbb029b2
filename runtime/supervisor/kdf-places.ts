/**
 * Places for dear derivations of keys, lent to runners: few on the machine, in turns between tenants, and never for ever.
 * @module
 */
import { availableParallelism } from 'node:os'
import type { FairQueue } from '../fair-queue.ts'
import { createFairQueue, QueueFullError } from '../fair-queue.ts'
import { FRAME } from '../frames.ts'
import { AskKdfPlace } from '../messages.ts'
import type { SendFrame } from './relay.ts'
import { ProtocolViolation, parseJson } from './violation.ts'

/** Asked and not answered: an isolate asks for one at a time. */
const MAX_ASKED = 1_000
const WAITING_PER_TENANT = 200

/** As many as there are cores; one tenant has at most half of them, so that another one finds one free. */
export function createKdfQueue(cores = availableParallelism()): FairQueue {
  const running = Math.max(2, cores)
  return createFairQueue({
    running,
    running_per_owner: Math.max(1, Math.floor(running / 2)),
    waiting_per_owner: WAITING_PER_TENANT,
  })
}

export interface KdfPlacesOptions {
  queue: FairQueue
  /** Tenant of the runner. */
  owner: () => string
  send: SendFrame
  /** An isolate with this id was opened at some time. */
  knowsIsolate: (isolate: number) => boolean
  /** The tenant's share is full: nothing in the isolate is answered. */
  onRefused: (isolate: number) => void
  /** A place was not given back in time. */
  onOverdue: (isolate: number) => void
  /** How long the runner may keep a place. The dearest derivation takes 2 to 4 s of a core that it has for itself. */
  lease_ms: number
}

/** The places of one runner. */
export interface KdfPlaces {
  /** @returns false for a frame that is not about a place. @throws {ProtocolViolation} */
  take(type: number, id: number, payload: Uint8Array): boolean
  /** The runner is no more. */
  close(): void
}

export function createKdfPlaces(options: KdfPlacesOptions): KdfPlaces {
  const { queue, owner, send, lease_ms } = options
  const asked = new Map<number, { leave(): void }>()

  function ask(id: number, isolate: number): void {
    const stop = new AbortController()
    let release: (() => void) | undefined
    let timer: NodeJS.Timeout | undefined
    asked.set(id, {
      leave() {
        clearTimeout(timer)
        release?.()
        stop.abort()
      },
    })
    queue.enter(owner(), { signal: stop.signal }).then(
      (granted) => {
        // Given back in the same turn in which it was granted.
        if (stop.signal.aborted) return granted()
        release = granted
        timer = setTimeout(options.onOverdue, lease_ms, isolate)
        timer.unref()
        send(FRAME.kdf_grant, id)
      },
      (error: unknown) => {
        asked.delete(id)
        if (error instanceof QueueFullError) options.onRefused(isolate)
      },
    )
  }

  function leave(id: number): void {
    const held = asked.get(id)
    asked.delete(id)
    held?.leave()
  }

  return {
    take(type, id, payload) {
      if (type === FRAME.kdf_ask) {
        const { isolate } = parseJson(AskKdfPlace, payload)
        if (!options.knowsIsolate(isolate))
          throw new ProtocolViolation('a derivation of an isolate that never was')
        if (asked.has(id) || asked.size >= MAX_ASKED) throw new ProtocolViolation('a flood of derivations')
        ask(id, isolate)
        return true
      }
      if (type !== FRAME.kdf_done) return false
      leave(id)
      return true
    },
    close() {
      for (const id of asked.keys()) leave(id)
    },
  }
}
