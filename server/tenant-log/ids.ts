/** Ids of entries in the tenants' logs. @module */
import { randomBytes } from 'node:crypto'

/** Makes ids. */
export type LogIds = () => string

/** Most ids of one millisecond; further ones use the next millisecond. */
const PER_MS = 4_096

/**
 * UUIDs of version 7, each greater than the one before, even when the clock stops or is set back: a reader that continues
 * after an id misses no entry.
 *
 * @see RFC 9562, section 6.2, method 1
 */
export function createLogIds(now: () => number = Date.now): LogIds {
  let at = 0
  let counter = 0
  return () => {
    const time = now()
    counter += 1
    if (time > at) {
      at = time
      counter = 0
    } else if (counter === PER_MS) {
      at += 1
      counter = 0
    }
    const time_hex = at.toString(16).padStart(12, '0')
    const random = randomBytes(8)
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0)
    const tail = random.toString('hex')
    return `${time_hex.slice(0, 8)}-${time_hex.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}

/** @returns the greatest id that an entry of an earlier time can have */
export function lastLogIdBefore(time: number): string {
  const time_hex = (time - 1).toString(16).padStart(12, '0')
  return `${time_hex.slice(0, 8)}-${time_hex.slice(8)}-7fff-bfff-ffffffffffff`
}

/** Whether the text has the form of an id. */
export function isLogId(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(text)
}
