/**
 * Client grants: the scopes that a client may request by client credentials, as the Management API represents them.
 * @module
 */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { ClientGrant } from '../../../store/contract.ts'
import { isManagementAudience } from '../../../tokens/tokens.ts'
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
 * Those of the Management API are a closed list; those of other audiences are their own matter.
 *
 * @returns each once
 * @throws {ApiError} invalid_body
 */
export function checkedScopes(audience: string, scopes: readonly string[], tenant: Deps['tenant']): string[] {
  const known: readonly string[] = scopesOf(tenant)
  const unknown = isManagementAudience(audience) ? scopes.filter((scope) => !known.includes(scope)) : []
  if (unknown.length > 0) {
    throw invalidField('scope', `has scopes that ${audience} does not know: ${unknown.join(', ')}`)
  }
  return [...new Set(scopes)]
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
