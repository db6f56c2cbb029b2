/** The `refresh_token` grant: new tokens without a password. @module */
import { ApiError } from '../../common/errors.ts'
import type { Client, RefreshTokenFamily, RefreshTokenRefusal } from '../../store/contract.ts'
import type { LogType } from '../../tenant-log/types.ts'
import type { Audience } from '../../tokens/audiences.ts'
import type { SignInClaims } from '../../tokens/claims.ts'
import { exchangeRefreshToken } from '../../tokens/refresh-tokens.ts'
import type { Deps } from '../http/deps.ts'
import { grantedAudience } from './granted-audience.ts'
import { personTokens, scopesOfAudience, USER_SCOPES } from './person-tokens.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { requestedScopes, required } from './token-request.ts'

/**
 * A refresh token is bound to the client, user, audience and scopes of its login. `scope` can name fewer scopes for this
 * one answer.
 *
 * @throws {ApiError} invalid_grant, unauthorized, forbidden_audience, invalid_request
 * @see RFC 6749, section 6; RFC 9700, section 4.14
 */
export async function refreshTokenGrant(
  deps: Deps,
  client: Client,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const token = required(request, 'refresh_token')
  const result = await exchangeRefreshToken(deps.store, deps.tenant.tenant_id, client, token)
  if (result.kind !== 'exchanged') return refuse(deps, client, result)
  const { family, user } = result
  const record = (type: LogType, description?: string): void =>
    deps.events.record({
      type,
      description,
      client,
      user_id: user.user_id,
      user_name: user.email ?? user.username,
      audience: family.audience,
      scope: family.scopes.join(' '),
    })
  if (request.audience && request.audience !== family.audience) {
    record('fertft', 'Another audience')
    throw new ApiError('forbidden_audience', 'The refresh token was issued for another audience.')
  }
  const audience = await grantedAudience(deps, client, family.audience).catch((error: unknown) => {
    if (error instanceof ApiError) record('fertft', error.message)
    throw error
  })
  const asked = requestedScopes(request)
  const kept = scopesStillThere(family, audience)
  const scopes = asked.length === 0 ? kept : kept.filter((scope) => asked.includes(scope))
  record('sertft')
  return personTokens(deps, {
    client,
    user,
    audience,
    scopes,
    grant: 'refresh_token',
    refresh_token: result.token,
    sign_in: signInOf(family),
  })
}

/** Of families that began by a code: the ID token says of which sign-in it is (OpenID Connect Core 1.0, section 12.2). */
function signInOf({ session_id, authenticated_at }: RefreshTokenFamily): SignInClaims | undefined {
  if (session_id === undefined || authenticated_at === undefined) return undefined
  return { sid: session_id, auth_time: Math.floor(authenticated_at / 1_000) }
}

/** @returns the family’s scopes without those that the API no longer has */
function scopesStillThere({ scopes }: RefreshTokenFamily, audience: Audience): string[] {
  const ofApi = scopesOfAudience(audience, scopes)
  return scopes.filter((scope) => USER_SCOPES.some((known) => known === scope) || ofApi.includes(scope))
}

/** Only the holder of a token that was once valid learns why it is no longer valid. */
function refuse(deps: Deps, client: Client, result: RefreshTokenRefusal): never {
  switch (result.kind) {
    case 'invalid':
      deps.events.record({ type: 'fertft', description: UNKNOWN, client })
      throw new ApiError('invalid_grant', UNKNOWN)
    case 'reused':
      deps.events.record({
        type: 'ferrt',
        description: 'A refresh token was used a second time: all that followed it are revoked.',
        client,
        user_id: result.user_id,
      })
      throw new ApiError('invalid_grant', UNKNOWN)
    case 'no_user':
      deps.events.record({ type: 'fertft', description: GONE, client })
      throw new ApiError('invalid_grant', GONE)
    case 'blocked':
      deps.events.record({
        type: 'fertft',
        description: 'user is blocked',
        client,
        user_id: result.user.user_id,
        user_name: result.user.email ?? result.user.username,
      })
      throw new ApiError('unauthorized', 'user is blocked')
  }
}

const UNKNOWN = 'Unknown or invalid refresh token.'
const GONE = "The refresh_token was generated for a user who doesn't exist anymore."
