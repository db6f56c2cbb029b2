/** Cookies of the dashboard and of people's sign-ins, read strictly. @module */

/**
 * The prefix with which browsers refuse the cookie from other hosts and over plain http; a server on plain http cannot use
 * it.
 */
export const cookiePrefix = (public_url: string): string => (isSecure(public_url) ? '__Host-' : '')

/** @returns a `Set-Cookie` header; with `lasts_ms` 0 it deletes the cookie */
export function serialiseCookie(public_url: string, name: string, value: string, lasts_ms: number): string {
  const secure = isSecure(public_url) ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${lasts_ms / 1_000}; HttpOnly; SameSite=Lax${secure}`
}

/**
 * A cookie of people's sign-ins. Applications of other sites send it along in frames and forms, where the browser still
 * allows that, so it has no SameSite; over plain http browsers demand one.
 *
 * @param lasts_ms undefined: until the browser is closed
 * @returns a `Set-Cookie` header; with `lasts_ms` 0 it deletes the cookie
 */
export function crossSiteCookie(
  public_url: string,
  name: string,
  value: string,
  lasts_ms: number | undefined,
): string {
  const site = isSecure(public_url) ? ['SameSite=None', 'Secure'] : ['SameSite=Lax']
  const age = lasts_ms === undefined ? [] : [`Max-Age=${Math.floor(lasts_ms / 1_000)}`]
  const named = `${cookiePrefix(public_url)}${name}=${value}`
  return [named, 'Path=/', 'HttpOnly', ...site, ...age].join('; ')
}

const isSecure = (public_url: string): boolean => public_url.startsWith('https:')

/** @returns the value, if exactly one cookie has the name and its value has the form */
export function readCookie(header: string | undefined, name: string, form: RegExp): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
  const [only] = found
  const value = only?.slice(name.length + 1)
  // Of two cookies of one name another host of the domain may have set one: neither counts.
  return found.length === 1 && value !== undefined && form.test(value) ? value : undefined
}
