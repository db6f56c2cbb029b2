/** People who were deleted for good. @module */
import type { Connection, TombstonedPerson } from '../../store/contract.ts'
import type { MigrationDeps } from '../deps.ts'
import { keepsTombstones, modeOf } from '../mode/mode.ts'

/**
 * M2: whether the legacy store must not bring this person back. Where the connection does not keep deleted people away, only
 * those count who were deleted with that wish; in legacy mode that store decides alone.
 */
export async function isKeptAway(
  { store }: Pick<MigrationDeps, 'store'>,
  tenant_id: string,
  connection: Connection,
  person: TombstonedPerson,
): Promise<boolean> {
  if (modeOf(connection) === 'legacy') return false
  const lasting_only = !keepsTombstones(connection)
  return await store.isTombstoned(tenant_id, connection.connection_id, { ...person, lasting_only })
}
