/** Whose list or search is read next: short ones wait for no long ones, and nobody waits for another tenant's. @module */
import type { FairQueue } from '../../../runtime/index.ts'
import { createFairQueue, QueueFullError } from '../../../runtime/index.ts'
import { ReadTooSlow, StoreShareFull, StoreUnavailable } from '../contract/errors.ts'

/** Reads once. @throws {ReadTooSlow} it takes longer than this way of reading allows */
export type Read = () => Promise<unknown>

/** Gives turns to reads that may take long. */
export interface ReadTurns {
  /**
   * Reads the quick way first. What is too slow for that is read anew, the patient way: nobody has to know beforehand what is
   * slow, and a slow one costs the quick way no more than its limit.
   *
   * @param owner id of the tenant; undefined = the server itself
   * @throws {StoreShareFull} of this owner
   * @throws {StoreUnavailable} closing
   * @throws {ReadTooSlow} for the patient way too
   */
  run(owner: string | undefined, ways: { quick: Read; patient: Read }): Promise<unknown>
  /** Turns away all that waits. */
  close(): void
}

/** Streams of the tenant's log read one at a time each; there are up to a hundred. */
const QUICK_WAITING = 200
const PATIENT_WAITING = 10
/** Longest wait for the patient way. */
const PATIENT_WAIT_MS = 10_000

const SERVER = 'server'

/**
 * With one quick place, a quiet tenant's short read waits for at most one quick limit of each tenant that reads at that time,
 * never for the patient ones; with two patient places of which an owner has one, its long read waits for no other tenant, as
 * long as not more than one other is at it.
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
