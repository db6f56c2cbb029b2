/** How a client proves itself: by its secret, or by keys. A change goes from one to the other as a whole. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import type { Client } from '../../../store/contract.ts'
import { newSecret } from '../../../tenancy/clients.ts'
import { keyIdsOf } from '../../../tokens/client-keys.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'

/** `client_authentication_methods`: keys that the client has. */
export const AuthenticationMethods = z.object({
  private_key_jwt: z
    .object({
      credentials: z
        .array(z.object({ id: z.string().min(1).max(200).describe('The ID of a credential of the client.') }))
        .min(1)
        .max(10)
        .describe('The keys that count.'),
    })
    .describe('The client signs a JWT with one of these keys.'),
})

interface MethodChange {
  token_endpoint_auth_method?: string | null | undefined
  client_authentication_methods?: z.output<typeof AuthenticationMethods> | null | undefined
}

/** What a change does to the stored client. */
interface Changed {
  /** null removes the secret. */
  secret_sha256?: string | null
  settings: { [name: string]: Json }
  /** Shown this once. */
  client_secret?: string
}

/**
 * Judges the change of the method. A client that uses keys from now on keeps no secret that would work again later; one that
 * leaves them gets a new one.
 *
 * @throws {ApiError} invalid_body
 */
export async function changeMethod(deps: Deps, known: Client, change: MethodChange): Promise<Changed> {
  const method = change.token_endpoint_auth_method ?? undefined
  const methods = change.client_authentication_methods ?? undefined
  if (methods !== undefined) {
    if (method !== undefined) {
      throw invalidField(
        'client_authentication_methods',
        'cannot be set beside token_endpoint_auth_method: send null as token_endpoint_auth_method',
      )
    }
    await requireKeys(deps, known, methods)
    return { secret_sha256: newSecret().secret_sha256, settings: { token_endpoint_auth_method: null } }
  }
  const leavesKeys =
    keyIdsOf(known) !== undefined && (method !== undefined || change.client_authentication_methods === null)
  const needsSecret = leavesKeys || (method !== undefined && known.secret_sha256 === undefined)
  const settings = leavesKeys
    ? {
        client_authentication_methods: null,
        token_endpoint_auth_method: method ?? 'client_secret_post',
      }
    : {}
  if (method === 'none') return { secret_sha256: null, settings }
  return needsSecret ? { ...newSecret(), settings } : { settings }
}

async function requireKeys(
  { store, tenant }: Deps,
  { client_id }: Client,
  { private_key_jwt }: z.output<typeof AuthenticationMethods>,
): Promise<void> {
  const known = await store.listClientCredentials(tenant.tenant_id, client_id)
  for (const { id } of private_key_jwt.credentials) {
    if (!known.some(({ credential_id }) => credential_id === id)) {
      throw invalidField(
        'client_authentication_methods',
        `names the credential ${id}, which the client does not have: POST /api/v2/clients/${client_id}/credentials first`,
      )
    }
  }
}
