/** The ledger of migrations: counts, and people who are known and not migrated. @module */
import { sha256 } from '../../common/hash.ts'
import { DAY_MS, HOUR_MS } from '../../common/time.ts'
import type {
  Finding,
  KnownPerson,
  LedgerCount,
  LedgerMark,
  LedgerPerson,
  LedgerState,
  LedgerTotals,
} from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, Overtaken, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { LEDGER_COUNT_SQL, LEDGER_PERSON_SQL } from '../sql/ledger.ts'
import { IDENTITY_SQL } from '../sql/users.ts'
import { hashOf, slotOf } from './counts.ts'
import { isTombstoned } from './tombstones.ts'

const HOURS_KEPT_MS = 15 * DAY_MS
const DAYS_KEPT_MS = 731 * DAY_MS
/** People kept for each connection: a script that says yes to every name would fill the store. */
const PEOPLE_KEPT = 100_000
/** One of so many outcomes deletes what is too old. */
const TRIM_EACH = 64
/** Sorts after every row. */
const FIRST_PAGE: LedgerMark = { at: Number.MAX_SAFE_INTEGER, person: '' }

/** Counts one outcome in its hour, in its day and in all. */
export function* countOutcome(
  tenant_id: string,
  connection_id: string,
  {
    state,
    reason = '',
    at,
    spread,
  }: { state: LedgerState; reason?: string | undefined; at: number; spread: string },
): Operation<void> {
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS
  const day = Math.floor(at / DAY_MS) * DAY_MS
  const counted = [state, reason, slotOf(spread)] as const
  yield* all(LEDGER_COUNT_SQL.add, tenant_id, connection_id, hour, day, ...counted)
  if (hashOf(spread) % TRIM_EACH !== 0) return
  yield* all(LEDGER_COUNT_SQL.deleteOld, tenant_id, connection_id, 'hour', hour - HOURS_KEPT_MS)
  yield* all(LEDGER_COUNT_SQL.deleteOld, tenant_id, connection_id, 'day', day - DAYS_KEPT_MS)
}

export function* recordFinding(tenant_id: string, finding: Finding): Operation<void> {
  const { connection_id, state, reason, person, at, run_id } = finding
  if (!(yield* first(CONNECTION_SQL.name, tenant_id, connection_id))) return
  const spread = run_id ?? `${at} ${person?.name_key}`
  if (person && state !== 'denied') yield* putPerson(tenant_id, { ...finding, person, state })
  // Whoever asks about a person does not change how far a migration is.
  if (state !== 'seen') yield* countOutcome(tenant_id, connection_id, { state, reason, at, spread })
}

type Known = Finding & { person: KnownPerson; state: Exclude<Finding['state'], 'denied'> }

function* putPerson(tenant_id: string, finding: Known): Operation<void> {
  const { connection_id, person, state } = finding
  const { name_key, external_id } = person
  const stored =
    external_id === undefined
      ? undefined
      : yield* first(IDENTITY_SQL.findByExternalId, tenant_id, connection_id, external_id)
  const isMigrated = stored !== undefined && optionalText(stored, 'password_hash') !== undefined
  // Two people under one id of the legacy store: only their names tell them apart.
  const isOther = state === 'conflict' && isMigrated
  if (isMigrated && !isOther) return
  if (yield* isTombstoned(tenant_id, connection_id, { external_id, keys: [name_key] })) return
  const key = external_id === undefined || isOther ? `name:${name_key}` : `id:${external_id}`
  const row = [tenant_id, connection_id, key] as const
  const values = [
    name_key,
    external_id,
    state,
    finding.reason,
    finding.purpose,
    finding.field,
    finding.holder_id,
    finding.revision,
    finding.run_id,
    finding.at,
  ] as const
  const before = yield* first(LEDGER_PERSON_SQL.hold, ...row)
  if (before) {
    // A person who failed to sign in is still in that state after somebody has looked for them.
    if (state === 'seen') return
    yield* all(LEDGER_PERSON_SQL.update, ...row, ...values)
    if (text(before, 'state') === state) return
    yield* addPeople(tenant_id, connection_id, [before], -1)
  } else {
    const inserted = yield* first(LEDGER_PERSON_SQL.insert, ...row, ...values)
    if (!inserted) throw new Overtaken('Another run has found the person meanwhile.')
    // Before, only a name was known of the same person.
    if (key.startsWith('id:')) yield* forget(tenant_id, connection_id, { keys: [name_key] })
  }
  yield* addPeople(tenant_id, connection_id, [{ person: key, state }], 1)
  if (!before && hashOf(key) % TRIM_EACH === 0) {
    const old = yield* all(LEDGER_PERSON_SQL.deleteOld, tenant_id, connection_id, PEOPLE_KEPT)
    yield* addPeople(tenant_id, connection_id, old, -1)
  }
}

function* addPeople(
  tenant_id: string,
  connection_id: string,
  rows: readonly Row[],
  by: 1 | -1,
): Operation<void> {
  const sums = new Map<string, number>()
  const keyOf = (row: Row): string => JSON.stringify([text(row, 'state'), slotOf(text(row, 'person'))])
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + by)
  // In the same order in every transaction, so that two of them cannot wait for each other.
  for (const [key, sum] of [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [state, slot]: [string, number] = JSON.parse(key)
    yield* all(LEDGER_COUNT_SQL.addPeople, tenant_id, connection_id, state, slot, sum)
  }
}

