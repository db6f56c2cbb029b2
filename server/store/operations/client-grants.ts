/** What clients may ask for by client credentials. @module */
import type { ClientGrant, ClientGrantFilter, Listed, Page } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, text } from '../engine/operation.ts'
import { CLIENT_GRANT_SQL, listClientGrantsSql } from '../sql/client-grants.ts'
import { findClient } from './clients.ts'
import { readPage } from './paging.ts'

export function* createClientGrant(
  tenant_id: string,
  grant: ClientGrant,
): Operation<{ kind: 'created'; grant: ClientGrant } | { kind: 'exists' } | { kind: 'no_client' }> {
  if (!(yield* findClient(tenant_id, grant.client_id))) return { kind: 'no_client' }
  const row = yield* first(
    CLIENT_GRANT_SQL.insert,
    tenant_id,
    grant.grant_id,
    grant.client_id,
    grant.audience,
    JSON.stringify(grant.scopes),
    grant.created_at,
  )
  return row ? { kind: 'created', grant: toGrant(row) } : { kind: 'exists' }
}

export function* findClientGrant(tenant_id: string, grant_id: string): Operation<ClientGrant | undefined> {
  const row = yield* first(CLIENT_GRANT_SQL.find, tenant_id, grant_id)
  return row && toGrant(row)
}

export function* listGrantsOfClient(tenant_id: string, client_id: string): Operation<ClientGrant[]> {
  const rows = yield* all(CLIENT_GRANT_SQL.listOfClient, tenant_id, client_id)
  return rows.map(toGrant)
}

export function* listClientGrants(
  tenant_id: string,
  filter: ClientGrantFilter,
  page: Page,
): Operation<Listed<ClientGrant>> {
  const values = [
    ['client_id', filter.client_id],
    ['audience', filter.audience],
  ] as const
  const used = values.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
  return yield* readPage(tenant_id, page, {
    sql: (what) => listClientGrantsSql({ what, terms: used.map(({ term }) => term) }),
    filters: used.map(({ value }) => value),
    items: (rows) => rows.map(toGrant),
    mark: ({ created_at, grant_id }) => ({ created_at, id: grant_id }),
  })
}

export function* updateClientGrant(
  tenant_id: string,
  grant_id: string,
  scopes: string[],
): Operation<ClientGrant | undefined> {
  const row = yield* first(CLIENT_GRANT_SQL.update, tenant_id, grant_id, JSON.stringify(scopes))
  return row && toGrant(row)
}

export function* deleteClientGrant(tenant_id: string, grant_id: string): Operation<boolean> {
  return (yield* first(CLIENT_GRANT_SQL.delete, tenant_id, grant_id)) !== undefined
}

function toGrant(row: Row): ClientGrant {
  return {
    grant_id: text(row, 'grant_id'),
    client_id: text(row, 'client_id'),
    audience: text(row, 'audience'),
    scopes: json<string[]>(row, 'scopes'),
    created_at: integer(row, 'created_at'),
  }
}
