/** What the address policy says of a host, however the host is written. @module */
import type { Endpoint, Verdict } from '../../runtime/supervisor/address-policy.ts'
import { createAddressPolicy } from '../../runtime/supervisor/address-policy.ts'
import { parseAllowList } from '../../runtime/supervisor/allow-list.ts'
import { parseAddress, parseHost } from '../../runtime/supervisor/names/ip.ts'

/** How a host that is written like this fares, on a port that nothing forbids. */
export function verdictOn(
  host: string,
  { allow = [] as string[], port = 3306, own = [] as Endpoint[] } = {},
): string {
  const target = parseHost(host)
  if (target.kind !== 'address') return target.kind
  return decide(allow, host, port, own).kind
}

export function decide(allow: string[], host: string, port: number, own: Endpoint[], name?: string): Verdict {
  const address = parseAddress(host) ?? addressOf(host)
  return createAddressPolicy(parseAllowList(allow), () => ['192.168.7.7']).decide(
    { address, port, name },
    own,
  )
}

export function addressOf(host: string) {
  const target = parseHost(host)
  if (target.kind !== 'address') throw new Error(`${host} is not an address`)
  return target.address
}

/** Every way to write an IPv4 address that some parser accepts. */
export function spellings(dotted: string): string[] {
  const bytes = dotted.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 256 + d
  const hex2 = (n: number) => n.toString(16).padStart(2, '0')
  const h1 = ((a << 8) | b).toString(16)
  const h2 = ((c << 8) | d).toString(16)
  const octal = (n: number) => `0${n.toString(8)}`
  const fullWidth = dotted.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
  return [
    dotted,
    `${dotted}.`,
    `${whole}`,
    `0x${whole.toString(16)}`,
    `0X${whole.toString(16).toUpperCase()}`,
    octal(whole),
    `${a}.${b * 65536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${hex2(a)}.${b}.${octal(c)}.${d}`,
    bytes.map(octal).join('.'),
    bytes.map((n) => `0x${hex2(n)}`).join('.'),
    bytes.map((n) => `0000${n.toString(8)}`).join('.'),
    fullWidth,
    dotted.replaceAll('.', '。'),
    dotted.replaceAll('.', '．'),
    `${fullWidth}。`,
    `${dotted.slice(0, 1)}\u00ad${dotted.slice(1)}`,
    `::ffff:${dotted}`,
    `::FFFF:${dotted}`,
    `[::ffff:${dotted}]`,
    `::ffff:${h1}:${h2}`,
    `0:0:0:0:0:ffff:${h1}:${h2}`,
    `0000:0000:0000:0000:0000:FFFF:${h1}:${h2}`,
    `64:ff9b::${dotted}`,
    `64:ff9b::${h1}:${h2}`,
    `0064:FF9B:0:0:0:0:${h1}:${h2}`,
    `64:ff9b:1::${dotted}`,
  ]
}
