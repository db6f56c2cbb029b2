/** Merges the arguments of `http.request` into one object and checks them. @module */
import { Buffer } from './buffer.ts'
import { bytesOf } from './bytes.ts'
import { invalidArgument, nodeError, notAvailable } from './errors.ts'
import type { Agent } from './http-agent.ts'
import { isToken } from './http-headers.ts'
import type { Secured } from './peer.ts'
import { certificateOf } from './peer.ts'
import { hostTlsOptions, TLS_OPTION_NAMES } from './tls-options.ts'

export interface Signal {
  aborted: boolean
  reason: unknown
  addEventListener(type: string, listener: () => void, options?: object): void
  removeEventListener(type: string, listener: () => void): void
}

export interface RequestOptions {
  protocol?: string | null
  host?: string | null
  hostname?: string | null
  port?: number | string | null
  path?: string | null
  method?: string | null
  headers?: unknown
  auth?: string | null
  agent?: unknown
  timeout?: number
  setHost?: boolean
  setDefaultHeaders?: boolean
  defaultPort?: number | string
  joinDuplicateHeaders?: boolean
  signal?: Signal
  _defaultAgent?: Agent
  [option: string]: unknown
}

interface UrlLike {
  [part: string]: unknown
  protocol: string
  hostname: string
  hash: string
  search: string
  pathname: string
  href: string
  port: string
  username: string
  password: string
}

declare const URL: new (text: string) => UrlLike

const isUrl = (value: unknown): value is UrlLike =>
  typeof value === 'object' && value !== null && 'href' in value && 'searchParams' in value

/** Same as `url.urlToHttpOptions`. */
export function urlToHttpOptions(url: UrlLike): RequestOptions {
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url
  return {
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href,
    ...(port !== '' && { port: Number(port) }),
    ...((username || password) && {
      auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
    }),
  }
}

/** @param args `([url][, options][, callback])` */
export function requestArguments(args: readonly unknown[]): {
  options: RequestOptions
  callback: ((...args: never[]) => unknown) | undefined
} {
  const [first, second, third] = args
  const callback = [second, third].find((arg) => typeof arg === 'function') as
    | ((...args: never[]) => unknown)
    | undefined
  const url = typeof first === 'string' ? new URL(first) : isUrl(first) ? first : undefined
  const options = url ? (typeof second === 'function' ? undefined : second) : first
  return { options: { ...(url && urlToHttpOptions(url)), ...(options as object | undefined) }, callback }
}

/** Options under which Node would use a socket that the script provides. */
const REFUSED = ['createConnection', 'socketPath', 'localAddress'] as const

/** @throws Node's errors */
export function checkOptions(options: RequestOptions, protocol: string, expected: string): void {
  if (protocol !== expected) {
    const message = `Protocol "${protocol}" not supported. Expected "${expected}"`
    throw nodeError('ERR_INVALID_PROTOCOL', message, TypeError)
  }
  for (const name of REFUSED) if (options[name]) throw notAvailable(`The option ${name} of http.request`)
  for (const name of ['hostname', 'host'] as const) {
    const value: unknown = options[name]
    if (value !== null && value !== undefined && typeof value !== 'string') {
      throw invalidArgument(`options.${name}`, 'of type string or one of undefined or null', value)
    }
  }
}

