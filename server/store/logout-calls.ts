/** The store's calls about back-channel logouts. @module */
import { randomUUIDv7 } from 'node:crypto'
import type { LogoutCallStore } from './contract.ts'
import type { StoreEngine } from './operations/index.ts'

/** @param now milliseconds since the epoch */
export function logoutCallCalls(
  engine: StoreEngine,
  now: () => number,
): Omit<LogoutCallStore, 'nextLogoutCall'> {
  return {
    claimLogoutCalls: (wish) => engine.write('claimLogoutCalls', randomUUIDv7(), wish, now()),
    endLogoutCall: ({ tenant_id, call_id, claim_id }) =>
      engine.write('endLogoutCall', tenant_id, call_id, claim_id),
    putOffLogoutCall: ({ tenant_id, call_id, claim_id }, after_ms) =>
      engine.write('putOffLogoutCall', tenant_id, call_id, claim_id, now() + after_ms),
  }
}
