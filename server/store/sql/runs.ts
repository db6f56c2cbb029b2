/** SQL about script runs and events of migrations. @module */

/** Columns that the operations read. */
const RUN_COLUMNS =
  'run_id, connection_id, action, script_revision, outcome, message, purpose, duration_us, cpu_us, logs, trace, at'

export const RUN_SQL = {
  insert: `insert into runs (tenant_id, connection_id, position, run_id, action, script_revision, outcome, message,
      purpose, duration_us, cpu_us, logs, trace, at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning position`,
  count: `insert into run_count_slots (tenant_id, connection_id, action, purpose, slot, runs) values ($1, $2, $3, $4, $5, 1)
    on conflict (tenant_id, connection_id, action, purpose, slot) do update set runs = run_count_slots.runs + 1
    returning runs`,
  deleteOld: `delete from runs where tenant_id = $1 and connection_id = $2 and position <= (
      select position from runs where tenant_id = $1 and connection_id = $2
      order by position desc limit 1 offset $3)`,
  find: `select ${RUN_COLUMNS} from runs where tenant_id = $1 and run_id = $2`,
  list: `select ${RUN_COLUMNS}
    from runs where tenant_id = $1 and connection_id = $2 order by position desc limit $3`,
  counts: `select action, purpose, cast(sum(runs) as bigint) as runs from run_count_slots
    where tenant_id = $1 and connection_id = $2 group by action, purpose order by action, purpose`,
} as const

/** Position of the newest failure that is no longer counted or listed: only now and then these are deleted. */
const oldFailure = (kept: string): string =>
  `select position from migration_events where tenant_id = $1 and connection_id = $2 and kind = 'failed'
        order by position desc limit 1 offset ${kept}`

/** Columns that the operations read. */
const EVENT = 'event_id, connection_id, user_id, kind, detail, at, revision, run_id'

export const EVENT_SQL = {
  insert: `insert into migration_events (tenant_id, event_id, connection_id, user_id, kind, detail, at, position, revision,
      run_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning position`,
  deleteOld: `delete from migration_events where tenant_id = $1 and connection_id = $2 and kind = 'failed' and position <= (
      ${oldFailure('$3')})`,
  failures: `select detail, count(*) as events from migration_events
    where tenant_id = $1 and connection_id = $2 and kind = 'failed' and position > coalesce((${oldFailure('$3')}), 0)
    group by detail order by events desc, detail`,
  // The number of migrated users stays right without their names.
  forgetUser: 'update migration_events set user_id = null where tenant_id = $1 and user_id = $2',
  ofUser: `select ${EVENT} from migration_events where tenant_id = $1 and user_id = $2 order by at desc, event_id desc
    limit $3`,
  list: `select ${EVENT} from migration_events
    where tenant_id = $1 and connection_id = $2
      and position > case when kind = 'failed' then coalesce((${oldFailure('$4')}), 0) else 0 end
    order by at desc, event_id desc limit $3`,
} as const
