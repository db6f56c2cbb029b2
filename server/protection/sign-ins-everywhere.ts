/** Attempts to sign in to the dashboard, counted in this process and among all servers of the store. @module */
import type { SharedLimits } from './shared-limits.ts'
import type { ReservedSignIn, SignIn, SignIns } from './sign-ins.ts'

/** The counters of all servers. */
export interface SignInsEverywhere {
  reserve(attempt: SignIn): Promise<ReservedSignIn>
}

/** @param here counts first, before anything is awaited: simultaneous attempts count each other */
export function countedEverywhere(here: SignIns, sharedLimits: SharedLimits): SignInsEverywhere {
  return {
    async reserve(attempt) {
      const { limits, ...reserved } = here.reserve(attempt)
      if (reserved.kind === 'refused' || !limits) return reserved
      const shared = await sharedLimits.take(attempt.tenant_id, limits)
      if (!shared.allowed) return { kind: 'refused', retry_after_s: shared.retry_after_s, is_news: false }
      return {
        kind: 'allowed',
        succeeded() {
          reserved.succeeded()
          shared.putBack()
        },
      }
    },
  }
}
