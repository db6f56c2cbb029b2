/** Lets old entries of the tenants' logs go, a few at a time. @module */
import type { Log } from './log.ts'
import { lastLogIdBefore } from './log-ids.ts'
import type { Store } from './store/contract.ts'

/** Newest entries of a tenant that may stay: failed logins of strangers are entries too. */
const KEPT = 1_000_000

/** Entries that one write deletes, so that logins need not wait for it. */
const PORTION = 500

const EVERY_MS = 15 * 60_000
const DAY_MS = 86_400_000

/** Under way until it is stopped. */
export interface LogRetention {
  /** Resolves when the portion under way is done. */
  stop(): Promise<void>
}

type RetentionDeps = { store: Pick<Store, 'findOldLogs' | 'deleteOldLogs'>; log: Log }

/** Starts at once, and again every 15 minutes. */
export function startLogRetention(deps: RetentionDeps, settings: { days: number }): LogRetention {
  const stopped = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const run = (): void => {
    running = deleteOldEntries(deps, { ...settings, kept: KEPT, now: Date.now() }, stopped.signal).catch(
      (error: unknown) => deps.log.error('old_log_entries_not_deleted', error),
    )
  }
  run()
  const timer = setInterval(run, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      stopped.abort()
      await running
    },
  }
}

/**
 * @param settings.kept newest entries of each tenant that stay when they are not too old
 * @returns how many went
 */
export async function deleteOldEntries(
  { store }: RetentionDeps,
  settings: { days: number; kept: number; now: number },
  stopped?: AbortSignal,
): Promise<number> {
  const before = lastLogIdBefore(settings.now - settings.days * DAY_MS)
  let deleted = 0
  for (const { tenant_id, through } of await store.findOldLogs(before, settings.kept)) {
    let portion = PORTION
    while (portion === PORTION && stopped?.aborted !== true) {
      portion = await store.deleteOldLogs(tenant_id, through, PORTION)
      deleted += portion
    }
  }
  return deleted
}
