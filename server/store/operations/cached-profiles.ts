/** Cached profiles of legacy mode: users without a hash, as the script last returned them. @module */
import { definedOnly } from '../../common/optional.ts'
import type { CachedProfile, CreateUserResult, NewUser } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, Overtaken, optionalText, text } from '../engine/operation.ts'
import { IDENTITY_SQL, USER_SQL } from '../sql/users.ts'
import { clashingIdentity, foundUser } from './clashes.ts'
import { addToCount } from './counts.ts'
import { countOutcome } from './ledger.ts'
import { setFirstHash } from './password-hashes.ts'
import type { StoredNewUser } from './provider-tokens.ts'
import { insertEvent } from './runs.ts'
import { searchColumns, searchText } from './user-rows.ts'

/** A cached profile of legacy mode has no credential: a migrated user with a hash takes over its id. */
export function* adoptCached(
  tenant_id: string,
  user: StoredNewUser,
  event_id: string,
  now: number,
): Operation<CreateUserResult | undefined> {
  const { connection_id, external_id, password_hash } = user
  const identity = yield* first(IDENTITY_SQL.findByExternalId, tenant_id, connection_id, external_id)
  if (!identity || !user.migrated_by || password_hash === undefined) return undefined
  if (optionalText(identity, 'password_hash') !== undefined) return undefined
  const holder = yield* clashingIdentity(tenant_id, connection_id, keysOf(user), external_id)
  if (holder) return holder
  const user_id = text(identity, 'user_id')
  const owner = { user_id, connection_id, external_id }
  const isAdopted = yield* setFirstHash(tenant_id, owner, password_hash, user.migrated_by, now)
  if (!isAdopted) throw new Overtaken('Another login has migrated the user meanwhile.')
  yield* refreshUser(tenant_id, user_id, user, cachedProfileOf(user), identity, now)
  // A user that it was linked to is counted by the connection in which that user was created.
  if (identity.profile === null) {
    yield* all(USER_SQL.markMigrated, tenant_id, user_id, now, user.migrated_by, user.migrated_version)
  }
  yield* recordMigrated(tenant_id, user, user_id, event_id, now)
  if (identity.profile === null) {
    yield* addToCount(tenant_id, { connection_id, user_id }, { users: 0, migrated: true })
  }
  return { kind: 'created', user: yield* foundUser(tenant_id, user_id) }
}

const keysOf = ({ email_key, username_key }: StoredNewUser) => ({ email_key, username_key })

/** Empty metadata keeps what an administrator wrote into the cached profile. */
function cachedProfileOf(user: StoredNewUser): CachedProfile {
  const { email, email_verified, username, profile, user_metadata, app_metadata } = user
  return {
    ...keysOf(user),
    email,
    email_verified,
    username,
    profile,
    ...(Object.keys(user_metadata).length > 0 && { user_metadata }),
    ...(Object.keys(app_metadata).length > 0 && { app_metadata }),
  }
}

/** Records that a user was migrated: the event, and the counts of the ledger. */
export function* recordMigrated(
  tenant_id: string,
  { connection_id, migrated_by: by = 'login', migrated_version: revision, run_id }: StoredNewUser,
  user_id: string,
  event_id: string,
  at: number,
): Operation<void> {
  const event = {
    event_id,
    connection_id,
    user_id,
    kind: 'migrated',
    detail: by,
    at,
    revision,
    run_id,
  } as const
  yield* insertEvent(tenant_id, event)
  yield* countOutcome(tenant_id, connection_id, { state: 'migrated', reason: by, at, spread: user_id })
}

/**
 * Updates a cached profile with what the script returned.
 *
 * @param identity of the script's user; a linked identity keeps names of its own
 */
export function* refreshUser(
  tenant_id: string,
  user_id: string,
  user: Pick<NewUser, 'connection_id' | 'external_id' | 'logged_in' | 'last_ip'>,
  refresh: CachedProfile,
  identity: Row,
  now: number,
): Operation<void> {
  yield* all(
    IDENTITY_SQL.setKeys,
    tenant_id,
    user.connection_id,
    user.external_id,
    refresh.email_key,
    refresh.username_key,
  )
  if (user.logged_in) yield* all(USER_SQL.recordLogin, tenant_id, user_id, now, user.last_ip)
  if (identity.profile !== null) {
    yield* refreshLinked(tenant_id, user, refresh)
    return
  }
  yield* all(
    USER_SQL.refresh,
    tenant_id,
    user_id,
    refresh.email,
    refresh.email_verified,
    refresh.username,
    JSON.stringify(refresh.profile),
    refresh.user_metadata && JSON.stringify(refresh.user_metadata),
    refresh.app_metadata && JSON.stringify(refresh.app_metadata),
    searchText(user_id, refresh),
    now,
    ...searchColumns(refresh),
  )
}

function refreshLinked(
  tenant_id: string,
  { connection_id, external_id }: Pick<NewUser, 'connection_id' | 'external_id'>,
  { email, email_verified, username, profile }: CachedProfile,
): Operation<readonly Row[]> {
  const named = { ...profile, ...definedOnly({ email, email_verified, username }) }
  return all(IDENTITY_SQL.setProfile, tenant_id, connection_id, external_id, JSON.stringify(named))
}
