/** `POST /oauth/token`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { GRANT_TYPES } from '../../tenancy/clients.ts'
import { TOKEN_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import { SCRIPT_ERRORS } from '../shapes/script-error.ts'
import { authorizationCodeGrant } from './authorization-code-grant.ts'
import { authenticateClient } from './client-authentication.ts'
import { clientCredentialsGrant } from './client-credentials-grant.ts'
import { exchangeRecorded } from './exchange-events.ts'
import { passwordGrant } from './password-grant.ts'
import { refreshTokenGrant } from './refresh-token-grant.ts'
import { TokenAnswer, TokenRequest } from './token-request.ts'

export const postToken = defineRoute({
  method: 'post',
  path: '/oauth/token',
  name: 'requestTokens',
  tag: 'Tokens',
  summary: 'Get tokens',
  description:
    'Makes tokens by one of these grants: `authorization_code` for a person who has signed in at `/authorize`; `client_credentials` for a client itself; `password` and `http://auth0.com/oauth/grant-type/password-realm` for a person who gives their password; `refresh_token` for a person who has signed in before. A person who is not migrated yet is looked up by the `login` script of the connection, and stored on success.',
  proof: 'client_secret',
  body: TokenRequest,
  fields: TOKEN_FIELDS,
  headers: z.object({ authorization: z.string().max(4_000).optional() }),
  accepts_form: true,
  result: TokenAnswer,
  errors: [
    'unsupported_grant_type',
    'access_denied',
    'unauthorized',
    'invalid_grant',
    'unauthorized_client',
    'unknown_realm',
    'forbidden_audience',
    'consent_required',
    ...SCRIPT_ERRORS,
    'too_many_attempts',
    'too_many_requests',
    'temporarily_unavailable',
  ],
  cors: 'client',
  async handle(deps, { body, headers, ip, started_at }) {
    if (!GRANT_TYPES.some((known) => known === body.grant_type)) {
      throw new ApiError(
        'unsupported_grant_type',
        `Unsupported grant type: use one of ${GRANT_TYPES.join(', ')}`,
      )
    }
    return exchangeRecorded(deps, body, async (known) => {
      const client = await authenticateClient(deps, body, headers.authorization)
      known(client)
      if (!client.grant_types.includes(body.grant_type)) {
        throw new ApiError(
          'unauthorized_client',
          `Grant type '${body.grant_type}' not allowed for the client.`,
        )
      }
      if (body.grant_type === 'client_credentials') return clientCredentialsGrant(deps, client, body)
      if (body.grant_type === 'authorization_code') return authorizationCodeGrant(deps, client, body)
      if (body.grant_type === 'refresh_token') return refreshTokenGrant(deps, client, body)
      return passwordGrant(deps, client, body, { ip, started_at })
    })
  },
})
