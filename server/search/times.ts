/** Dates in queries. @module */
import { MINUTE_MS } from '../common/time.ts'

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/**
 * @param text `2026`, `2026-11`, `2026-11-24`, or with a time; in UTC unless it says otherwise
 * @returns the first and the last millisecond of what it names; undefined when it names nothing
 */
export function readTime(text: string): { first: number; last: number } | undefined {
  const match = DATE.exec(text)
  if (!match) return undefined
  const [, year = '', month, day, hour, minute, second, fraction, zone = 'Z'] = match
  const two = (part: string | undefined, missing: string): string => part ?? missing
  const milliseconds = (fraction ?? '').padEnd(3, '0')
  const whole = `${year}-${two(month, '01')}-${two(day, '01')}T${two(hour, '00')}:${two(minute, '00')}:${two(second, '00')}.${milliseconds}`
  const first = Date.parse(`${whole}${zone}`)
  // A month of 31 days is not made of one that has 30.
  if (Number.isNaN(first) || new Date(Date.parse(`${whole}Z`)).toISOString() !== `${whole}Z`) return undefined
  return { first, last: endOf(first, { month, day, hour, second, fraction }) - 1 }
}

/** @returns the first millisecond after it */
function endOf(
  first: number,
  given: { [part in 'month' | 'day' | 'hour' | 'second' | 'fraction']: string | undefined },
): number {
  if (given.fraction !== undefined) return first + 10 ** (3 - given.fraction.length)
  if (given.second !== undefined) return first + 1_000
  if (given.hour !== undefined) return first + MINUTE_MS
  const date = new Date(first)
  if (given.day !== undefined) return date.setUTCDate(date.getUTCDate() + 1)
  if (given.month !== undefined) return date.setUTCMonth(date.getUTCMonth() + 1)
  return date.setUTCFullYear(date.getUTCFullYear() + 1)
}
