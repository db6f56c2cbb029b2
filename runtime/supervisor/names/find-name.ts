/** Finds the addresses of a name as this machine would, without blocking a thread on a name server. @module */

import type { promises } from 'node:dns'
import { hostname, networkInterfaces } from 'node:os'
import type { Addresses, NameServers } from './dns-query.ts'
import { askAddresses, askNameServers } from './dns-query.ts'
import type { NamedAddress } from './name-files.ts'
import { candidates, parseHosts, parseNsswitch, parseResolvConf } from './name-files.ts'
import { watchFile } from './watched-file.ts'

/** A query. */
export interface NameQuestion {
  /** ASCII, lower case, without the trailing dot. */
  name: string
  /** The name was written with a trailing dot: no search domain is appended. */
  absolute: boolean
  /** Tenant that asks. */
  owner?: string
}

export interface NameSystem {
  /** @throws an error with code ENOTFOUND, EAI_AGAIN, or the signal's reason */
  addresses(question: NameQuestion, signal: AbortSignal): Promise<readonly NamedAddress[]>
  /** Any query to the name servers, with the machine's time limits. @throws Node's errors */
  ask<T>(signal: AbortSignal, ask: (resolver: promises.Resolver) => Promise<T>): Promise<T>
}

/** How this machine finds names. All options but `patience_ms` exist for tests. */
export interface NameSystemOptions {
  hosts?: string
  resolv_conf?: string
  nsswitch?: string
  /** Port of the name servers. */
  port?: number
  /** How long the files are not checked again. */
  fresh_ms?: number
  /** Whether an address of the public internet can be reached over IPv6. */
  has_ipv6?: () => boolean
  /** Time for a query, tries included. */
  patience_ms: number
  /** Looks up the name with the system's own resolver. */
  askSystem: (owner: string, name: string, signal: AbortSignal) => Promise<readonly NamedAddress[]>
}

const FRESH_MS = 1_000
const DNS_PORT = 53
/** A try is never shorter than this, however many servers there are. */
const MIN_TRY_MS = 250

/** @see RFC 6761, section 6.3: these names never go to a name server */
const isLocalhost = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

export function createNameSystem(options: NameSystemOptions): NameSystem {
  const { port = DNS_PORT, fresh_ms = FRESH_MS, has_ipv6 = hasIpv6, askSystem, patience_ms } = options
  const isLinux = process.platform === 'linux'
  const hosts = watchFile(options.hosts ?? '/etc/hosts', fresh_ms, parseHosts)
  const conf = watchFile(options.resolv_conf ?? '/etc/resolv.conf', fresh_ms, (text) =>
    parseResolvConf(text, hostname()),
  )
  const sources = watchFile(options.nsswitch ?? '/etc/nsswitch.conf', fresh_ms, (text) =>
    // Other systems have no such files.
    isLinux || options.nsswitch !== undefined ? parseNsswitch(text) : (['files', 'dns', 'system'] as const),
  )

  function nameServers(): NameServers {
    const { servers, timeout_ms, attempts } = conf()
    // The second server must have its turn within our patience, which is shorter than the C library's.
    const share_ms = Math.max(MIN_TRY_MS, patience_ms / (servers.length + 1))
    return { servers, port, attempts, timeout_ms: Math.round(Math.min(timeout_ms, share_ms)) }
  }

  async function fromDns({ name, absolute }: NameQuestion, signal: AbortSignal): Promise<Addresses> {
    let failed: Addresses | undefined
    const servers = nameServers()
    const order = has_ipv6() ? ([6, 4] as const) : ([4, 6] as const)
    for (const candidate of candidates(name, absolute, conf())) {
      const answer = await askAddresses(candidate, order, servers, signal)
      if (answer.kind === 'found') return answer
      if (answer.kind === 'failed') failed ??= answer
      signal.throwIfAborted()
    }
    return failed ?? { kind: 'none' }
  }

  async function fromSystem(
    { name, absolute, owner = '' }: NameQuestion,
    signal: AbortSignal,
  ): Promise<Addresses> {
    try {
      const addresses = await askSystem(owner, absolute ? `${name}.` : name, signal)
      return addresses.length > 0 ? { kind: 'found', addresses: [...addresses] } : { kind: 'none' }
    } catch (error) {
      signal.throwIfAborted()
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      return code === 'ENOTFOUND' || code === 'ENODATA' ? { kind: 'none' } : { kind: 'failed', code }
    }
  }

  return {
    async addresses(question, signal) {
      const { name } = question
      const known = hosts().get(name)
      let isFailed = false
      for (const source of sources()) {
        if (source === 'files') {
          if (known) return known
          continue
        }
        if (isLocalhost(name)) break
        // Names that no name server answers for are not asked of the system when the servers do not answer at all.
        if (source === 'system' && isFailed) break
        const answer = await (source === 'dns' ? fromDns(question, signal) : fromSystem(question, signal))
        if (answer.kind === 'found') return answer.addresses
        if (answer.kind === 'failed') isFailed = true
      }
      if (isLocalhost(name)) return known ?? loopbacks()
      throw Object.assign(new Error(`getaddrinfo ${isFailed ? 'EAI_AGAIN' : 'ENOTFOUND'} ${name}`), {
        code: isFailed ? 'EAI_AGAIN' : 'ENOTFOUND',
      })
    },
    ask: (signal, ask) => askNameServers(nameServers(), signal, ask),
  }
}

function loopbacks(): NamedAddress[] {
  const has = Object.values(networkInterfaces()).some((list) =>
    list?.some(({ address }) => address === '::1'),
  )
  const four: NamedAddress = { address: '127.0.0.1', family: 4 }
  return has ? [four, { address: '::1', family: 6 }] : [four]
}

/** An address of the global or the unique local kind: the C library would put IPv6 first then (RFC 6724). */
function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((list) =>
    list?.some(
      ({ family, internal, address }) => family === 'IPv6' && !internal && !/^fe[89ab]/i.test(address),
    ),
  )
}
