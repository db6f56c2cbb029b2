/** Names of the machine itself. @module */

/** @param hostname as in an address: lower case, IPv6 in brackets, without a port */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
