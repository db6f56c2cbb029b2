/** Tenants. @module */
import type { Client, Tenant } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, Overtaken, text } from '../engine/operation.ts'
import { LOG_POSITION_SQL } from '../sql/logs.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { createClient } from './clients.ts'

export function* ensureTenant(tenant_id: string, name: string, now: number): Operation<Tenant> {
  yield* insertTenant(tenant_id, name, now)
  const tenant = yield* findTenantByName(name)
  if (!tenant) throw new Overtaken('A tenant that was just created is missing.')
  return tenant
}

export function* createTenant(
  tenant_id: string,
  name: string,
  client: Omit<Client, 'tenant_id'>,
  now: number,
): Operation<{ kind: 'created'; tenant: Tenant } | { kind: 'name_taken' }> {
  if (!(yield* insertTenant(tenant_id, name, now))) return { kind: 'name_taken' }
  yield* createClient({ ...client, tenant_id })
  return { kind: 'created', tenant: { tenant_id, name, created_at: now } }
}

/** @returns whether the name was free */
function* insertTenant(tenant_id: string, name: string, now: number): Operation<boolean> {
  if (!(yield* first(TENANT_SQL.insert, tenant_id, name, now))) return false
  yield* all(LOG_POSITION_SQL.insert, tenant_id)
  return true
}

export function* findTenantByName(name: string): Operation<Tenant | undefined> {
  const row = yield* first(TENANT_SQL.findByName, name)
  return row && toTenant(row)
}

export function* listTenants(): Operation<Tenant[]> {
  const rows = yield* all(TENANT_SQL.list)
  return rows.map(toTenant)
}

/** Foreign keys delete the tenant's rows in all other tables. */
export function* deleteTenant(tenant_id: string): Operation<boolean> {
  return (yield* first(TENANT_SQL.delete, tenant_id)) !== undefined
}

/** @returns the tenant of a row with its three columns */
export function toTenant(row: Row): Tenant {
  return {
    tenant_id: text(row, 'tenant_id'),
    name: text(row, 'name'),
    created_at: integer(row, 'created_at'),
  }
}
