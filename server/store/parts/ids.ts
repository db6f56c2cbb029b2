/** Ids that the store gives out. @module */
import { randomBytes, randomUUIDv7 } from 'node:crypto'

/** Grows with time, so that new events land side by side in the index. */
export function newEventId(): string {
  return randomUUIDv7()
}

const ALPHANUMERICS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ID_LENGTH = 16

/** @returns the prefix and 16 random alphanumerics: 95 bits */
export function newId(prefix: string): string {
  let id = prefix
  while (id.length < prefix.length + ID_LENGTH) {
    // Bytes that would favour the first characters are thrown back.
    const value = randomBytes(1).readUInt8() & 63
    id += ALPHANUMERICS[value] ?? ''
  }
  return id
}
