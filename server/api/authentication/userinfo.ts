/** `GET` and `POST /userinfo`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { userClaims } from '../../tokens/tokens.ts'
import { USERINFO_FIELDS } from '../fields/requests.ts'
import type { Deps } from '../http/deps.ts'
import { defineRoute } from '../route/route.ts'

const AccessToken = z.object({
  access_token: z.string().max(8_000).optional().describe('Instead of the Authorization header'),
})

const shared = {
  path: '/userinfo',
  headers: z.object({ authorization: z.string().max(10_000).optional() }),
  result: z.looseObject({ sub: z.string() }),
  errors: ['invalid_token'],
  cors: 'client',
} as const

/**
 * Takes the token from the query too, for clients that cannot set headers; it is not logged. @see OpenID Connect Core 1.0,
 * section 5.3
 */
export const getUserInfo = defineRoute({
  ...shared,
  method: 'get',
  summary: 'Who a token was made for, as far as its scopes tell',
  query: AccessToken,
  handle: (deps, { headers, query }) => userInfo(deps, headers.authorization, query.access_token),
})

/** The token can be in the form or the JSON body. */
export const postUserInfo = defineRoute({
  ...shared,
  method: 'post',
  summary: 'Who a token was made for, as far as its scopes tell',
  body: AccessToken,
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
