/** Scopes of the Management API, spelled as Auth0 spells them, and who may have which. @module */
import type { Client, ClientGrant, Tenant } from '../../store/contract.ts'
import { DEFAULT_TENANT } from '../../tenancy/tenants.ts'
import { isManagementAudience } from '../../tokens/tokens.ts'

/** Every scope; a client with `*` has them all. */
const SCOPES = [
  'read:users',
  'update:users',
  'delete:users',
  'create:users',
  'read:connections',
  'update:connections',
  'delete:connections',
  'create:connections',
  'read:clients',
  'update:clients',
  'delete:clients',
  'create:clients',
  'update:client_keys',
  'read:client_grants',
  'update:client_grants',
  'delete:client_grants',
  'create:client_grants',
  'read:tenant_settings',
  'update:tenant_settings',
  'read:branding',
  'update:branding',
  'create:user_tickets',
  'read:email_templates',
  'update:email_templates',
  'read:actions',
  'read:logs',
  'read:members',
  'create:members',
  'update:members',
  'delete:members',
  'read:attack_protection',
  'update:attack_protection',
  // In the default tenant only: creates and deletes tenants.
  'manage:tenants',
] as const

export type Scope = (typeof SCOPES)[number]

/** @returns the scopes that clients of the tenant can have at all */
export function scopesOf(tenant: Pick<Tenant, 'name'>): Scope[] {
  return SCOPES.filter((scope) => scope !== 'manage:tenants' || tenant.name === DEFAULT_TENANT)
}

/** @returns what the client may do at the Management API: by default nothing (T4) */
export function clientScopes(
  client: Client,
  grants: readonly ClientGrant[],
  tenant: Pick<Tenant, 'name'>,
): Scope[] {
  const known = scopesOf(tenant)
  if (client.api_scopes.includes('*')) return known
  const granted = new Set(
    grants.filter(({ audience }) => isManagementAudience(audience)).flatMap(({ scopes }) => scopes),
  )
  return known.filter((scope) => granted.has(scope))
}
