/** Addresses that tenants and strangers give. @module */

/** A host has 253 characters. Its Unicode is put into normal form, which takes the square of the marks in it. */
const MOST_NOT_ASCII = 200
const LAST_ASCII = 0x7f

/** @returns the URL; null when the text is not a URL, or has more than 200 characters that are not ASCII */
export function parseAddress(text: string): URL | null {
  let others = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > LAST_ASCII) others++
  return others > MOST_NOT_ASCII ? null : URL.parse(text)
}

/**
 * Whether the address has the origin. An ASCII address that does not begin with it is not parsed: preflights compare all
 * addresses of a tenant.
 *
 * @param origin as browsers send it: `https://app.example.com`
 */
export function hasOrigin(address: string, origin: string): boolean {
  const begins = address.slice(0, origin.length).toLowerCase() === origin
  if (!begins && [...address.slice(0, origin.length)].every((unit) => unit.charCodeAt(0) <= LAST_ASCII)) {
    return false
  }
  return parseAddress(address)?.origin === origin
}
