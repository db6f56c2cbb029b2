/** Runs of scripts, and what happened in migrating users. @module */
import type { Action, Json } from '../../../runtime/index.ts'
import type { MigrationEvent, RunRecord } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalText, text } from '../engine/operation.ts'
import { EVENT_SQL, POSITION_SQL, RUN_SQL } from '../sql/runs.ts'

/** Failures kept of each connection: anyone can cause one by trying to log in. Migrations are all kept. */
const FAILURES_KEPT = 10_000

/** @param kept how many runs of a connection stay in full. The counts stay exact. */
export function* recordRun(tenant_id: string, run: RunRecord, kept: number): Operation<void> {
  const position = yield* nextPosition(tenant_id, run.connection_id, 'run')
  // The connection was deleted while its script ran.
  if (position === undefined) return
  yield* all(
    RUN_SQL.insert,
    tenant_id,
    run.connection_id,
    position,
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
  )
  yield* all(RUN_SQL.count, tenant_id, run.connection_id, run.action, run.purpose)
  yield* all(RUN_SQL.letGo, tenant_id, run.connection_id, position - kept)
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

/** Does nothing when the connection is gone. */
export function* insertEvent(tenant_id: string, event: MigrationEvent): Operation<void> {
  const { connection_id, kind } = event
  const position = yield* nextPosition(tenant_id, connection_id, kind)
  if (position === undefined) return
  yield* all(
    EVENT_SQL.insert,
    tenant_id,
    event.event_id,
    connection_id,
    event.user_id,
    kind,
    event.detail,
    event.at,
    position,
  )
  if (kind === 'failed') yield* all(EVENT_SQL.letGo, tenant_id, connection_id, kind, position - FAILURES_KEPT)
}

export function* countMigrationFailures(
  tenant_id: string,
  connection_id: string,
): Operation<{ code: string; events: number }[]> {
  const rows = yield* all(EVENT_SQL.failures, tenant_id, connection_id)
  return rows.map((row) => ({ code: text(row, 'detail'), events: integer(row, 'events') }))
}

export function* listMigrationEvents(
  tenant_id: string,
  connection_id: string,
  limit: number,
): Operation<MigrationEvent[]> {
  const rows = yield* all(EVENT_SQL.list, tenant_id, connection_id, limit)
  return rows.map((row) => ({
    event_id: text(row, 'event_id'),
    connection_id: text(row, 'connection_id'),
    user_id: optionalText(row, 'user_id'),
    kind: text(row, 'kind') === 'migrated' ? 'migrated' : 'failed',
    detail: text(row, 'detail'),
    at: integer(row, 'at'),
  }))
}

/** @returns from 1; undefined when there is no such connection */
function* nextPosition(
  tenant_id: string,
  connection_id: string,
  kind: string,
): Operation<number | undefined> {
  const row = yield* first(POSITION_SQL.next, tenant_id, connection_id, kind)
  return row && integer(row, 'position')
}

function toRun(row: Row): RunRecord {
  return {
    run_id: text(row, 'run_id'),
    connection_id: text(row, 'connection_id'),
    // Written by `recordRun`, which takes nothing else.
    action: text(row, 'action') as Action,
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