/** @throws ERR_UNESCAPED_CHARACTERS */
export function pathOf(path: unknown): string {
  const text = path ? `${path}` : '/'
  if (/[^\u0021-\u00ff]/.test(text)) {
    throw nodeError('ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters', TypeError)
  }
  return text
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN; and by name for what would make a tunnel */
export function methodOf(method: unknown): string {
  if (method === undefined || method === null || method === '') return 'GET'
  if (typeof method !== 'string') throw invalidArgument('options.method', 'of type string', method)
  if (!isToken(method)) {
    throw nodeError('ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`, TypeError)
  }
  const upper = method.toUpperCase()
  if (upper === 'CONNECT') throw notAvailable('http.request with the method CONNECT')
  return upper
}

/** @throws ERR_SOCKET_BAD_PORT */
export function portOf(port: unknown): number {
  const number = Number(port)
  if (Number.isInteger(number) && number > 0 && number <= 65_535) return number
  throw nodeError(
    'ERR_SOCKET_BAD_PORT',
    `options.port should be > 0 and < 65536. Received ${port}.`,
    RangeError,
  )
}

/** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE */
export function delayOf(delay_ms: unknown, name: string): number {
  if (typeof delay_ms !== 'number') throw invalidArgument(name, 'of type number', delay_ms)
  if (!(delay_ms >= 0 && delay_ms < Number.POSITIVE_INFINITY)) {
    const message = `The value of "${name}" is out of range. It must be a non-negative finite number. Received ${delay_ms}`
    throw nodeError('ERR_OUT_OF_RANGE', message, RangeError)
  }
  return Math.min(delay_ms, 0x7fff_ffff)
}

/**
 * @param hostHeader the name in it is the one that the certificate must be for, as in Node
 * @returns TLS options for the host
 */
export function tlsOf(
  options: RequestOptions,
  host: string,
  hostHeader: unknown,
): { [option: string]: unknown } {
  const named = /^(?:\[[^\]]*\]|[^:]*)/.exec(`${hostHeader ?? ''}`)?.[0] ?? ''
  const given = Object.fromEntries(TLS_OPTION_NAMES.map((name) => [name, options[name]]))
  const tls = hostTlsOptions(given)
  if (typeof tls.servername !== 'string' || tls.servername === '') {
    if (named !== '' && !named.startsWith('[') && named !== host) tls.servername = named
    else delete tls.servername
  }
  if (tls.rejectUnauthorized === undefined && trustsAnyone()) tls.rejectUnauthorized = false
  // Without verification, Node ignores the result of the script's own check.
  if (tls.rejectUnauthorized === false) delete tls.custom_identity_check
  return tls
}

/** Old scripts switch off certificate verification by a variable; the isolate has its own. */
export function trustsAnyone(): boolean {
  const { env } = process as { env?: { [name: string]: unknown } }
  return `${env?.NODE_TLS_REJECT_UNAUTHORIZED}` === '0'
}

/** Entries of an object, a flat list, a list of pairs, a `Headers` or a `Map`. */
function headerEntries(headers: unknown): [name: string, value: unknown][] {
  if (typeof headers !== 'object' || headers === null) return []
  if (Array.isArray(headers)) {
    if (Array.isArray(headers[0])) return headers as [string, unknown][]
    const pairs: [string, unknown][] = []
    for (let i = 0; i + 1 < headers.length; i += 2) pairs.push([headers[i] as string, headers[i + 1]])
    return pairs
  }
  const { entries } = headers as { entries?: unknown }
  if (Symbol.iterator in headers && typeof entries === 'function')
    return [...(headers as Iterable<[string, unknown]>)]
  return Object.entries(headers)
}

/** @returns bytes of a chunk that a stream accepts; undefined for one that it will refuse */
export function lengthOf(chunk: unknown, encoding: unknown): number | undefined {
  if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk)) return undefined
  return bytesOf(chunk, encoding).length
}

interface Abortable {
  destroy(error: Error): unknown
  once(event: 'close', listener: () => void): unknown
}

/** Aborts a request when its signal is aborted. */
export function followSignal(signal: Signal, request: Abortable): void {
  const abort = (): void => {
    const more = { name: 'AbortError', cause: signal.reason }
    request.destroy(nodeError('ABORT_ERR', 'The operation was aborted', Error, more))
  }
  if (signal.aborted) process.nextTick(abort)
  else {
    signal.addEventListener('abort', abort, { once: true })
    request.once('close', () => signal.removeEventListener('abort', abort))
  }
}

/** Runs the script's own check of the peer's name, which replaces Node's. @returns the error that the check found */
export function checkIdentity(check: unknown, host: string, tls: Partial<Secured> = {}): Error | undefined {
  if (typeof check !== 'function') return undefined
  const problem: unknown = check(tls.server_name || host, certificateOf(tls.peer, true))
  return problem instanceof Error ? problem : undefined
}

interface HeaderSink {
  setHeader(name: string, value: unknown): unknown
  appendHeader(name: string, value: unknown): unknown
  hasHeader(name: string): boolean
}

/**
 * Sets the headers of the options, and those that Node adds. @param port the port, unless it is the default of the
 * protocol
 */
export function setFirstHeaders(to: HeaderSink, options: RequestOptions, host: string, port?: number): void {
  const { headers, setHost, setDefaultHeaders, auth } = options
  for (const [name, value] of headerEntries(headers)) {
    if (Array.isArray(headers)) to.appendHeader(name, value)
    else to.setHeader(name, value)
  }
  if (!to.hasHeader('host') && (setHost ?? setDefaultHeaders !== false)) {
    const named = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
    to.setHeader('Host', port === undefined ? named : `${named}:${port}`)
  }
  if (auth && !to.hasHeader('authorization')) {
    to.setHeader('Authorization', `Basic ${Buffer.from(`${auth}`).toString('base64')}`)
  }
}
