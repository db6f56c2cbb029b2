/**
 * Nobody grants more rights than they have (decision 24), whether through a member, a password, a role, a client, its
 * secret or its
 * grants. The same rule keeps callers from changing a person or client with more rights.
 * @module
 */
import { ApiError } from '../../common/errors.ts'
import type { Client, Member, MemberRole, Store, Tenant } from '../../store/contract.ts'
import { scopesOfRole } from './roles.ts'
import { clientScopes, scopesOf } from './scopes.ts'

/**
 * A power that is not a scope: creating, changing and removing owners. Owners and clients with the scope `*` have it.
 */
const OWNING = 'the role owner'

/** The caller of a change, as an endpoint is given it. */
export interface Asker {
  caller: { client: Client | undefined; member: Member | undefined }
  /** Scopes of the token, or of the member's role. */
  granted: readonly string[]
}

/** The rights that a change would grant, or the person or client whose credentials and rights it would change. */
export type Target =
  /** Members that have these roles, or would get them. */
  | { kind: 'roles'; roles: readonly MemberRole[] }
  /** A client that exists: its secret gives all that its grants allow. */
  | { kind: 'client'; client: Client }
  /** Scopes of the Management API. */
  | { kind: 'scopes'; scopes: readonly string[] }

interface PowerDeps {
  store: Pick<Store, 'listGrantsOfClient'>
  tenant: Tenant
}

/** @throws {ApiError} insufficient_scope or insufficient_role, when the target has a power that the caller does not have */
export async function requirePowersOf(deps: PowerDeps, asker: Asker, target: Target): Promise<void> {
  const own = ownPowers(asker, deps.tenant)
  const missing = (await powersOf(deps, target)).filter((power) => !own.has(power))
  if (missing.length === 0) return
  if (target.kind === 'roles' && missing.includes(OWNING)) throw new ApiError('insufficient_role')
  throw new ApiError(
    'insufficient_scope',
    `Insufficient scope: you also need ${[...new Set(missing)].join(', ')}, because nobody may grant more rights ` +
      'than they have, or change someone who has more',
  )
}

async function powersOf({ store, tenant }: PowerDeps, target: Target): Promise<readonly string[]> {
  switch (target.kind) {
    case 'roles':
      return target.roles.flatMap((role) => powersOfRole(role, tenant))
    case 'client': {
      const { client } = target
      if (client.api_scopes.includes('*')) return [...scopesOf(tenant), OWNING]
      return clientScopes(client, await store.listGrantsOfClient(tenant.tenant_id, client.client_id), tenant)
    }
    case 'scopes':
      return target.scopes
  }
}

function powersOfRole(role: MemberRole, tenant: Tenant): string[] {
  return [...scopesOfRole(role, tenant), ...(role === 'owner' ? [OWNING] : [])]
}

/** A token with fewer scopes than its client counts with its own scopes. */
function ownPowers({ caller: { client, member }, granted }: Asker, tenant: Tenant): ReadonlySet<string> {
  const hasAll = scopesOf(tenant).every((scope) => granted.includes(scope))
  const isOwner = member?.role === 'owner' || (client?.api_scopes.includes('*') === true && hasAll)
  return new Set([...granted, ...(isOwner ? [OWNING] : [])])
}
