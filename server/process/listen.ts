/** The HTTP listener with its limits. @module */
import { once } from 'node:events'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { ConfigError } from '../common/config.ts'
import type { Log } from '../common/log.ts'
import type { ConnectionLimits } from './connection-limits.ts'
import { limitConnections } from './connection-limits.ts'

const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
}

/** Hosts that mean every address, and the address at which this machine reaches them. */
const LOOPBACK: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
])

/** A listener; it answers 503 until it has the application. */
export interface Listener {
  server: Server
  serve(application: RequestListener): void
}

/**
 * Opens the listener.
 *
 * @throws {ConfigError} the port or the address is not available
 * @see SECURITY.md, R7, for the limits
 */
export async function listen(
  settings: { host: string; port: number; trusted_proxies: readonly string[] },
  limits: ConnectionLimits,
  log: Log,
): Promise<Listener> {
  let application: RequestListener = answerStarting
  const server = createServer(LIMITS)
  server.maxHeadersCount = 100
  const answerWhenFull = limitConnections(server, limits, { ...settings, log })
  server.on('request', (request, response) => {
    if (!answerWhenFull(request, response)) application(request, response)
  })
  server.listen(settings.port, settings.host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new ConfigError(listenProblem(error, settings, { port: 'PORT', host: 'HOST' }), { cause: error })
  }
  return {
    server,
    serve(made) {
      application = made
    },
  }
}

function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'application/json' })
  response.end(
    '{"status":"starting","error":"temporarily_unavailable","errorCode":"temporarily_unavailable"}',
  )
}

/**
 * @param names of the settings
 * @returns what to change
 */
export function listenProblem(
  error: unknown,
  { host, port }: { host: string; port: number },
  names: { port: string; host: string },
): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `${names.port} ${port} of ${host} is in use by another program. Stop it, or set another ${names.port} (0 = any free one).`
    case 'EACCES':
      return `${names.port} ${port} may not be opened by this user. Set a ${names.port} of 1024 or above.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${names.host} ${host} is not an address of this machine. Set ${names.host} to 127.0.0.1, or 0.0.0.0 for all addresses.`
    default:
      return `The server cannot listen at ${host}, ${names.port} ${port} (${String(code)})`
  }
}

/** @returns `http://host:port` of a listener; for a listener at every address, the one for this machine */
export function addressOf(server: Server): string {
  const { address, port } = boundTo(server)
  return urlOf(LOOPBACK.get(address) ?? address, port)
}

/** @returns the addresses at which other machines reach a listener at every address; undefined for other listeners */
export function networkAddressesOf(server: Server): string[] | undefined {
  const { address: bound, port } = boundTo(server)
  if (!LOOPBACK.has(bound)) return undefined
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ internal, family, address }) => {
      // An address with a zone is only valid on this machine.
      return !internal && (family === 'IPv4' || (bound === '::' && !address.startsWith('fe80:')))
    })
    .map(({ address }) => urlOf(address, port))
}

function urlOf(address: string, port: number): string {
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}`
}

/** @returns the address that the listener is bound to, `0.0.0.0` or `::` for all of this machine's, and its port */
export function endpointsOf(server: Server): { address: string; port: number }[] {
  const { address, port } = boundTo(server)
  return [{ address, port }]
}

function boundTo(server: Server): AddressInfo {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen at a port')
  return address
}
