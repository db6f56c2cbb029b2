/**
 * Nobody gives more than they have: the one rule by which power is handed on (decision 24), to a member, by a password, a
 * role, a client, its secret or its grants. It guards what is mightier from changes, too.
 * @module
 */
import { ApiError } from '../../common/errors.ts'
import type { Client, Member, MemberRole, Store, Tenant } from '../../store/contract.ts'
import { scopesOfRole } from './roles.ts'
import { clientScopes, scopesOf } from './scopes.ts'

/** A power beside the scopes: to make, change and remove owners. Members have it as owners; of clients, those with `*`. */
const OWNING = 'the role owner'

/** Whoever asks for a change, as an endpoint is told. */
export interface Asker {
  caller: { client: Client | undefined; member: Member | undefined }
  /** Scopes of the token, or of the member's role. */
  granted: readonly string[]
}

/** What a change would hand on, or whose means it touches. */
export type Target =
  /** Members that have, or would get, these roles. */
  | { kind: 'roles'; roles: readonly MemberRole[] }
  /** A client that exists: whoever has its secret is what it may be by its grants. */
  | { kind: 'client'; client: Client }
  /** Scopes of the Management API. */
  | { kind: 'scopes'; scopes: readonly string[] }

interface PowerDeps {
  store: Pick<Store, 'listGrantsOfClient'>
  tenant: Tenant
}

/** @throws {ApiError} insufficient_scope or insufficient_role, when the target may more than who asks */
export async function refuseMightier(deps: PowerDeps, asker: Asker, target: Target): Promise<void> {
  const own = ownPowers(asker, deps.tenant)
  const missing = (await powersOf(deps, target)).filter((power) => !own.has(power))
  if (missing.length === 0) return
  if (target.kind === 'roles' && missing.includes(OWNING)) throw new ApiError('insufficient_role')
  throw new ApiError(
    'insufficient_scope',
    `Insufficient scope: this takes who has ${[...new Set(missing)].join(', ')} too, as nobody gives, or changes the ` +
      'holder of, more than they have',
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

/** A token that was asked for with fewer scopes than its client has is only what it says. */
function ownPowers({ caller: { client, member }, granted }: Asker, tenant: Tenant): ReadonlySet<string> {
  const hasAll = scopesOf(tenant).every((scope) => granted.includes(scope))
  const isOwner = member?.role === 'owner' || (client?.api_scopes.includes('*') === true && hasAll)
  return new Set([...granted, ...(isOwner ? [OWNING] : [])])
}
