/** The queue of password hashes: as many at once as there are cores, in turns between tenants. @module */
import type { FairQueue } from '../../runtime/index.ts'
import { createGate } from '../common/gate.ts'

/** Most waiting hashes of one tenant. On two cores the last one waits about 0.5 s when no other tenant hashes. */
const WAITING_PER_TENANT = 100
/** Limit for all tenants together. Beyond it, the tenant with the most waiting hashes loses its newest. */
const WAITING = 2_000

/**
 * A hash takes a core and 19 MiB: two on one core are no faster than one after the other, and evict each other's cache. The
 * thread pool has a thread for each core (`server/start.mjs`) and gets one hash more than that: so a thread that has finished
 * a hash starts the next one without waiting.
 */
export function hashPlaces(cores: number): number {
  return cores + 1
}

/**
 * Creates the queue.
 *
 * @param places hashes at the same time
 * @see SECURITY.md, A10 and R6
 */
export function createHashGate(places: number, waiting_per_owner = WAITING_PER_TENANT): FairQueue {
  return createGate(
    { running: places, waiting_per_owner, waiting: WAITING },
    { message: 'Too many passwords are being checked here. Try again in a moment.', retry_after_s: 2 },
  )
}

/** @returns the owner of hashes for the tenant's members: members and users do not wait for each other */
export function membersOf(tenant_id: string): string {
  return `members of ${tenant_id}`
}
