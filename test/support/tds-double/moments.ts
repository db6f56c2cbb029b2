/** Dates and unique identifiers, in text and in bytes. @module */
import { u64 } from './bytes.ts'
import { SqlFault } from './faults.ts'

const DAY_MS = 86_400_000

/** A date of ISO 8601; without a zone it is UTC. @throws {SqlFault} 241 */
export function momentOf(text: string): Date {
  const [, day, time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)?(?:[T ]?(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text.trim()) ?? []
  const moment = new Date(`${day ?? '1900-01-01'}T${time}${zone}`)
  if (text.trim() === '' || Number.isNaN(moment.getTime()) || !/\d/.test(text)) {
    throw new SqlFault(241, 16, 'Conversion failed when converting date and/or time from character string.')
  }
  return moment
}

/** @returns whole days since the first of January of `year` */
export function daysSince(moment: Date, year: number): number {
  return Math.floor((moment.getTime() - newYear(year)) / DAY_MS)
}

/** The day that many days after the first of January of `year`, and a time of that day. */
export function momentAfter(year: number, days: number, in_day_ms: number): string {
  return new Date(newYear(year) + days * DAY_MS + in_day_ms).toISOString()
}

function newYear(year: number): number {
  const moment = new Date(0)
  moment.setUTCFullYear(year, 0, 1)
  return moment.getTime()
}

/** The time of day in units of 10^-scale seconds, in 3 to 5 bytes. */
export function ticksOf(moment: Date, scale: number): Buffer {
  const in_day_ms = moment.getTime() - Math.floor(moment.getTime() / DAY_MS) * DAY_MS
  const bytes = scale <= 2 ? 3 : scale <= 4 ? 4 : 5
  return u64(BigInt(Math.round((in_day_ms / 1000) * 10 ** scale))).subarray(0, bytes)
}

/** A unique identifier's bytes: the first three groups are little-endian numbers. @throws {SqlFault} 8169 */
export function guidBytes(text: string): Buffer {
  const hex = Buffer.from(text.replaceAll(/[{}-]/g, ''), 'hex')
  if (hex.length !== 16) {
    throw new SqlFault(
      8169,
      16,
      'Conversion failed when converting from a character string to uniqueidentifier.',
    )
  }
  return swapGuid(hex)
}

/** @see guidBytes */
export function guidText(bytes: Buffer): string {
  const hex = swapGuid(bytes).toString('hex').toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function swapGuid(bytes: Buffer): Buffer {
  const part = (from: number, to: number): Buffer => Buffer.from(bytes.subarray(from, to)).reverse()
  return Buffer.concat([part(0, 4), part(4, 6), part(6, 8), bytes.subarray(8)])
}
