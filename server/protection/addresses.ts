/** Addresses of callers, as they are counted and compared. @module */
import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net'

/**
 * What an address is counted as: itself, or the network of 64 bits that one household or machine has of IPv6 (A5).
 *
 * @param ip as the socket or a trusted proxy says; undefined when the connection has gone
 * @returns for example `203.0.113.7` or `2001:db8:0:1::/64`; `unknown` for what is no address
 */
export function countedAs(ip: string | undefined): string {
  const plain = withoutPrefix(ip ?? '')
  if (isIPv4(plain)) return plain
  // The zone of a link-local address is not part of what is counted.
  const [bare = ''] = plain.split('%')
  if (isIP(bare) === 0) return 'unknown'
  // Written in its shortest form, with at most one `::`.
  const { address } = new SocketAddress({ address: bare, family: 'ipv6' })
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = tail === undefined ? left : [...left, ...zeros, ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** @param list addresses and CIDR ranges that were checked when they were saved */
export function isListed(list: readonly string[], ip: string | undefined): boolean {
  const plain = withoutPrefix(ip ?? '')
  const family = isIP(plain)
  if (list.length === 0 || family === 0) return false
  const listed = new BlockList()
  for (const entry of list) {
    const [address = '', bits] = entry.split('/')
    const type = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) listed.addAddress(address, type)
    else listed.addSubnet(address, Number(bits), type)
  }
  return listed.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether a text can be an entry of an allow list. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0 || address.includes('%')) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** IPv4 as a socket of both families shows it. */
function withoutPrefix(ip: string): string {
  return ip.toLowerCase().startsWith('::ffff:') && isIPv4(ip.slice(7)) ? ip.slice(7) : ip
}
