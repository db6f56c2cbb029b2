/** The flow that shows what another mode would mean, and ends a migration. @module */
import type { Connection, Store } from '../../store/contract.ts'
import type { Mode } from './mode.ts'
import type { ModeImpact } from './mode-impact.ts'
import { impactOf, transitionWarning } from './mode-impact.ts'

/** How the end of a migration went. Nothing was changed unless `completed`. */
type MigrationCompleted =
  | { kind: 'completed'; impact: ModeImpact; connection: Connection }
  /** Users of Ferry could no longer sign in. */
  | { kind: 'locked_out'; impact: ModeImpact }
  | { kind: 'missing' }
  | { kind: 'no_client'; client_id: string }

/** Judges and makes changes of a connection's mode. */
export interface ModeFlow {
  /** @throws {StoreUnavailable} */
  impact(tenant_id: string, connection: Connection, to: Mode): Promise<ModeImpact>
  /**
   * Switches both options off: from then on only users in Ferry can sign in. Scripts stay, and do not run.
   *
   * @param options.force also when users of Ferry could no longer sign in
   * @throws {StoreUnavailable}
   */
  complete(
    tenant_id: string,
    connection_id: string,
    options: { force: boolean; actor: string },
  ): Promise<MigrationCompleted>
  /**
   * @returns text for the tenant's log about users whom a change of the mode cut off; undefined when it cut off nobody
   * @throws {StoreUnavailable}
   */
  warning(tenant_id: string, before: Connection, after: Connection): Promise<string | undefined>
}

/** Creates the flow. */
export function createModeFlow({
  store,
}: {
  store: Pick<Store, 'countCredentials' | 'findConnection' | 'updateConnection'>
}): ModeFlow {
  async function impact(tenant_id: string, connection: Connection, to: Mode): Promise<ModeImpact> {
    return impactOf(connection, to, await store.countCredentials(tenant_id, connection.connection_id))
  }

  return {
    impact,
    async complete(tenant_id, connection_id, { force, actor }) {
      for (;;) {
        const current = await store.findConnection(tenant_id, connection_id)
        if (!current) return { kind: 'missing' }
        const found = await impact(tenant_id, current, 'local')
        if (found.locked_out > 0 && !force) return { kind: 'locked_out', impact: found }
        const options = { ...current.options, enabledDatabaseCustomization: false, import_mode: false }
        const change = { options, note: 'Migration completed' }
        const result = await store.updateConnection(tenant_id, connection_id, change, actor, current.revision)
        // The connection changed in the meantime: compute the impact again.
        if (result.kind === 'stale') continue
        if (result.kind !== 'updated') return result
        return { kind: 'completed', impact: found, connection: result.connection }
      }
    },
    async warning(tenant_id, before, after) {
      return transitionWarning(before, after, await store.countCredentials(tenant_id, after.connection_id))
    },
  }
}
