/** The deletion of a connection. @module */
import type { Operation } from '../engine/operation.ts'
import { first, text } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { endSessionsOfConnection } from './session-ends.ts'
import { forgetDirectory } from './tenant-settings.ts'

export function* deleteConnection(tenant_id: string, connection_id: string, now: number): Operation<boolean> {
  // Of a session that begins meanwhile nobody is told: it goes with the connection, a moment old.
  yield* endSessionsOfConnection(tenant_id, connection_id, now)
  const row = yield* first(CONNECTION_SQL.delete, tenant_id, connection_id)
  if (!row) return false
  yield* forgetDirectory(tenant_id, text(row, 'name'), now)
  return true
}
