/**
 * Client grants: the scopes that a client may request by client credentials, as the Management API represents them.
 * @module
 */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { ClientGrant } from '../../../store/contract.ts'
import { isManagementAudience } from '../../../tokens/verification.ts'
import type { Asker } from '../../access/powers.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { scopesOf } from '../../access/scopes.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'

export const GrantScopes = z
  .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,280}$/, 'must be a scope: printable, without blanks'))
  .max(1_000)

export const ManagementClientGrant = z
  .object({
    id: z.string().describe('The ID of the grant.'),
    client_id: z.string().describe('The client that the grant is for.'),
    audience: z.string().describe('The API that the client may ask tokens for.'),
    scope: z.array(z.string()).describe('The scopes that its tokens can have.'),
    subject_type: z.literal('client').describe('Always `client`: the grant is for client credentials.'),
  })
  .meta({
    id: 'ClientGrant',
    description: 'What a client may ask for by the client credentials grant.',
    examples: [
      {
        id: 'cgr_d2VqK0zN4cVx8Yb1',
        client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
        audience: 'https://ferry.example.org/api/v2/',
        scope: ['read:users'],
        subject_type: 'client',
      },
    ],
  })

/** @returns the grant under Auth0's names */
export function toManagementClientGrant(grant: ClientGrant): z.input<typeof ManagementClientGrant> {
  const { grant_id, client_id, audience, scopes } = grant
  return { id: grant_id, client_id, audience, scope: scopes, subject_type: 'client' }
}

/** Path of one grant. */
export const ClientGrantParams = z.object({
  id: z.string().min(1).max(100).describe('The ID of the grant.'),
})

/** @throws {ApiError} inexistent_client_grant */
export async function findClientGrant({ store, tenant }: Deps, id: string): Promise<ClientGrant> {
  const grant = await store.findClientGrant(tenant.tenant_id, id)
  if (!grant) throw new ApiError('inexistent_client_grant')
  return grant
}

/**
 * Checks that the audience is an API, and that it knows the scopes. With the tenant’s `ferry_any_audience`, audiences other than
 * the Management API and their scopes are the tenant’s own matter.
 *
 * @returns each once
 * @throws {ApiError} invalid_body
 */
export async function checkedScopes(
  deps: Deps,
  audience: string,
  scopes: readonly string[],
): Promise<string[]> {
  const known = await knownScopes(deps, audience)
  const unknown = known ? scopes.filter((scope) => !known.includes(scope)) : []
  if (unknown.length > 0) {
    throw invalidField('scope', `has scopes that ${audience} does not know: ${unknown.join(', ')}`)
  }
  return [...new Set(scopes)]
}

/** @returns undefined where any scope counts */
async function knownScopes(
  { store, tenant }: Deps,
  audience: string,
): Promise<readonly string[] | undefined> {
  if (isManagementAudience(audience)) return scopesOf(tenant)
  const { ferry_any_audience } = await store.readTenantSettings(tenant.tenant_id)
  if (ferry_any_audience === true) return undefined
  const api = await store.findResourceServerByIdentifier(tenant.tenant_id, audience)
  if (!api) {
    throw invalidField(
      'audience',
      'is no API of this tenant: create it by POST /api/v2/resource-servers, with this identifier',
    )
  }
  return api.scopes.map(({ value }) => value)
}

/**
 * Of the Management API nobody lets a client have more than they have, nor changes what one may that may more than they.
 * What other audiences mean by their scopes is their own matter.
 *
 * @param grant as it would be, or as it is before it goes
 * @throws {ApiError} insufficient_scope
 */
export async function requirePowersOfGrant(
  deps: Deps,
  asker: Asker,
  { client_id, audience, scopes }: Pick<ClientGrant, 'client_id' | 'audience' | 'scopes'>,
): Promise<void> {
  if (!isManagementAudience(audience)) return
  await requirePowersOf(deps, asker, { kind: 'scopes', scopes })
  const client = await deps.store.findClient(deps.tenant.tenant_id, client_id)
  if (client) await requirePowersOf(deps, asker, { kind: 'client', client })
}
