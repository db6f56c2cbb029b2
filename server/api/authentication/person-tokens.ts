/** Tokens of a user, for every grant. @module */
import * as z from 'zod'
import { definedOnly } from '../../common/optional.ts'
import type { Client, User } from '../../store/contract.ts'
import type { SignInClaims } from '../../tokens/claims.ts'
import type { PersonGrant } from '../../tokens/tokens.ts'
import { ACCESS_TOKEN_S } from '../../tokens/tokens.ts'
import type { Deps } from '../http/deps.ts'
import type { TokenAnswer } from './token-request.ts'

/** Scopes that tokens of users can have; others are not granted. */
export const USER_SCOPES = ['openid', 'profile', 'email', 'phone', 'offline_access'] as const

/** @returns those of the scopes that can be granted; `offline_access` only if the client may use refresh tokens */
export function personScopes(client: Client, asked: readonly string[]): string[] {
  const mayRefresh = client.grant_types.includes('refresh_token')
  return asked.filter(
    (scope) => USER_SCOPES.some((known) => known === scope) && (scope !== 'offline_access' || mayRefresh),
  )
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
    audience: string | undefined
    scopes: readonly string[]
    grant: PersonGrant | undefined
    refresh_token: string | undefined
    sign_in?: SignInClaims
  },
): Promise<TokenAnswer> {
  const { client, user, audience, scopes, grant, refresh_token, sign_in } = granted
  const { client_id } = client
  const [access_token, id_token] = await Promise.all([
    tokens.userAccessToken({ client_id, user_id: user.user_id, audience, scopes, grant }),
    scopes.includes('openid')
      ? tokens.idToken({ client_id, user, scopes, life_s: idTokenLife(client), sign_in })
      : undefined,
  ])
  return {
    ...definedOnly({ access_token, id_token, refresh_token }),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_S,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  }
}
