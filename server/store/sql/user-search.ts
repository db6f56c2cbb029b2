/** Fields by which users are searched and sorted. @module */
import type { FieldSql, SubjectSql } from './search.ts'

const text = (column: string): FieldSql => ({ kind: 'text', column, folded: false, nullable: false })
const folded = (column: string): FieldSql => ({ kind: 'text', column, folded: true, nullable: false })
const nullable = (column: string): FieldSql => ({ kind: 'text', column, folded: false, nullable: true })
const number = (column: string): FieldSql => ({ kind: 'number', column })

/** A condition on one of the user's identities. `$1` is the tenant. */
const ofIdentity = (condition: string): string =>
  `exists (select 1 from identities i where i.tenant_id = $1 and i.user_id = users.user_id and ${condition})`

/** The same for selective conditions: the index that starts with the connection finds them first. */
const ofFewIdentities = (condition: string): string =>
  `user_id in (select i.user_id from identities i where i.tenant_id = $1 and ${condition} and i.connection_id in
    (select connection_id from connections where tenant_id = $1))`

/** Users of a connection: those created in it, and those with a linked identity of it. */
function ofConnection(condition: string): string {
  const connections = `(select connection_id from connections where tenant_id = $1 and ${condition})`
  return `(connection_id in ${connections} or user_id in (select user_id from identities
    where tenant_id = $1 and profile is not null and connection_id in ${connections}))`
}

/** The total of a list of all users of the connection `$2`: counting its users one by one would take too long. */
export const CONNECTION_TOTAL_SQL = `select cast(coalesce(sum(users), 0) + (
    select count(distinct i.user_id) from identities i
    join users u on u.tenant_id = i.tenant_id and u.user_id = i.user_id and u.connection_id <> i.connection_id
    where i.tenant_id = $1 and i.profile is not null
      and i.connection_id = (select connection_id from connections where tenant_id = $1 and name = $2)
  ) as bigint) as total
  from user_count_slots
  where tenant_id = $1 and connection_id = (select connection_id from connections where tenant_id = $1 and name = $2)`

/** `search_text` has email, username, name and id. */
export const USER_SUBJECT: SubjectSql = {
  words: 'search_text',
  fields: {
    email: folded('email_lower'),
    name: folded('name_lower'),
    given_name: folded('given_name_lower'),
    family_name: folded('family_name_lower'),
    nickname: folded('nickname_lower'),
    username: nullable('username'),
    user_id: text('user_id'),
    phone_number: text('phone_number'),
    last_ip: nullable('last_ip'),
    email_verified: { kind: 'flag', column: 'email_verified' },
    blocked: { kind: 'flag', column: 'blocked' },
    logins_count: number('logins_count'),
    created_at: number('created_at'),
    updated_at: number('updated_at'),
    last_login: number('last_login'),
    migrated_at: number('migrated_at'),
    migrated_by: nullable('migrated_by'),
    migrated_version: number('migrated_version'),
    made_by: nullable('made_by'),
    'email.domain': { kind: 'domain', column: 'email_lower' },
    'identities.connection': { kind: 'related', column: 'name', around: ofConnection },
    'identities.provider': { kind: 'related', column: 'i.provider', around: ofIdentity },
    'identities.user_id': { kind: 'related', column: 'i.external_id', around: ofFewIdentities },
    user_metadata: { kind: 'json', column: 'user_metadata' },
    app_metadata: { kind: 'json', column: 'app_metadata' },
  },
}
