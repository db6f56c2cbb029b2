/** SQL about the number of people in a legacy store. @module */

export const LEGACY_TOTAL_SQL = {
  find: `select total, source, at, run_id, tried_at, problem from legacy_totals
    where tenant_id = $1 and connection_id = $2`,
  save: `insert into legacy_totals (tenant_id, connection_id, total, source, at, run_id, tried_at, problem)
    values ($1, $2, $3, $4, $5, $6, $7, null)
    on conflict (tenant_id, connection_id) do update set total = excluded.total, source = excluded.source,
      at = excluded.at, run_id = excluded.run_id, tried_at = excluded.tried_at, problem = null,
      claimed_until = case when excluded.source = 'script' then null else legacy_totals.claimed_until end`,
  saveProblem: `insert into legacy_totals (tenant_id, connection_id, run_id, tried_at, problem) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, connection_id) do update set run_id = excluded.run_id, tried_at = excluded.tried_at,
      problem = excluded.problem, claimed_until = null`,
  // $4: now. $5: only if the last count is not younger.
  claim: `insert into legacy_totals (tenant_id, connection_id, claimed_until) values ($1, $2, $3)
    on conflict (tenant_id, connection_id) do update set claimed_until = excluded.claimed_until
      where coalesce(legacy_totals.claimed_until, 0) <= $4
        and coalesce(legacy_totals.tried_at, legacy_totals.at, 0) <= $5
    returning connection_id`,
  // A count that is under way keeps its claim.
  forget: `update legacy_totals set total = null, source = null, at = null, run_id = null, tried_at = null, problem = null
    where tenant_id = $1 and connection_id = $2`,
  delete: 'delete from legacy_totals where tenant_id = $1 and connection_id = $2 and claimed_until is null',
} as const

/** Looks at the connections of all tenants, so it cannot be confined to one. */
export const ALL_LEGACY_TOTALS_SQL = {
  // One of each tenant before a second one of any, and first of the tenant whose last count is the oldest: tenants with many
  // connections keep nobody waiting.
  due: `select tenant_id, connection_id from (
      select c.tenant_id, c.connection_id,
        row_number() over (partition by c.tenant_id order by coalesce(t.tried_at, t.at, 0), c.connection_id) as place,
        (select max(coalesce(l.claimed_until, l.tried_at, 0)) from legacy_totals l where l.tenant_id = c.tenant_id) as served_at
      from connections c
      left join legacy_totals t on t.tenant_id = c.tenant_id and t.connection_id = c.connection_id
      where c.options like '%"ferry_count":%' and c.options like '%"enabledDatabaseCustomization":true%'
        and coalesce(t.claimed_until, 0) <= $1 and coalesce(t.tried_at, t.at, 0) <= $2) due
    order by place, coalesce(served_at, 0), tenant_id, connection_id limit $3`,
} as const
