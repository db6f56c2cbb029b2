/** Addresses as bytes: every spelling that a resolver or a URL parser would take for an IP address. @module */
import { domainToASCII } from 'node:url'

/** 4 or 16 bytes, network order. */
export interface IpAddress {
  family: 4 | 6
  bytes: Uint8Array
  /** Written with a zone id (`fe80::1%eth0`). */
  zoned: boolean
}

/** An address range; a single address has all its bits as prefix. */
export interface Cidr {
  family: 4 | 6
  bytes: Uint8Array
  prefix: number
}

/** The host that a script named. */
export type HostTarget =
  | { kind: 'address'; address: IpAddress }
  /** ASCII, lower case, without the trailing dot. */
  | {
      kind: 'name'
      name: string
      /** The dot was there: no search domain is to be tried behind it. */
      absolute: boolean
    }
  /** The path of a Unix socket or a Windows pipe. */
  | { kind: 'path' }
  | { kind: 'invalid' }

const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*$/
const IPV4_MAPPED = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)

/**
 * Reads a host as a script wrote it: full-width digits, ideographic dots and soft hyphens as IDNA maps them, brackets
 * around IPv6, one trailing dot.
 *
 * @see https://url.spec.whatwg.org/#host-parsing (a name whose last label is a number is an address or nothing)
 */
export function parseHost(host: string): HostTarget {
  if (/^(?:[/\\@]|\.{1,2}[/\\])/.test(host)) return { kind: 'path' }
  let text = host.toLowerCase()
  if (/[^\x20-\x7e]/.test(text)) text = domainToASCII(text).toLowerCase()
  if (text.startsWith('[') && text.endsWith(']')) text = text.slice(1, -1)
  const absolute = text.endsWith('.')
  if (absolute) text = text.slice(0, -1)
  const address = parseAddress(text)
  if (address) return { kind: 'address', address }
  const last = text.slice(text.lastIndexOf('.') + 1)
  if (!NAME.test(text) || /^(?:\d+|0x[0-9a-f]*)$/.test(last)) return { kind: 'invalid' }
  return { kind: 'name', name: text, absolute }
}

/**
 * Reads an address in any spelling of `inet_aton` (decimal, hex, octal, short) or of RFC 4291, zone id included.
 *
 * IPv4-mapped IPv6 addresses come back as the IPv4 address that a connect would reach.
 */
export function parseAddress(text: string): IpAddress | undefined {
  if (!text.includes(':')) {
    const bytes = parseIpv4(text)
    return bytes && { family: 4, bytes, zoned: false }
  }
  const percent = text.indexOf('%')
  const bytes = parseIpv6(percent < 0 ? text : text.slice(0, percent))
  if (!bytes) return undefined
  const zoned = percent >= 0
  if (startsWith(bytes, IPV4_MAPPED, 96)) return { family: 4, bytes: bytes.slice(12), zoned }
  return { family: 6, bytes, zoned }
}

/** @returns the range, or undefined when it is not one; bits after the prefix must be zero */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (!address || address.zoned) return undefined
  const bits = address.bytes.length * 8
  if (slash < 0) return { family: address.family, bytes: address.bytes, prefix: bits }
  const digits = text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(digits)) return undefined
  // ::ffff:10.0.0.0/104 is 10.0.0.0/8.
  const mapped = address.family === 4 && text.includes(':')
  const prefix = Number(digits) - (mapped ? 96 : 0)
  if (prefix < 0 || prefix > bits) return undefined
  if (!isZeroAfter(address.bytes, prefix)) return undefined
  return { family: address.family, bytes: address.bytes, prefix }
}

/** @returns whether the range holds the address */
export function contains(range: Cidr, address: Pick<IpAddress, 'family' | 'bytes'>): boolean {
  return range.family === address.family && startsWith(address.bytes, range.bytes, range.prefix)
}

/** @returns the one spelling that a connect gets: dotted decimal, or RFC 5952 */
export function formatAddress({ family, bytes }: Pick<IpAddress, 'family' | 'bytes'>): string {
  if (family === 4) return bytes.join('.')
  const groups: number[] = []
  for (let i = 0; i < 16; i += 2) groups.push(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0))
  let best = { at: -1, length: 1 }
  for (let at = 0; at < 8; at++) {
    let length = 0
    while (groups[at + length] === 0) length++
    if (length > best.length) best = { at, length }
  }
  const hex = groups.map((group) => group.toString(16))
  if (best.at < 0) return hex.join(':')
  return `${hex.slice(0, best.at).join(':')}::${hex.slice(best.at + best.length).join(':')}`
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.')
  if (parts.length > 4) return undefined
  const numbers = parts.map(parseNumber)
  const bytes = new Uint8Array(4)
  for (const [i, number] of numbers.entries()) {
    if (number === undefined) return undefined
    const last = i === numbers.length - 1
    if (number >= (last ? 256 ** (4 - i) : 256)) return undefined
    if (!last) bytes[i] = number
    else for (let at = 3, rest = number; at >= i; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256
  }
  return bytes
}

function parseNumber(part: string): number | undefined {
  if (/^0x[0-9a-f]*$/i.test(part)) return part.length === 2 ? 0 : Number.parseInt(part, 16)
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8)
  if (/^[1-9]\d*$/.test(part)) return Number.parseInt(part, 10)
  return undefined
}

function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = parseGroups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : []
  if (!head || !tail) return undefined
  const missing = 16 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...tail])
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 0xff)
    } else if (mayEndInIpv4 && i === groups.length - 1 && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(group)) {
      const inner = group.split('.').map(Number)
      if (inner.some((byte) => byte > 255)) return undefined
      bytes.push(...inner)
    } else return undefined
  }
  return bytes
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array, bits: number): boolean {
  const whole = bits >> 3
  for (let i = 0; i < whole; i++) if (bytes[i] !== prefix[i]) return false
  const rest = bits & 7
  if (rest === 0) return true
  const mask = (0xff << (8 - rest)) & 0xff
  return ((bytes[whole] ?? 0) & mask) === ((prefix[whole] ?? 0) & mask)
}

function isZeroAfter(bytes: Uint8Array, prefix: number): boolean {
  return bytes.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, prefix - i * 8))
    return (byte & (0xff >> bits)) === 0
  })
}
