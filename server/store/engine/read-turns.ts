/** The queue of lists and searches: short reads do not wait for long ones, nor tenants for each other. @module */
import type { FairQueue } from '../../../runtime/index.ts'
import { createFairQueue, QueueFullError } from '../../../runtime/index.ts'
import { ReadTooSlow, StoreShareFull, StoreUnavailable } from '../contract/errors.ts'

/** Reads once. @throws {ReadTooSlow} the read reached the time limit of its way */
export type Read = () => Promise<unknown>

/** Gives turns to reads that may take long. */
export interface ReadTurns {
  /**
   * Tries the quick way first, and starts again the patient way when that is too slow. So nobody has to know in advance what
   * is slow, and a slow read costs the quick way no more than its limit.
   *
   * @param owner id of the tenant; undefined = the server itself
   * @throws {StoreShareFull} too many reads of this owner are waiting
   * @throws {StoreUnavailable} the store is closing
   * @throws {ReadTooSlow} the patient way is too slow as well
   */
  run(owner: string | undefined, ways: { quick: Read; patient: Read }): Promise<unknown>
  /** Rejects all waiting reads. */
  close(): void
}

/** Streams of the tenant's log read one at a time each; there are up to a hundred. */
const QUICK_WAITING = 200
const PATIENT_WAITING = 10
/** Longest wait for the patient way. */
const PATIENT_WAIT_MS = 10_000

const SERVER = 'server'

/**
 * Each owner reads one at a time in each way. With one quick place, a short read waits at most one quick limit for each other
 * tenant that reads, and never for patient reads. With two patient places, a long read waits for no other tenant while at most
 * one other tenant reads.
 */
export function createReadTurns(places: { quick: number; patient: number }): ReadTurns {
  const closing = new AbortController()
  const { signal } = closing
  const quickTurns = createFairQueue({
    running: places.quick,
    running_per_owner: 1,
    waiting_per_owner: QUICK_WAITING,
  })
  const patientTurns = createFairQueue({
    running: places.patient,
    running_per_owner: 1,
    waiting_per_owner: PATIENT_WAITING,
  })

  async function inTurn(queue: FairQueue, owner: string, read: Read, wait_ms?: number): Promise<unknown> {
    try {
      return await queue.run(owner, read, { signal, ...(wait_ms !== undefined && { wait_ms }) })
    } catch (error) {
      throw error instanceof QueueFullError ? new StoreShareFull('lists and searches') : error
    }
  }

  return {
    async run(owner = SERVER, { quick, patient }) {
      try {
        return await inTurn(quickTurns, owner, quick)
      } catch (error) {
        if (!(error instanceof ReadTooSlow)) throw error
      }
      return inTurn(patientTurns, owner, patient, PATIENT_WAIT_MS)
    },
    close: () => closing.abort(new StoreUnavailable('The store is closing.')),
  }
}
