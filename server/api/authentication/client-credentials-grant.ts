/** The `client_credentials` grant: a program gets a token of the Management API, or of another one. @module */
import { ApiError } from '../../common/errors.ts'
import type { Client } from '../../store/contract.ts'
import { apiScopesOfClients, audienceOf, tokenKind } from '../../tokens/audiences.ts'
import { ACCESS_TOKEN_S } from '../../tokens/tokens.ts'
import { clientScopes } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { requestedScopes, required } from './token-request.ts'

/**
 * What a client may ask for is in its client grants. Without any it may ask for nothing (T4).
 *
 * @throws {ApiError} access_denied, forbidden_audience, invalid_request
 */
export async function clientCredentialsGrant(
  { store, tenant, tokens, events }: Deps,
  client: Client,
  request: TokenRequest,
): Promise<TokenAnswer> {
  // A public client cannot authenticate: its ID is no secret.
  if (client.secret_sha256 === undefined) throw new ApiError('access_denied')
  const settings = await store.readTenantSettings(tenant.tenant_id)
  const audience = request.audience || settings.default_audience || required(request, 'audience')
  const judged = await audienceOf({ store, tokens }, tenant.tenant_id, audience, settings)
  const grants = await store.listGrantsOfClient(tenant.tenant_id, client.client_id)
  const own = grants.find((grant) => grant.audience === audience)
  const api = judged.kind === 'api' ? judged.api : undefined
  const granted =
    judged.kind !== 'management'
      ? apiScopesOfClients({ scopes: api?.scopes }, own?.scopes ?? [], settings)
      : tokens.isOwnManagement(audience)
        ? clientScopes(client, grants, tenant)
        : []
  if (judged.kind === 'management' ? granted.length === 0 : !own) {
    events.record({
      type: 'feccft',
      description: 'The client has no grant for this audience.',
      client,
      audience,
    })
    throw new ApiError(
      'forbidden_audience',
      `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. ` +
        `The audience of the Management API is ${tokens.issuer}api/v2/`,
    )
  }
  const asked = requestedScopes(request)
  const scopes = asked.length === 0 ? granted : granted.filter((scope) => asked.includes(scope))
  const scope = scopes.join(' ')
  events.record({ type: 'seccft', client, audience, scope })
  const kind = api && tokenKind(api, scopes)
  return {
    access_token: await tokens.clientAccessToken({ client_id: client.client_id, audience, scopes, kind }),
    token_type: 'Bearer',
    expires_in: kind?.life_s ?? ACCESS_TOKEN_S,
    scope,
  }
}
