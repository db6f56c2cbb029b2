/** Lets old entries of the tenants' logs go, a few at a time. @module */

import type { Log } from '../common/log.ts'
import { DAY_MS, MINUTE_MS } from '../common/time.ts'
import { deleteSurplusFailures } from '../protection/failure-retention.ts'
import type { LogQuota, Store } from '../store/contract.ts'
import { lastLogIdBefore } from './ids.ts'

/** How long entries stay, and how many of a tenant's newest may. */
type Kept = { readonly [quota in LogQuota]: { days: number; entries: number } }

/** Newest entries of a tenant that may stay, of members and clients, and of users. */
const ENTRIES = 1_000_000

/** Of strangers: as many as four days may bring. */
const DAYS_OF_STRANGERS = 4

/** Entries that one write deletes, so that logins need not wait for it. */
const PORTION = 500

const EVERY_MS = 15 * MINUTE_MS

/** Under way until it is stopped. */
export interface LogRetention {
  /** Resolves when the portion under way is done. */
  stop(): Promise<void>
}

type RetentionDeps = { store: Pick<Store, 'findOldLogs' | 'deleteOldLogs'>; log: Log }

/** Other rows that strangers can make many of are looked after at the same times. */
type StartDeps = RetentionDeps & { store: Parameters<typeof deleteSurplusFailures>[0] }

/** Starts at once, and again every 15 minutes. */
export function startLogRetention(
  deps: StartDeps,
  settings: { days: number; audit_days: number; strangers_per_day: number },
): LogRetention {
  const { days, audit_days, strangers_per_day } = settings
  const kept: Kept = {
    audit: { days: audit_days, entries: ENTRIES },
    people: { days, entries: ENTRIES },
    strangers: { days, entries: strangers_per_day * DAYS_OF_STRANGERS },
  }
  const stopped = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  const run = (): void => {
    running = deleteOldEntries(deps, { kept, now: Date.now() }, stopped.signal)
      .then(() => deleteSurplusFailures(deps.store, undefined, stopped.signal))
      .catch((error: unknown) => deps.log.error('old_log_entries_not_deleted', error))
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

/** @returns how many went */
export async function deleteOldEntries(
  { store }: RetentionDeps,
  settings: { kept: Kept; now: number },
  stopped?: AbortSignal,
): Promise<number> {
  let deleted = 0
  for (const [quota, { days, entries }] of Object.entries(settings.kept) as [LogQuota, Kept[LogQuota]][]) {
    const before = lastLogIdBefore(settings.now - days * DAY_MS)
    for (const { tenant_id, through } of await store.findOldLogs(quota, before, entries)) {
      let portion = PORTION
      while (portion === PORTION && stopped?.aborted !== true) {
        portion = await store.deleteOldLogs(tenant_id, quota, through, PORTION)
        deleted += portion
      }
    }
  }
  return deleted
}
