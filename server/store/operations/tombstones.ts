/** Marks of people who must not come back out of the legacy store. @module */
import { sha256 } from '../../common/hash.ts'
import type { NewUser, TombstonedPerson } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first } from '../engine/operation.ts'
import { TOMBSTONE_SQL } from '../sql/user-life.ts'

export function* isTombstoned(
  tenant_id: string,
  connection_id: string,
  of: TombstonedPerson,
): Operation<boolean> {
  for (const person of hashesOf(tenant_id, connection_id, of)) {
    const found = yield* first(TOMBSTONE_SQL.find, tenant_id, connection_id, person)
    if (found && (found.lasting === 1 || !of.lasting_only)) return true
  }
  return false
}

export function* putTombstones(
  tenant_id: string,
  connection_id: string,
  of: TombstonedPerson,
  lasting: boolean,
  now: number,
): Operation<void> {
  for (const person of hashesOf(tenant_id, connection_id, of)) {
    yield* all(TOMBSTONE_SQL.insert, tenant_id, connection_id, person, now, lasting)
  }
}

/** All that a user is known by in its connection. */
export function peopleOf(
  user: Pick<NewUser, 'external_id' | 'email_key' | 'username_key'>,
): TombstonedPerson {
  const keys = [user.email_key, user.username_key].filter((key) => key !== undefined)
  return { external_id: user.external_id, keys }
}

/** Bound to the connection, so that equal people of two connections do not show. */
function hashesOf(
  tenant_id: string,
  connection_id: string,
  { external_id, keys }: TombstonedPerson,
): string[] {
  const names = [
    ...(external_id === undefined ? [] : [['id', external_id]]),
    ...(keys ?? []).map((key) => ['key', key]),
  ]
  return names.map((name) => sha256(JSON.stringify([tenant_id, connection_id, ...name])))
}
