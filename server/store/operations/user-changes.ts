/** Changing and deleting users. @module */
import type { Json } from '../../../runtime/index.ts'
import type { UpdateUserResult, User, UserChange } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { LEDGER_PERSON_SQL } from '../sql/ledger.ts'
import { MAIL_SQL } from '../sql/mails.ts'
import { EVENT_SQL } from '../sql/runs.ts'
import { HISTORY_SQL } from '../sql/user-life.ts'
import { IDENTITY_SQL, USER_SQL } from '../sql/users.ts'
import { forgetLoginFailures } from './attempts.ts'
import { clashingIdentity, foundUser } from './clashes.ts'
import { addToCount } from './counts.ts'
import { eraseStory } from './ledger.ts'
import { outrankAliases } from './login-aliases.ts'
import { setHash } from './password-hashes.ts'
import { signOutEverywhere } from './session-ends.ts'
import { voidTickets } from './ticket-ends.ts'
import { peopleOf, putTombstones } from './tombstones.ts'
import { searchColumns, searchText, toUser } from './user-rows.ts'

type Fields = { [key: string]: Json }

export function* updateUser(
  tenant_id: string,
  user_id: string,
  change: UserChange,
  now: number,
): Operation<UpdateUserResult> {
  const row = yield* first(USER_SQL.claim, tenant_id, user_id)
  const identities = yield* all(IDENTITY_SQL.ofUser, tenant_id, user_id)
  const own = row && ownIdentity(row, identities)
  const identity = chooseIdentity(own, identities, change.connection_id)
  if (!row || !identity) return { kind: 'missing' }

  const { connection_id, external_id } = keysOf(identity)
  const keys = { email_key: change.email?.email_key, username_key: change.username?.username_key }
  const holder = yield* clashingIdentity(tenant_id, connection_id, keys, external_id)
  if (holder?.by === 'email' || holder?.by === 'username') {
    return { kind: 'taken', by: holder.by, existing: holder.existing }
  }
  yield* all(
    IDENTITY_SQL.setKeys,
    tenant_id,
    connection_id,
    external_id,
    keys.email_key ?? optionalText(identity, 'email_key'),
    keys.username_key ?? optionalText(identity, 'username_key'),
  )
  yield* outrankAliases(tenant_id, connection_id, keys)
  // A time from the legacy store means that it has changed the password too.
  const isPasswordNew = change.password !== undefined || change.last_password_reset !== undefined
  if (isPasswordNew) yield* endBlocks(tenant_id, identity)
  // A12: the user is signed out everywhere.
  if (change.password) yield* setPassword(tenant_id, user_id, identity, change.password, now)
  else if (isPasswordNew || change.blocked) {
    const cause = isPasswordNew ? 'password-changed' : 'account-deactivated'
    yield* signOutEverywhere(tenant_id, user_id, { cause, now })
  }
  // A7: links that were sent before are void.
  if (isPasswordNew || isMoved(identity, change)) yield* voidTickets(tenant_id, user_id, identities)
  const user = changed(toUser(tenant_id, row, []), change, identity === own, now)
  if (identity !== own) yield* updateLinked(tenant_id, identity, change)
  yield* all(
    USER_SQL.update,
    tenant_id,
    user_id,
    user.email,
    user.email_verified,
    user.username,
    JSON.stringify(user.profile),
    JSON.stringify(user.user_metadata),
    JSON.stringify(user.app_metadata),
    searchText(user_id, user),
    user.blocked,
    user.last_password_reset,
    now,
    ...searchColumns(user),
  )
  return { kind: 'updated', user: yield* foundUser(tenant_id, user_id) }
}

/** Whether mail now goes to another address. */
function isMoved(identity: Row, { email }: UserChange): boolean {
  return email !== undefined && email.email_key !== optionalText(identity, 'email_key')
}

/** The user's first identity; the others were linked later. */
function ownIdentity(user: Row, identities: readonly Row[]): Row | undefined {
  const there = identities.filter((row) => text(row, 'connection_id') === text(user, 'connection_id'))
  const named = there.find(
    (row) => `${text(row, 'provider')}|${text(row, 'external_id')}` === text(user, 'user_id'),
  )
  return named ?? there[0]
}

/** In a connection where the user has several identities, its own goes before those that were linked to it. */
function chooseIdentity(
  own: Row | undefined,
  identities: readonly Row[],
  connection_id: string | undefined,
): Row | undefined {
  if (connection_id === undefined || (own && text(own, 'connection_id') === connection_id)) return own
  return identities.find((row) => text(row, 'connection_id') === connection_id)
}

function keysOf(identity: Row): {
  connection_id: string
  external_id: string
  email_key: string | undefined
  username_key: string | undefined
} {
  return {
    connection_id: text(identity, 'connection_id'),
    external_id: text(identity, 'external_id'),
    email_key: optionalText(identity, 'email_key'),
    username_key: optionalText(identity, 'username_key'),
  }
}

