/** What would become of somebody whom a script lets in. Nothing is stored. @module */
import type { Connection, Holders, Store } from '../../store/contract.ts'
import type { Clash } from '../identifiers/clash.ts'
import { clashOf } from '../identifiers/clash.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import type { Mode } from '../mode/mode.ts'
import { modeOf } from '../mode/mode.ts'
import type { ScriptProfile } from '../profile/profile.ts'
import { findWay } from './decide.ts'
import { isTombstoned } from './tombstones.ts'

/** How a login would end that has come so far. */
export type Foreseen =
  /** With the profile stored: as a new user, or over the cached one of `user_id`. */
  | { kind: 'stored'; user_id: string }
  /** The stored password decides, and the script would not be asked. */
  | { kind: 'served_here'; is_blocked: boolean }
  | { kind: 'blocked' }
  | { kind: 'deleted' }
  /** `is_import`: in legacy mode the profile is not imported, but the login is refused all the same. */
  | { kind: 'clash'; clash: Clash; is_import: boolean }

/** All that storing a profile depends on. */
export interface ArrivalState extends Holders {
  mode: Exclude<Mode, 'local'>
  /** Whether the id or one of the names was deleted for good. */
  is_tombstoned: boolean
}

/** How storing the profile would end: by the rules of `createUser` and `saveCachedLogin`. */
type Arrival =
  | { kind: 'stored' | 'blocked' | 'deleted' }
  | { kind: 'clash'; with: NonNullable<Holders['other']> }

/** @returns the same for the same state */
export function decideArrival({ mode, same, other, is_tombstoned }: ArrivalState): Arrival {
  const known = { kind: same?.user.blocked ? 'blocked' : 'stored' } as const
  switch (mode) {
    case 'import':
      if (is_tombstoned) return { kind: 'deleted' }
      if (other) return { kind: 'clash', with: other }
      // Whoever has a password here is served here; who comes by another name clashes.
      if (same?.password_hash !== undefined) {
        return { kind: 'clash', with: { by: 'external_id', existing: same.user } }
      }
      return known
    case 'legacy':
      // Stored with a password, from a time when the connection imported: that record stays as it is.
      if (same?.password_hash !== undefined) return known
      if (other && other.existing.user_id !== same?.user.user_id) return { kind: 'clash', with: other }
      return known
  }
}

interface Arriving {
  tenant_id: string
  connection: Connection
  profile: Pick<ScriptProfile, 'external_id' | 'user_id' | 'email_key' | 'username_key'>
}

/** What a look ahead reads. */
export interface ForeseeDeps {
  store: Pick<Store, 'findLogin' | 'findHolders' | 'isTombstoned'>
}

/** How a login would end whose script returned this profile. */
async function foreseeArrival(
  deps: ForeseeDeps,
  { tenant_id, connection, profile }: Arriving,
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

/** How the whole login would end: by the way that the typed name goes, and then by the profile. */
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
