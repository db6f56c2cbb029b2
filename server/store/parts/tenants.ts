import type { TenantStore } from '../contract.ts'
import { newId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see TenantStore */
export function tenantPart({ engine, secrets, now }: PartContext): TenantStore {
  return {
    ensureTenant: (name) => engine.write('ensureTenant', newId('ten_'), name, now()),
    createTenant: (name, client) => engine.write('createTenant', newId('ten_'), name, client, now()),
    findTenantByName: (name) => engine.point('findTenantByName', name),
    listTenants: () => engine.scan('listTenants'),
    deleteTenant: (tenant_id) => engine.write('deleteTenant', tenant_id),
    fingerprint: (tenant_id, text) => secrets.fingerprint(tenant_id, text),
    readTenantSettings: (tenant_id) => engine.point('readTenantSettings', tenant_id),
    updateTenantSettings: (tenant_id, change) =>
      engine.write('updateTenantSettings', tenant_id, change, now()),
  }
}
