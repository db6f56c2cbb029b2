/** Users and their identities. @module */
import type { CachedProfile, CreateUserResult, StoredLogin, User } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, Overtaken, optionalText, text } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { IDENTITY_SQL, USER_SQL } from '../sql/users.ts'
import { adoptCached, recordMigrated, refreshUser } from './cached-profiles.ts'
import { clash, clashingIdentity, foundUser } from './clashes.ts'
import { addToCount } from './counts.ts'
import { countOutcome, forget } from './ledger.ts'
import { addAlias, outrankAliases } from './login-aliases.ts'
import type { StoredNewUser } from './provider-tokens.ts'
import { putProviderTokens } from './provider-tokens.ts'
import { isTombstoned, peopleOf } from './tombstones.ts'
import { readUsers, searchColumns, searchText, toUser } from './user-rows.ts'

/** Provider of every identity in the store. */
const PROVIDER = 'auth0'

export function* findLogin(
  tenant_id: string,
  connection_id: string,
  key: string,
): Operation<StoredLogin | undefined> {
  const row =
    (yield* first(IDENTITY_SQL.findLoginByEmailKey, tenant_id, connection_id, key)) ??
    (yield* first(IDENTITY_SQL.findLoginByUsernameKey, tenant_id, connection_id, key))
  const [user] = row ? yield* readUsers(tenant_id, [row]) : []
  if (!row || !user) return undefined
  return {
    user,
    password_hash: optionalText(row, 'password_hash'),
    external_id: text(row, 'external_id'),
  }
}

export function* createUser(
  tenant_id: string,
  user: StoredNewUser,
  event_id: string,
  now: number,
): Operation<CreateUserResult> {
  const connection = yield* first(CONNECTION_SQL.name, tenant_id, user.connection_id)
  if (!connection) return { kind: 'no_connection' }
  if (yield* isRefused(tenant_id, user)) return { kind: 'tombstoned' }
  const inserted = yield* insertUser(tenant_id, user, now)
  if (!inserted) {
    const adopted = yield* adoptCached(tenant_id, user, event_id, now)
    if (adopted?.kind === 'created') yield* insertBeside(tenant_id, user, now)
    return adopted ?? (yield* clash(tenant_id, user))
  }
  // The insert may have waited for a transaction that deleted the same person.
  if (yield* isRefused(tenant_id, user)) throw new Overtaken('The user was deleted meanwhile.')
  yield* insertBeside(tenant_id, user, now)
  if (user.migrated_by) yield* recordMigrated(tenant_id, user, user.user_id, event_id, now)
  else if (user.joins_migration) {
    const joined = { state: 'joined', reason: user.made_by, at: now, spread: user.user_id } as const
    yield* countOutcome(tenant_id, user.connection_id, joined)
  }
  yield* addToCount(tenant_id, user, { users: 1, migrated: user.migrated_by !== undefined })
  const { connection_id, external_id } = user
  const identity = { connection_id, connection: text(connection, 'name'), external_id, provider: PROVIDER }
  return { kind: 'created', user: toUser(tenant_id, inserted, [identity]) }
}

/** Whether a tombstone says that this person must not be created. */
function* isRefused(tenant_id: string, user: StoredNewUser): Operation<boolean> {
  if (!user.unless_tombstoned && !user.migrated_by) return false
  const person = { ...peopleOf(user), lasting_only: user.unless_tombstoned !== true }
  return yield* isTombstoned(tenant_id, user.connection_id, person)
}

/** What is kept beside the identity. */
function* insertBeside(tenant_id: string, user: StoredNewUser, now: number): Operation<void> {
  const { connection_id, external_id, alias_key, email_key, username_key } = user
  yield* outrankAliases(tenant_id, connection_id, user)
  yield* forget(tenant_id, connection_id, { external_id, keys: [email_key, username_key, alias_key] })
  yield* putProviderTokens(tenant_id, user, now)
  if (alias_key !== undefined) yield* addAlias(tenant_id, connection_id, external_id, alias_key, now)
}

