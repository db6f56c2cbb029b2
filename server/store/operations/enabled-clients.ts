/** Clients that are enabled for connections. @module */
import type { NoClient } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { first, json } from '../engine/operation.ts'
import { CLIENT_SQL } from '../sql/clients.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'

/** @returns the first client that does not exist */
export function* missingClient(
  tenant_id: string,
  client_ids: readonly string[],
): Operation<NoClient | undefined> {
  for (const client_id of new Set(client_ids)) {
    if (!(yield* first(CLIENT_SQL.keep, tenant_id, client_id))) return { kind: 'no_client', client_id }
  }
  return undefined
}

/** The same for newly enabled clients only: a list that was read can always be written back. */
export function* newlyMissing(
  tenant_id: string,
  connection_id: string,
  client_ids: readonly string[],
): Operation<NoClient | undefined> {
  const row = yield* first(CONNECTION_SQL.holdClients, tenant_id, connection_id)
  const known = row ? json<string[]>(row, 'enabled_clients') : client_ids
  return yield* missingClient(
    tenant_id,
    client_ids.filter((client_id) => !known.includes(client_id)),
  )
}
