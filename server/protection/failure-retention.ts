/** Deletes the oldest counts of failed sign-ins when strangers have caused too many. @module */
import type { Store } from '../store/contract.ts'

/** Most rows of a tenant, three for each name and address. Without a flood, a month has far fewer. */
const KEPT = 1_000_000

/** Rows that one write deletes, so that sign-ins do not wait for it. */
const PORTION = 500

/** @returns how many rows were deleted */
export async function deleteSurplusFailures(
  store: Pick<Store, 'findSurplusFailures' | 'deleteOldFailures'>,
  kept: number = KEPT,
  stopped?: AbortSignal,
): Promise<number> {
  let deleted = 0
  for (const { tenant_id, through } of await store.findSurplusFailures(kept)) {
    let portion = PORTION
    while (portion === PORTION && stopped?.aborted !== true) {
      portion = await store.deleteOldFailures(tenant_id, through, PORTION)
      deleted += portion
    }
  }
  return deleted
}
