/** Scopes of the Management API. @module */

/** The resources with their actions, in the order of the API. */
const SCOPES = {
  users: ['read', 'create', 'update', 'delete'],
  user_idp_tokens: ['read'],
  sessions: ['read', 'delete'],
  refresh_tokens: ['read', 'delete'],
  device_credentials: ['read', 'delete'],
  grants: ['read', 'delete'],
  user_tickets: ['create'],
  connections: ['read', 'create', 'update', 'delete'],
  clients: ['read', 'create', 'update', 'delete'],
  client_keys: ['update'],
  client_grants: ['read', 'create', 'update', 'delete'],
  resource_servers: ['read', 'create', 'update', 'delete'],
  custom_domains: ['read', 'create', 'update', 'delete'],
  signing_keys: ['read', 'create', 'update'],
  logs: ['read'],
  members: ['read', 'create', 'update', 'delete'],
  tenant_settings: ['read', 'update'],
  branding: ['read', 'update'],
  prompts: ['read', 'update'],
  email_templates: ['read', 'update'],
  attack_protection: ['read', 'update'],
  actions: ['read'],
  tenants: ['manage'],
} as const satisfies { [thing: string]: readonly string[] }

/** The scope that only owners of the default tenant have and can grant. */
export const OWNERS_SCOPE = 'manage:tenants'

/** The tenant that can create other tenants. */
const DEFAULT_TENANT = 'default'

/** @returns the scopes by resource */
export function scopesByThing(
  tenant: string,
): readonly (readonly [thing: string, scopes: readonly string[]])[] {
  return Object.entries(SCOPES)
    .map(([thing, verbs]) => [thing, verbs.map((verb) => `${verb}:${thing}`)] as const)
    .filter(([thing]) => thing !== 'tenants' || tenant === DEFAULT_TENANT)
}
