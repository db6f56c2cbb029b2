/** Linking and unlinking users. @module */
import type { Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { IdentityName, LinkResult, UnlinkResult, User } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, json, Overtaken, text } from '../engine/operation.ts'
import { EVENT_SQL } from '../sql/runs.ts'
import { IDENTITY_SQL, USER_SQL } from '../sql/users.ts'
import { foundUser } from './clashes.ts'
import { addToCount } from './counts.ts'
import { dropProviderTokens } from './provider-tokens.ts'
import { signOutEverywhere } from './session-ends.ts'
import { voidTickets } from './ticket-ends.ts'
import { searchColumns, searchText } from './user-rows.ts'

type Fields = { [key: string]: Json }

export function* linkIdentity(
  tenant_id: string,
  user_id: string,
  name: IdentityName,
  now: number,
): Operation<LinkResult> {
  const named = yield* all(IDENTITY_SQL.named, tenant_id, name.provider, name.external_id)
  const [identity] = named.filter((row) => isIn(row, name.connection_id))
  const other_id = identity && text(identity, 'user_id')
  // Always in the same order, so that two requests that link the same users do not deadlock.
  for (const id of [user_id, other_id].filter((one) => one !== undefined).toSorted()) {
    if (!(yield* first(USER_SQL.claim, tenant_id, id)) && id === user_id) return { kind: 'missing' }
  }
  if (other_id === undefined) return { kind: 'no_identity' }
  const renamed = yield* all(IDENTITY_SQL.named, tenant_id, name.provider, name.external_id)
  if (!renamed.some((one) => isIn(one, name.connection_id) && one.user_id === other_id)) {
    throw new Overtaken('The identity was moved to another user meanwhile.')
  }
  if (other_id === user_id) return { kind: 'same_user' }
  const row = yield* first(USER_SQL.claim, tenant_id, other_id)
  // Deleted, or linked elsewhere, while this request waited.
  if (!row) return { kind: 'no_identity' }
  const other = yield* foundUser(tenant_id, other_id)
  if (other.blocked) return { kind: 'blocked' }

  const identities = yield* all(IDENTITY_SQL.ofUser, tenant_id, other_id)
  for (const moved of identities) {
    const profile = moved.profile === null ? linkedProfile(other) : json<Fields>(moved, 'profile')
    yield* move(tenant_id, moved, user_id, JSON.stringify(profile))
  }
  yield* voidTickets(tenant_id, other_id, identities)
  yield* signOutEverywhere(tenant_id, other_id, { cause: 'account-deleted', now })
  yield* all(EVENT_SQL.forgetUser, tenant_id, other_id)
  yield* all(USER_SQL.delete, tenant_id, other_id)
  const counted = { connection_id: text(row, 'connection_id'), user_id: other_id }
  yield* addToCount(tenant_id, counted, { users: -1, migrated: row.migrated_at !== null })
  return { kind: 'linked', user: yield* foundUser(tenant_id, user_id) }
}

export function* unlinkIdentity(
  tenant_id: string,
  user_id: string,
  name: IdentityName,
  now: number,
): Operation<UnlinkResult> {
  if (!(yield* first(USER_SQL.claim, tenant_id, user_id))) return { kind: 'missing' }
  const identities = yield* all(IDENTITY_SQL.ofUser, tenant_id, user_id)
  const named = identities.filter(
    (row) =>
      text(row, 'provider') === name.provider &&
      text(row, 'external_id') === name.external_id &&
      isIn(row, name.connection_id),
  )
  const linked = named.find((row) => row.profile !== null)
  if (!linked) return { kind: named.length > 0 ? 'own_identity' : 'no_identity' }
  const freed_id = `${name.provider}|${name.external_id}`
  if (!(yield* insertFreed(tenant_id, freed_id, linked, now))) return { kind: 'id_taken' }
  yield* move(tenant_id, linked, freed_id, undefined)
  yield* dropProviderTokens(tenant_id, text(linked, 'connection_id'), text(linked, 'external_id'))
  yield* voidTickets(tenant_id, user_id, [linked])
  // A sign-in by the identity is now a sign-in of the user.
  yield* signOutEverywhere(tenant_id, user_id, { cause: 'session-revoked', now })
  return {
    kind: 'unlinked',
    user: yield* foundUser(tenant_id, user_id),
    freed: yield* foundUser(tenant_id, freed_id),
  }
}

const isIn = (identity: Row, connection_id: string | undefined): boolean =>
  connection_id === undefined || text(identity, 'connection_id') === connection_id

function move(
  tenant_id: string,
  identity: Row,
  user_id: string,
  profile: string | undefined,
): Operation<readonly Row[]> {
  const { connection_id, external_id } = {
    connection_id: text(identity, 'connection_id'),
    external_id: text(identity, 'external_id'),
  }
  return all(IDENTITY_SQL.move, tenant_id, connection_id, external_id, user_id, profile)
}

/** The attributes that a linked identity keeps. */
function linkedProfile({ profile, email, email_verified, username }: User): Fields {
  return { ...profile, ...definedOnly({ email, email_verified, username }) }
}

function* insertFreed(
  tenant_id: string,
  user_id: string,
  identity: Row,
  now: number,
): Operation<Row | undefined> {
  const { email, email_verified, username, ...profile } = json<Fields>(identity, 'profile')
  const connection_id = text(identity, 'connection_id')
  const user = {
    email: typeof email === 'string' ? email : undefined,
    username: typeof username === 'string' ? username : undefined,
    profile,
  }
  const inserted = yield* first(
    USER_SQL.insert,
    tenant_id,
    user_id,
    connection_id,
    user.email,
    email_verified === true,
    user.username,
    JSON.stringify(profile),
    '{}',
    '{}',
    searchText(user_id, user),
    false,
    now,
    undefined,
    undefined,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
    ...searchColumns(user),
  )
  if (inserted) yield* addToCount(tenant_id, { connection_id, user_id }, { users: 1, migrated: false })
  return inserted
}
