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
  'read:resource_servers': ['owner', 'admin', 'viewer'],
} as const satisfies { [scope: string]: readonly string[] }
