/** `/api/v2/keys/signing`: the keys that the tenant's tokens are signed with. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { SigningKey } from '../../../store/contract.ts'
import { certificateOf } from '../../../tokens/certificate.ts'
import { defineRoute } from '../../route/route.ts'
import { NoMembers } from '../../shapes/no-members.ts'

const PATH = '/api/v2/keys/signing'

const Time = z.iso.datetime()
const kid = z.string().describe('The ID of the key, as in the header of tokens and in the JWKS.')
const cert = z.string().describe('The self-signed certificate of the key, as PEM.')

const ManagementKey = z
  .object({
    kid,
    cert,
    pkcs7: z.string().describe('The certificate in a PKCS #7 message, as PEM.'),
    fingerprint: z.string().describe('SHA-1 of the certificate: bytes in hexadecimal, with colons.'),
    thumbprint: z.string().describe('The same without colons.'),
    current: z.boolean().optional().describe('Whether the key signs.'),
    next: z.boolean().optional().describe('Whether the key signs after the next rotation.'),
    previous: z.boolean().optional().describe('Whether the key signed before and still verifies.'),
    current_since: Time.optional().describe('Since when the key signs, or signed. Missing at the next key.'),
    current_until: Time.optional().describe('Until when the key signed.'),
    revoked: z.boolean().optional().describe('Whether tokens of the key are refused.'),
    revoked_at: Time.optional().describe('When the key was revoked.'),
  })
  .meta({
    id: 'SigningKey',
    description: 'A key that signs tokens (RS256), without its private part.',
    examples: [
      {
        kid: 'wZ1xWkl2G4Zq8cFOq0r2T',
        cert: '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n',
        pkcs7: '-----BEGIN PKCS7-----\n…\n-----END PKCS7-----\n',
        fingerprint: 'CC:FB:DD:9A:9B:B5:DE:1B:F0:CC:36:42:99:59:21:12:03:DD:A8:25',
        thumbprint: 'CCFBDDD89AB5DE1BF0CC36D29959211203DDA825',
        current: true,
        current_since: '2026-01-05T09:00:00.000Z',
      },
    ],
  })

const KeyReference = z
  .object({ kid, cert })
  .meta({ id: 'SigningKeyReference', description: 'A key and its certificate.' })

const KeyParams = z.object({ kid: z.string().min(1).max(100).describe('The ID of a signing key.') })

export const listSigningKeys = defineRoute({
  method: 'get',
  path: PATH,
  name: 'listSigningKeys',
  tag: 'Signing keys',
  summary: 'List the signing keys',
  description:
    'Answers the current key, the next one, the previous ones, then up to ten revoked ones, each group the newest first. All but the revoked ones are in the JWKS.',
  scopes: ['read:signing_keys'],
  result: z.array(ManagementKey),
  async handle({ signingKeys }) {
    return (await signingKeys.list()).map(toManagementKey)
  },
})

export const getSigningKey = defineRoute({
  method: 'get',
  path: `${PATH}/:kid`,
  name: 'getSigningKey',
  tag: 'Signing keys',
  summary: 'Get a signing key',
  description: 'Answers a key with its certificate.',
  scopes: ['read:signing_keys'],
  params: KeyParams,
  result: ManagementKey,
  errors: ['inexistent_signing_key'],
  async handle({ signingKeys }, { params }) {
    const key = (await signingKeys.list()).find((one) => one.kid === params.kid)
    if (!key) throw new ApiError('inexistent_signing_key')
    return toManagementKey(key)
  },
})

export const rotateSigningKeys = defineRoute({
  method: 'post',
  path: `${PATH}/rotate`,
  name: 'rotateSigningKeys',
  tag: 'Signing keys',
  summary: 'Rotate the signing keys',
  description:
    'The next key signs from now on, and a new next key is published. The key that signed before still verifies until it is revoked. Answers the key that signs now.',
  scopes: ['create:signing_keys', 'update:signing_keys'],
  body: NoMembers,
  status: 201,
  result: KeyReference,
  errors: ['too_many_signing_keys'],
  async handle({ signingKeys }) {
    return toReference(await signingKeys.rotate())
  },
})

export const revokeSigningKey = defineRoute({
  method: 'put',
  path: `${PATH}/:kid/revoke`,
  name: 'revokeSigningKey',
  tag: 'Signing keys',
  summary: 'Revoke a signing key',
  description:
    'Takes a previous key out of the JWKS. All servers refuse its tokens at once: people who have such a token must sign in again. A revoked key stays revoked.',
  scopes: ['update:signing_keys'],
  params: KeyParams,
  body: NoMembers,
  result: KeyReference,
  errors: ['inexistent_signing_key', 'signing_key_in_use'],
  async handle({ signingKeys }, { params }) {
    return toReference(await signingKeys.revoke(params.kid))
  },
})

function toManagementKey(key: SigningKey): z.input<typeof ManagementKey> {
  const { cert, pkcs7, sha1 } = certificateOf(key)
  const thumbprint = sha1.toString('hex').toUpperCase()
  const fingerprint = thumbprint.replace(/..(?=.)/g, '$&:')
  const { kid, current_since, current_until, revoked_at } = key
  return {
    kid,
    cert,
    pkcs7,
    fingerprint,
    thumbprint,
    ...stateOf(key),
    ...(current_since !== undefined && { current_since: timeOf(current_since) }),
    ...(current_until !== undefined && { current_until: timeOf(current_until) }),
    ...(revoked_at !== undefined && { revoked_at: timeOf(revoked_at) }),
  }
}

function stateOf(
  key: SigningKey,
): Pick<z.input<typeof ManagementKey>, 'current' | 'next' | 'previous' | 'revoked'> {
  if (key.revoked_at !== undefined) return { revoked: true }
  if (key.current_until !== undefined) return { previous: true }
  return key.current_since === undefined ? { next: true } : { current: true }
}

const toReference = (key: SigningKey): z.input<typeof KeyReference> => ({
  kid: key.kid,
  cert: certificateOf(key).cert,
})

const timeOf = (at_ms: number): string => new Date(at_ms).toISOString()
