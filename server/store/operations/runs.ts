/** Script runs, and events of migrations. @module */
import type { Json, ScriptName } from '../../../runtime/index.ts'
import type { Finding, MigrationEvent, RunRecord } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import {
  all,
  first,
  integer,
  json,
  Overtaken,
  optionalInteger,
  optionalText,
  text,
} from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { EVENT_SQL, RUN_SQL } from '../sql/runs.ts'
import { hashOf, slotOf } from './counts.ts'
import { recordFinding } from './ledger.ts'

/** Failures kept for each connection: anybody can cause one by trying to sign in. Events of migrated users are all kept. */
const FAILURES_KEPT = 10_000

/** One of so many runs deletes those that are too old. */
const TRIM_EACH = 50
/** One of so many failures deletes those that are too old. */
const TRIM_FAILURES_EACH = 64
/** Rows that another server has put at the same microsecond are passed. */
const POSITION_TRIES = 100

/**
 * @param kept runs of a connection that are kept in full, at least; the counts stay exact
 * @param position microseconds since the epoch: runs are listed in this order
 */
export function* recordRun(
  tenant_id: string,
  run: RunRecord,
  kept: number,
  position: number,
): Operation<void> {
  // The connection was deleted while its script ran.
  if (!(yield* first(CONNECTION_SQL.name, tenant_id, run.connection_id))) return
  yield* atPosition(position, (at) =>
    all(
      RUN_SQL.insert,
      tenant_id,
      run.connection_id,
      at,
      run.run_id,
      run.action,
      run.script_revision,
      run.outcome,
      run.message,
      run.purpose,
      Math.round(run.duration_ms * 1_000),
      Math.round(run.cpu_ms * 1_000),
      JSON.stringify(run.logs),
      JSON.stringify(run.trace),
      run.at,
    ),
  )
  const slot = slotOf(run.run_id)
  const [counted] = yield* all(RUN_SQL.count, tenant_id, run.connection_id, run.action, run.purpose, slot)
  if (counted && integer(counted, 'runs') % TRIM_EACH === 0) {
    yield* all(RUN_SQL.deleteOld, tenant_id, run.connection_id, kept)
  }
}

/** Inserts a row at the first free position. */
function* atPosition(
  first_position: number,
  insert: (position: number) => Operation<readonly Row[]>,
): Operation<void> {
  for (let position = first_position; position < first_position + POSITION_TRIES; position++) {
    const inserted = yield* insert(position)
    if (inserted.length > 0) return
  }
  throw new Overtaken('All positions of this time are taken.')
}

export function* findRun(tenant_id: string, run_id: string): Operation<RunRecord | undefined> {
  const row = yield* first(RUN_SQL.find, tenant_id, run_id)
  return row && toRun(row)
}

export function* listRuns(tenant_id: string, connection_id: string, limit: number): Operation<RunRecord[]> {
  const rows = yield* all(RUN_SQL.list, tenant_id, connection_id, limit)
  return rows.map(toRun)
}

export function* countRuns(
  tenant_id: string,
  connection_id: string,
): Operation<{ action: string; purpose: string; runs: number }[]> {
  const rows = yield* all(RUN_SQL.counts, tenant_id, connection_id)
  return rows.map((row) => ({
    action: text(row, 'action'),
    purpose: text(row, 'purpose'),
    runs: integer(row, 'runs'),
  }))
}

/** Does nothing when the connection does not exist. */
export function* insertEvent(tenant_id: string, event: MigrationEvent): Operation<void> {
  const { connection_id, kind } = event
  if (!(yield* first(CONNECTION_SQL.name, tenant_id, connection_id))) return
  // By its time; several of one millisecond are spread by their ids.
  const spread = hashOf(event.event_id)
  yield* atPosition(event.at * 1_000 + (spread % 1_000), (position) =>
    all(
      EVENT_SQL.insert,
      tenant_id,
      event.event_id,
      connection_id,
      event.user_id,
      kind,
      event.detail,
      event.at,
      position,
      event.revision,
      event.run_id,
    ),
  )
  if (kind === 'failed' && spread % TRIM_FAILURES_EACH === 0) {
    yield* all(EVENT_SQL.deleteOld, tenant_id, connection_id, FAILURES_KEPT)
  }
}

/** Records a failure, counts it, and keeps the person whom a script knows. */
export function* recordMigrationFailure(
  tenant_id: string,
  event: MigrationEvent,
  finding?: Finding,
): Operation<void> {
  yield* insertEvent(tenant_id, event)
  if (finding) yield* recordFinding(tenant_id, finding)
}

export function* countMigrationFailures(
  tenant_id: string,
  connection_id: string,
): Operation<{ code: string; events: number }[]> {
  const rows = yield* all(EVENT_SQL.failures, tenant_id, connection_id, FAILURES_KEPT)
  return rows.map((row) => ({ code: text(row, 'detail'), events: integer(row, 'events') }))
}

export function* listMigrationEvents(
  tenant_id: string,
  connection_id: string,
  limit: number,
): Operation<MigrationEvent[]> {
  const rows = yield* all(EVENT_SQL.list, tenant_id, connection_id, limit, FAILURES_KEPT)
  return rows.map(toEvent)
}

export function* listEventsOfUser(
  tenant_id: string,
  user_id: string,
  limit: number,
): Operation<MigrationEvent[]> {
  return (yield* all(EVENT_SQL.ofUser, tenant_id, user_id, limit)).map(toEvent)
}

function toEvent(row: Row): MigrationEvent {
  return {
    event_id: text(row, 'event_id'),
    connection_id: text(row, 'connection_id'),
    user_id: optionalText(row, 'user_id'),
    kind: text(row, 'kind') === 'migrated' ? 'migrated' : 'failed',
    detail: text(row, 'detail'),
    at: integer(row, 'at'),
    revision: optionalInteger(row, 'revision'),
    run_id: optionalText(row, 'run_id'),
  }
}

function toRun(row: Row): RunRecord {
  return {
    run_id: text(row, 'run_id'),
    connection_id: text(row, 'connection_id'),
    // `recordRun` writes no other values.
    action: text(row, 'action') as ScriptName,
    script_revision: integer(row, 'script_revision'),
    outcome: text(row, 'outcome'),
    message: optionalText(row, 'message'),
    purpose: text(row, 'purpose'),
    duration_ms: integer(row, 'duration_us') / 1_000,
    cpu_ms: integer(row, 'cpu_us') / 1_000,
    logs: json<Json>(row, 'logs'),
    trace: json<Json>(row, 'trace'),
    at: integer(row, 'at'),
  }
}
