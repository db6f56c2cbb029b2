/** Authentication of the client at the token endpoint. @module */
import { ApiError } from '../../common/errors.ts'
import type { Client } from '../../store/contract.ts'
import { isClientSecret } from '../../tenancy/clients.ts'
import {
  ASSERTION_TYPE,
  BAD_ASSERTION,
  clientOfAssertion,
  verifyAssertion,
} from '../../tokens/client-assertion.ts'
import { keyIdsOf } from '../../tokens/client-keys.ts'
import type { Deps } from '../http/deps.ts'
import { decodeFormPart } from '../http/json.ts'
import type { TokenRequest } from './token-request.ts'
import { required } from './token-request.ts'

/** The members of a request that prove the client. */
type ClientProof = Pick<
  TokenRequest,
  'client_id' | 'client_secret' | 'client_assertion' | 'client_assertion_type'
>

/**
 * Authenticates by HTTP Basic, by `client_id` and `client_secret` in the body, or by an assertion. A public client has no secret
 * and sends none. A client with keys is known by them alone.
 *
 * @throws {ApiError} access_denied, invalid_request, too_many_requests
 * @see RFC 6749, section 2.3.1: the parts of Basic are form-encoded
 */
export async function authenticateClient(
  deps: Deps,
  request: ClientProof,
  authorization: string | undefined,
): Promise<Client> {
  const basic = basicParts(authorization)
  if (request.client_assertion !== undefined || request.client_assertion_type !== undefined) {
    if (basic || request.client_secret !== undefined) {
      throw new ApiError('invalid_request', 'Send the client_assertion or the client secret, not both')
    }
    return byAssertion(deps, request)
  }
  if (basic && request.client_secret !== undefined) {
    throw new ApiError('invalid_request', 'Send the client secret by Basic or in the body, not both')
  }
  if (basic && request.client_id !== undefined && request.client_id !== basic.client_id) {
    throw new ApiError('invalid_request', 'client_id in the body is not the one of Basic')
  }
  const { store, tenant, rateLimits, origin } = deps
  const { secrets } = rateLimits
  const { tenant_id } = tenant
  const client_id = basic?.client_id ?? required(request, 'client_id')
  const secret = basic?.client_secret ?? request.client_secret
  const client = await store.findClient(tenant_id, client_id)
  if (client && client.secret_sha256 === undefined && (secret === undefined || secret === '')) return client
  // T4: the right secret is refused too, or guessing would only become slower.
  secrets.check(tenant_id, client_id, origin.ip)
  if (!isClientSecret(client, secret ?? '') || !client || keyIdsOf(client)) {
    secrets.failed(tenant_id, client_id, origin.ip)
    throw new ApiError(
      'access_denied',
      UNKNOWN_CLIENT,
      basic ? { headers: { 'WWW-Authenticate': 'Basic' } } : {},
    )
  }
  return client
}

/** One text for both cases, so that callers cannot learn which client IDs exist. */
const UNKNOWN_CLIENT = 'Unauthorized: there is no client with this client_id and client_secret'

async function byAssertion(deps: Deps, request: ClientProof): Promise<Client> {
  const { store, tenant, rateLimits, origin } = deps
  const { tenant_id } = tenant
  if (request.client_assertion_type !== ASSERTION_TYPE) {
    throw new ApiError('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`)
  }
  const assertion = required(request, 'client_assertion')
  const client_id = request.client_id ?? clientOfAssertion(assertion) ?? ''
  const client = await store.findClient(tenant_id, client_id)
  // Verifying costs more than comparing a secret, so guessing is held back as there.
  rateLimits.secrets.check(tenant_id, client_id, origin.ip)
  try {
    if (!client) throw new ApiError('access_denied', BAD_ASSERTION)
    await verifyAssertion({ store, tenant_id, issuer: deps.tokens.issuer }, client, assertion)
    return client
  } catch (error) {
    if (error instanceof ApiError) rateLimits.secrets.failed(tenant_id, client_id, origin.ip)
    throw error
  }
}

function basicParts(
  authorization: string | undefined,
): { client_id: string; client_secret: string } | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return undefined
  const [, id = '', secret = ''] = /^([^:]*):?(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  try {
    return { client_id: decodeFormPart(id), client_secret: decodeFormPart(secret) }
  } catch {
    // Not form-encoded, as many clients send it.
    return { client_id: id, client_secret: secret }
  }
}
