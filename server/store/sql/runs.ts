/** SQL about script runs and events of migrations. @module */

/** Numbers without gaps within a connection, for lists that keep only the newest rows. */
export const POSITION_SQL = {
  next: `insert into positions (tenant_id, connection_id, kind, position)
    select tenant_id, connection_id, $3, 1 from connections where tenant_id = $1 and connection_id = $2
    on conflict (tenant_id, connection_id, kind) do update set position = positions.position + 1
    returning position`,
} as const

export const RUN_SQL = {
  insert: `insert into runs (tenant_id, connection_id, position, run_id, action, script_revision, outcome, message,
      purpose, duration_us, cpu_us, logs, trace, at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
  count: `insert into run_counts (tenant_id, connection_id, action, purpose, runs) values ($1, $2, $3, $4, 1)
    on conflict (tenant_id, connection_id, action, purpose) do update set runs = run_counts.runs + 1`,
  deleteOld: 'delete from runs where tenant_id = $1 and connection_id = $2 and position <= $3',
  list: `select run_id, connection_id, action, script_revision, outcome, message, purpose, duration_us, cpu_us, logs,
      trace, at
    from runs where tenant_id = $1 and connection_id = $2 order by position desc limit $3`,
  counts: `select action, purpose, runs from run_counts where tenant_id = $1 and connection_id = $2
    order by action, purpose`,
} as const

export const EVENT_SQL = {
  insert: `insert into migration_events (tenant_id, event_id, connection_id, user_id, kind, detail, at, position)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  deleteOld: `delete from migration_events
    where tenant_id = $1 and connection_id = $2 and kind = $3 and position <= $4`,
  failures: `select detail, count(*) as events from migration_events
    where tenant_id = $1 and connection_id = $2 and kind = 'failed' group by detail order by events desc, detail`,
  // The number of migrated users stays right without their names.
  forgetUser: 'update migration_events set user_id = null where tenant_id = $1 and user_id = $2',
  list: `select event_id, connection_id, user_id, kind, detail, at from migration_events
    where tenant_id = $1 and connection_id = $2 order by at desc, event_id desc limit $3`,
} as const
