/** Ids and secrets, from the system's random source. @module */
import { randomUUID } from 'node:crypto'

const ALPHANUMERICS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * Random bytes for short secrets. Node draws the bits of 128 UUIDs by one call of the system, which costs more than all else here.
 *
 * @see https://nodejs.org/api/crypto.html#cryptorandomuuidoptions
 */
export function randomBits(bytes: number): Buffer {
  let digits = ''
  while (digits.length < 2 * bytes) {
    const uuid = randomUUID()
    // The digits between are those of version and variant: they are not all random.
    digits += uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(24)
  }
  return Buffer.from(digits.slice(0, 2 * bytes), 'hex')
}

/** @returns that many alphanumerics, each equally likely */
export function randomAlphanumerics(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBits(length)) {
      // 248 is the largest multiple of 62 in a byte: larger values would favour the first letters.
      if (byte < 248 && text.length < length) text += ALPHANUMERICS[byte % 62]
    }
  }
  return text
}

/** @returns 256 random bits in base64url, 43 characters */
export function randomSecret(): string {
  return randomBits(32).toString('base64url')
}
