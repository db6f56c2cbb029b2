/** The flow that deletes a user: here, and in legacy mode in the legacy store first. @module */
import type { Connection, Store, Tenant, User } from '../../store/contract.ts'
import { keepsTombstones, modeOf } from '../mode/mode.ts'
import type { ActionAnswer } from '../script/ask-action.ts'
import { askAction } from '../script/ask-action.ts'
import type { ScriptDeps } from '../script/deps.ts'

/** How it ended. The user was removed here only if `deleted`. */
export type DeleteUserResult =
  | { kind: 'deleted' }
  /** There was no such user: for a DELETE that is repeated, a success. */
  | { kind: 'missing' }
  | Exclude<ActionAnswer, { kind: 'done' }>

/** The dependencies of the flow. */
export interface DeletionDeps extends ScriptDeps {
  store: ScriptDeps['store'] & Pick<Store, 'findConnection' | 'deleteUser'>
}

/** Deletes users. */
export interface DeletionFlow {
  /**
   * In import mode the record in the legacy store stays, and the next sign-in imports the user again unless the connection
   * keeps tombstones.
   *
   * @param options.keep_away leaves a tombstone that applies whatever the options of the connection are
   * @throws {StoreUnavailable}
   */
  deleteUser(
    tenant: Pick<Tenant, 'tenant_id'>,
    user: User,
    options?: { keep_away: boolean },
  ): Promise<DeleteUserResult>
}

/** Creates the flow. */
export function createDeletionFlow(deps: DeletionDeps): DeletionFlow {
  const { store } = deps

  async function connectionsOf(tenant_id: string, user: User): Promise<Map<string, Connection>> {
    const connections = new Map<string, Connection>()
    for (const { connection_id } of user.identities) {
      const connection = await store.findConnection(tenant_id, connection_id)
      if (connection) connections.set(connection_id, connection)
    }
    return connections
  }

  return {
    async deleteUser({ tenant_id }, user, { keep_away } = { keep_away: false }) {
      const connections = await connectionsOf(tenant_id, user)
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
      const deleted = await store.deleteUser(tenant_id, user.user_id, { tombstone })
      return { kind: deleted ? 'deleted' : 'missing' }
    },
  }
}
