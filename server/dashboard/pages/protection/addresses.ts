/** IP addresses as people type them. @module */

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** The server decides what an address is; this finds slips of the pen. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  if (more.length > 0) return false
  const isIpv4 = IPV4.test(address) && address.split('.').every((part) => Number(part) <= 255)
  const isIpv6 = /^[\da-f:.]{2,45}$/i.test(address) && address.split(':').length >= 3
  if (!isIpv4 && !isIpv6) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIpv4 ? 32 : 128))
}
