/** The grant of the device flow: the tokens of a person who has confirmed a device in a browser elsewhere. @module */
import { ApiError } from '../../common/errors.ts'
import { sha256 } from '../../common/hash.ts'
import { DeviceAnswer, DeviceCodePayload } from '../../oidc/device.ts'
import type { Client, User } from '../../store/contract.ts'
import { issueRefreshToken } from '../../tokens/refresh-tokens.ts'
import type { Deps } from '../http/deps.ts'
import { grantedAudience } from './granted-audience.ts'
import { personTokens } from './person-tokens.ts'
import type { TokenAnswer, TokenRequest } from './token-request.ts'
import { required } from './token-request.ts'

/**
 * Gives tokens once, after the person has confirmed; until then the device asks again.
 *
 * @throws {ApiError} authorization_pending, slow_down, expired_token, device_denied, unauthorized, invalid_request
 * @see RFC 8628, section 3.5
 */
export async function deviceCodeGrant(
  deps: Deps,
  client: Client,
  request: TokenRequest,
): Promise<TokenAnswer> {
  const { store, tenant, events, rateLimits } = deps
  const { tenant_id } = tenant
  const key_sha256 = sha256(required(request, 'device_code'))
  const asked = DeviceCodePayload.safeParse(await store.findOnce(tenant_id, 'device_code', key_sha256))
  if (!asked.success || asked.data.client_id !== client.client_id) throw new ApiError('expired_token')
  if (!rateLimits.poll(tenant_id, key_sha256)) throw new ApiError('slow_down')
  const sent = await store.findOnce(tenant_id, 'device_answer', key_sha256)
  if (!sent) throw new ApiError('authorization_pending')
  // Of several requests at once, one gets the tokens.
  const taken = await store.takeOnce(tenant_id, 'device_code', key_sha256)
  if (taken.kind === 'refused') throw new ApiError('expired_token')
  const answer = DeviceAnswer.parse(sent)
  if (answer.kind === 'denied') throw new ApiError('device_denied')
  const { audience, scopes } = asked.data
  const user = await userOf(deps, client, answer)
  const refresh_token = scopes.includes('offline_access')
    ? await issueRefreshToken(store, tenant_id, client, {
        user_id: user.user_id,
        audience,
        scopes,
        session_id: answer.session_id,
      })
    : undefined
  events.record({
    type: 'sede',
    client,
    user_id: user.user_id,
    user_name: user.email ?? user.username,
    audience,
    scope: scopes.join(' '),
  })
  return personTokens(deps, {
    client,
    user,
    audience: await grantedAudience(deps, client, audience),
    scopes,
    grant: undefined,
    refresh_token,
    sign_in: { auth_time: Math.floor(answer.authenticated_at / 1_000), sid: answer.session_id },
  })
}

/** The session must still be there: a block, a new password or a sign-out meanwhile ends the device's sign-in, too. */
async function userOf(
  { store, tenant: { tenant_id }, events }: Deps,
  client: Client,
  { user_id, session_id }: { user_id: string; session_id: string },
): Promise<User> {
  const user = await store.findUser(tenant_id, user_id)
  const session = await store.findPersonSessionById(tenant_id, session_id)
  if (user && !user.blocked && session?.user_id === user_id) return user
  const description = user?.blocked ? 'user is blocked' : 'The session of the person has ended.'
  events.record({ type: 'fede', description, client, user_id })
  if (user?.blocked) throw new ApiError('unauthorized', 'user is blocked')
  throw new ApiError('device_denied', description)
}
