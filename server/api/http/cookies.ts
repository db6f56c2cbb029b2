/** Cookies of the dashboard: for our pages alone, and read strictly. @module */

/** The prefix makes browsers refuse a cookie from another host or by plain http; plain http on this machine cannot have it. */
export const cookiePrefix = (public_url: string): string => (isSecure(public_url) ? '__Host-' : '')

/** @returns a `Set-Cookie`; with `lasts_ms` 0 it takes the cookie away */
export function cookieText(public_url: string, name: string, value: string, lasts_ms: number): string {
  const secure = isSecure(public_url) ? '; Secure' : ''
  return `${name}=${value}; Path=/; Max-Age=${lasts_ms / 1_000}; HttpOnly; SameSite=Lax${secure}`
}

const isSecure = (public_url: string): boolean => public_url.startsWith('https:')

/** @returns the value, when there is one of that name alone, in the form that we give it */
export function cookieOf(header: string | undefined, name: string, form: RegExp): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
  const [only] = found
  const value = only?.slice(name.length + 1)
  // Two of one name are none of ours.
  return found.length === 1 && value !== undefined && form.test(value) ? value : undefined
}
