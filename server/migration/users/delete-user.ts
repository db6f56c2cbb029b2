/** Deleting a user: here, and in legacy mode in the legacy store first. @module */
import type { Connection, Tenant, User } from '../../store/contract.ts'
import type { MigrationDeps } from '../deps.ts'
import { keepsTombstones, modeOf } from '../mode/mode.ts'
import type { ActionAnswer } from '../script/ask-action.ts'
import { askAction } from '../script/ask-action.ts'

/** How it ended. Nothing was removed here unless `deleted`. */
export type DeleteUserResult =
  | { kind: 'deleted' }
  /** There was no such user: for a DELETE that is repeated, a success. */
  | { kind: 'missing' }
  | Exclude<ActionAnswer, { kind: 'done' }>

/**
 * In import mode the row in the legacy store stays, and the next login moves the person in again unless the connection
 * keeps tombstones.
 *
 * @param keep_away leaves a tombstone that holds whatever the connection says
 * @throws {StoreUnavailable}
 */
export async function deleteUser(
  deps: MigrationDeps,
  { tenant_id }: Pick<Tenant, 'tenant_id'>,
  user: User,
  keep_away = false,
): Promise<DeleteUserResult> {
  const connections = new Map<string, Connection>()
  for (const { connection_id } of user.identities) {
    const connection = await deps.store.findConnection(tenant_id, connection_id)
    if (connection) connections.set(connection_id, connection)
  }
  for (const { connection_id, external_id } of user.identities) {
    const connection = connections.get(connection_id)
    if (!connection || modeOf(connection) !== 'legacy') continue
    const answer = await askAction(deps, {
      tenant_id,
      connection,
      action: 'delete',
      args: [external_id],
      occasion: { kind: 'user', user_id: user.user_id, at: user.created_at },
      secrets: [],
      purpose: 'delete',
    })
    if (answer.kind !== 'done') return answer
  }
  const tombstone = keep_away ? 'lasting' : connections.values().some(keepsTombstones)
  const deleted = await deps.store.deleteUser(tenant_id, user.user_id, { tombstone })
  return { kind: deleted ? 'deleted' : 'missing' }
}
