/** Decides which way a login goes, for the login itself, its previews and whois. @module */
import type { Connection, Store, StoredLogin } from '../../store/contract.ts'
import { findByName } from '../identifiers/aliases.ts'
import type { Mode } from '../mode/mode.ts'
import { modeOf } from '../mode/mode.ts'
import { isTombstoned } from './tombstones.ts'

/** Which way a login goes. */
export type LoginWay =
  /** The stored hash decides, and the script is never asked (M1). `is_blocked`: a right password is refused too. */
  | { kind: 'verify'; is_blocked: boolean }
  /** The script decides, and a user whom it accepts is stored. */
  | { kind: 'ask_and_store' }
  /** The script decides at each login; its profile is kept as a cache. */
  | { kind: 'ask_and_relay' }
  | { kind: 'refuse'; why: LoginRefusal }

/**
 * Why a login is refused without verifying a password. `unknown`: the user is not stored, and there is no script;
 * `no_password`: stored without a password, and there is no script; `blocked`: refused before the script runs (M2);
 * `deleted`: deleted for good.
 */
type LoginRefusal = 'unknown' | 'no_password' | 'blocked' | 'deleted'

/** Everything that the decision depends on. */
export interface LoginState {
  mode: Mode
  /** The user stored under the typed name. */
  stored: { has_password: boolean; is_blocked: boolean } | undefined
  /** Whether there is a tombstone for the typed name. */
  is_tombstoned: boolean
}

/** @returns the same way for the same state, whatever password was typed */
export function decideWay({ mode, stored, is_tombstoned }: LoginState): LoginWay {
  switch (mode) {
    case 'local':
      if (!stored) return { kind: 'refuse', why: 'unknown' }
      if (!stored.has_password) return { kind: 'refuse', why: 'no_password' }
      return { kind: 'verify', is_blocked: stored.is_blocked }
    case 'import':
      if (stored?.has_password) return { kind: 'verify', is_blocked: stored.is_blocked }
      // M2: a blocked user whose profile was cached in legacy mode is refused before the script runs.
      if (stored?.is_blocked) return { kind: 'refuse', why: 'blocked' }
      return is_tombstoned ? { kind: 'refuse', why: 'deleted' } : { kind: 'ask_and_store' }
    case 'legacy':
      return stored?.is_blocked ? { kind: 'refuse', why: 'blocked' } : { kind: 'ask_and_relay' }
  }
}

/** The way of a login, and the user stored under the typed name. */
export interface FoundWay {
  way: LoginWay
  stored: StoredLogin | undefined
}

/**
 * Looks up what the decision depends on, and nothing more.
 *
 * @param name.key normalised
 * @param found the result of a look-up that the caller has just made
 * @throws {StoreUnavailable}
 */
export async function findWay(
  deps: { store: Pick<Store, 'findLogin' | 'findAlias' | 'isTombstoned'> },
  { tenant_id, connection, key }: { tenant_id: string; connection: Connection; key: string },
  found?: { stored: StoredLogin | undefined },
): Promise<FoundWay> {
  const { stored } = found ?? { stored: await findByName(deps.store, { tenant_id, connection, key }) }
  const state = {
    mode: modeOf(connection),
    stored: stored && { has_password: stored.password_hash !== undefined, is_blocked: stored.user.blocked },
  }
  const way = decideWay({ ...state, is_tombstoned: false })
  // A tombstone matters only where a script could bring the user back.
  if (way.kind !== 'ask_and_store') return { way, stored }
  const is_tombstoned = await isTombstoned(deps, tenant_id, connection, { keys: [key] })
  return { way: decideWay({ ...state, is_tombstoned }), stored }
}
