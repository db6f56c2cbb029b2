/** The `password` and `password-realm` grants: a person logs in at a connection. @module */
import { PASSWORD_REALM_GRANT } from '../../clients.ts'
import { ApiError } from '../../errors.ts'
import type { LoginResult } from '../../migration/login.ts'
import type { Client, Connection, User } from '../../store/contract.ts'
import { ACCESS_TOKEN_S, isManagementAudience } from '../../tokens/tokens.ts'
import type { Deps } from '../route.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { requestedScopes, required } from './token-request.ts'

/** Scopes that people's tokens can have; others are not granted. */
export const USER_SCOPES = ['openid', 'profile', 'email', 'phone'] as const

/** @throws {ApiError} one of the rows of the outcome table */
export async function passwordGrant(
  deps: Deps,
  client: Client,
  request: TokenRequest,
  from: { ip: string | undefined; started_at: number },
): Promise<TokenAnswer> {
  const identifier = required(request, 'username')
  const password = required(request, 'password')
  // People's tokens never open the Management API, whatever scopes they ask for.
  if (request.audience !== undefined && isManagementAudience(request.audience)) {
    throw new ApiError('forbidden_audience', 'The Management API is for client_credentials only.')
  }
  const connection = await connectionOf(deps, client, request)
  const result = await deps.loginFlow.login({
    tenant_id: deps.tenant.tenant_id,
    connection,
    identifier,
    password,
    ...from,
  })
  const user = userOf(result)
  const scopes = requestedScopes(request).filter((scope) => USER_SCOPES.some((known) => known === scope))
  const { client_id } = client
  const [access_token, id_token] = await Promise.all([
    deps.tokens.userAccessToken({
      client_id,
      user_id: user.user_id,
      audience: request.audience || undefined,
      scopes,
    }),
    scopes.includes('openid') ? deps.tokens.idToken({ client_id, user, scopes }) : undefined,
  ])
  return {
    access_token,
    ...(id_token === undefined ? {} : { id_token }),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_S,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  }
}

/** A realm that does not exist and one that the client may not use are not told apart. */
async function connectionOf(
  { store, tenant }: Deps,
  client: Client,
  request: TokenRequest,
): Promise<Connection> {
  if (request.grant_type === PASSWORD_REALM_GRANT) {
    const connection = await store.findConnectionByName(tenant.tenant_id, required(request, 'realm'))
    if (!connection?.enabled_clients.includes(client.client_id)) throw new ApiError('unknown_realm')
    return connection
  }
  const { items, total } = await store.listConnections(
    tenant.tenant_id,
    { strategies: ['auth0'] },
    { kind: 'offset', offset: 0, limit: 1 },
  )
  const [only] = items
  if (!only || total !== 1) {
    throw new ApiError(
      'invalid_request',
      `The grant type "password" needs a tenant with exactly one connection; name yours with ${PASSWORD_REALM_GRANT} and realm`,
    )
  }
  if (!only.enabled_clients.includes(client.client_id)) throw new ApiError('unknown_realm')
  return only
}

function userOf(result: LoginResult): User {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'success':
      return result.user
    case 'denied':
      throw new ApiError('invalid_grant')
    case 'blocked':
      throw new ApiError('unauthorized', 'user is blocked')
    case 'validation':
      throw new ApiError('validation_error', result.message || undefined, { wire_code: result.code })
    case 'unauthorized':
      throw new ApiError('unauthorized', result.message || undefined)
    case 'failed':
      throw new ApiError(result.code, undefined, { log_id: result.log_id })
    case 'unavailable':
      throw new ApiError(
        'temporarily_unavailable',
        result.code === 'busy'
          ? undefined
          : 'The directory behind this connection cannot be reached. Try again later.',
        { retry_after_s: result.retry_after_s, log_id: result.log_id },
      )
  }
}
