/** Open streams, such as a log that is followed: how many there may be, and when they end. @module */
import { ApiError } from '../../common/errors.ts'

/** Streams of one member or client. */
const MOST_OWN = 10
/** Streams of one tenant; the last places are kept for callers that have no stream yet. */
const MOST_OF_TENANT = 100
const KEPT_OF_TENANT = 20
/** Streams of the process; the last places are kept for tenants that have no stream yet. */
const MOST = 1_000
const KEPT = 200

/** `Retry-After` of a refused stream. */
const RETRY_S = 10

/** How often the rights of a caller are read again, to notice what another server of the same store has changed. */
const RECHECK_MS = 15_000

/** The owner of a stream. */
interface StreamOwner {
  tenant_id: string
  /** Id of the member or client. */
  caller: string
  /** Milliseconds since the epoch: when its session or token ends. */
  until: number
  /** Whether the caller still has the rights for it. */
  isStillAllowed(): Promise<boolean>
}

/** The place of one open stream. */
export interface StreamPlace {
  /** Aborts when the caller has lost the rights for the stream. */
  ended: AbortSignal
  /** Frees the place. */
  leave(): void
}

/** The open streams of one process. */
export interface OpenStreams {
  /** @throws {ApiError} too_many_requests, temporarily_unavailable */
  enter(owner: StreamOwner): StreamPlace
  /** Checks the callers of the tenant's streams again: one of them may have lost a role, a session or a grant. */
  recheck(tenant_id: string): void
}

interface OpenStream extends StreamOwner {
  recheck(): void
}

/** Creates the register of open streams, empty. */
export function createOpenStreams(): OpenStreams {
  const all = new Set<OpenStream>()

  function checkPlaces({ tenant_id, caller }: StreamOwner): void {
    const ofTenant = [...all].filter((one) => one.tenant_id === tenant_id)
    const own = ofTenant.filter((one) => one.caller === caller).length
    if (own >= MOST_OWN) {
      throw tooMany(`You have ${MOST_OWN} open streams: close one, or continue with one of those.`)
    }
    if (ofTenant.length >= MOST_OF_TENANT - (own > 0 ? KEPT_OF_TENANT : 0)) {
      throw tooMany(
        'Too many streams of this tenant are open. The last places are for callers that have none.',
      )
    }
    if (all.size >= MOST - (ofTenant.length > 0 ? KEPT : 0)) {
      throw new ApiError(
        'temporarily_unavailable',
        'Too many streams are open. The last places are for tenants that have none.',
        { retry_after_s: RETRY_S },
      )
    }
  }

  return {
    enter(owner) {
      checkPlaces(owner)
      const ending = new AbortController()
      const end = (): void => ending.abort()
      const stream: OpenStream = { ...owner, recheck: recheckOnce(owner, ending) }
      all.add(stream)
      const timers = [
        setTimeout(end, Math.max(0, owner.until - Date.now())),
        setInterval(stream.recheck, RECHECK_MS),
      ]
      for (const timer of timers) timer.unref()
      // The caller may have lost a right since the request was authorised.
      stream.recheck()
      return {
        ended: ending.signal,
        leave() {
          all.delete(stream)
          for (const timer of timers) clearTimeout(timer)
          end()
        },
      }
    },
    recheck(tenant_id) {
      for (const stream of all) if (stream.tenant_id === tenant_id) stream.recheck()
    },
  }
}

/** @returns checks the caller's rights, one check at a time; calls during a check lead to one more check */
function recheckOnce({ isStillAllowed }: StreamOwner, ending: AbortController): () => void {
  let asked: 'no' | 'once' | 'again' = 'no'
  async function recheck(): Promise<void> {
    do {
      asked = 'once'
      // A store that fails ends the stream too: the caller can connect again.
      if (!(await isStillAllowed().catch(() => false))) ending.abort()
    } while (asked === ('again' as typeof asked) && !ending.signal.aborted)
    asked = 'no'
  }
  return () => {
    if (ending.signal.aborted) return
    if (asked === 'no') void recheck()
    else asked = 'again'
  }
}

function tooMany(detail: string): ApiError {
  return new ApiError('too_many_requests', detail, { retry_after_s: RETRY_S })
}
