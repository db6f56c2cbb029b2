/** Which values of a profile's `email_verified` mean that the address is verified (M5). @module */
import type { Json } from '../../../runtime/index.ts'

/** As databases without a boolean type return true. The runtime turns one byte 1 into the number. */
const YES: ReadonlySet<Json> = new Set<Json>([1, '1', 't', 'true'])

/** Whether this value of `email_verified` counts as verified: `true`, and the values above, exactly. */
export function meansVerified(value: Json | undefined): boolean {
  return value === true || (value !== undefined && YES.has(value))
}

/**
 * @param value as the script returned it
 * @param warn called when a value that is not `true` or `false` was read
 */
export function readVerified(value: Json | undefined, warn: (text: string) => void): boolean {
  const is_verified = meansVerified(value)
  const note = verifiedNote(value)
  if (note !== undefined) warn(note)
  return is_verified
}

/** @returns how a value that is not `true` or `false` was read; undefined for those two, and for a missing one */
export function verifiedNote(value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === 'boolean') return undefined
  return meansVerified(value)
    ? `email_verified is ${JSON.stringify(value)}, which counts as true: return true`
    : 'email_verified is not true or false: the address counts as not verified'
}
