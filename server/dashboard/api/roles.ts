/** What each role may do, as far as pages explain it. @module */

/** Roles that have a scope, as the server grants them. The server decides; pages only explain. */
export const ROLES = {
  'update:connections': ['owner', 'admin', 'editor'],
  'create:connections': ['owner', 'admin'],
  'delete:connections': ['owner', 'admin'],
  'create:clients': ['owner', 'admin'],
  'update:clients': ['owner', 'admin'],
  'delete:clients': ['owner', 'admin'],
  'update:client_keys': ['owner', 'admin'],
  'read:client_grants': ['owner', 'admin', 'viewer'],
  'update:client_grants': ['owner', 'admin'],
  'read:clients': ['owner', 'admin', 'editor', 'viewer'],
  'read:sessions': ['owner', 'admin', 'viewer', 'support'],
  'delete:users': ['owner', 'admin', 'support'],
  'delete:sessions': ['owner', 'admin', 'support'],
  'delete:refresh_tokens': ['owner', 'admin', 'support'],
  'read:resource_servers': ['owner', 'admin', 'viewer'],
  'create:resource_servers': ['owner', 'admin'],
  'update:resource_servers': ['owner', 'admin'],
  'delete:resource_servers': ['owner', 'admin'],
  'read:signing_keys': ['owner', 'admin', 'viewer'],
  'update:signing_keys': ['owner', 'admin'],
  'read:branding': ['owner', 'admin', 'viewer'],
  'update:branding': ['owner', 'admin'],
  'read:tenant_settings': ['owner', 'admin', 'viewer'],
  'update:tenant_settings': ['owner', 'admin'],
} as const satisfies { [scope: string]: readonly string[] }
