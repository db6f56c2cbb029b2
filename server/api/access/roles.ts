/** What members may do: each role is a set of scopes. @module */
import type { MemberRole, Tenant } from '../../store/contract.ts'
import { DEFAULT_TENANT } from '../../tenancy/tenants.ts'
import type { Scope } from './scopes.ts'
import { scopesOf } from './scopes.ts'

/** Every role, the most powerful first. */
export const ROLES = [
  'owner',
  'admin',
  'editor',
  'viewer',
  'support',
] as const satisfies readonly MemberRole[]

const EDITOR: readonly Scope[] = [
  'read:connections',
  'update:connections',
  'read:users',
  'read:clients',
  'read:logs',
]

/** Tokens act for people elsewhere: those who only read or help have no use for them. */
const TOKENS: Scope = 'read:user_idp_tokens'

/** @returns scopes that a session of such a member has */
export function scopesOfRole(role: MemberRole, tenant: Pick<Tenant, 'name'>): Scope[] {
  const all = scopesOf(tenant)
  switch (role) {
    case 'owner':
      return all
    case 'admin':
      return all.filter((scope) => scope !== 'manage:tenants')
    case 'editor':
      return all.filter((scope) => EDITOR.includes(scope))
    case 'viewer':
      return all.filter((scope) => scope.startsWith('read:') && scope !== TOKENS)
    case 'support':
      return all.filter(
        (scope) =>
          /:(?:users|user_\w+|sessions|refresh_tokens|device_credentials|grants|logs)$/.test(scope) &&
          scope !== TOKENS,
      )
  }
}

/** @returns the roles that have any of the scopes, in the default tenant */
export function rolesWith(scopes: readonly Scope[]): MemberRole[] {
  return ROLES.filter((role) =>
    scopesOfRole(role, { name: DEFAULT_TENANT }).some((scope) => scopes.includes(scope)),
  )
}
