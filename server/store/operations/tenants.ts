/** Tenants and their settings. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Client, Tenant, TenantSettings, TenantSettingsChange } from '../contract.ts'
import type { Operation, Row } from '../operation.ts'
import { all, first, integer, json, text } from '../operation.ts'
import { TENANT_SETTINGS_SQL, TENANT_SQL } from '../sql/tenants.ts'
import { createClient } from './clients.ts'

type JsonObject = { [key: string]: Json }

export function* ensureTenant(tenant_id: string, name: string, now: number): Operation<Tenant> {
  yield* all(TENANT_SQL.insert, tenant_id, name, now)
  const tenant = yield* findTenantByName(name)
  if (!tenant) throw new Error('A tenant that was just made is not there.')
  return tenant
}

export function* createTenant(
  tenant_id: string,
  name: string,
  client: Omit<Client, 'tenant_id'>,
  now: number,
): Operation<{ kind: 'created'; tenant: Tenant } | { kind: 'name_taken' }> {
  const inserted = yield* first(TENANT_SQL.insert, tenant_id, name, now)
  if (!inserted) return { kind: 'name_taken' }
  yield* createClient({ ...client, tenant_id })
  return { kind: 'created', tenant: { tenant_id, name, created_at: now } }
}

export function* findTenantByName(name: string): Operation<Tenant | undefined> {
  const row = yield* first(TENANT_SQL.findByName, name)
  return row && toTenant(row)
}

export function* listTenants(): Operation<Tenant[]> {
  const rows = yield* all(TENANT_SQL.list)
  return rows.map(toTenant)
}

/** Every other table leads to this one, and its rows go with the tenant's. */
export function* deleteTenant(tenant_id: string): Operation<boolean> {
  return (yield* first(TENANT_SQL.delete, tenant_id)) !== undefined
}

export function* readTenantSettings(tenant_id: string): Operation<TenantSettings> {
  return yield* readSettings(tenant_id)
}

function* readSettings(tenant_id: string): Operation<JsonObject> {
  const row = yield* first(TENANT_SETTINGS_SQL.find, tenant_id)
  return row ? json<JsonObject>(row, 'settings') : {}
}

export function* updateTenantSettings(
  tenant_id: string,
  change: TenantSettingsChange,
  now: number,
): Operation<TenantSettings> {
  const settings = merged(yield* readSettings(tenant_id), { ...change })
  yield* all(TENANT_SETTINGS_SQL.set, tenant_id, JSON.stringify(settings), now)
  return settings
}

/** Objects member by member; null removes; undefined stays. */
function merged(old: JsonObject, change: { [key: string]: Json | undefined }): JsonObject {
  const result = { ...old }
  for (const [name, value] of Object.entries(change)) {
    const known = result[name]
    if (value === undefined) continue
    if (value === null) delete result[name]
    else if (isObject(value)) result[name] = merged(isObject(known) ? known : {}, value)
    else result[name] = value
  }
  return result
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toTenant(row: Row): Tenant {
  return {
    tenant_id: text(row, 'tenant_id'),
    name: text(row, 'name'),
    created_at: integer(row, 'created_at'),
  }
}
