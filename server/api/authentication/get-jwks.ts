/** `GET /.well-known/jwks.json`. @module */
import * as z from 'zod'
import { defineRoute } from '../route/route.ts'

export const getJwks = defineRoute({
  method: 'get',
  path: '/.well-known/jwks.json',
  name: 'getSigningKeys',
  tag: 'Discovery',
  summary: 'Get the public keys that tokens are signed with',
  description:
    'Answers the keys as a JSON Web Key Set (RFC 7517): the current one, the next one, then the previous ones. A key stays in the set until it is revoked.',
  result: z
    .object({ keys: z.array(z.record(z.string(), z.unknown())).describe('The public keys.') })
    .meta({ id: 'JsonWebKeySet', description: 'A JSON Web Key Set (RFC 7517).' }),
  cors: 'public',
  cache: 'public, max-age=300',
  async handle({ tokens }) {
    const { keys } = await tokens.jwks()
    return { keys: [...keys] }
  },
})