/** @returns the user's row; undefined when the user or the identity clashes: then nothing was written */
function* insertUser(tenant_id: string, user: StoredNewUser, now: number): Operation<Row | undefined> {
  const inserted = yield* first(
    USER_SQL.insert,
    tenant_id,
    user.user_id,
    user.connection_id,
    user.email,
    user.email_verified,
    user.username,
    JSON.stringify(user.profile),
    JSON.stringify(user.user_metadata),
    JSON.stringify(user.app_metadata),
    searchText(user.user_id, user),
    user.blocked ?? false,
    now,
    user.logged_in ? now : undefined,
    user.logged_in ? user.last_ip : undefined,
    user.logged_in ? 1 : 0,
    user.migrated_by && now,
    user.migrated_by,
    user.migrated_version,
    user.made_by,
    ...searchColumns(user),
  )
  if (!inserted) return undefined
  const identity = yield* first(
    IDENTITY_SQL.insert,
    tenant_id,
    user.connection_id,
    user.external_id,
    user.user_id,
    PROVIDER,
    user.email_key,
    user.username_key,
    user.password_hash,
    now,
  )
  if (identity) return inserted
  yield* all(USER_SQL.delete, tenant_id, user.user_id)
  return undefined
}

export function* saveCachedLogin(
  tenant_id: string,
  user: StoredNewUser,
  refresh: CachedProfile,
  event_id: string,
  now: number,
): Operation<CreateUserResult | { kind: 'refreshed'; user: User }> {
  const { connection_id, external_id } = user
  let identity = yield* first(IDENTITY_SQL.findByExternalId, tenant_id, connection_id, external_id)
  if (!identity) {
    const made = yield* createUser(tenant_id, user, event_id, now)
    if (made.kind !== 'exists') return made
    // Another login may have made the user while the insert waited for it.
    identity = yield* first(IDENTITY_SQL.findByExternalId, tenant_id, connection_id, external_id)
    if (!identity) return made
  }

  const user_id = text(identity, 'user_id')
  if (optionalText(identity, 'password_hash') !== undefined) {
    // The script has let the person in: its tokens are theirs, whoever keeps the password.
    yield* putProviderTokens(tenant_id, user, now)
    return { kind: 'exists', by: 'external_id', existing: yield* foundUser(tenant_id, user_id) }
  }
  const holder = yield* clashingIdentity(tenant_id, connection_id, refresh, external_id)
  if (holder) return holder
  yield* refreshUser(tenant_id, user_id, user, refresh, identity, now)
  yield* outrankAliases(tenant_id, connection_id, refresh)
  yield* putProviderTokens(tenant_id, user, now)
  return { kind: 'refreshed', user: yield* foundUser(tenant_id, user_id) }
}

export function* recordLogin(
  tenant_id: string,
  user_id: string,
  ip: string | undefined,
  now: number,
): Operation<boolean> {
  return (yield* first(USER_SQL.recordLogin, tenant_id, user_id, now, ip)) !== undefined
}

export function* findUser(tenant_id: string, user_id: string): Operation<User | undefined> {
  const [user] = yield* readUsers(tenant_id, yield* all(USER_SQL.find, tenant_id, user_id))
  return user
}

/** The same; a block or another password waits until the transaction ends, and then finds what it wrote. */
export function* holdUser(tenant_id: string, user_id: string): Operation<User | undefined> {
  const [user] = yield* readUsers(tenant_id, yield* all(USER_SQL.hold, tenant_id, user_id))
  return user
}

export function* findUsersByEmail(tenant_id: string, email: string): Operation<User[]> {
  return yield* readUsers(tenant_id, yield* all(USER_SQL.findByEmail, tenant_id, email, email.toLowerCase()))
}

export function* countUsers(
  tenant_id: string,
  connection_id: string,
): Operation<{ users: number; migrated: number }> {
  const row = yield* first(USER_SQL.count, tenant_id, connection_id)
  return row
    ? { users: integer(row, 'users'), migrated: integer(row, 'migrated') }
    : { users: 0, migrated: 0 }
}
