/** Rows of users as users. @module */
import type { CachedProfile, Identity, MadeBy, MigratedBy, NewUser, User } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { identitiesOfSql, LARGE_BYTES, largeIdentitiesSql } from '../sql/users.ts'

/** Reads what belongs to these rows of users, and makes users of them, in the same order. */
export function* readUsers(tenant_id: string, rows: readonly Row[]): Operation<User[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => text(row, 'user_id'))
  const identities = Map.groupBy(yield* all(identitiesOfSql(ids.length), tenant_id, ...ids), (row) =>
    text(row, 'user_id'),
  )
  return rows.map((row) =>
    toUser(tenant_id, row, (identities.get(text(row, 'user_id')) ?? []).map(toIdentity)),
  )
}

/** The same for rows of a list. @returns only the ID of a user who is large, by the row or by linked identities */
export function* readSmallUsers(tenant_id: string, rows: readonly Row[]): Operation<(User | string)[]> {
  const small = rows.filter((row) => row.profile !== null)
  const ids = small.map((row) => text(row, 'user_id'))
  const linked =
    ids.length === 0 ? [] : yield* all(largeIdentitiesSql(ids.length), tenant_id, ...ids, LARGE_BYTES)
  const large = new Set(linked.map((row) => text(row, 'user_id')))
  const users = yield* readUsers(
    tenant_id,
    small.filter((row) => !large.has(text(row, 'user_id'))),
  )
  const byId = new Map(users.map((user) => [user.user_id, user]))
  return rows.map((row) => byId.get(text(row, 'user_id')) ?? text(row, 'user_id'))
}

/** @param row a row of the user's own columns */
export function toUser(tenant_id: string, row: Row, identities: Identity[]): User {
  return {
    tenant_id,
    user_id: text(row, 'user_id'),
    email: optionalText(row, 'email'),
    email_verified: integer(row, 'email_verified') === 1,
    username: optionalText(row, 'username'),
    profile: json<User['profile']>(row, 'profile'),
    user_metadata: json<User['user_metadata']>(row, 'user_metadata'),
    app_metadata: json<User['app_metadata']>(row, 'app_metadata'),
    identities,
    blocked: integer(row, 'blocked') === 1,
    created_at: integer(row, 'created_at'),
    updated_at: integer(row, 'updated_at'),
    last_login: optionalInteger(row, 'last_login'),
    last_ip: optionalText(row, 'last_ip'),
    logins_count: integer(row, 'logins_count'),
    last_password_reset: optionalInteger(row, 'last_password_reset'),
    migrated_at: optionalInteger(row, 'migrated_at'),
    migrated_by: migratedBy(optionalText(row, 'migrated_by')),
    migrated_version: optionalInteger(row, 'migrated_version'),
    made_by: madeBy(optionalText(row, 'made_by')),
  }
}

function toIdentity(row: Row): Identity {
  return {
    connection_id: text(row, 'connection_id'),
    connection: text(row, 'connection'),
    external_id: text(row, 'external_id'),
    provider: text(row, 'provider'),
    ...(row.profile === null ? {} : { profile: json<User['profile']>(row, 'profile') }),
  }
}

function migratedBy(value: string | undefined): MigratedBy | undefined {
  if (value === undefined || value === 'login' || value === 'reset' || value === 'import') return value
  throw new TypeError('Column migrated_by has an unknown value.')
}

function madeBy(value: string | undefined): MadeBy | undefined {
  if (value === undefined || value === 'sign_up' || value === 'administrator' || value === 'legacy_login') {
    return value
  }
  throw new TypeError('Column made_by has an unknown value.')
}

/** Both sides of a search are lower-cased here, because engines differ in whether `like` ignores case. */
export function searchText(
  user_id: string,
  user: Pick<NewUser, 'email' | 'username' | 'profile'> | CachedProfile,
): string {
  const { name } = user.profile
  return [user.email, user.username, typeof name === 'string' ? name : undefined, user_id]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase()
}

/** Values of the search columns of a user: lower-cased, empty when missing. */
export function searchColumns(user: Pick<NewUser, 'email' | 'profile'>): string[] {
  const { name, given_name, family_name, nickname, phone_number } = user.profile
  const folded = [user.email, name, given_name, family_name, nickname].map((value) =>
    typeof value === 'string' ? value.toLowerCase() : '',
  )
  return [...folded, typeof phone_number === 'string' ? phone_number : '']
}
