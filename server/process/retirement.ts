/** Ends the sandboxes of connections that were deleted, also by another server. @module */
import type { Runtime } from '../../runtime/index.ts'
import type { Log } from '../common/log.ts'
import type { Store } from '../store/contract.ts'

/** How often a server of a shared store looks for deletions whose wake was lost. */
const LOOK_MS = 15_000

/** Runs until it is stopped. */
export interface Retirement {
  stop(): void
}

/**
 * Compares the connections that have sandboxes with the store: when a deletion is told, and from time to time when other servers
 * use the store.
 */
export function startRetirement(
  {
    store,
    runtime,
    log,
  }: {
    store: Pick<Store, 'findDeletedConnections' | 'onWake' | 'is_shared'>
    runtime: Pick<Runtime, 'connections' | 'retire'>
    log: Log
  },
  look_ms: number = LOOK_MS,
): Retirement {
  async function look(of?: string): Promise<void> {
    const byTenant = Map.groupBy(runtime.connections(), ({ tenant_id }) => tenant_id)
    for (const [tenant_id, warm] of byTenant) {
      if (of !== undefined && of !== tenant_id) continue
      const ids = warm.map(({ connection_id }) => connection_id)
      for (const connection_id of await store.findDeletedConnections(tenant_id, ids)) {
        runtime.retire(tenant_id, connection_id)
      }
    }
  }
  const tryLook = (of?: string): void => {
    look(of).catch((error: unknown) => log.error('sandboxes_not_compared', error))
  }

  const unlisten = store.onWake((wake) => {
    if (wake.about === 'deleted') tryLook(wake.tenant_id)
  })
  const timer = store.is_shared ? setInterval(tryLook, look_ms) : undefined
  timer?.unref()
  return {
    stop() {
      clearInterval(timer)
      unlisten()
    },
  }
}
