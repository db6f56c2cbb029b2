/** Tokens of a user, for every grant. @module */
import * as z from 'zod'
import { definedOnly } from '../../common/optional.ts'
import type { Client, User } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import { apiScopesOfPeople, audienceText, tokenKind } from '../../tokens/audiences.ts'
import type { SignInClaims } from '../../tokens/claims.ts'
import { ACCESS_TOKEN_S } from '../../tokens/tokens.ts'
import type { PersonGrant } from '../../tokens/verification.ts'
import { ownScopes } from '../access/own-scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { TokenAnswer } from './token-request.ts'

/** Scopes that tokens of users can have beside those of their API; others are not granted. */
export const USER_SCOPES = ['openid', 'profile', 'email', 'phone', 'offline_access'] as const

/**
 * @returns those of the scopes that can be granted: of OpenID Connect, and of the API; `offline_access` only if the client may
 *   use refresh tokens, and the API allows it, which the Management API does not
 */
export function personScopes(client: Client, asked: readonly string[], audience: Audience): string[] {
  const allowsOffline =
    audience.kind === 'api' ? audience.api.allow_offline_access : audience.kind === 'userinfo'
  const mayRefresh = client.grant_types.includes('refresh_token') && allowsOffline
  const ofApi = scopesOfAudience(audience, asked)
  return asked.filter((scope) => {
    if (scope === 'offline_access') return mayRefresh
    return USER_SCOPES.some((known) => known === scope) || ofApi.includes(scope)
  })
}

/** @returns those of the scopes that a person’s token can have for what it is for, beside `USER_SCOPES` */
export function scopesOfAudience(audience: Audience, asked: readonly string[]): readonly string[] {
  switch (audience.kind) {
    case 'userinfo':
      return []
    case 'management':
      return ownScopes(asked)
    case 'api':
      return apiScopesOfPeople(audience.api, asked)
  }
}

const JwtConfiguration = z.object({ lifetime_in_seconds: z.int().min(1) })

/** @returns lifetime of the client's ID tokens in seconds, by its `jwt_configuration`; undefined means the default */
export function idTokenLife({ settings }: Pick<Client, 'settings'>): number | undefined {
  return JwtConfiguration.safeParse(settings.jwt_configuration).data?.lifetime_in_seconds
}

/** @returns the token endpoint's answer; an ID token with `openid` */
export async function personTokens(
  { tokens }: Deps,
  granted: {
    client: Client
    user: User
    audience: Audience
    scopes: readonly string[]
    grant: PersonGrant | undefined
    refresh_token: string | undefined
    sign_in?: SignInClaims | undefined
  },
): Promise<TokenAnswer> {
  const { client, user, audience, scopes, grant, refresh_token, sign_in } = granted
  const { client_id } = client
  const api = audience.kind === 'api' ? audience.api : undefined
  const kind = api && tokenKind(api, [])
  const [access_token, id_token] = await Promise.all([
    tokens.userAccessToken({
      client_id,
      user_id: user.user_id,
      audience: audienceText(audience),
      scopes,
      grant,
      kind,
    }),
    scopes.includes('openid')
      ? tokens.idToken({ client_id, user, scopes, life_s: idTokenLife(client), sign_in })
      : undefined,
  ])
  return {
    ...definedOnly({ access_token, id_token, refresh_token }),
    token_type: 'Bearer',
    expires_in: kind?.life_s ?? ACCESS_TOKEN_S,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  }
}
