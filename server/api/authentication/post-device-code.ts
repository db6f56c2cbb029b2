/** `POST /oauth/device/code`. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { neededConsent } from '../../oidc/consent.ts'
import { ACTIVATE_PATH, activationUrl, DEVICE_CODE_S, newDeviceCodes, POLL_S } from '../../oidc/device.ts'
import { DEVICE_GRANT } from '../../tenancy/clients.ts'
import { audienceOf } from '../../tokens/audiences.ts'
import { DEVICE_CODE_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import { authenticateClient } from './client-authentication.ts'
import { personScopes } from './person-tokens.ts'
import { requestedScopes, TokenRequest } from './token-request.ts'

const { shape } = TokenRequest

export const postDeviceCode = defineRoute({
  method: 'post',
  path: '/oauth/device/code',
  name: 'requestDeviceCode',
  tag: 'Tokens',
  summary: 'Start a sign-in on a device',
  description:
    'Answers with a code that a person enters at `/activate` in a browser elsewhere, and one with which the device asks for tokens meanwhile (RFC 8628).',
  proof: 'client_secret',
  body: z
    .object({
      client_id: shape.client_id,
      client_secret: shape.client_secret,
      client_assertion: shape.client_assertion,
      client_assertion_type: shape.client_assertion_type,
      scope: shape.scope,
      audience: shape.audience.describe('The API that the tokens are for.'),
    })
    .meta({
      id: 'DeviceCodeRequest',
      description: 'The client on the device, and what it wants.',
      examples: [{ client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW', scope: 'openid offline_access' }],
    }),
  fields: DEVICE_CODE_FIELDS,
  headers: z.object({ authorization: z.string().max(4_000).optional() }),
  accepts_form: true,
  result: z
    .object({
      device_code: z.string().describe('The code with which the device asks for tokens.'),
      user_code: z.string().describe('What the person enters.'),
      verification_uri: z.string().describe('Where the person enters it.'),
      verification_uri_complete: z.string().describe('The same address with the code filled in.'),
      expires_in: z.int().describe('How many seconds both codes are valid.'),
      interval: z.int().describe('How many seconds the device waits before it asks again.'),
    })
    .meta({ id: 'DeviceCode', description: 'The codes of a sign-in on a device.' }),
  errors: ['access_denied', 'unauthorized_client', 'forbidden_audience', 'too_many_requests'],
  async handle(deps, { tenant, body, headers, ip }) {
    const { store, tokens, rateLimits } = deps
    const { tenant_id } = tenant
    const client = await authenticateClient(deps, body, headers.authorization)
    if (!client.grant_types.includes(DEVICE_GRANT)) {
      throw new ApiError('unauthorized_client', `Grant type '${DEVICE_GRANT}' not allowed for the client.`)
    }
    // Each code is a row, and the client may have no secret.
    rateLimits.deviceCode(tenant_id, ip)
    const settings = await store.readTenantSettings(tenant_id)
    const audience = await audienceOf(deps, tenant_id, body.audience, settings)
    if (audience.kind === 'management') {
      throw new ApiError('forbidden_audience', 'The Management API is for client_credentials only.')
    }
    const scopes = personScopes(client, requestedScopes(body), audience)
    if (neededConsent({ client, audience, scopes, given_as: undefined })) {
      throw new ApiError('unauthorized_client', 'The page for devices cannot ask for consent: use /authorize')
    }
    const made = newDeviceCodes({
      client_id: client.client_id,
      audience: audience.kind === 'api' ? audience.api.identifier : undefined,
      scopes,
    })
    for (const entry of made.entries) {
      // Of 34 bits one can come twice within a quarter of an hour: then the device tries again.
      if (!(await store.putOnce(tenant_id, entry))) throw new ApiError('temporarily_unavailable')
    }
    const { device_code, user_code } = made
    return {
      device_code,
      user_code,
      verification_uri: `${tokens.issuer}${ACTIVATE_PATH.slice(1)}`,
      verification_uri_complete: activationUrl(tokens.issuer, user_code),
      expires_in: DEVICE_CODE_S,
      interval: POLL_S,
    }
  },
})
