/** Runs the scripts that count the people of legacy stores, each once a day. @module */
import type { Log } from '../common/log.ts'
import { DAY_MS, MINUTE_MS } from '../common/time.ts'
import type { CountDeps } from '../migration/script/count-legacy.ts'
import { COUNT_LEASE_MS, countLegacy } from '../migration/script/count-legacy.ts'
import { hasScript } from '../migration/script/run-script.ts'
import type { DueCount, Store } from '../store/contract.ts'

const LOOK_MS = 15 * MINUTE_MS

/** Counts that a server runs at the same time, of all tenants. */
const AT_ONCE = 2

/** Runs until it is stopped. */
export interface DailyCounts {
  /** Ends the counts under way; another server, or the next start, runs them again. */
  stop(): Promise<void>
}

interface DailyDeps extends CountDeps {
  store: CountDeps['store'] & Pick<Store, 'claimLegacyCounts' | 'findConnection'>
  log: Log
}

/** Looks every 15 minutes for counts that are due. Several servers of one store never run the same count at once. */
export function startDailyCounts(deps: DailyDeps, look_ms: number = LOOK_MS): DailyCounts {
  const stopped = new AbortController()
  let running: Promise<void> | undefined

  async function look(): Promise<void> {
    while (!stopped.signal.aborted) {
      const wish = { limit: AT_ONCE, every_ms: DAY_MS, lease_ms: COUNT_LEASE_MS }
      const due = await deps.store.claimLegacyCounts(wish)
      if (due.length === 0) return
      await Promise.all(due.map(tryCount))
    }
  }

  const tryCount = (due: DueCount): Promise<void> =>
    count(due).catch((error: unknown) => deps.log.error('people_not_counted', error, { ...due }))

  async function count({ tenant_id, connection_id }: DueCount): Promise<void> {
    const connection = await deps.store.findConnection(tenant_id, connection_id)
    if (!connection || !hasScript(connection, 'count')) return
    await countLegacy(deps, { tenant_id, connection, signal: stopped.signal })
  }

  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => deps.log.error('people_not_counted', error))
      .finally(() => {
        running = undefined
      })
  }, look_ms)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      stopped.abort()
      await running
    },
  }
}
