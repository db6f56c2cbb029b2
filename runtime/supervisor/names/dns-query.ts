/** Queries to name servers by c-ares: each ends at once when it is cancelled. @module */
import { promises } from 'node:dns'
import { isIPv6 } from 'node:net'
import type { NamedAddress } from './name-files.ts'

/** The servers to query, and the time limits. */
export interface NameServers {
  servers: readonly string[]
  port: number
  timeout_ms: number
  attempts: number
}

type Ask<T> = (resolver: promises.Resolver) => Promise<T>

/** How long to wait for the other family's answer after the first: some servers never answer for IPv6. */
const OTHER_FAMILY_MS = 300

/**
 * @param signal ends the question; it rejects with ECANCELLED
 * @throws Node's errors of `dns.resolve…`
 */
export async function askNameServers<T>(
  { servers, port, timeout_ms, attempts }: NameServers,
  signal: AbortSignal | undefined,
  ask: Ask<T>,
): Promise<T> {
  // One resolver per query, since cancelling ends all queries of a resolver.
  const resolver = new promises.Resolver({ timeout: timeout_ms, tries: attempts })
  const cancel = () => resolver.cancel()
  signal?.throwIfAborted()
  resolver.setServers(servers.map((server) => (isIPv6(server) ? `[${server}]:${port}` : `${server}:${port}`)))
  signal?.addEventListener('abort', cancel)
  try {
    return await ask(resolver)
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** The result for a name: its addresses, none, or unknown because a server failed. */
export type Addresses =
  | { kind: 'found'; addresses: NamedAddress[] }
  | { kind: 'none' }
  | { kind: 'failed'; code: string }

/** @param order the family that comes first */
export async function askAddresses(
  name: string,
  order: readonly (4 | 6)[],
  servers: NameServers,
  signal: AbortSignal | undefined,
): Promise<Addresses> {
  const other = new AbortController()
  const both = signal ? AbortSignal.any([signal, other.signal]) : other.signal
  let timer: NodeJS.Timeout | undefined
  const asked = order.map(async (family): Promise<Addresses> => {
    try {
      const found = await askNameServers(servers, both, (resolver) =>
        family === 4 ? resolver.resolve4(name) : resolver.resolve6(name),
      )
      if (found.length === 0) return { kind: 'none' }
      timer ??= setTimeout(() => other.abort(), OTHER_FAMILY_MS)
      return { kind: 'found', addresses: found.map((address) => ({ address, family })) }
    } catch (error) {
      const code = codeOf(error)
      return code === 'ENOTFOUND' || code === 'ENODATA' ? { kind: 'none' } : { kind: 'failed', code }
    }
  })
  const answers = await Promise.all(asked)
  clearTimeout(timer)
  const addresses = answers.flatMap((one) => (one.kind === 'found' ? one.addresses : []))
  if (addresses.length > 0) return { kind: 'found', addresses }
  return answers.find(({ kind }) => kind === 'failed') ?? { kind: 'none' }
}

/** @returns `code` of an error, `ESERVFAIL` for one without */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'ESERVFAIL'
}
