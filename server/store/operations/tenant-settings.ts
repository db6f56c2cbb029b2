/** Settings of tenants. @module */
import type { Json } from '../../../runtime/index.ts'
import type { TenantSettings, TenantSettingsChange, UpdateSettingsResult } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, json } from '../engine/operation.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { TENANT_SETTINGS_SQL } from '../sql/tenants.ts'

type JsonObject = { [key: string]: Json }

export function* readTenantSettings(tenant_id: string): Operation<TenantSettings> {
  return yield* readSettings(tenant_id)
}

function* readSettings(tenant_id: string): Operation<JsonObject> {
  const row = yield* first(TENANT_SETTINGS_SQL.find, tenant_id)
  return row ? json<JsonObject>(row, 'settings') : {}
}

function* holdSettings(tenant_id: string): Operation<JsonObject> {
  const [row] = yield* all(TENANT_SETTINGS_SQL.hold, tenant_id)
  return row ? json<JsonObject>(row, 'settings') : {}
}

export function* updateTenantSettings(
  tenant_id: string,
  change: TenantSettingsChange,
  now: number,
): Operation<UpdateSettingsResult> {
  const { default_directory } = change
  const before = yield* holdSettings(tenant_id)
  if (typeof default_directory === 'string') {
    const found = yield* first(CONNECTION_SQL.findByName, tenant_id, default_directory)
    if (!found) return { kind: 'no_connection' }
  }
  const settings = merged(before, { ...change })
  yield* all(TENANT_SETTINGS_SQL.set, tenant_id, JSON.stringify(settings), now)
  return { kind: 'updated', settings }
}

/** Called when a connection is deleted: removes it from the settings. */
export function* forgetDirectory(tenant_id: string, connection: string, now: number): Operation<void> {
  const { default_directory, ...settings } = yield* holdSettings(tenant_id)
  if (default_directory !== connection) return
  yield* all(TENANT_SETTINGS_SQL.set, tenant_id, JSON.stringify(settings), now)
}

/** Called when an API is deleted: removes it from the settings. */
export function* forgetAudience(tenant_id: string, audience: string, now: number): Operation<void> {
  const { default_audience, ...settings } = yield* holdSettings(tenant_id)
  if (default_audience !== audience) return
  yield* all(TENANT_SETTINGS_SQL.set, tenant_id, JSON.stringify(settings), now)
}

/** Merges objects member by member: null removes, undefined keeps. */
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
