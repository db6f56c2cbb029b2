/** Scopes of the Management API, spelled as Auth0 spells them. @module */

/** All that a client with every scope is given. */
export const SCOPES = [
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
  'read:logs',
] as const

export type Scope = (typeof SCOPES)[number]
