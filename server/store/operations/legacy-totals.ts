/** Numbers of people in legacy stores. @module */
import type { DueCount, LegacyCount, LegacyTotal } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { ALL_LEGACY_TOTALS_SQL, LEGACY_TOTAL_SQL } from '../sql/legacy-totals.ts'

export function* findLegacyTotal(
  tenant_id: string,
  connection_id: string,
): Operation<LegacyTotal | undefined> {
  const row = yield* first(LEGACY_TOTAL_SQL.find, tenant_id, connection_id)
  const source = row && optionalText(row, 'source')
  return (
    row && {
      total: optionalInteger(row, 'total'),
      source: source === 'typed' || source === 'script' ? source : undefined,
      at: optionalInteger(row, 'at'),
      run_id: optionalText(row, 'run_id'),
      tried_at: optionalInteger(row, 'tried_at'),
      problem: optionalText(row, 'problem'),
    }
  )
}

export function* saveLegacyTotal(
  tenant_id: string,
  connection_id: string,
  count: LegacyCount,
  now: number,
): Operation<boolean> {
  if (!(yield* first(CONNECTION_SQL.name, tenant_id, connection_id))) return false
  const of = [tenant_id, connection_id] as const
  if (count.kind === 'problem') {
    yield* all(LEGACY_TOTAL_SQL.saveProblem, ...of, count.run_id, now, count.problem)
    return true
  }
  const { total, source, run_id } = count
  const tried_at = source === 'script' ? now : undefined
  yield* all(LEGACY_TOTAL_SQL.save, ...of, total, source, now, run_id, tried_at)
  return true
}

export function* deleteLegacyTotal(tenant_id: string, connection_id: string): Operation<void> {
  yield* all(LEGACY_TOTAL_SQL.delete, tenant_id, connection_id)
  yield* all(LEGACY_TOTAL_SQL.forget, tenant_id, connection_id)
}

export function* claimLegacyCount(
  tenant_id: string,
  connection_id: string,
  lease_ms: number,
  now: number,
): Operation<boolean> {
  if (!(yield* first(CONNECTION_SQL.keep, tenant_id, connection_id))) return false
  return yield* claim(tenant_id, connection_id, { until: now + lease_ms, now, tried_before: now })
}

export function* claimLegacyCounts(
  wish: { limit: number; every_ms: number; lease_ms: number },
  now: number,
): Operation<DueCount[]> {
  const tried_before = now - wish.every_ms
  const claimed: DueCount[] = []
  for (const row of yield* all(ALL_LEGACY_TOTALS_SQL.due, now, tried_before, wish.limit)) {
    const due = { tenant_id: text(row, 'tenant_id'), connection_id: text(row, 'connection_id') }
    const until = now + wish.lease_ms
    if (yield* claim(due.tenant_id, due.connection_id, { until, now, tried_before })) claimed.push(due)
  }
  return claimed
}

/** @returns whether nobody else has the claim */
function* claim(
  tenant_id: string,
  connection_id: string,
  { until, now, tried_before }: { until: number; now: number; tried_before: number },
): Operation<boolean> {
  const row = yield* first(LEGACY_TOTAL_SQL.claim, tenant_id, connection_id, until, now, tried_before)
  return row !== undefined
}
