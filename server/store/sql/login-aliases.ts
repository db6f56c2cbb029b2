/** SQL about further sign-in names. @module */
import { HOLD } from './locks.ts'

/** Further sign-in names that an identity may have. */
const MOST = 5

export const ALIAS_SQL = {
  // Names that come at the same time are counted one after the other.
  hold: `select external_id from identities
    where tenant_id = $1 and connection_id = $2 and external_id = $3 ${HOLD}`,
  // Email addresses and usernames of the connection outrank it.
  insert: `insert into login_aliases (tenant_id, connection_id, alias_key, external_id, created_at)
    select tenant_id, connection_id, cast($4 as text), external_id, cast($5 as bigint) from identities
    where tenant_id = $1 and connection_id = $2 and external_id = $3
      and not exists (select 1 from identities i where i.tenant_id = $1 and i.connection_id = $2 and i.email_key = $4)
      and not exists (select 1 from identities i where i.tenant_id = $1 and i.connection_id = $2 and i.username_key = $4)
      and (select count(*) from login_aliases a
        where a.tenant_id = $1 and a.connection_id = $2 and a.external_id = $3) < ${MOST}
    on conflict do nothing returning external_id`,
  find: `select external_id from login_aliases where tenant_id = $1 and connection_id = $2 and alias_key = $3`,
  ofUser: `select a.connection_id, a.external_id, a.alias_key, a.created_at from login_aliases a
    join identities i on i.tenant_id = a.tenant_id and i.connection_id = a.connection_id
      and i.external_id = a.external_id
    where i.tenant_id = $1 and i.user_id = $2 order by a.created_at, a.connection_id, a.alias_key`,
  // Called when the name has become an email address or a username.
  outranked: `delete from login_aliases where tenant_id = $1 and connection_id = $2 and alias_key = $3`,
  delete: `delete from login_aliases
    where tenant_id = $1 and connection_id = $3 and alias_key = $4 and exists (select 1 from identities i
      where i.tenant_id = $1 and i.connection_id = $3 and i.external_id = login_aliases.external_id and i.user_id = $2)
    returning alias_key`,
} as const
