/**
 * Writes of users' password hashes. No other operation changes one, so no way to set a password forgets to sign the user out
 * (A12). The exceptions below keep a password that the user knew already.
 * @module
 */
import type { MigratedBy } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import { IDENTITY_SQL } from '../sql/users.ts'
import { signOutEverywhere } from './session-ends.ts'

/** An identity and the user that it belongs to. */
interface HashOwner {
  user_id: string
  connection_id: string
  external_id: string
}

/** Sets a new password: the user is signed out everywhere. The caller holds the user's row. */
export function* setHash(
  tenant_id: string,
  { user_id, connection_id, external_id }: HashOwner,
  password_hash: string,
  now: number,
): Operation<void> {
  yield* all(IDENTITY_SQL.setHash, tenant_id, connection_id, external_id, password_hash)
  yield* signOutEverywhere(tenant_id, user_id, { cause: 'password-changed', now })
}

/**
 * Gives a cached profile its first hash. A sign-in and an import bring the password that the legacy store has: sessions stay.
 * A reset sets a new one: the user is signed out everywhere.
 *
 * @returns false when another transaction was faster
 */
export function* setFirstHash(
  tenant_id: string,
  { user_id, connection_id, external_id }: HashOwner,
  password_hash: string,
  by: MigratedBy,
  now: number,
): Operation<boolean> {
  const rows = yield* all(IDENTITY_SQL.setFirstHash, tenant_id, connection_id, external_id, password_hash)
  if (rows.length === 0) return false
  if (by === 'reset') yield* signOutEverywhere(tenant_id, user_id, { cause: 'password-changed', now })
  return true
}

/** Replaces a hash by a stronger one of the same password: sessions stay. @returns false when the hash has changed meanwhile */
export function* replaceHash(
  tenant_id: string,
  connection_id: string,
  external_id: string,
  old_hash: string,
  new_hash: string,
): Operation<boolean> {
  const rows = yield* all(IDENTITY_SQL.replaceHash, tenant_id, connection_id, external_id, old_hash, new_hash)
  return rows.length > 0
}
