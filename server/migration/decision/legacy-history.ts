/** What a legacy store still tells of people whose truth is here by now. @module */
import type { Connection, Store } from '../../store/contract.ts'
import { modeOf } from '../mode/mode.ts'
import { isTombstoned } from './tombstones.ts'

/**
 * Whether a profile of the legacy store is that of somebody who moved in and is known by another name since, or who was
 * deleted for good: the old name is free again. In legacy mode that store is the truth, and nothing of it is history.
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
