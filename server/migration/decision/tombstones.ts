/** Users who were deleted for good. @module */
import type { Connection, Store, TombstonedPerson } from '../../store/contract.ts'
import { keepsTombstones, modeOf } from '../mode/mode.ts'

/**
 * M2: whether the legacy store must not bring this user back. A connection without `ferry_tombstones` counts only
 * tombstones that an administrator asked for; in legacy mode the legacy store decides.
 */
export async function isTombstoned(
  { store }: { store: Pick<Store, 'isTombstoned'> },
  tenant_id: string,
  connection: Connection,
  person: TombstonedPerson,
): Promise<boolean> {
  if (modeOf(connection) === 'legacy') return false
  const lasting_only = !keepsTombstones(connection)
  return await store.isTombstoned(tenant_id, connection.connection_id, { ...person, lasting_only })
}
