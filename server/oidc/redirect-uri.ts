/** Which addresses a browser may be sent to. @module */
import type { Json } from '../../runtime/index.ts'

/** The settings of a client that name addresses. */
interface Addresses {
  readonly [name: string]: Json | undefined
}

/** @returns the entries of a setting that is a list of texts */
export function listOf(settings: Addresses, name: string): string[] {
  const list = settings[name]
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []
}

/** Entries that a request can match: one with a wildcard is kept for Auth0's sake, and matches nothing. */
const exact = (list: readonly string[]): string[] => list.filter((entry) => !entry.includes('*'))

/**
 * Finds the address to answer to. It must equal a callback byte for byte (RFC 9700, section 2.1); a native application may
 * use any port of a loopback address (RFC 8252, section 7.3).
 *
 * @param asked.redirect_uri as sent; without it the only callback is meant
 * @returns undefined when the client has no such address
 */
export function callbackOf(
  client: { app_type: string | undefined; settings: Addresses },
  asked: { redirect_uri: string | undefined; response_mode: string | undefined },
): string | undefined {
  const callbacks = exact(listOf(client.settings, 'callbacks'))
  const { redirect_uri } = asked
  if (redirect_uri === undefined) return callbacks.length === 1 ? callbacks[0] : undefined
  if (callbacks.includes(redirect_uri)) return redirect_uri
  if (client.app_type === 'native' && isLoopbackOf(redirect_uri, callbacks)) return redirect_uri
  // auth0-spa-js sends the page's origin when the application names no address.
  if (asked.response_mode === 'web_message' && webOriginsOf(client).includes(redirect_uri)) {
    return redirect_uri
  }
  return undefined
}

/** @returns the origins whose pages may ask for a silent answer */
export function webOriginsOf({ settings }: { settings: Addresses }): string[] {
  return exact(listOf(settings, 'web_origins'))
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::[0-9]{1,5})?(\/[^#\\]*)?$/

/** Whether the address differs from a callback in its port alone. */
function isLoopbackOf(address: string, callbacks: readonly string[]): boolean {
  const [, host, path] = LOOPBACK.exec(address) ?? []
  if (host === undefined || URL.parse(address) === null) return false
  return callbacks.some((callback) => {
    const [, own_host, own_path] = LOOPBACK.exec(callback) ?? []
    return own_host === host && own_path === path
  })
}
