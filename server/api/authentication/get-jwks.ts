/** `GET /.well-known/jwks.json`. @module */
import * as z from 'zod'
import { defineRoute } from '../route/route.ts'

/** Public keys, newest first. @see RFC 7517 */
export const getJwks = defineRoute({
  method: 'get',
  path: '/.well-known/jwks.json',
  summary: 'Public keys that tokens are signed with',
  result: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  cors: 'public',
  cache: 'public, max-age=300',
  async handle({ tokens }) {
    return { keys: [...tokens.jwks.keys] }
  },
})
