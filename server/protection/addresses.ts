/** Addresses of callers: how they are counted and compared. @module */
import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net'

/**
 * The unit in which an address is counted: itself, or the IPv6 network of 64 bits, which one household or machine has (A5).
 *
 * @param ip from the socket or a trusted proxy; undefined when the connection is closed
 * @returns for example `203.0.113.7` or `2001:db8:0:1::/64`; `unknown` for anything else
 */
export function countedAs(ip: string | undefined): string {
  const address = plainAddress(ip ?? '')
  if (address === undefined) return 'unknown'
  if (isIPv4(address)) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = tail === undefined ? left : [...left, ...zeros, ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** @param list valid addresses and CIDR ranges */
export function isListed(list: readonly string[], ip: string | undefined): boolean {
  return listOf(list)(ip)
}

/** @returns a test for the list, to use the list several times */
export function listOf(list: readonly string[]): (ip: string | undefined) => boolean {
  // Asking an empty list costs as much as asking another.
  if (list.length === 0) return () => false
  const listed = new BlockList()
  for (const entry of list) {
    const [address = '', bits] = entry.split('/')
    const type = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) listed.addAddress(address, type)
    else listed.addSubnet(address, Number(bits), type)
  }
  return (ip) => {
    const address = plainAddress(ip ?? '')
    return address !== undefined && listed.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  }
}

/**
 * The one spelling of an address: IPv6 in its shortest form and without the zone of a link-local address, IPv4 also where a
 * socket of both families writes it as IPv6 (`::ffff:192.0.2.1`, `::ffff:c000:201`).
 *
 * @returns undefined when the text is not an address
 */
export function plainAddress(text: string): string | undefined {
  if (isIPv4(text)) return text
  const [bare = ''] = text.split('%')
  if (isIP(bare) !== 6) return undefined
  const { address } = new SocketAddress({ address: bare, family: 'ipv6' })
  const mapped = address.slice('::ffff:'.length)
  return address.startsWith('::ffff:') && isIPv4(mapped) ? mapped : address
}
