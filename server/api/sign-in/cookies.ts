/** Cookies of the front: the person's session, and the mark of the browser in which a sign-in is under way. @module */
import { sha256 } from '../../common/hash.ts'
import { randomBits } from '../../common/ids.ts'
import { cookiePrefix, crossSiteCookie, readCookie } from '../http/cookies.ts'

const SESSION = 'ferry_sso'
const MARK = 'ferry_browser'

/** @returns hash of the secret in the session's cookie */
export function sessionHashOf(public_url: string, header: string | undefined): string | undefined {
  const secret = readCookie(header, `${cookiePrefix(public_url)}${SESSION}`, /^[\w-]{43}$/)
  return secret === undefined ? undefined : sha256(secret)
}

/** @param lasts_ms undefined: until the browser is closed; 0: deletes it. @returns a `Set-Cookie` header */
export function sessionCookie(public_url: string, secret: string, lasts_ms: number | undefined): string {
  return crossSiteCookie(public_url, SESSION, secret, lasts_ms)
}

/** @returns hash of the browser's mark, if it sent one */
export function markOf(public_url: string, header: string | undefined): string | undefined {
  const mark = readCookie(header, `${cookiePrefix(public_url)}${MARK}`, /^[\w-]{22}$/)
  return mark === undefined ? undefined : sha256(mark)
}

/**
 * The browser's mark, made when it has none. Only signing out changes it, so that the tabs of a browser do not disturb each
 * other; it protects by being unknown to others.
 *
 * @returns its hash, and the cookies to set
 */
export function ensureMark(
  public_url: string,
  header: string | undefined,
): { mark_sha256: string; cookies: string[] } {
  const known = markOf(public_url, header)
  if (known !== undefined) return { mark_sha256: known, cookies: [] }
  const { mark_sha256, cookie } = newMark(public_url)
  return { mark_sha256, cookies: [cookie] }
}

/** @returns a mark's hash, and the cookie that sets it */
export function newMark(public_url: string): { mark_sha256: string; cookie: string } {
  const mark = randomBits(16).toString('base64url')
  return { mark_sha256: sha256(mark), cookie: crossSiteCookie(public_url, MARK, mark, undefined) }
}
