/** `POST /oauth/revoke`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { revokeRefreshToken } from '../../tokens/refresh-tokens.ts'
import { REVOKE_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import { authenticateClient } from './client-authentication.ts'
import { required, TokenRequest } from './token-request.ts'

export const postRevoke = defineRoute({
  method: 'post',
  path: '/oauth/revoke',
  name: 'revokeToken',
  tag: 'Tokens',
  summary: 'Revoke a refresh token',
  description:
    'Revokes a refresh token and all that followed it since the same sign-in. Revoking an unknown token succeeds (RFC 7009, section 2.2).',
  proof: 'client_secret',
  body: z
    .object({
      client_id: TokenRequest.shape.client_id,
      client_secret: TokenRequest.shape.client_secret,
      client_assertion: TokenRequest.shape.client_assertion,
      client_assertion_type: TokenRequest.shape.client_assertion_type,
      token: TokenRequest.shape.refresh_token.describe('The refresh token to revoke.'),
      token_type_hint: z
        .string()
        .max(100)
        .optional()
        .describe('What kind of token it is. Only refresh tokens can be revoked.'),
    })
    .meta({
      id: 'Revocation',
      description: 'The token to revoke, and the client that it was issued to.',
      examples: [{ client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW', token: 'Zk3…' }],
    }),
  fields: REVOKE_FIELDS,
  headers: z.object({ authorization: z.string().max(4_000).optional() }),
  accepts_form: true,
  status: 200,
  cors: 'client',
  errors: ['access_denied', 'unauthorized_client'],
  async handle(deps, { tenant, body, headers }) {
    const client = await authenticateClient(deps, body, headers.authorization)
    const result = await revokeRefreshToken(deps.store, tenant.tenant_id, client, required(body, 'token'))
    switch (result.kind) {
      case 'revoked':
        deps.events.record({ type: 'srrt', client, user_id: result.user_id })
        break
      case 'foreign':
        throw new ApiError('unauthorized_client', 'The token was not issued to this client.')
      case 'unknown':
        break
    }
  },
})
