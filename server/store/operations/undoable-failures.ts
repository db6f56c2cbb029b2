/** Failed logins that can be taken back. @module */
import { DAY_MS } from '../../common/time.ts'
import type { FailureCount, FailureMark, LoginSubject } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, text } from '../engine/operation.ts'
import { ADDRESS_SQL, FAILURE_SQL, UNDOABLE_SQL } from '../sql/attempts.ts'

/** Keeps beside the counts how much of them can be taken back. */
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
  yield* all(UNDOABLE_SQL.letGo, tenant_id, now - DAY_MS)
}

/** @returns people */
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
    const bucket =
      address_leak_ms === undefined ? undefined : yield* first(ADDRESS_SQL.find, tenant_id, address)
    if (bucket && address_leak_ms !== undefined) {
      const empty_at = integer(bucket, 'empty_at') - failures * address_leak_ms
      yield* all(ADDRESS_SQL.set, tenant_id, address, Math.round(Math.max(empty_at, now)))
    }
  }
  return new Set(rows.map((row) => text(row, 'person'))).size
}
