/** `FERRY_SANDBOX_ALLOW`: private addresses that an operator lets scripts reach. @module */
import type { Cidr, IpAddress } from './names/ip.ts'
import { contains, parseCidr, parseHost } from './names/ip.ts'

/** One entry. Without a port, it allows every port that is not denied in general. */
export type AllowEntry =
  | { kind: 'range'; range: Cidr; port: number | undefined }
  | { kind: 'host'; name: string; port: number | undefined }

const FORMS =
  'a CIDR (10.1.0.0/16), an address (10.1.2.3, fd00::5), a host (legacy.internal), each also with a port (10.1.2.3:3306, [fd00::5]:5432, legacy.internal:1433)'

/**
 * @param entries as the operator wrote them; blank ones are skipped
 * @throws {Error} that names the first entry that has none of the known forms
 */
export function parseAllowList(entries: readonly string[]): AllowEntry[] {
  return entries
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const parsed = parseEntry(entry)
      if (!parsed) throw new Error(`FERRY_SANDBOX_ALLOW: "${entry}" is not ${FORMS}`)
      return parsed
    })
}

function parseEntry(entry: string): AllowEntry | undefined {
  const bracketed = /^\[([^\]]+)\](?:\/(\d{1,3}))?(?::(\d{1,5}))?$/.exec(entry)
  if (bracketed) {
    const [, inner = '', outerPrefix, digits] = bracketed
    return rangeEntry(outerPrefix === undefined ? inner : `${inner}/${outerPrefix}`, digits)
  }
  const plain = parseCidr(entry)
  if (plain) return { kind: 'range', range: plain, port: undefined }
  const [, host = '', digits] = /^([^:]+)(?::(\d{1,5}))?$/.exec(entry) ?? []
  if (parseCidr(host)) return rangeEntry(host, digits)
  const target = parseHost(host)
  if (target.kind !== 'name') return undefined
  const port = parsePort(digits)
  return port === null ? undefined : { kind: 'host', name: target.name, port }
}

function rangeEntry(text: string, digits: string | undefined): AllowEntry | undefined {
  const range = parseCidr(text)
  const port = parsePort(digits)
  return !range || port === null ? undefined : { kind: 'range', range, port }
}

/** @returns undefined for no port, null for an impossible one */
function parsePort(digits: string | undefined): number | undefined | null {
  if (digits === undefined) return undefined
  const port = Number(digits)
  return port >= 1 && port <= 65_535 ? port : null
}

/** How specifically the list names a target. */
export interface AllowMatch {
  /** Some entry covers it. */
  covered: boolean
  /** An entry is this address, with this port or none. */
  exact_address: boolean
  /** An entry is this address or this host name, with this port. */
  exact_endpoint: boolean
  /** An entry that covers it names this port. */
  port_named: boolean
}

/**
 * @param addresses the address of the connect, and the IPv4 address inside it if there is one
 * @param port undefined when only the address is in question: then the ports of entries do not matter
 * @param name the host name that resolved to it, if there was one
 */
export function matchAllowList(
  list: readonly AllowEntry[],
  addresses: readonly IpAddress[],
  port: number | undefined,
  name: string | undefined,
): AllowMatch {
  const match = { covered: false, exact_address: false, exact_endpoint: false, port_named: false }
  for (const entry of list) {
    if (port !== undefined && entry.port !== undefined && entry.port !== port) continue
    const { kind } = entry
    const hit =
      kind === 'host' ? entry.name === name : addresses.some((address) => contains(entry.range, address))
    if (!hit) continue
    const single = kind === 'host' || entry.range.prefix === entry.range.bytes.length * 8
    match.covered = true
    match.port_named ||= entry.port !== undefined
    match.exact_address ||= kind === 'range' && single
    match.exact_endpoint ||= single && entry.port !== undefined
  }
  return match
}
