/** SQL about the number of people in a legacy store. @module */

export const LEGACY_TOTAL_SQL = {
  find: `select total, source, at, run_id, tried_at, problem from legacy_totals
    where tenant_id = $1 and connection_id = $2`,
  save: `insert into legacy_totals (tenant_id, connection_id, total, source, at, run_id, tried_at, problem)
    values ($1, $2, $3, $4, $5, $6, $7, null)
    on conflict (tenant_id, connection_id) do update set total = excluded.total, source = excluded.source,
      at = excluded.at, run_id = excluded.run_id, tried_at = excluded.tried_at, problem = null`,
  saveProblem: `insert into legacy_totals (tenant_id, connection_id, run_id, tried_at, problem) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, connection_id) do update set run_id = excluded.run_id, tried_at = excluded.tried_at,
      problem = excluded.problem`,
  delete: 'delete from legacy_totals where tenant_id = $1 and connection_id = $2',
} as const
