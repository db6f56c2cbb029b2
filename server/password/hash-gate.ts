/** Who may compute a password hash now: as many at once as cores can, in turns between tenants. @module */
import type { FairQueue } from '../../runtime/index.ts'
import { createGate } from '../common/gate.ts'

/** Hashes of one tenant that wait; on two cores the last of them waits about half a second when nobody else hashes. */
const WAITING_PER_TENANT = 100
/** Of all tenants. Past it the one with the most waiting loses its newest. */
const WAITING = 2_000

/**
 * A hash takes a core and 19 MiB: two on one core end no sooner than one after the other, and drive each other out of its
 * cache. One more than cores is at the pool, which has a thread for each core (`server/start.mjs`): a thread that has ended a
 * hash goes on with that one, and waits for nobody to give it the next.
 */
export function hashPlaces(cores: number): number {
  return cores + 1
}

/**
 * Creates the queue.
 *
 * @param places every hash takes one
 * @see SECURITY.md, A10 and R6
 */
export function createHashGate(places: number, waiting_per_owner = WAITING_PER_TENANT): FairQueue {
  return createGate(
    { running: places, waiting_per_owner, waiting: WAITING },
    { message: 'Too many passwords are being checked here. Try again in a moment.', retry_after_s: 2 },
  )
}

/** @returns the owner of hashes for the dashboard's members, who do not wait for the tenant's users, nor these for them */
export function membersOf(tenant_id: string): string {
  return `members of ${tenant_id}`
}
