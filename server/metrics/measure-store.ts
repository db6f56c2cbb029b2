/** Times the store's operations, and counts the users that they migrate. @module */
import type { Store } from '../store/contract.ts'
import type { LabelBook } from './connection-labels.ts'
import type { Meters } from './meters.ts'

/** @returns the store; labels of what it deletes are forgotten */
export function measureStore(store: Store, meters: Meters, labels: LabelBook): Store {
  const timed = timedCalls(store, meters)
  return {
    ...timed,
    async createUser(tenant_id, user) {
      const result = await timed.createUser(tenant_id, user)
      if (result.kind === 'created' && user.migrated_by) {
        const { connection_id, migrated_by: by } = user
        meters.count('migrations', { ...labels.labelsOf({ tenant_id, connection_id }), by })
      }
      return result
    },
    async deleteConnection(tenant_id, connection_id) {
      const result = await timed.deleteConnection(tenant_id, connection_id)
      labels.forgetConnection(connection_id)
      return result
    },
    async deleteTenant(tenant_id) {
      const result = await timed.deleteTenant(tenant_id)
      labels.forgetTenant(tenant_id)
      return result
    },
  }
}

function timedCalls(store: Store, meters: Meters): Store {
  const timed: { [operation: string]: unknown } = {}
  for (const [operation, call] of Object.entries(store) as [string, (...args: unknown[]) => unknown][]) {
    timed[operation] = (...args: unknown[]): unknown => {
      const began = performance.now()
      const result = call(...args)
      if (result instanceof Promise) {
        result.then(
          () => meters.observeSince('storeSeconds', { operation }, began),
          () => {
            meters.observeSince('storeSeconds', { operation }, began)
            meters.count('storeErrors', { operation })
          },
        )
      }
      return result
    }
  }
  // Each member of the store is there, with its own type.
  return timed as unknown as Store
}
