/** Deletes old entries of the tenants' logs, a few at a time. @module */
import type { Log } from '../common/log.ts'
import { DAY_MS, MINUTE_MS } from '../common/time.ts'
import { deleteSurplusFailures } from '../protection/failure-retention.ts'
import type { LogQuota, Store } from '../store/contract.ts'
import { lastLogIdBefore } from './ids.ts'

/** How long entries are kept, and how many of each tenant. */
type Kept = { readonly [quota in LogQuota]: { days: number; entries: number } }

/** Entries of a tenant that are kept, for each of the quotas `audit` and `people`. */
const ENTRIES = 1_000_000

/** The same for `strangers`: as many as four days may bring. */
const DAYS_OF_STRANGERS = 4

/** Entries that one write deletes, so that sign-ins do not wait for it. */
const PORTION = 500

const EVERY_MS = 15 * MINUTE_MS
/** How long no other server of a shared store does the same. */
const TURN_MS = 14 * MINUTE_MS

/** Runs until it is stopped. */
export interface LogRetention {
  /** Resolves when the current portion is done. */
  stop(): Promise<void>
}

type RetentionDeps = { store: Pick<Store, 'findOldLogs' | 'deleteOldLogs'>; log: Log }

/** Other clean-up, called at the same intervals. */
type StartDeps = RetentionDeps & {
  store: Parameters<typeof deleteSurplusFailures>[0] &
    Pick<Store, 'takeTurn' | 'deleteFullBuckets' | 'is_shared'>
}

/** Starts at once, and again every 15 minutes; of several servers of one store, one does it each time. */
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
    running = deleteOld(deps, kept, stopped.signal).catch((error: unknown) =>
      deps.log.error('old_log_entries_not_deleted', error),
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

async function deleteOld(deps: StartDeps, kept: Kept, stopped: AbortSignal): Promise<void> {
  const { store } = deps
  if (store.is_shared && !(await store.takeTurn('retention', TURN_MS))) return
  await deleteOldEntries(deps, { kept, now: Date.now() }, stopped)
  await deleteSurplusFailures(store, undefined, stopped)
  while (store.is_shared && !stopped.aborted && (await store.deleteFullBuckets(PORTION)) > 0);
}

/** @returns how many entries were deleted */
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
