/** The `password` and `password-realm` grants: a person signs in at a connection. @module */
import { ApiError } from '../../common/errors.ts'
import type { LoginResult } from '../../migration/login/login-result.ts'
import { neededConsent } from '../../oidc/consent.ts'
import type { Client, Connection, NeededConsent, TenantSettings, User } from '../../store/contract.ts'
import { PASSWORD_REALM_GRANT } from '../../tenancy/clients.ts'
import { audienceOf, audienceText, isForPeople } from '../../tokens/audiences.ts'
import { issueRefreshToken } from '../../tokens/refresh-tokens.ts'
import type { Deps } from '../http/deps.ts'
import { scriptError } from '../shapes/script-error.ts'
import { recordLogin } from './login-events.ts'
import { personScopes, personTokens } from './person-tokens.ts'
import { protectedLogin } from './protected-login.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { requestedScopes, required } from './token-request.ts'

/**
 * @throws {ApiError} invalid_grant, unauthorized, unknown_realm, forbidden_audience, consent_required, invalid_request, too_many_attempts,
 *   too_many_requests, and the errors of a failed script
 */
export async function passwordGrant(
  deps: Deps,
  client: Client,
  request: TokenRequest,
  from: { ip: string | undefined; started_at: number },
): Promise<TokenAnswer> {
  const identifier = required(request, 'username')
  const password = required(request, 'password')
  const settings = await deps.store.readTenantSettings(deps.tenant.tenant_id)
  const audience = await audienceOf(deps, deps.tenant.tenant_id, request.audience, settings)
  if (!isForPeople(deps.tokens.issuer, audience, client)) {
    throw new ApiError('forbidden_audience', `Service not found: ${audienceText(audience)}`)
  }
  const connection = await connectionOf(deps, client, request, settings)
  const result = await protectedLogin(deps, { client, connection, identifier, password, ...from })
  const { audience: asked, scope } = request
  recordLogin(deps, { client, connection, identifier, audience: asked, scope }, result)
  const user = userOf(result)
  const scopes = personScopes(client, requestedScopes(request), audience)
  await requireConsent(deps, neededConsent({ client, audience, scopes, given_as: undefined }), user)
  const refresh_token = scopes.includes('offline_access')
    ? await issueRefreshToken(deps.store, deps.tenant.tenant_id, client, {
        user_id: user.user_id,
        audience: audienceText(audience),
        scopes,
      })
    : undefined
  return personTokens(deps, { client, user, audience, scopes, grant: 'password', refresh_token })
}

/**
 * Here nobody can be asked: what was allowed at `/authorize` counts.
 *
 * @throws {ApiError} consent_required
 */
async function requireConsent(
  { store, tenant }: Deps,
  needed: NeededConsent | undefined,
  { user_id }: User,
): Promise<void> {
  if (!needed) return
  const { client_id, audience, scopes } = needed
  const consent = await store.findConsent(tenant.tenant_id, { user_id, client_id, audience })
  if (!consent || !scopes.every((scope) => consent.scopes.includes(scope))) {
    throw new ApiError('consent_required')
  }
}

/** An unknown realm and a realm that the client may not use get the same error. */
async function connectionOf(
  { store, tenant }: Deps,
  client: Client,
  request: TokenRequest,
  { default_directory }: TenantSettings,
): Promise<Connection> {
  if (request.grant_type === PASSWORD_REALM_GRANT) {
    const connection = await store.findConnectionByName(tenant.tenant_id, required(request, 'realm'))
    if (!connection?.enabled_clients.includes(client.client_id)) throw new ApiError('unknown_realm')
    return connection
  }
  const connection =
    default_directory === undefined
      ? await onlyConnection(store, tenant.tenant_id)
      : await store.findConnectionByName(tenant.tenant_id, default_directory)
  if (!connection?.enabled_clients.includes(client.client_id)) throw new ApiError('unknown_realm')
  return connection
}

/** @throws {ApiError} invalid_request */
async function onlyConnection(store: Deps['store'], tenant_id: string): Promise<Connection> {
  const { items, total } = await store.listConnections(
    tenant_id,
    { strategies: ['auth0'] },
    { kind: 'offset', offset: 0, limit: 1 },
  )
  const [only] = items
  if (!only || total !== 1) {
    throw new ApiError(
      'invalid_request',
      'The grant type “password” needs a tenant with a default_directory or with exactly one connection; ' +
        `name yours with ${PASSWORD_REALM_GRANT} and realm`,
    )
  }
  return only
}

function userOf(result: LoginResult): User {
  switch (result.kind) {
    case 'success':
      return result.user
    case 'denied':
      throw new ApiError('invalid_grant')
    case 'blocked':
      throw new ApiError('unauthorized', 'user is blocked')
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable':
      throw scriptError(result)
  }
}
