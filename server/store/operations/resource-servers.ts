/** Resource servers: the APIs of a tenant. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page, ResourceServer, ResourceServerChange } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, text } from '../engine/operation.ts'
import { CONSENT_SQL } from '../sql/consents.ts'
import { listResourceServersSql, RESOURCE_SERVER_SQL } from '../sql/resource-servers.ts'
import { readPage } from './paging.ts'
import { forgetAudience } from './tenant-settings.ts'

export function* createResourceServer(
  tenant_id: string,
  api: ResourceServer,
): Operation<{ kind: 'created'; api: ResourceServer } | { kind: 'exists' }> {
  const row = yield* first(
    RESOURCE_SERVER_SQL.insert,
    tenant_id,
    api.resource_server_id,
    api.identifier,
    api.name,
    JSON.stringify(api.scopes),
    JSON.stringify(api.settings),
    api.created_at,
  )
  return row ? { kind: 'created', api: toApi(row) } : { kind: 'exists' }
}

export function* findResourceServer(tenant_id: string, key: string): Operation<ResourceServer | undefined> {
  const row = yield* first(RESOURCE_SERVER_SQL.find, tenant_id, key)
  return row ? toApi(row) : yield* findResourceServerByIdentifier(tenant_id, key)
}

export function* findResourceServerByIdentifier(
  tenant_id: string,
  identifier: string,
): Operation<ResourceServer | undefined> {
  const row = yield* first(RESOURCE_SERVER_SQL.findByIdentifier, tenant_id, identifier)
  return row && toApi(row)
}

export function* listResourceServers(
  tenant_id: string,
  { identifiers }: { identifiers?: readonly string[] },
  page: Page,
): Operation<Listed<ResourceServer>> {
  return yield* readPage(tenant_id, page, {
    sql: (what) => listResourceServersSql({ what, identifiers: identifiers?.length }),
    filters: identifiers ?? [],
    items: (rows) => rows.map(toApi),
    mark: ({ created_at, resource_server_id }) => ({ created_at, id: resource_server_id }),
  })
}

export function* updateResourceServer(
  tenant_id: string,
  resource_server_id: string,
  change: ResourceServerChange,
): Operation<ResourceServer | undefined> {
  const held = yield* first(RESOURCE_SERVER_SQL.hold, tenant_id, resource_server_id)
  if (!held) return undefined
  const api = toApi(held)
  const settings = Object.entries({ ...api.settings, ...change.settings })
  const row = yield* first(
    RESOURCE_SERVER_SQL.update,
    tenant_id,
    resource_server_id,
    change.name ?? api.name,
    JSON.stringify(change.scopes ?? api.scopes),
    JSON.stringify(Object.fromEntries(settings.filter(([, value]) => value !== null))),
  )
  return row && toApi(row)
}

export function* deleteResourceServer(
  tenant_id: string,
  resource_server_id: string,
  now: number,
): Operation<boolean> {
  const deleted = yield* first(RESOURCE_SERVER_SQL.delete, tenant_id, resource_server_id)
  if (!deleted) return false
  const identifier = text(deleted, 'identifier')
  yield* all(RESOURCE_SERVER_SQL.deleteGrants, tenant_id, identifier)
  yield* all(CONSENT_SQL.deleteOfAudience, tenant_id, identifier)
  yield* forgetAudience(tenant_id, identifier, now)
  return true
}

function toApi(row: Row): ResourceServer {
  return {
    resource_server_id: text(row, 'resource_server_id'),
    identifier: text(row, 'identifier'),
    name: text(row, 'name'),
    scopes: json<{ value: string; description?: string }[]>(row, 'scopes'),
    settings: json<{ [name: string]: Json }>(row, 'settings'),
    created_at: integer(row, 'created_at'),
  }
}
