/** Who follows the log of which tenant, and when followers should read on. @module */
import type { Store } from '../store/contract.ts'

/** Followers in this process. */
export interface Followers {
  /**
   * @param wake called when there may be new entries; must not throw
   * @returns a function that stops following
   */
  follow(tenant_id: string, wake: () => void): () => void
  close(): void
}

/** How often a shared store is asked for entries of other servers, whose wakes may be lost. One read for each followed tenant. */
const LOOK_MS = 1_000

/** Creates an empty register. */
export function createFollowers(
  store: Pick<Store, 'newestLogId' | 'onWake' | 'is_shared'>,
  look_ms: number = LOOK_MS,
): Followers {
  const followers = new Map<string, Set<() => void>>()
  /** The newest entry of each followed tenant when it was last looked for. */
  const newest = new Map<string, string | undefined>()

  function wakeAll(tenant_id: string): void {
    for (const wake of followers.get(tenant_id) ?? []) wake()
  }

  async function look(tenant_id: string): Promise<void> {
    const log_id = await store.newestLogId(tenant_id)
    if (!followers.has(tenant_id)) return
    if (newest.has(tenant_id) && newest.get(tenant_id) !== log_id) wakeAll(tenant_id)
    newest.set(tenant_id, log_id)
  }

  const stop = store.onWake((wake) => {
    if (wake.about === 'logs') wakeAll(wake.tenant_id)
  })
  const looking = store.is_shared
    ? setInterval(() => {
        // A store that is away answers the next time.
        for (const tenant_id of followers.keys()) look(tenant_id).catch(() => undefined)
      }, look_ms)
    : undefined
  looking?.unref()

  return {
    follow(tenant_id, wake) {
      const ofTenant = followers.get(tenant_id) ?? new Set()
      followers.set(tenant_id, ofTenant.add(wake))
      return () => {
        ofTenant.delete(wake)
        if (ofTenant.size > 0 || followers.get(tenant_id) !== ofTenant) return
        followers.delete(tenant_id)
        newest.delete(tenant_id)
      }
    },
    close() {
      clearInterval(looking)
      stop()
    },
  }
}
