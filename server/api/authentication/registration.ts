/** Rules for clients that register themselves. @module */
import { ApiError } from '../../common/errors.ts'
import { isLoopback } from '../../common/loopback.ts'
import type { Client, TenantSettings } from '../../store/contract.ts'
import { newClient } from '../../tenancy/clients.ts'
import { parseAddress } from '../shapes/addresses.ts'
import { destinationOf, ReturnAddress } from '../shapes/return-address.ts'

/** The grants that such a client may have: those of a person who allowed it in a browser. */
export const GRANTS = ['authorization_code', 'refresh_token'] as const

/** What the IDs of these clients begin with, as at Auth0: third-party client. */
const PREFIX = 'tpc_'

/** What a client says about itself. */
interface Registration {
  redirect_uris: string[]
  client_name?: string | undefined
  token_endpoint_auth_method: 'none' | 'client_secret_post' | 'client_secret_basic'
  grant_types: readonly string[]
  response_types: readonly string[]
  application_type: 'web' | 'native'
}

/** Whether everyone can register clients. */
export function isRegistrationOpen({ flags }: { flags?: TenantSettings['flags'] | undefined }): boolean {
  return flags?.enable_dynamic_client_registration === true
}

/**
 * @returns a third-party client without scopes of the Management API, and its secret if it has one
 * @throws {ApiError} invalid_redirect_uri, invalid_client_metadata
 * @see Auth0, "Dynamic Client Registration"
 */
export function registeredClient(asked: Registration): ReturnType<typeof newClient> {
  const { redirect_uris, token_endpoint_auth_method, application_type } = asked
  for (const [index, address] of redirect_uris.entries()) {
    const problem = problemOfAddress(address)
    if (problem !== undefined) {
      throw new ApiError('invalid_redirect_uri', `redirect_uris.${index} ${problem}`)
    }
  }
  if (!asked.response_types.includes('code')) {
    throw new ApiError('invalid_client_metadata', "response_types must have 'code': others are not served")
  }
  const grant_types = GRANTS.filter((grant) => asked.grant_types.includes(grant))
  if (!grant_types.includes('authorization_code')) {
    throw new ApiError(
      'invalid_client_metadata',
      "grant_types must have 'authorization_code': clients that register themselves have no other way to a token",
    )
  }
  const isPublic = token_endpoint_auth_method === 'none'
  return newClient({
    name: asked.client_name ?? destinationOf(redirect_uris[0] ?? ''),
    app_type: appType(isPublic, application_type),
    grant_types,
    settings: { is_first_party: false, callbacks: redirect_uris, token_endpoint_auth_method },
    has_secret: !isPublic,
    client_id_prefix: PREFIX,
  })
}

function appType(isPublic: boolean, application_type: Registration['application_type']): Client['app_type'] {
  if (application_type === 'native') return 'native'
  return isPublic ? 'spa' : 'regular_web'
}

/** @returns what is wrong, as the rest of a sentence */
function problemOfAddress(address: string): string | undefined {
  const parsed = ReturnAddress.safeParse(address)
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'cannot be used'
  if (address.includes('*')) return 'must have no wildcard: it would match nothing'
  const url = parseAddress(address)
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    return 'must be of https: http is for addresses of the machine itself, such as http://127.0.0.1:8080/callback'
  }
  return undefined
}
