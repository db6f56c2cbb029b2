/** Recognises profiles of the legacy store that are out of date. @module */
import type { Connection, Store } from '../../store/contract.ts'
import { modeOf } from '../mode/mode.ts'
import { isTombstoned } from './tombstones.ts'

/**
 * Whether a profile belongs to a user who was migrated and has another name since, or who was deleted for good: the old
 * name is free again. In legacy mode the legacy store is the truth, and no profile is out of date.
 *
 * @param keys normalised names whose tombstones count too
 */
export async function isHistory(
  { store }: { store: Pick<Store, 'findIdentity' | 'isTombstoned'> },
  tenant_id: string,
  connection: Connection,
  { external_id }: { external_id: string },
  keys: readonly string[] = [],
): Promise<boolean> {
  if (modeOf(connection) !== 'import') return false
  const { connection_id } = connection
  const identity = await store.findIdentity(tenant_id, connection_id, external_id)
  if (identity?.password_hash !== undefined) return true
  return isTombstoned({ store }, tenant_id, connection, { external_id, keys })
}
