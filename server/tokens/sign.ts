/** Signs tokens. @module */
import type { KeyObject } from 'node:crypto'
import { sign } from 'node:crypto'
import type { JWTPayload } from 'jose'

/**
 * Signs a JWT by RS256, at once: a quarter of a millisecond, which is less than it costs to hand it to the thread pool while
 * that computes hashes of passwords on every core.
 *
 * @returns compact form
 * @see RFC 7515, section 3.1; RFC 7518, section 3.3
 */
export function signJwt(key: KeyObject, header: { typ: string; kid: string }, claims: JWTPayload): string {
  const input = `${encoded({ alg: 'RS256', ...header })}.${encoded(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
