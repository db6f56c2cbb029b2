/** Connections that a client may use, without their scripts and secrets. @module */
import type { ClientConnection } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, json, optionalText, text } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'

export function* listConnectionsOfClient(
  tenant_id: string,
  client_id: string,
  limit: number,
): Operation<ClientConnection[]> {
  const rows = yield* all(CONNECTION_SQL.clients, tenant_id)
  const own = rows.filter((row) => json<string[]>(row, 'enabled_clients').includes(client_id)).slice(0, limit)
  const found: ClientConnection[] = []
  for (const row of own) {
    const connection_id = text(row, 'connection_id')
    const [options] = yield* all(CONNECTION_SQL.options, tenant_id, connection_id)
    if (!options) continue
    found.push({
      connection_id,
      name: text(row, 'name'),
      display_name: optionalText(row, 'display_name'),
      options: json<ClientConnection['options']>(options, 'options'),
    })
  }
  return found
}
