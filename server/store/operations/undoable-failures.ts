/** Failed sign-ins that can be undone. @module */
import { DAY_MS } from '../../common/time.ts'
import type { FailureCount, FailureMark, LoginSubject } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, integer, text } from '../engine/operation.ts'
import { ADDRESS_SQL, FAILURE_SQL, UNDOABLE_SQL } from '../sql/attempts.ts'

/** Records, beside the counts, how much of them can be undone. */
export function* addUndoableFailure(
  tenant_id: string,
  { connection_id, person, address }: LoginSubject,
  { in_row, undoable }: FailureCount,
  now: number,
): Operation<void> {
  if (undoable) {
    const { mark, since } = undoable
    yield* all(UNDOABLE_SQL.add, tenant_id, connection_id, mark, person, address, in_row, now, since)
  }
  yield* all(UNDOABLE_SQL.deleteOld, tenant_id, now - DAY_MS)
}

/** @returns the number of people */
export function* undoLoginFailures(
  tenant_id: string,
  of: FailureMark & { connection_id: string; address_leak_ms: number | undefined },
  now: number,
): Operation<number> {
  const { connection_id, mark, since, address_leak_ms } = of
  const rows = yield* all(UNDOABLE_SQL.take, tenant_id, connection_id, mark, Math.max(since, now - DAY_MS))
  for (const row of rows) {
    const person = text(row, 'person')
    const address = text(row, 'address')
    const failures = integer(row, 'failures')
    const in_row = integer(row, 'in_row')
    yield* all(FAILURE_SQL.undo, tenant_id, connection_id, person, address, in_row)
    yield* all(FAILURE_SQL.undo, tenant_id, connection_id, person, '', in_row)
    yield* all(FAILURE_SQL.undo, tenant_id, connection_id, person, '*', failures)
    yield* all(FAILURE_SQL.letEmptyGo, tenant_id, connection_id, person)
    if (address_leak_ms !== undefined) {
      yield* all(ADDRESS_SQL.take, tenant_id, address, Math.round(failures * address_leak_ms), now)
    }
  }
  return new Set(rows.map((row) => text(row, 'person'))).size
}
