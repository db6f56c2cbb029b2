import type { Operation, Row } from '../engine/operation.ts'
import { all, text } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/** Finds the log entries of one person, application or run, and one run, without reading the whole log. */
export const findingLogEntries: Migration = {
  version: 44,
  name: 'finding log entries',
  statements: [
    // What the person typed, lower-cased by the application; null without one.
    'alter table logs add column identifier text',
    'create index logs_by_identifier on logs (tenant_id, identifier, log_id) where identifier is not null',
    'create index logs_by_run on logs (tenant_id, run_id, log_id) where run_id is not null',
    'create index logs_by_client on logs (tenant_id, client_id, log_id) where client_id is not null',
    'create index runs_by_id on runs (tenant_id, run_id)',
  ],
  *fill() {
    yield* fillIdentifiers()
  },
}

const PORTION = 500

const PAGE = `select tenant_id, log_id, user_name from logs
  where (tenant_id, log_id) > ($1, $2) and user_name is not null order by tenant_id, log_id limit $3`

const UPDATE = 'update logs set identifier = $3 where tenant_id = $1 and log_id = $2'

/** Reads a portion at a time, so that a million rows are never in memory. */
function* fillIdentifiers(): Operation<void> {
  let after = { tenant_id: '', log_id: '' }
  let rows: readonly Row[]
  do {
    rows = yield* all(PAGE, after.tenant_id, after.log_id, PORTION)
    for (const row of rows) {
      after = { tenant_id: text(row, 'tenant_id'), log_id: text(row, 'log_id') }
      yield* all(UPDATE, after.tenant_id, after.log_id, text(row, 'user_name').toLowerCase())
    }
  } while (rows.length === PORTION)
}
