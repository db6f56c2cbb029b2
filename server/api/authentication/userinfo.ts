/** `GET` and `POST /userinfo`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { userClaims } from '../../tokens/claims.ts'
import { USERINFO_FIELDS } from '../fields/requests.ts'
import type { Deps } from '../http/deps.ts'
import { defineRoute } from '../route/route.ts'

const AccessToken = z.object({
  access_token: z
    .string()
    .max(8_000)
    .optional()
    .describe('The access token, in place of the `Authorization` header.'),
})

const shared = {
  path: '/userinfo',
  headers: z.object({ authorization: z.string().max(10_000).optional() }),
  result: z.looseObject({ sub: z.string().describe('The ID of the user.') }).meta({
    id: 'UserInfo',
    description: 'The claims about a person that the scopes of the token allow.',
    examples: [{ sub: 'auth0|42', email: 'ann@example.com', email_verified: true }],
  }),
  errors: ['invalid_token'],
  cors: 'client',
} as const

export const getUserInfo = defineRoute({
  ...shared,
  method: 'get',
  name: 'getUserInfo',
  tag: 'Tokens',
  summary: 'Get the claims of a person',
  description:
    'Answers who the access token was made for, as far as its scopes allow (OpenID Connect Core 1.0, section 5.3). A client that cannot set a header may send the token in the query; it is written to no log.',
  proof: 'person_token',
  query: AccessToken,
  handle: (deps, { headers, query }) => userInfo(deps, headers.authorization, query.access_token),
})

export const postUserInfo = defineRoute({
  ...shared,
  method: 'post',
  name: 'postUserInfo',
  tag: 'Tokens',
  summary: 'Get the claims of a person, by POST',
  description: 'Answers the same as `GET /userinfo`. The token may stand in the body.',
  proof: 'person_token',
  body: AccessToken.meta({
    id: 'UserInfoRequest',
    description: 'The token, unless it is in the header.',
    examples: [{}],
  }),
  fields: USERINFO_FIELDS,
  accepts_form: true,
  handle: (deps, { headers, body }) => userInfo(deps, headers.authorization, body.access_token),
})

/** @throws {ApiError} invalid_token, invalid_request */
async function userInfo(
  { store, tenant, tokens }: Deps,
  authorization: string | undefined,
  sent: string | undefined,
): Promise<{ sub: string; [claim: string]: unknown }> {
  const [, bearer] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '') ?? []
  if (bearer !== undefined && sent !== undefined) {
    throw new ApiError('invalid_request', 'Send the token in one way only, not in two')
  }
  const token = bearer ?? sent
  if (token === undefined) {
    throw new ApiError('invalid_token', 'Missing authentication', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
  const { user_id, scopes } = await tokens.verifyPerson(token)
  const user = await store.findUser(tenant.tenant_id, user_id)
  // A token may outlive its user. Its holder only learns that the token is not valid.
  if (!user || user.blocked) {
    throw new ApiError('invalid_token', undefined, {
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    })
  }
  return { sub: user.user_id, ...userClaims(user, scopes) }
}
