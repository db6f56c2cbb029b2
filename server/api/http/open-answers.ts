/** Answers that go on, such as a log that is followed: how many there may be, and that they end when their caller may no more. @module */
import { ApiError } from '../../common/errors.ts'

/** Of one member or client. */
const MOST_OWN = 10
/** Of one tenant; the last of them are for callers that have none. */
const MOST_OF_TENANT = 100
const KEPT_OF_TENANT = 20
/** In all; the last of them are for tenants that have none. */
const MOST = 1_000
const KEPT = 200

/** Whoever is refused may try again so much later. */
const RETRY_S = 10

/** What another server of the same store has changed is noticed after so long. */
const LOOK_MS = 15_000

/** Whose answer it is. */
interface Holder {
  tenant_id: string
  /** Id of the member or client. */
  caller: string
  /** Milliseconds since the epoch: when its session or token ends. */
  until: number
  /** Whether the caller may still ask for it. */
  stillMay(): Promise<boolean>
}

/** A place among the answers that go on. */
export interface Place {
  /** Aborted when the caller may no more. */
  ended: AbortSignal
  /** Gives the place back. */
  leave(): void
}

/** All of one process. */
export interface OpenAnswers {
  /** @throws {ApiError} too_many_requests, temporarily_unavailable */
  enter(holder: Holder): Place
  /** Somebody of the tenant may have lost a right, a session or a grant: its answers are judged again. */
  look(tenant_id: string): void
}

interface Held extends Holder {
  look(): void
}

/** Creates it empty. */
export function createOpenAnswers(): OpenAnswers {
  const all = new Set<Held>()

  function checkRoom({ tenant_id, caller }: Holder): void {
    const ofTenant = [...all].filter((one) => one.tenant_id === tenant_id)
    const own = ofTenant.filter((one) => one.caller === caller).length
    if (own >= MOST_OWN) {
      throw tooMany(`${MOST_OWN} streams of yours are open: close one, or go on with one of those.`)
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
    enter(holder) {
      checkRoom(holder)
      const ending = new AbortController()
      const end = (): void => ending.abort()
      const held: Held = { ...holder, look: lookAgain(holder, ending) }
      all.add(held)
      const timers = [
        setTimeout(end, Math.max(0, holder.until - Date.now())),
        setInterval(held.look, LOOK_MS),
      ]
      for (const timer of timers) timer.unref()
      // Something may have been taken between the check of the request and now.
      held.look()
      return {
        ended: ending.signal,
        leave() {
          all.delete(held)
          for (const timer of timers) clearTimeout(timer)
          end()
        },
      }
    },
    look(tenant_id) {
      for (const held of all) if (held.tenant_id === tenant_id) held.look()
    },
  }
}

/** @returns asks whether the caller still may, once at a time; what comes meanwhile is one question more */
function lookAgain({ stillMay }: Holder, ending: AbortController): () => void {
  let asked: 'no' | 'once' | 'again' = 'no'
  async function look(): Promise<void> {
    do {
      asked = 'once'
      // A store that cannot say ends it as well: the caller comes again.
      if (!(await stillMay().catch(() => false))) ending.abort()
    } while (asked === ('again' as typeof asked) && !ending.signal.aborted)
    asked = 'no'
  }
  return () => {
    if (ending.signal.aborted) return
    if (asked === 'no') void look()
    else asked = 'again'
  }
}

function tooMany(detail: string): ApiError {
  return new ApiError('too_many_requests', detail, { retry_after_s: RETRY_S })
}
