import type { Operation, Row } from '../engine/operation.ts'
import { all, text } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/** The run of a script that a log entry is about has a column of its own; it was among the details only. */
export const runsOfLogEntries: Migration = {
  version: 21,
  name: 'runs of log entries',
  statements: ['alter table logs add column run_id text'],
  *fill() {
    yield* fillRuns()
  },
}

const PORTION = 500

const PAGE = `select tenant_id, log_id, details from logs
  where (tenant_id, log_id) > ($1, $2) and details is not null order by tenant_id, log_id limit $3`

const UPDATE = 'update logs set run_id = $3 where tenant_id = $1 and log_id = $2'

/** A portion at a time: a million rows are not kept in memory. */
function* fillRuns(): Operation<void> {
  let after = { tenant_id: '', log_id: '' }
  let rows: readonly Row[]
  do {
    rows = yield* all(PAGE, after.tenant_id, after.log_id, PORTION)
    for (const row of rows) {
      after = { tenant_id: text(row, 'tenant_id'), log_id: text(row, 'log_id') }
      const run_id = runIn(text(row, 'details'))
      if (run_id !== undefined) yield* all(UPDATE, after.tenant_id, after.log_id, run_id)
    }
  } while (rows.length === PORTION)
}

/** @param details JSON that Ferry wrote itself */
function runIn(details: string): string | undefined {
  const { run_id }: { run_id?: unknown } = JSON.parse(details)
  return typeof run_id === 'string' ? run_id : undefined
}
