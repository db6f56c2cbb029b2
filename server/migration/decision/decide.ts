/** Which way a login goes: the one decision for the login itself, for its previews and for whois. @module */
import type { Connection, Store, StoredLogin } from '../../store/contract.ts'
import type { Mode } from '../mode/mode.ts'
import { modeOf } from '../mode/mode.ts'
import { isTombstoned } from './tombstones.ts'

/** Which way a login goes. */
export type LoginWay =
  /** The stored hash decides, and the script is never asked (M1). `is_blocked`: the right password is refused too. */
  | { kind: 'verify'; is_blocked: boolean }
  /** The script decides, and whom it knows is stored. */
  | { kind: 'ask_and_store' }
  /** The script decides, each time anew; its profile is kept as a cache. */
  | { kind: 'ask_and_relay' }
  | { kind: 'refuse'; why: LoginRefusal }

/**
 * Why nobody is asked at all. `unknown`: not stored, and no script to ask; `no_password`: stored without one, and no script
 * to ask; `blocked`: before a script is asked (M2); `deleted`: for good.
 */
type LoginRefusal = 'unknown' | 'no_password' | 'blocked' | 'deleted'

/** All that the decision depends on. */
export interface LoginState {
  mode: Mode
  /** Of whom the store knows by the typed name. */
  stored: { has_password: boolean; is_blocked: boolean } | undefined
  /** Whether that name was deleted for good. */
  is_tombstoned: boolean
}

/** @returns the way; the same for the same state, whatever password was typed */
export function decideWay({ mode, stored, is_tombstoned }: LoginState): LoginWay {
  switch (mode) {
    case 'local':
      if (!stored) return { kind: 'refuse', why: 'unknown' }
      if (!stored.has_password) return { kind: 'refuse', why: 'no_password' }
      return { kind: 'verify', is_blocked: stored.is_blocked }
    case 'import':
      if (stored?.has_password) return { kind: 'verify', is_blocked: stored.is_blocked }
      // M2: a cached profile of legacy mode that was blocked is refused before the script.
      if (stored?.is_blocked) return { kind: 'refuse', why: 'blocked' }
      return is_tombstoned ? { kind: 'refuse', why: 'deleted' } : { kind: 'ask_and_store' }
    case 'legacy':
      return stored?.is_blocked ? { kind: 'refuse', why: 'blocked' } : { kind: 'ask_and_relay' }
  }
}

/** The way of a typed name, and whom the store knows by it. */
export interface FoundWay {
  way: LoginWay
  stored: StoredLogin | undefined
}

/**
 * Looks up what the decision depends on, and no more than that.
 *
 * @param name.key normalised
 * @param found whom the store knows by that key, if the caller has just looked
 * @throws {StoreUnavailable}
 */
export async function findWay(
  deps: { store: Pick<Store, 'findLogin' | 'isTombstoned'> },
  { tenant_id, connection, key }: { tenant_id: string; connection: Connection; key: string },
  found?: { stored: StoredLogin | undefined },
): Promise<FoundWay> {
  const { stored } = found ?? { stored: await deps.store.findLogin(tenant_id, connection.connection_id, key) }
  const state = {
    mode: modeOf(connection),
    stored: stored && { has_password: stored.password_hash !== undefined, is_blocked: stored.user.blocked },
  }
  const way = decideWay({ ...state, is_tombstoned: false })
  // Tombstones only matter to whom a script could bring back.
  if (way.kind !== 'ask_and_store') return { way, stored }
  const is_tombstoned = await isTombstoned(deps, tenant_id, connection, { keys: [key] })
  return { way: decideWay({ ...state, is_tombstoned }), stored }
}
