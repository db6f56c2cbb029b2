/** Predicts the result of a login whose script accepted the user. Nothing is stored. @module */
import type { Connection, Holders, Store } from '../../store/contract.ts'
import type { Clash } from '../identifiers/clash.ts'
import { clashOf } from '../identifiers/clash.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import type { Mode } from '../mode/mode.ts'
import { modeOf } from '../mode/mode.ts'
import type { ScriptProfile } from '../profile/profile.ts'
import { findWay } from './decide.ts'
import { isTombstoned } from './tombstones.ts'

/** Predicted result of such a login. */
export type Foreseen =
  /** The profile is stored: as a new user, or over the cached profile of `user_id`. */
  | { kind: 'stored'; user_id: string }
  /** The stored password decides; the script would not run. */
  | { kind: 'served_here'; is_blocked: boolean }
  | { kind: 'blocked' }
  | { kind: 'deleted' }
  /** The login is refused because of another user. `is_import`: false in legacy mode, where profiles are not imported. */
  | { kind: 'clash'; clash: Clash; is_import: boolean }

/** Everything that storing a profile depends on. */
export interface ArrivalState extends Holders {
  mode: Exclude<Mode, 'local'>
  /** Whether there is a tombstone for the id or one of the names. */
  is_tombstoned: boolean
}

/** Predicted result of storing the profile, by the rules of `createUser` and `saveCachedLogin`. */
type Arrival =
  | { kind: 'stored' | 'blocked' | 'deleted' }
  | { kind: 'clash'; with: NonNullable<Holders['other']> }

/** @returns the same result for the same state */
export function decideArrival({ mode, same, other, is_tombstoned }: ArrivalState): Arrival {
  const known = { kind: same?.user.blocked ? 'blocked' : 'stored' } as const
  switch (mode) {
    case 'import':
      if (is_tombstoned) return { kind: 'deleted' }
      if (other) return { kind: 'clash', with: other }
      // A user with a password in Ferry signs in there; one who comes by another name clashes.
      if (same?.password_hash !== undefined) {
        return { kind: 'clash', with: { by: 'external_id', existing: same.user } }
      }
      return known
    case 'legacy':
      // Stored with a password, while the connection was in import mode: that user stays as it is.
      if (same?.password_hash !== undefined) return known
      if (other && other.existing.user_id !== same?.user.user_id) return { kind: 'clash', with: other }
      return known
  }
}

interface Arriving {
  tenant_id: string
  connection: Connection
  profile: Pick<ScriptProfile, 'external_id' | 'user_id' | 'email_key' | 'username_key'>
  /** The typed name is not in the profile. */
  other_name?: boolean
}

/** What the prediction reads. */
export interface ForeseeDeps {
  store: Pick<Store, 'findLogin' | 'findAlias' | 'findHolders' | 'isTombstoned'>
}

/** Predicts the result of a login whose script returned this profile. */
async function foreseeArrival(
  deps: ForeseeDeps,
  { tenant_id, connection, profile, other_name = false }: Arriving,
): Promise<Foreseen> {
  const mode = modeOf(connection)
  const { connection_id } = connection
  const { external_id, user_id, email_key, username_key } = profile
  const keys = [email_key, username_key].filter((key) => key !== undefined)
  const holders = await deps.store.findHolders(tenant_id, {
    connection_id,
    external_id,
    user_id,
    email_key,
    username_key,
  })
  // Whoever is in Ferry already needs the password there, by whatever further name.
  if (other_name && holders.same?.password_hash !== undefined) {
    return { kind: 'served_here', is_blocked: holders.same.user.blocked }
  }
  const is_tombstoned = await isTombstoned(deps, tenant_id, connection, { external_id, keys })
  // A script can be tried before the connection uses it.
  const arrival = decideArrival({ ...holders, mode: mode === 'local' ? 'import' : mode, is_tombstoned })
  if (arrival.kind === 'clash') {
    const clash = clashOf(arrival.with, connection, profile)
    return { kind: 'clash', clash, is_import: mode !== 'legacy' }
  }
  if (arrival.kind !== 'stored') return { kind: arrival.kind }
  return { kind: 'stored', user_id: holders.same?.user.user_id ?? user_id }
}

/** Predicts the result of the whole login: first by the typed name, then by the profile. */
export async function foreseeLogin(
  deps: ForeseeDeps,
  { identifier, ...arriving }: Arriving & { identifier: string },
): Promise<Foreseen> {
  const key = normaliseIdentifier(identifier.trim())
  const { way } = await findWay(deps, { ...arriving, key })
  switch (way.kind) {
    case 'verify':
      return { kind: 'served_here', is_blocked: way.is_blocked }
    case 'refuse':
      if (way.why === 'blocked' || way.why === 'deleted') return { kind: way.why }
      return foreseeArrival(deps, arriving)
    case 'ask_and_store':
    case 'ask_and_relay':
      return foreseeArrival(deps, arriving)
  }
}
