/**
 * The server's half of `caching_sha2_password`: at first the whole password, under TLS or under the server's public key;
 * once it was right, its digest is kept and a scramble is enough.
 * @see MySQL internals, caching_sha2_password
 * @module
 */
import type { KeyObject } from 'node:crypto'
import { constants, createHash, privateDecrypt, timingSafeEqual } from 'node:crypto'

/** The plugin's name. */
export const PLUGIN = 'caching_sha2_password'

/** What a client may ask for, and what it is told. */
export const SIGNAL = { request_key: 2, fast_success: 3, full_authentication: 4 } as const

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** What is kept of a password that was right. */
export function digestOf(password: string): Buffer {
  return sha256(sha256(Buffer.from(password)))
}

/** @returns whether the client's scramble was made from the password of that digest */
export function scrambleMatches(token: Buffer, scramble: Buffer, digest: Buffer): boolean {
  if (token.length !== 32) return false
  const stage1 = xor(token, sha256(digest, scramble))
  return timingSafeEqual(sha256(stage1), digest)
}

/** @returns the password that was encrypted with the public key, or undefined when it was not */
export function decryptPassword(encrypted: Buffer, scramble: Buffer, key: KeyObject): string | undefined {
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    const veiled = privateDecrypt({ key, padding, oaepHash: 'sha1' }, encrypted)
    return clearPassword(xor(veiled, scramble))
  } catch {
    return undefined
  }
}

/** The text before the zero byte that ends it. */
export function clearPassword(bytes: Buffer): string {
  return bytes.subarray(0, -1).toString()
}

function xor(bytes: Buffer, key: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (key[index % key.length] ?? 0)))
}