/** @param own whether names and attributes are those of the user itself, not of a linked identity */
function changed(user: User, change: UserChange, own: boolean, now: number): User {
  const names = own
    ? {
        email: change.email?.email ?? user.email,
        email_verified: change.email_verified ?? user.email_verified,
        username: change.username?.username ?? user.username,
        profile: merged(user.profile, change.profile),
      }
    : {}
  return {
    ...user,
    ...names,
    user_metadata: merged(user.user_metadata, change.user_metadata),
    app_metadata: merged(user.app_metadata, change.app_metadata),
    blocked: change.blocked ?? user.blocked,
    last_password_reset: change.last_password_reset ?? (change.password ? now : user.last_password_reset),
  }
}

/** What a linked identity calls itself is kept with it. */
function* updateLinked(tenant_id: string, identity: Row, change: UserChange): Operation<void> {
  const { connection_id, external_id } = keysOf(identity)
  const before = identity.profile === null ? {} : json<Fields>(identity, 'profile')
  const profile = merged(before, {
    ...change.profile,
    ...(change.email && { email: change.email.email }),
    ...(change.username && { username: change.username.username }),
    ...(change.email_verified !== undefined && { email_verified: change.email_verified }),
  })
  yield* all(IDENTITY_SQL.setProfile, tenant_id, connection_id, external_id, JSON.stringify(profile))
}

function merged(fields: Fields, change: Fields = {}): Fields {
  return Object.fromEntries(Object.entries({ ...fields, ...change }).filter(([, value]) => value !== null))
}

/** Whoever has a new password need not wait for the guessing of the old one to be forgotten (A4). */
function* endBlocks(tenant_id: string, identity: Row): Operation<void> {
  const { connection_id, email_key, username_key } = keysOf(identity)
  for (const person of [email_key, username_key]) {
    if (person !== undefined) yield* forgetLoginFailures(tenant_id, { person, connection_id })
  }
}

function* setPassword(
  tenant_id: string,
  user_id: string,
  identity: Row,
  { password_hash, history_size }: { password_hash: string; history_size: number },
  now: number,
): Operation<void> {
  const { connection_id, external_id } = keysOf(identity)
  const of = [tenant_id, connection_id, external_id] as const
  const last = yield* first(HISTORY_SQL.last, ...of)
  const position = ((last && optionalInteger(last, 'position')) ?? 0) + 1
  const old = optionalText(identity, 'password_hash')
  if (old !== undefined) yield* all(HISTORY_SQL.insert, ...of, position, old, now)
  yield* all(HISTORY_SQL.deleteOld, ...of, position - history_size)
  yield* setHash(tenant_id, { user_id, connection_id, external_id }, password_hash, now)
}

export function* listPasswordHashes(
  tenant_id: string,
  connection_id: string,
  external_id: string,
  newest: number,
): Operation<string[]> {
  const identity = yield* first(IDENTITY_SQL.findByExternalId, tenant_id, connection_id, external_id)
  const current = identity && optionalText(identity, 'password_hash')
  const old = yield* all(HISTORY_SQL.list, tenant_id, connection_id, external_id, newest)
  const hashes = old.map((row) => text(row, 'password_hash'))
  return [...(current === undefined ? [] : [current]), ...hashes].slice(0, newest)
}

export function* deleteUser(
  tenant_id: string,
  user_id: string,
  { tombstone, recipients }: { tombstone: boolean | 'lasting'; recipients: readonly string[] },
  now: number,
): Operation<boolean> {
  const row = yield* first(USER_SQL.claim, tenant_id, user_id)
  if (!row) return false
  for (const identity of yield* all(IDENTITY_SQL.ofUser, tenant_id, user_id)) {
    const keys = keysOf(identity)
    if (tombstone) {
      yield* putTombstones(tenant_id, keys.connection_id, peopleOf(keys), tombstone === 'lasting', now)
    }
    const names = { external_id: keys.external_id, keys: [keys.email_key, keys.username_key] }
    yield* eraseStory(tenant_id, keys.connection_id, names, tombstone !== false, now)
  }
  yield* all(LEDGER_PERSON_SQL.forgetHolder, tenant_id, user_id)
  for (const recipient of recipients) yield* all(MAIL_SQL.deleteTo, tenant_id, recipient)
  yield* signOutEverywhere(tenant_id, user_id, { cause: 'account-deleted', now })
  const migrated = row.migrated_at !== null
  yield* all(EVENT_SQL.forgetUser, tenant_id, user_id)
  // Identities and what belongs to them go with the user.
  yield* all(USER_SQL.delete, tenant_id, user_id)
  yield* addToCount(
    tenant_id,
    { connection_id: text(row, 'connection_id'), user_id },
    { users: -1, migrated },
  )
  return true
}
