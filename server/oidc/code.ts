/** The authorization code: what it stands for until it is exchanged. @module */
import { hash } from 'node:crypto'
import * as z from 'zod'
import { sha256 } from '../common/hash.ts'
import { randomSecret } from '../common/ids.ts'
import type { NewAuthorizationCode } from '../store/contract.ts'
import type { AuthorizeRequest } from './request.ts'

const CODE_LIFE_MS = 60_000

/** @returns a code of 256 random bits, and what the store keeps of it */
export function newCode(
  request: AuthorizeRequest,
  granted: { scopes: readonly string[]; audience: string | undefined },
): { code: string; stored: NewAuthorizationCode } {
  const code = randomSecret()
  return {
    code,
    stored: {
      ...granted,
      code_sha256: sha256(code),
      client_id: request.client_id,
      redirect_uri: request.redirect_uri,
      code_challenge: request.code_challenge,
      offline: granted.scopes.includes('offline_access'),
      payload: request.nonce === undefined ? {} : { nonce: request.nonce },
      life_ms: CODE_LIFE_MS,
    },
  }
}

/** What rides in a code's payload. */
export const CodePayload = z.object({ nonce: z.string().optional() })

/** @returns the challenge of a verifier, S256 @see RFC 7636, section 4.2 */
export function challengeOf(verifier: string): string {
  return hash('sha256', verifier, 'base64url')
}
