/** What users are searched and sorted by. @module */
import type { FieldSql, SubjectSql } from './search.ts'

const text = (column: string): FieldSql => ({ kind: 'text', column, folded: false, nullable: false })
const folded = (column: string): FieldSql => ({ kind: 'text', column, folded: true, nullable: false })
const nullable = (column: string): FieldSql => ({ kind: 'text', column, folded: false, nullable: true })
const number = (column: string): FieldSql => ({ kind: 'number', column })

/** A condition on one of the user's identities. `$1` is the tenant. */
const ofIdentity = (condition: string): string =>
  `exists (select 1 from identities i join connections c
    on c.tenant_id = i.tenant_id and c.connection_id = i.connection_id
    where i.tenant_id = $1 and i.user_id = users.user_id and ${condition})`

const identity = (column: string): FieldSql => ({ kind: 'related', column, around: ofIdentity })

/** `search_text` has e-mail, username, name and id. */
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
    'email.domain': { kind: 'domain', column: 'email_lower' },
    'identities.connection': identity('c.name'),
    'identities.provider': identity('i.provider'),
    'identities.user_id': identity('i.external_id'),
    user_metadata: { kind: 'json', column: 'user_metadata' },
    app_metadata: { kind: 'json', column: 'app_metadata' },
  },
}
