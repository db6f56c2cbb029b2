/** Scopes of the Management API, spelled as Auth0 spells them, and who may have which. @module */
import type { Client, ClientGrant, Tenant } from '../../store/contract.ts'
import { DEFAULT_TENANT } from '../../tenancy/tenants.ts'
import { isManagementAudience } from '../../tokens/verification.ts'

/** Every scope, with a description of what it allows. A client with all scopes is granted all of these. */
export const SCOPES = {
  'read:users': 'Read users, their blocks and their identities.',
  'read:user_idp_tokens':
    'Read the tokens of the legacy service that a login script returned, with each user.',
  'update:users': 'Change users, link identities, lift blocks and send verification emails.',
  'delete:users': 'Delete users.',
  'create:users': 'Create users.',
  'read:sessions': 'Read the sessions of users.',
  'delete:sessions': 'End the sessions of users.',
  'read:refresh_tokens': 'Read which refresh tokens users have given to applications; never the tokens.',
  'delete:refresh_tokens': 'Revoke refresh tokens of users.',
  'read:device_credentials': 'Read which refresh tokens users have given to applications; never the tokens.',
  'delete:device_credentials': 'Revoke refresh tokens of users.',
  'read:grants': 'Read what users have allowed applications.',
  'delete:grants': 'Withdraw what users have allowed applications, with the refresh tokens.',
  'read:connections':
    'Read connections with their scripts, versions and drafts; no value of a configuration.',
  'update:connections': 'Change connections, and write, try and deploy their scripts.',
  'delete:connections': 'Delete connections with their users.',
  'create:connections': 'Create connections.',
  'read:clients': 'Read clients, without their secrets.',
  'update:clients': 'Change clients.',
  'delete:clients': 'Delete clients.',
  'create:clients': 'Create clients.',
  'update:client_keys': 'Give clients new secrets.',
  'read:client_credentials': 'Read the credentials of clients.',
  'update:client_credentials': 'Change when credentials of clients end, up to the own powers.',
  'delete:client_credentials': 'Delete credentials of clients, up to the own powers.',
  'create:client_credentials': 'Add credentials to clients, up to the own powers.',
  'read:client_grants': 'Read what clients may ask for.',
  'update:client_grants': 'Change what clients may ask for, up to the own powers.',
  'delete:client_grants': 'Delete client grants.',
  'create:client_grants': 'Let clients ask for scopes, up to the own powers.',
  'read:resource_servers': 'Read the APIs of the tenant and their scopes.',
  'update:resource_servers': 'Change the APIs of the tenant and their scopes.',
  'delete:resource_servers': 'Delete APIs of the tenant with their client grants.',
  'create:resource_servers': 'Create APIs, whose identifiers are audiences of tokens.',
  'read:custom_domains': 'Read the host names of the tenant.',
  'create:custom_domains': 'Ask for host names of the tenant, and verify them.',
  'update:custom_domains': 'Change host names of the tenant, and choose the primary one.',
  'delete:custom_domains': 'Delete host names of the tenant.',
  'read:signing_keys': 'Read the keys that tokens are signed with, without their private parts.',
  'create:signing_keys': 'Rotate the keys that tokens are signed with.',
  'update:signing_keys': 'Rotate and revoke the keys that tokens are signed with.',
  'read:tenant_settings': 'Read the settings of the tenant.',
  'update:tenant_settings': 'Change the settings of the tenant.',
  'read:branding': 'Read how pages and emails look.',
  'update:branding': 'Change how pages and emails look.',
  'read:prompts': 'Read on which pages people sign in, and the tenant’s own texts of pages.',
  'update:prompts': 'Change on which pages people sign in, and the tenant’s own texts of pages.',
  'create:user_tickets': 'Create links by which a user sets a password or confirms an address.',
  'read:email_templates': 'Read the tenant’s own email templates.',
  'update:email_templates': 'Change the tenant’s own email templates.',
  'read:actions': 'List Actions, of which there are none.',
  'read:logs': 'Read the log of the tenant, and the records of runs.',
  'read:members': 'Read who works with the dashboard.',
  'create:members': 'Add members to the dashboard, up to the own role.',
  'update:members': 'Change members of the dashboard, up to the own role.',
  'delete:members': 'Remove members of the dashboard, up to the own role.',
  'read:attack_protection': 'Read the settings of attack protection.',
  'update:attack_protection': 'Change the settings of attack protection.',
  // Of the default tenant alone.
  'manage:tenants': 'Create, list and delete whole tenants. Only clients of the default tenant can have it.',
} as const

export type Scope = keyof typeof SCOPES

const ALL = Object.keys(SCOPES) as Scope[]

/** @returns the scopes that clients of the tenant can have at all */
export function scopesOf(tenant: Pick<Tenant, 'name'>): Scope[] {
  return ALL.filter((scope) => scope !== 'manage:tenants' || tenant.name === DEFAULT_TENANT)
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
