/** SQL about users and their identities. @module */
import { HOLD } from './locks.ts'

/** Columns that the operations read. */
const USER_COLUMNS = `user_id, email, email_verified, username, profile, user_metadata, app_metadata, blocked, created_at,
  updated_at, last_login, last_ip, logins_count, last_password_reset, migrated_at, migrated_by, migrated_version, made_by`

/** Large users, with more than this in profile and metadata or in linked identities, are read alone. */
export const LARGE_BYTES = 16_384

const SIZE = 'octet_length(profile) + octet_length(user_metadata) + octet_length(app_metadata)'

/** Columns of listed users: for large users, profile and metadata are null and not read. */
export const LISTED_USER_COLUMNS = USER_COLUMNS.replaceAll(
  /\b(?:profile|user_metadata|app_metadata)\b/g,
  (column) => `case when ${SIZE} <= ${LARGE_BYTES} then ${column} end as ${column}`,
)

const OF_USER = USER_COLUMNS.replaceAll(/\w+/g, 'u.$&')

/** Search columns, in the order of `searchColumns`. */
const SEARCHED = 'email_lower, name_lower, given_name_lower, family_name_lower, nickname_lower, phone_number'

const setSearched = (from: number): string =>
  SEARCHED.split(', ')
    .map((column, index) => `${column} = $${from + index}`)
    .join(', ')

export const USER_SQL = {
  insert: `insert into users (tenant_id, user_id, connection_id, email, email_verified, username, profile, user_metadata,
      app_metadata, search_text, blocked, created_at, updated_at, last_login, last_ip, logins_count, migrated_at,
      migrated_by, migrated_version, made_by, ${SEARCHED})
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
    on conflict do nothing returning ${USER_COLUMNS}`,
  delete: 'delete from users where tenant_id = $1 and user_id = $2',
  find: `select ${USER_COLUMNS} from users where tenant_id = $1 and user_id = $2`,
  // For writes that depend on what the user is: a block or another password waits for them, and finds what they wrote.
  hold: `select ${USER_COLUMNS} from users where tenant_id = $1 and user_id = $2 ${HOLD}`,
  // Changes nothing: on a database server it locks the user's row.
  claim: `update users set updated_at = updated_at where tenant_id = $1 and user_id = $2
    returning connection_id, ${USER_COLUMNS}`,
  update: `update users set email = $3, email_verified = $4, username = $5, profile = $6, user_metadata = $7,
      app_metadata = $8, search_text = $9, blocked = $10, last_password_reset = $11, updated_at = $12, ${setSearched(13)}
    where tenant_id = $1 and user_id = $2 returning ${USER_COLUMNS}`,
  findByEmail: `select ${USER_COLUMNS} from users where tenant_id = $1 and email_lower = $3 and email = $2
    order by created_at, user_id`,
  // Updates a cached profile. Metadata that the script did not return stays.
  refresh: `update users set email = $3, email_verified = $4, username = $5, profile = $6,
      user_metadata = coalesce($7, user_metadata), app_metadata = coalesce($8, app_metadata), search_text = $9,
      updated_at = $10, ${setSearched(11)}
    where tenant_id = $1 and user_id = $2`,
  recordLogin: `update users set logins_count = logins_count + 1, last_login = $3, last_ip = $4
    where tenant_id = $1 and user_id = $2 returning user_id`,
  addToCount: `insert into user_count_slots (tenant_id, connection_id, slot, users, migrated) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, connection_id, slot)
    do update set users = user_count_slots.users + excluded.users,
      migrated = user_count_slots.migrated + excluded.migrated`,
  markMigrated: `update users set migrated_at = $3, migrated_by = $4, migrated_version = $5
    where tenant_id = $1 and user_id = $2`,
  count: `select cast(coalesce(sum(users), 0) as bigint) as users, cast(coalesce(sum(migrated), 0) as bigint) as migrated
    from user_count_slots where tenant_id = $1 and connection_id = $2`,
  // The totals of the two lists that have no other filter.
  total: 'select cast(sum(users) as bigint) as total from user_count_slots where tenant_id = $1',
  totalOfConnection: `select cast(sum(users) as bigint) as total from user_count_slots
    where tenant_id = $1 and connection_id = $2`,
} as const

/** A user's first identity comes first, whichever is older: only linked ones have a profile. */
export const IDENTITY_SQL = {
  insert: `insert into identities (tenant_id, connection_id, external_id, user_id, provider, email_key, username_key,
      password_hash, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning external_id`,
  // Everything that a sign-in needs, in one statement.
  findLoginByEmailKey: `select i.external_id, i.password_hash, ${OF_USER} from identities i
    join users u on u.tenant_id = i.tenant_id and u.user_id = i.user_id
    where i.tenant_id = $1 and i.connection_id = $2 and i.email_key = $3`,
  findLoginByUsernameKey: `select i.external_id, i.password_hash, ${OF_USER} from identities i
    join users u on u.tenant_id = i.tenant_id and u.user_id = i.user_id
    where i.tenant_id = $1 and i.connection_id = $2 and i.username_key = $3`,
  findLoginByExternalId: `select i.external_id, i.password_hash, ${OF_USER} from identities i
    join users u on u.tenant_id = i.tenant_id and u.user_id = i.user_id
    where i.tenant_id = $1 and i.connection_id = $2 and i.external_id = $3`,
  ofUser: `select connection_id, external_id, provider, email_key, username_key, password_hash, profile
    from identities where tenant_id = $1 and user_id = $2
    order by profile is not null, created_at, connection_id, external_id`,
  findByExternalId: `select user_id, external_id, password_hash, profile from identities
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  findByEmailKey: `select user_id, external_id, password_hash from identities
    where tenant_id = $1 and connection_id = $2 and email_key = $3`,
  findByUsernameKey: `select user_id, external_id, password_hash from identities
    where tenant_id = $1 and connection_id = $2 and username_key = $3`,
  named: `select user_id, connection_id from identities where tenant_id = $1 and provider = $2 and external_id = $3
    order by connection_id`,
  move: `update identities set user_id = $4, profile = $5
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  setKeys: `update identities set email_key = $4, username_key = $5
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  setHash: `update identities set password_hash = $4
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  setProfile: `update identities set profile = $4
    where tenant_id = $1 and connection_id = $2 and external_id = $3`,
  // Sets the hash of a cached profile, which has none.
  setFirstHash: `update identities set password_hash = $4
    where tenant_id = $1 and connection_id = $2 and external_id = $3 and password_hash is null returning user_id`,
  replaceHash: `update identities set password_hash = $5
    where tenant_id = $1 and connection_id = $2 and external_id = $3 and password_hash = $4 returning external_id`,
} as const

/** The identities of so many users, each with the name of its connection. */
/** @returns a select of those of so many users whose linked identities have more than the last value in all */
export function largeIdentitiesSql(users: number): string {
  const ids = Array.from({ length: users }, (_, index) => `$${index + 2}`)
  return `select user_id from identities
    where tenant_id = $1 and user_id in (${ids.join(', ')}) and profile is not null
    group by user_id having sum(octet_length(profile)) > $${users + 2}`
}

export function identitiesOfSql(users: number): string {
  const ids = Array.from({ length: users }, (_, index) => `$${index + 2}`)
  return `select i.user_id, i.connection_id, c.name as connection, i.external_id, i.provider, i.profile
    from identities i
    join connections c on c.tenant_id = i.tenant_id and c.connection_id = i.connection_id
    where i.tenant_id = $1 and i.user_id in (${ids.join(', ')})
    order by i.user_id, i.profile is not null, i.created_at, i.connection_id, i.external_id`
}
