/** The `authorization_code` grant: the tokens of a person who has signed in at `/authorize`. @module */
import { ApiError } from '../../common/errors.ts'
import { sha256 } from '../../common/hash.ts'
import { CodePayload, challengeOf } from '../../oidc/code.ts'
import type { Client, RedeemResult } from '../../store/contract.ts'
import { newRefreshTokenFamily } from '../../tokens/refresh-tokens.ts'
import type { Deps } from '../http/deps.ts'
import { grantedAudience } from './granted-audience.ts'
import { personTokens } from './person-tokens.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { required } from './token-request.ts'

/**
 * A code is for one client, one address and one verifier, works once within a minute, and is used up by a failed attempt,
 * too. A code that is sent a second time revokes the refresh tokens that it gave.
 *
 * @throws {ApiError} invalid_grant, unauthorized, forbidden_audience, invalid_request
 * @see RFC 6749, section 4.1.3; RFC 7636, section 4.6; RFC 9700, section 2.1.1
 */
export async function authorizationCodeGrant(
  deps: Deps,
  client: Client,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const { store, tenant } = deps
  const sent = required(request, 'code')
  const { redirect_uri, code_verifier } = request
  const { token, family } = newRefreshTokenFamily(client)
  const result = await store.redeemCode(tenant.tenant_id, {
    code_sha256: sha256(sent),
    client_id: client.client_id,
    redirect_uri: redirect_uri || undefined,
    verifier_challenge: code_verifier ? challengeOf(code_verifier) : undefined,
    family,
  })
  const { code, user } = redeemed(deps, client, result)
  const { audience, scopes } = code
  deps.events.record({
    type: 'seacft',
    client,
    user_id: user.user_id,
    user_name: user.email ?? user.username,
    audience,
    scope: scopes.join(' '),
  })
  return personTokens(deps, {
    client,
    user,
    audience: await grantedAudience(deps, client, audience),
    scopes,
    grant: undefined,
    refresh_token: code.offline ? token : undefined,
    sign_in: {
      nonce: CodePayload.parse(code.payload).nonce,
      auth_time: Math.floor(code.authenticated_at / 1_000),
      sid: code.session_id,
    },
  })
}

/** @throws {ApiError} invalid_grant, unauthorized */
function redeemed(
  { events }: Pick<Deps, 'events'>,
  client: Client,
  result: RedeemResult,
): Extract<RedeemResult, { kind: 'redeemed' }> {
  const record = (description: string, user_id?: string): void =>
    events.record({ type: 'feacft', description, client, user_id })
  switch (result.kind) {
    case 'redeemed':
      return result
    case 'invalid':
      record('Unknown or expired, or of another client or redirect_uri')
      throw new ApiError('invalid_grant', INVALID)
    case 'reused':
      record('The code was used a second time: its refresh tokens are revoked.', result.user_id)
      throw new ApiError('invalid_grant', INVALID)
    case 'wrong_verifier':
      record(WRONG_VERIFIER, result.user_id)
      throw new ApiError('invalid_grant', WRONG_VERIFIER)
    case 'no_user':
      record('The user was deleted.')
      throw new ApiError('invalid_grant', INVALID)
    case 'blocked':
      record('user is blocked', result.user.user_id)
      throw new ApiError('unauthorized', 'user is blocked')
  }
}

const INVALID = 'Invalid authorization code'
const WRONG_VERIFIER = 'Failed to verify code verifier'
