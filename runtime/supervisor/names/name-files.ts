/**
 * Reads the files that configure this machine's name resolution: hosts, resolv.conf, nsswitch.conf.
 *
 * @see hosts(5), resolv.conf(5), nsswitch.conf(5) @module
 */
import { isIP } from 'node:net'
import { parseAddress } from './ip.ts'

/** An address as a resolver gives it. */
export interface NamedAddress {
  address: string
  family: 4 | 6
}

export interface ResolvConf {
  /** Name servers in order; literals, IPv6 without brackets. */
  servers: string[]
  /** Domains to be tried behind a short name. */
  search: string[]
  /** A name with at least this many dots is first tried as it is. */
  ndots: number
  /** Time limit of one try. */
  timeout_ms: number
  attempts: number
}

/** A source of names. `system`: a source that only the system's own resolver can read. */
export type NameSource = 'files' | 'dns' | 'system'

/** glibc's bounds. */
const MAX_SERVERS = 3
const MAX_NDOTS = 15
const MAX_TIMEOUT_S = 30
const MAX_ATTEMPTS = 5
/** The C library has no bound since 2.26; a name is asked for once with each. */
const MAX_SEARCH = 16

/** @returns the addresses of each name, in the order of the file; names in lower case */
export function parseHosts(text: string): Map<string, NamedAddress[]> {
  const known = new Map<string, NamedAddress[]>()
  for (const line of linesOf(text, /#/)) {
    const [address = '', ...names] = line
    const parsed = isIP(address.replace(/%.*$/, '')) ? parseAddress(address) : undefined
    if (!parsed || parsed.zoned) continue
    for (const name of names) {
      const key = plainName(name)
      const list = known.get(key) ?? []
      if (!list.some((one) => one.address === address)) list.push({ address, family: parsed.family })
      known.set(key, list)
    }
  }
  return known
}

/** @param hostname this machine's, for the domain that holds when the file names none */
export function parseResolvConf(text: string, hostname = ''): ResolvConf {
  const conf: ResolvConf = { servers: [], search: [], ndots: 1, timeout_ms: 5_000, attempts: 2 }
  let isSearchGiven = false
  for (const [keyword, ...values] of linesOf(text, /^[#;]/)) {
    const [first = ''] = values
    switch (keyword) {
      case 'nameserver':
        if (isIP(first.replace(/%.*$/, '')) && conf.servers.length < MAX_SERVERS) conf.servers.push(first)
        break
      // The last such line counts.
      case 'domain':
        conf.search = domains([first])
        isSearchGiven = true
        break
      case 'search':
        conf.search = domains(values)
        isSearchGiven = true
        break
      case 'options':
        for (const option of values) applyOption(conf, option)
        break
      default:
    }
  }
  if (conf.servers.length === 0) conf.servers.push('127.0.0.1')
  if (!isSearchGiven && hostname.includes('.'))
    conf.search = domains([hostname.slice(hostname.indexOf('.') + 1)])
  return conf
}

function applyOption(conf: ResolvConf, option: string): void {
  const [, name, digits] = /^(ndots|timeout|attempts):(\d{1,6})$/.exec(option) ?? []
  const value = Number(digits)
  if (name === 'ndots') conf.ndots = Math.min(value, MAX_NDOTS)
  else if (name === 'timeout') conf.timeout_ms = Math.max(1, Math.min(value, MAX_TIMEOUT_S)) * 1_000
  else if (name === 'attempts') conf.attempts = Math.max(1, Math.min(value, MAX_ATTEMPTS))
}

const domains = (values: readonly string[]): string[] =>
  values
    .map(plainName)
    .filter((domain) => domain !== '')
    .slice(0, MAX_SEARCH)

/**
 * @returns the sources of the `hosts` line; without one, as the C library has it. What the system alone knows comes last, and
 * is asked for what the others do not know: then a dead name server cannot hold it up.
 */
export function parseNsswitch(text: string): NameSource[] {
  const line = linesOf(text, /#/).find(([keyword]) => keyword === 'hosts:')
  const services = line?.slice(1).filter((word) => !/[[\]=]/.test(word)) ?? ['files', 'dns']
  const sources = new Set<NameSource>()
  let isSystem = false
  for (const service of services) {
    if (service === 'files' || service === 'dns') sources.add(service)
    else isSystem = true
    // systemd-resolved answers at an address in resolv.conf too.
    if (service === 'resolve') sources.add('dns')
  }
  if (isSystem) sources.add('system')
  return [...sources]
}

/** @returns the names to ask for, one after the other */
export function candidates(name: string, isAbsolute: boolean, { search, ndots }: ResolvConf): string[] {
  if (isAbsolute) return [name]
  const dots = name.split('.').length - 1
  const longer = search.map((domain) => `${name}.${domain}`).filter((one) => one.length <= 253)
  return dots >= ndots ? [name, ...longer] : [...longer, name]
}

function linesOf(text: string, comment: RegExp): string[][] {
  const lines: string[][] = []
  for (const line of text.split('\n')) {
    const at = line.search(comment)
    const words = (at < 0 ? line : line.slice(0, at)).split(/[\s\0]+/).filter((word) => word !== '')
    if (words.length > 0) lines.push(words)
  }
  return lines
}

const plainName = (name: string): string => name.toLowerCase().replace(/\.$/, '')
