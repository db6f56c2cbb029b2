/** The `client_credentials` grant: a program gets a token of the Management API. @module */
import { ApiError } from '../../errors.ts'
import type { Client } from '../../store/contract.ts'
import { ACCESS_TOKEN_S, isManagementAudience } from '../../tokens/tokens.ts'
import type { Deps } from '../route.ts'
import { SCOPES } from '../scopes.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { requestedScopes, required } from './token-request.ts'

/** @throws {ApiError} access_denied, forbidden_audience, invalid_request */
export async function clientCredentialsGrant(
  { tokens }: Deps,
  client: Client,
  request: TokenRequest,
): Promise<TokenAnswer> {
  // A public client proves nothing by its id.
  if (client.secret_sha256 === undefined) throw new ApiError('access_denied')
  const audience = required(request, 'audience')
  const granted = client.api_scopes.includes('*') ? [...SCOPES] : client.api_scopes
  if (!isManagementAudience(audience) || granted.length === 0) {
    throw new ApiError(
      'forbidden_audience',
      `Client is not authorized to access "${audience}". The audience of the Management API is ${tokens.issuer}api/v2/`,
    )
  }
  const asked = requestedScopes(request)
  const scopes = asked.length === 0 ? granted : granted.filter((scope) => asked.includes(scope))
  return {
    access_token: await tokens.clientAccessToken({ client_id: client.client_id, audience, scopes }),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_S,
    scope: scopes.join(' '),
  }
}
