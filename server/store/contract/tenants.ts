/** Tenants. @module */

export interface Tenant {
  tenant_id: string
  /** As in host names: lower-case letters, digits, dashes. */
  name: string
  created_at: number
}

export interface TenantStore {
  /** @returns the tenant of that name, made when there is none */
  ensureTenant(name: string): Promise<Tenant>
}
