/** Failed logins, and the settings of the protection against guessing. @module */
import type { Json } from '../../../runtime/index.ts'
import { DAY_MS } from '../../common/time.ts'
import type {
  FailedPerson,
  FailureCount,
  LoginFailures,
  LoginSubject,
  ProtectionName,
} from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, json, text } from '../engine/operation.ts'
import { ADDRESS_SQL, FAILURE_SQL, PROTECTION_SQL, UNDOABLE_SQL } from '../sql/attempts.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { addUndoableFailure } from './undoable-failures.ts'

/** How long a failure counts in a row. */
const ROW_MS = 30 * DAY_MS

/** Values of the column `address` in rows that count for all addresses. */
const EVERYWHERE = ''
const OF_THE_DAY = '*'

export function* findLoginFailures(
  tenant_id: string,
  { connection_id, person, address }: LoginSubject,
  now: number,
): Operation<LoginFailures> {
  const rows = yield* all(FAILURE_SQL.find, tenant_id, connection_id, person, address)
  const bucket = yield* first(ADDRESS_SQL.find, tenant_id, address)
  const of = (name: string, since: 'first_at' | 'last_at', lasts_ms: number): number => {
    const row = rows.find((found) => found.address === name)
    return row && integer(row, since) >= now - lasts_ms ? integer(row, 'failures') : 0
  }
  return {
    from_address: of(address, 'last_at', ROW_MS),
    from_everywhere: of(EVERYWHERE, 'last_at', ROW_MS),
    of_the_day: of(OF_THE_DAY, 'first_at', DAY_MS),
    address_empty_at: bucket ? integer(bucket, 'empty_at') : 0,
  }
}

export function* addLoginFailure(
  tenant_id: string,
  of: LoginSubject,
  count: FailureCount,
  now: number,
): Operation<LoginFailures> {
  const { connection_id, person, address } = of
  const { in_row, address_leak_ms } = count
  if (in_row) {
    for (const name of [address, EVERYWHERE]) {
      yield* all(FAILURE_SQL.addInRow, tenant_id, connection_id, person, name, now, now - ROW_MS)
    }
  }
  yield* all(FAILURE_SQL.addInWindow, tenant_id, connection_id, person, OF_THE_DAY, now, now - DAY_MS)
  if (address_leak_ms !== undefined) {
    const leak_ms = Math.round(address_leak_ms)
    yield* all(ADDRESS_SQL.add, tenant_id, address, now + leak_ms, now, leak_ms)
  }
  yield* addUndoableFailure(tenant_id, of, count, now)
  // Each new failure also deletes old ones, so the tables hold one month of failures.
  yield* all(FAILURE_SQL.deleteOld, tenant_id, now - ROW_MS)
  yield* all(ADDRESS_SQL.deleteOld, tenant_id, now)
  return yield* findLoginFailures(tenant_id, of, now)
}

export function* endLoginFailures(
  tenant_id: string,
  { connection_id, person, address }: LoginSubject,
): Operation<void> {
  yield* all(FAILURE_SQL.forgetRow, tenant_id, connection_id, person, address)
  yield* all(UNDOABLE_SQL.forgetRow, tenant_id, connection_id, person, address)
}

/** @param of.connection_id undefined: all connections */
export function* forgetLoginFailures(
  tenant_id: string,
  { person, connection_id }: { person: string; connection_id?: string },
): Operation<boolean> {
  if (connection_id === undefined) {
    yield* all(UNDOABLE_SQL.forgetPerson, tenant_id, person)
    const gone = yield* all(FAILURE_SQL.forgetPerson, tenant_id, person)
    return gone.length > 0
  }
  yield* all(UNDOABLE_SQL.forget, tenant_id, connection_id, person)
  const gone = yield* all(FAILURE_SQL.forget, tenant_id, connection_id, person)
  return gone.length > 0
}

export function* listFailedPersons(
  tenant_id: string,
  person: string,
  least_failures: number,
  limit: number,
  now: number,
): Operation<FailedPerson[]> {
  const rows = yield* all(FAILURE_SQL.ofPerson, tenant_id, person, least_failures, now - ROW_MS, limit)
  return rows
    .filter((row) => row.address !== OF_THE_DAY)
    .map((row) => ({
      connection_id: text(row, 'connection_id'),
      person: text(row, 'person'),
      address: text(row, 'address'),
      failures: integer(row, 'failures'),
      last_at: integer(row, 'last_at'),
    }))
}

export function* findProtection(tenant_id: string): Operation<{ [name in ProtectionName]?: Json }> {
  const rows = yield* all(PROTECTION_SQL.list, tenant_id)
  return Object.fromEntries(rows.map((row) => [text(row, 'name'), json(row, 'settings')]))
}

export function* saveProtection(tenant_id: string, name: ProtectionName, settings: Json): Operation<void> {
  yield* all(PROTECTION_SQL.set, tenant_id, name, JSON.stringify(settings))
}

export function* findSurplusFailures(kept: number): Operation<{ tenant_id: string; through: number }[]> {
  const found: { tenant_id: string; through: number }[] = []
  for (const tenant of yield* all(TENANT_SQL.listIds)) {
    const tenant_id = text(tenant, 'tenant_id')
    const surplus = yield* first(FAILURE_SQL.surplus, tenant_id, kept)
    if (surplus) found.push({ tenant_id, through: integer(surplus, 'last_at') })
  }
  return found
}

export function* deleteOldFailures(tenant_id: string, through: number, limit: number): Operation<number> {
  const rows = yield* all(FAILURE_SQL.letSurplusGo, tenant_id, through, limit)
  return rows.length
}
