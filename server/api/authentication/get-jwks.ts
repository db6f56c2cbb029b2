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
    'Answers the keys as a JSON Web Key Set (RFC 7517), the newest first. A key stays in the set as long as a token signed with it can be valid.',
  result: z
    .object({ keys: z.array(z.record(z.string(), z.unknown())).describe('The public keys.') })
    .meta({ id: 'SigningKeys', description: 'A JSON Web Key Set (RFC 7517).' }),
  cors: 'public',
  cache: 'public, max-age=300',
  async handle({ tokens }) {
    const { keys } = await tokens.jwks()
    return { keys: [...keys] }
  },
})
