/** The base64 of crypt(3), older than MIME's: another alphabet, lowest bits first. @module */

/** The 64 characters, in order. */
export const CRYPT64 = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** @returns four characters for every three bytes, and as many as needed for the rest */
export function crypt64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.subarray(at, at + 3)
    let value = group.reduce((sum, byte, i) => sum | (byte << (8 * i)), 0)
    for (let i = 0; i <= group.length; i++) {
      text += CRYPT64[value & 63]
      value >>= 6
    }
  }
  return text
}
