/** Numbers of people in legacy stores. @module */
import type { LegacyCount, LegacyTotal } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, optionalInteger, optionalText } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { LEGACY_TOTAL_SQL } from '../sql/legacy-totals.ts'

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
}
