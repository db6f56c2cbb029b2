/** Identifiers: the email address or username that a user types. @module */

/**
 * The form in which identifiers are looked up and compared: trimmed, NFC, ASCII A–Z in lower case.
 *
 * No other character becomes an ASCII one: `toLowerCase()` would turn the Kelvin sign into `k`, and NFC into `K`, and with
 * it one account into another (A8).
 */
export function normaliseIdentifier(identifier: string): string {
  if (identifier.length > MOST_CHARACTERS) return lowerAscii(identifier.trim())
  return lowerAscii(identifier.trim().replace(NOT_ASCII_LOOKALIKES, (part) => part.normalize('NFC')))
}

/**
 * NFC takes quadratic time on a run of combining marks. No stored identifier is this long, so a longer one need not be
 * found.
 */
const MOST_CHARACTERS = 1_024

/** Everything except the three characters whose NFC is ASCII: Kelvin sign, Greek question mark, Greek varia. */
const NOT_ASCII_LOOKALIKES = /[^\u212A\u037E\u1FEF]+/g

/** @returns the text with A–Z in lower case and everything else as it is */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/**
 * Whether a text has the form of an email address that Ferry stores: local part up to 64 characters, whole up to 254, a
 * domain of labels. Non-ASCII letters are accepted.
 */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const domain = text.slice(at + 1)
  return (
    at > 0 &&
    local.length <= 64 &&
    /^[^\s\p{Cc}@"(),:;<>[\\\]]+$/u.test(local) &&
    !/^\.|\.\.|\.$/.test(local) &&
    /^(?:[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)*[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u.test(
      domain,
    )
  )
}