/** Names of a person in a connection. */
interface Names {
  external_id?: string | undefined
  keys: readonly (string | undefined)[]
}

/** Deletes the rows of somebody who is in Ferry now. */
export function* forget(
  tenant_id: string,
  connection_id: string,
  { external_id, keys }: Names,
): Operation<void> {
  const [a, b, c] = keys.map((key) => (key === undefined ? undefined : `name:${key}`))
  const id = external_id === undefined ? undefined : `id:${external_id}`
  const rows = yield* all(LEDGER_PERSON_SQL.delete, tenant_id, connection_id, id, a, b, c)
  yield* addPeople(tenant_id, connection_id, rows, -1)
}

/**
 * Erases the story of a deleted user.
 *
 * @param tombstone keeps a row without names, so that the figures still say that somebody was deleted for good
 */
export function* eraseStory(
  tenant_id: string,
  connection_id: string,
  { external_id, keys }: Names,
  tombstone: boolean,
  now: number,
): Operation<void> {
  yield* forget(tenant_id, connection_id, { external_id, keys })
  for (const key of keys) {
    if (key !== undefined) yield* deleteLedgerPeople(tenant_id, connection_id, key)
  }
  if (!tombstone || external_id === undefined) return
  const person = `gone:${sha256(JSON.stringify([tenant_id, connection_id, 'id', external_id]))}`
  const nothing = Array.from({ length: 6 }, () => undefined)
  const values = [undefined, undefined, 'tombstoned', ...nothing, now] as const
  const inserted = yield* all(LEDGER_PERSON_SQL.insert, tenant_id, connection_id, person, ...values)
  if (inserted.length > 0) yield* addPeople(tenant_id, connection_id, [{ person, state: 'tombstoned' }], 1)
}

export function* deleteLedgerPeople(
  tenant_id: string,
  connection_id: string,
  name_key: string,
): Operation<number> {
  const rows = yield* all(LEDGER_PERSON_SQL.deleteNamed, tenant_id, connection_id, name_key)
  yield* addPeople(tenant_id, connection_id, rows, -1)
  return rows.length
}

export function* countLedger(tenant_id: string, connection_id: string): Operation<LedgerTotals> {
  const rows = yield* all(LEDGER_COUNT_SQL.totals, tenant_id, connection_id)
  const counts = rows.filter((row) => integer(row, 'events') !== 0)
  return {
    events: counts.filter((row) => text(row, 'span') === 'all').map(toCount),
    people: counts
      .filter((row) => text(row, 'span') === 'people')
      .map((row) => ({ state: stateOf(row) as LedgerPerson['state'], people: integer(row, 'events') })),
  }
}

export function* listLedgerSeries(
  tenant_id: string,
  connection_id: string,
  span: 'hour' | 'day',
  from: number,
  to: number,
): Operation<(LedgerCount & { starts_at: number })[]> {
  const rows = yield* all(LEDGER_COUNT_SQL.series, tenant_id, connection_id, span, from, to)
  return rows.map((row) => ({ ...toCount(row), starts_at: integer(row, 'starts_at') }))
}

export function* countLedgersSince(
  tenant_id: string,
  from: number,
): Operation<(LedgerCount & { connection_id: string })[]> {
  const rows = yield* all(LEDGER_COUNT_SQL.ofTenant, tenant_id, 'day', from)
  return rows.map((row) => ({ ...toCount(row), connection_id: text(row, 'connection_id') }))
}

export function* listLedgerPeople(
  tenant_id: string,
  connection_id: string,
  state: LedgerPerson['state'] | undefined,
  after: LedgerMark | undefined,
  limit: number,
): Operation<LedgerPerson[]> {
  const { at, person } = after ?? FIRST_PAGE
  const rows =
    state === undefined
      ? yield* all(LEDGER_PERSON_SQL.list, tenant_id, connection_id, at, person, limit)
      : yield* all(LEDGER_PERSON_SQL.listState, tenant_id, connection_id, state, at, person, limit)
  return rows.map(toPerson)
}

export function* findLedgerPeople(
  tenant_id: string,
  connection_id: string,
  name_key: string,
): Operation<LedgerPerson[]> {
  return (yield* all(LEDGER_PERSON_SQL.named, tenant_id, connection_id, name_key)).map(toPerson)
}

// `countOutcome` and `putPerson` write no other values.
const stateOf = (row: Row): LedgerState => text(row, 'state') as LedgerState

function toCount(row: Row): LedgerCount {
  return { state: stateOf(row), reason: text(row, 'reason'), events: integer(row, 'events') }
}

function toPerson(row: Row): LedgerPerson {
  return {
    person: text(row, 'person'),
    name_key: optionalText(row, 'name_key'),
    external_id: optionalText(row, 'external_id'),
    state: stateOf(row) as LedgerPerson['state'],
    reason: optionalText(row, 'reason'),
    purpose: optionalText(row, 'purpose'),
    field: optionalText(row, 'field'),
    holder_id: optionalText(row, 'holder_id'),
    revision: optionalInteger(row, 'revision'),
    run_id: optionalText(row, 'run_id'),
    first_at: integer(row, 'first_at'),
    at: integer(row, 'at'),
  }
}
