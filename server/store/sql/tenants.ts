/** SQL about tenants and their settings. @module */
import { HOLD } from './locks.ts'

export const TENANT_SQL = {
  findById: 'select name from tenants where tenant_id = $1',
  // These three find tenants, so they cannot be confined to one.
  findByName: 'select tenant_id, name, created_at from tenants where name = $1',
  list: 'select tenant_id, name, created_at from tenants order by name',
  listIds: 'select tenant_id from tenants order by tenant_id',
  insert:
    'insert into tenants (tenant_id, name, created_at) values ($1, $2, $3) on conflict do nothing returning tenant_id',
  // Until the end of the transaction, no other one has this lock.
  lock: `select tenant_id from tenants where tenant_id = $1 ${HOLD}`,
  delete: 'delete from tenants where tenant_id = $1 returning tenant_id',
} as const

export const TENANT_SETTINGS_SQL = {
  find: 'select settings from tenant_settings where tenant_id = $1',
  // Creates the row, so that there is one to lock: of two changes at once, the second begins with what the first wrote.
  hold: `insert into tenant_settings (tenant_id, settings, updated_at) values ($1, '{}', 0)
    on conflict (tenant_id) do update set settings = tenant_settings.settings returning settings`,
  set: `insert into tenant_settings (tenant_id, settings, updated_at) values ($1, $2, $3)
    on conflict (tenant_id) do update set settings = excluded.settings, updated_at = excluded.updated_at`,
} as const
