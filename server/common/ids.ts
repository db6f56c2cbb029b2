/** Ids and secrets, from the system's random source. @module */
import { randomBytes } from 'node:crypto'

const ALPHANUMERICS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** @returns that many alphanumerics, each equally likely */
export function randomAlphanumerics(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte: larger values would favour the first letters.
      if (byte < 248 && text.length < length) text += ALPHANUMERICS[byte % 62]
    }
  }
  return text
}

/** @returns 256 random bits in base64url, 43 characters */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}
