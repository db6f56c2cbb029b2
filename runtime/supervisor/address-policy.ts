/** Decides where a script may connect (N1–N5). @module */
import { networkInterfaces } from 'node:os'
import type { AllowEntry, AllowMatch } from './allow-list.ts'
import { matchAllowList } from './allow-list.ts'
import type { Cidr, IpAddress } from './names/ip.ts'
import { contains, parseAddress, parseCidr } from './names/ip.ts'

/** A listener of the server, or its store. */
export interface Endpoint {
  address: IpAddress
  port: number
}

/** The target of one connect. */
interface ConnectTarget {
  address: IpAddress
  port: number
  /** The name that resolved to the address; undefined when the script named the address itself. */
  name: string | undefined
}

export type Verdict = { kind: 'allowed' } | { kind: 'denied'; reason: string }

export interface AddressPolicy {
  /** @param own resolved endpoints of the server; refused unless the operator named them exactly */
  decide(target: ConnectTarget, own: readonly Endpoint[]): Verdict
  /** Whether an answer of the resolver may be shown to a script: every rule but those about ports. */
  decideAddress(address: IpAddress, name: string): Verdict
}

/** IPv4 that is not the public internet. @see IANA IPv4 Special-Purpose Address Registry */
const DENIED_IPV4 = ranges(
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared (carrier NAT)'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'documentation'],
  ['192.88.99.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
)

/** Denied networks inside the global unicast block. @see IANA IPv6 Special-Purpose Address Registry */
const DENIED_IPV6 = ranges(
  ['2001::/32', 'tunnelled (Teredo)'],
  ['2001:2::/48', 'benchmarking'],
  ['2001:10::/28', 'reserved'],
  ['2001:20::/28', 'reserved'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', 'tunnelled (6to4)'],
  ['3fff::/20', 'documentation'],
)

/** Everything else is loopback, link-local, unique local, multicast, or unassigned. */
const GLOBAL_UNICAST_IPV6 = cidr('2000::/3')
const NAT64 = cidr('64:ff9b::/96')
const NAT64_LOCAL = cidr('64:ff9b:1::/48')

/** Metadata services of clouds, which hand out credentials; some have public addresses. */
const METADATA = [
  '169.254.169.254',
  '169.254.170.2', // AWS ECS tasks
  '169.254.170.23', // AWS EKS pods
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure
  '192.0.0.192', // Oracle
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254', // Google
].map(cidr)

/** Mail relays and X displays: scripts do not need them, and abuse of them harms the operator. */
const DENIED_PORTS = [
  [25, 25],
  [465, 465],
  [587, 587],
  [6000, 6063],
] as const

const LOOPBACKS = [cidr('127.0.0.0/8'), cidr('::1')]
/** Addresses that reach this machine. */
const UNSPECIFIED = [cidr('0.0.0.0/8'), cidr('::')]

/**
 * @param allow the operator's exceptions
 * @param localAddresses addresses of this machine's interfaces; asked when a listener is bound to all of them
 */
export function createAddressPolicy(
  allow: readonly AllowEntry[],
  localAddresses: () => readonly string[] = interfaceAddresses,
): AddressPolicy {
  function decide({ address, port, name }: ConnectTarget, own: readonly Endpoint[]): Verdict {
    const reached = [address, ...innerIpv4(address)]
    const match = matchAllowList(allow, reached, port, name)
    if (!match.exact_endpoint && own.some((endpoint) => reaches(reached, port, endpoint)))
      return denied("one of the server's own endpoints")
    const byAddress = judgeAddress(address, match)
    if (byAddress.kind === 'denied') return byAddress
    if (!match.port_named && DENIED_PORTS.some(([from, to]) => port >= from && port <= to))
      return denied(`port ${port}`)
    return byAddress
  }

  function judgeAddress(address: IpAddress, match: AllowMatch): Verdict {
    if (address.zoned) return denied('an address with a zone id')
    const inner = innerIpv4(address)
    const reached = [address, ...inner]
    if (!match.exact_address && METADATA.some((range) => reached.some((one) => contains(range, one))))
      return denied('a metadata service')
    if (match.covered) return { kind: 'allowed' }
    const reason = deniedRange(address, inner)
    return reason === undefined ? { kind: 'allowed' } : denied(`a ${reason} address`)
  }

  function reaches(reached: readonly IpAddress[], port: number, endpoint: Endpoint): boolean {
    if (port !== endpoint.port) return false
    if (reached.some((one) => sameAddress(one, endpoint.address))) return true
    // Any address of this machine may lead to a listener on another one: wildcards, forwarded ports, the whole of 127/8.
    return isLocal([endpoint.address]) && isLocal(reached)
  }

  function isLocal(addresses: readonly IpAddress[]): boolean {
    if (isAny(addresses, LOOPBACKS) || isAny(addresses, UNSPECIFIED)) return true
    return localAddresses().some((text) => {
      const local = parseAddress(text)
      return local !== undefined && addresses.some((one) => sameAddress(one, local))
    })
  }

  return {
    decide,
    decideAddress: (address, name) =>
      judgeAddress(address, matchAllowList(allow, [address, ...innerIpv4(address)], undefined, name)),
  }
}

/** Why an address is denied by default; undefined when it is public. */
function deniedRange(address: IpAddress, inner: readonly IpAddress[]): string | undefined {
  if (address.family === 4) return rangeName(DENIED_IPV4, address)
  if (inner.length > 0)
    return inner.map((one) => rangeName(DENIED_IPV4, one)).find((reason) => reason !== undefined)
  if (!contains(GLOBAL_UNICAST_IPV6, address)) return 'local or reserved'
  return rangeName(DENIED_IPV6, address)
}

/**
 * IPv4 addresses that a translator would send the packet to.
 *
 * @see RFC 6052 §2.2: a /48 prefix has the address in bits 48–63 and 72–87, a /96 prefix in the last 32
 */
function innerIpv4(address: IpAddress): IpAddress[] {
  if (address.family === 4) return []
  const { bytes } = address
  const last: IpAddress = { family: 4, bytes: bytes.slice(12), zoned: false }
  if (contains(NAT64, address)) return [last]
  if (!contains(NAT64_LOCAL, address)) return []
  const split = Uint8Array.of(bytes[6] ?? 0, bytes[7] ?? 0, bytes[9] ?? 0, bytes[10] ?? 0)
  // All zero there: the operator's prefix is a /96.
  return split.every((byte) => byte === 0) ? [last] : [{ family: 4, bytes: split, zoned: false }, last]
}

function rangeName(list: readonly NamedRange[], address: IpAddress): string | undefined {
  return list.find(({ range }) => contains(range, address))?.name
}

function sameAddress(a: IpAddress, b: IpAddress): boolean {
  return a.family === b.family && a.bytes.every((byte, i) => byte === b.bytes[i])
}

function isAny(addresses: readonly IpAddress[], list: readonly Cidr[]): boolean {
  return addresses.some((address) => list.some((range) => contains(range, address)))
}

function denied(reason: string): Verdict {
  return { kind: 'denied', reason }
}

interface NamedRange {
  range: Cidr
  name: string
}

function ranges(...list: readonly (readonly [text: string, name: string])[]): NamedRange[] {
  return list.map(([text, name]) => ({ range: cidr(text), name }))
}

function cidr(text: string): Cidr {
  const range = parseCidr(text)
  if (!range) throw new Error(`${text} is not a range`)
  return range
}

function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))
}
