/** Clients. @module */
import type { Client, ClientChange, ClientFilter, Listed, Page } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { CLIENT_SQL, pageClientsSql } from '../sql/clients.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { updateConnection } from './connections.ts'
import { readIdPage, readPage } from './paging.ts'
import { forgetClientInTickets } from './ticket-ends.ts'

export function* createClient(client: Client): Operation<void> {
  yield* all(
    CLIENT_SQL.insert,
    client.tenant_id,
    client.client_id,
    client.name,
    client.secret_sha256,
    client.app_type,
    JSON.stringify(client.grant_types),
    JSON.stringify(client.api_scopes),
    JSON.stringify(client.settings),
    client.created_at,
    client.is_registered ? 1 : undefined,
  )
}

export function* registerClient(client: Client, most: number): Operation<boolean> {
  yield* all(TENANT_SQL.lock, client.tenant_id)
  const counted = yield* first(CLIENT_SQL.countRegistered, client.tenant_id)
  if (counted && integer(counted, 'total') >= most) return false
  yield* createClient({ ...client, is_registered: true })
  return true
}

export function* createAdminClient(client: Client, only_as_first: boolean): Operation<boolean> {
  yield* all(TENANT_SQL.lock, client.tenant_id)
  if (only_as_first && (yield* listClients(client.tenant_id)).some(isAdminClient)) return false
  if (yield* findClient(client.tenant_id, client.client_id)) return false
  yield* createClient(client)
  return true
}

/** Whether the client can get a token with all scopes. */
function isAdminClient({ api_scopes, grant_types, secret_sha256 }: Client): boolean {
  return api_scopes.includes('*') && grant_types.includes('client_credentials') && secret_sha256 !== undefined
}

export function* findClient(tenant_id: string, client_id: string): Operation<Client | undefined> {
  const row = yield* first(CLIENT_SQL.find, tenant_id, client_id)
  return row && toClient(tenant_id, row)
}

export function* findClientToSignIn(
  tenant_id: string,
  client_id: string,
): Operation<{ client: Client; connection_ids: string[] } | undefined> {
  const row = yield* first(CLIENT_SQL.findToSignIn, tenant_id, client_id, JSON.stringify(client_id))
  if (!row) return undefined
  const ends = [optionalText(row, 'first_connection'), optionalText(row, 'last_connection')]
  const connection_ids = [...new Set(ends.filter((id) => id !== undefined))]
  return { client: toClient(tenant_id, row), connection_ids }
}

export function* listClients(tenant_id: string): Operation<Client[]> {
  const rows = yield* all(CLIENT_SQL.list, tenant_id)
  return rows.map((row) => toClient(tenant_id, row))
}

export function* pageClients(tenant_id: string, filter: ClientFilter, page: Page): Operation<Listed<Client>> {
  const app_types = filter.app_types && [...new Set(filter.app_types)]
  return yield* readPage(tenant_id, page, {
    sql: (what) => pageClientsSql({ what, app_types: app_types?.length }),
    filters: app_types ?? [],
    items: (rows) => rows.map((row) => toClient(tenant_id, row)),
    mark: ({ created_at, client_id }) => ({ created_at, id: client_id }),
  })
}

export function* pageClientIds(
  tenant_id: string,
  filter: ClientFilter,
  page: Page,
): Operation<Listed<string>> {
  const app_types = filter.app_types && [...new Set(filter.app_types)]
  return yield* readIdPage(tenant_id, page, {
    sql: (what) => pageClientsSql({ what, app_types: app_types?.length, columns: 'client_id, created_at' }),
    filters: app_types ?? [],
    id: 'client_id',
  })
}

export function* updateClient(
  tenant_id: string,
  client_id: string,
  change: ClientChange,
): Operation<Client | undefined> {
  const held = yield* first(CLIENT_SQL.hold, tenant_id, client_id)
  if (!held) return undefined
  const client = toClient(tenant_id, held)
  const settings = Object.entries({ ...client.settings, ...change.settings })
  const row = yield* first(
    CLIENT_SQL.update,
    tenant_id,
    client_id,
    change.name ?? client.name,
    change.secret_sha256 === undefined ? client.secret_sha256 : change.secret_sha256,
    change.app_type === undefined ? client.app_type : change.app_type,
    JSON.stringify(change.grant_types ?? client.grant_types),
    JSON.stringify(Object.fromEntries(settings.filter(([, value]) => value !== null))),
    JSON.stringify(change.api_scopes ?? client.api_scopes),
  )
  return row && toClient(tenant_id, row)
}

export function* deleteClient(
  tenant_id: string,
  client_id: string,
  actor: string,
  now: number,
): Operation<boolean> {
  const deleted = yield* first(CLIENT_SQL.delete, tenant_id, client_id)
  if (!deleted) return false
  yield* forgetClientInTickets(tenant_id, client_id)
  for (const row of yield* all(CLIENT_SQL.connections, tenant_id)) {
    const enabled = json<string[]>(row, 'enabled_clients')
    if (!enabled.includes(client_id)) continue
    const enabled_clients = enabled.filter((id) => id !== client_id)
    yield* updateConnection(tenant_id, text(row, 'connection_id'), { enabled_clients }, actor, now, undefined)
  }
  return true
}

function toClient(tenant_id: string, row: Row): Client {
  return {
    tenant_id,
    client_id: text(row, 'client_id'),
    name: text(row, 'name'),
    secret_sha256: optionalText(row, 'secret_sha256'),
    app_type: optionalText(row, 'app_type'),
    grant_types: json<string[]>(row, 'grant_types'),
    api_scopes: json<string[]>(row, 'api_scopes'),
    settings: json<Client['settings']>(row, 'settings'),
    created_at: integer(row, 'created_at'),
    ...(optionalInteger(row, 'is_registered') === 1 ? { is_registered: true } : {}),
  }
}
