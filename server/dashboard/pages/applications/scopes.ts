/** Scopes of the Management API. @module */

/** Each thing with what may be done to it, in the order of the API. */
const SCOPES = {
  users: ['read', 'create', 'update', 'delete'],
  user_idp_tokens: ['read'],
  user_tickets: ['create'],
  connections: ['read', 'create', 'update', 'delete'],
  clients: ['read', 'create', 'update', 'delete'],
  client_keys: ['update'],
  client_grants: ['read', 'create', 'update', 'delete'],
  logs: ['read'],
  members: ['read', 'create', 'update', 'delete'],
  tenant_settings: ['read', 'update'],
  branding: ['read', 'update'],
  email_templates: ['read', 'update'],
  attack_protection: ['read', 'update'],
  actions: ['read'],
  tenants: ['manage'],
} as const satisfies { [thing: string]: readonly string[] }

/** What owners of the default tenant alone may do, and let others do. */
export const OWNERS_SCOPE = 'manage:tenants'

/** The tenant that can make others. */
const DEFAULT_TENANT = 'default'

/** @returns the scopes by the thing that they are about */
export function scopesByThing(
  tenant: string,
): readonly (readonly [thing: string, scopes: readonly string[]])[] {
  return Object.entries(SCOPES)
    .map(([thing, verbs]) => [thing, verbs.map((verb) => `${verb}:${thing}`)] as const)
    .filter(([thing]) => thing !== 'tenants' || tenant === DEFAULT_TENANT)
}
