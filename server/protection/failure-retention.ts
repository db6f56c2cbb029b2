/** Lets the oldest counts of failed logins go when strangers have made very many. @module */
import type { Store } from '../store/contract.ts'

/** Rows of a tenant: three for a name and an address. Without a flood a month's failures are far fewer. */
const KEPT = 1_000_000

/** Rows that one write deletes, so that logins need not wait for it. */
const PORTION = 500

/** @returns how many went */
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
