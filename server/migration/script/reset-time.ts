/** Reads from the result of the `change_password` script when the password was changed. @module */
import type { Json } from '../../../runtime/index.ts'

/**
 * @param value of `callback(null, { last_password_reset })`: a date, or milliseconds since 1970
 * @returns milliseconds since 1970; undefined without a usable time
 * @see Auth0's "change_password" script
 */
export function resetTime(value: Json): number | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { last_password_reset: given } = value
  const time = typeof given === 'string' || typeof given === 'number' ? new Date(given).getTime() : Number.NaN
  return Number.isSafeInteger(time) ? time : undefined
}
