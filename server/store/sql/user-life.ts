/** SQL about histories of passwords and tombstones. @module */

export const HISTORY_SQL = {
  last: `select max(position) as position from password_history
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  insert: `insert into password_history (tenant_id, connection_id, external_id, position, password_hash, replaced_at)
    values ($1, $2, $3, $4, $5, $6)`,
  deleteOld: `delete from password_history
    where tenant_id = $1 and connection_id = $2 and external_id = $3 and position <= $4`,
  list: `select password_hash from password_history
    where tenant_id = $1 and connection_id = $2 and external_id = $3 order by position desc limit $4`,
} as const

export const TOMBSTONE_SQL = {
  insert: `insert into tombstones (tenant_id, connection_id, person, created_at, lasting) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, connection_id, person)
    do update set lasting = case when excluded.lasting = 1 then 1 else tombstones.lasting end`,
  find: 'select lasting from tombstones where tenant_id = $1 and connection_id = $2 and person = $3',
} as const
