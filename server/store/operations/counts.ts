/** Counts of users, which a connection keeps in several rows. @module */
import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import { USER_SQL } from '../sql/users.ts'

/** Rows of one count: that many transactions can count at the same time. */
const SLOTS = 16

/** @returns a number from 0 to 15 that is the same for the same text */
export const slotOf = (text: string): number => hashOf(text) % SLOTS

/** @returns a number below 65,521 that is the same for the same text, and spreads texts evenly enough; not for secrets */
export function hashOf(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) % 65_521
  return sum
}

/**
 * Changes the number of users of a connection, and of those that were migrated. The last statement of an operation, if it can
 * be: others that count in the same row wait from here until the transaction ends.
 */
export function* addToCount(
  tenant_id: string,
  of: { connection_id: string; user_id: string },
  { users, migrated }: { users: -1 | 0 | 1; migrated: boolean },
): Operation<void> {
  const by = migrated ? (users === 0 ? 1 : users) : 0
  yield* all(USER_SQL.addToCount, tenant_id, of.connection_id, slotOf(of.user_id), users, by)
}
