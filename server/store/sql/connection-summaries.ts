/** SQL about connections as lists show them. @module */

/** Characters of a login script that are read: its `require` calls are at the beginning. */
const SOURCE_READ = 20_000

const counted = (column: 'users' | 'migrated'): string =>
  `(select cast(coalesce(sum(u.${column}), 0) as bigint) from user_count_slots u
      where u.tenant_id = c.tenant_id and u.connection_id = c.connection_id) as ${column}`

const SELECT = `select c.connection_id, c.name, c.display_name, c.options, c.enabled_clients, c.revision, c.created_at,
    c.updated_at, d.revision as draft_revision, ${counted('users')}, ${counted('migrated')},
    substr(s.source, 1, ${SOURCE_READ}) as login_source
  from connections c
  left join connection_drafts d on d.tenant_id = c.tenant_id and d.connection_id = c.connection_id
  left join connection_scripts l on l.tenant_id = c.tenant_id and l.connection_id = c.connection_id
    and l.action = 'login'
  left join script_revisions s on s.tenant_id = l.tenant_id and s.connection_id = l.connection_id
    and s.action = l.action and s.revision = l.revision
  where c.tenant_id = $1`

export const SUMMARY_SQL = {
  start: `${SELECT} order by c.created_at, c.connection_id limit $2`,
  after: `${SELECT} and (c.created_at, c.connection_id) > ($2, $3) order by c.created_at, c.connection_id limit $4`,
  // Entries of these types name a run only when the script or the legacy store failed; a wrong password has another type.
  errors: `select connection_id, sum(coalesce(events, 1)) as errors from logs
    where tenant_id = $1 and type in ('f', 'fs', 'fdu') and log_id > $2 and run_id is not null
      and connection_id is not null
    group by connection_id`,
} as const
