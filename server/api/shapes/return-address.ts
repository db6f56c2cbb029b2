/** Addresses that browsers may be sent to after signing in and out. @module */
import * as z from 'zod'
import { parseAddress } from './addresses.ts'
import { isStorableText, UNSTORABLE } from './storable.ts'

/** Schemes that run or show what they carry instead of leading to an application. */
const UNSAFE_SCHEME = /^(?:javascript|data|vbscript|file|blob|about):$/

/** A URL that is compared as a whole (H3). One with a wildcard is kept, as Auth0 would obey it, and matches nothing. */
export const ReturnAddress = z
  .string()
  .min(1)
  .max(2_000)
  .refine(isStorableText, UNSTORABLE)
  .refine(
    (address) => isAddress(address),
    'must be an absolute URL without fragment, such as https://app.example.com/callback',
  )

function isAddress(address: string): boolean {
  const url = parseAddress(address)
  if (!url || UNSAFE_SCHEME.test(url.protocol)) return false
  if (address.includes('#') || url.username !== '' || url.password !== '') return false
  return !/^https?:$/.test(url.protocol) || url.hostname !== ''
}

/** Most addresses of one list. */
export const MOST_ADDRESSES = 100

/** @returns where an address leads, for people: its host, or the scheme of an application */
export function destinationOf(address: string): string {
  const url = parseAddress(address)
  if (!url) return address
  return /^https?:$/.test(url.protocol) ? url.host : url.protocol
}
