/** TLS options on their way to the host. @module */
import { Buffer } from './buffer.ts'
import { bytesOf } from './bytes.ts'
import { notAvailable } from './errors.ts'

export interface TlsOptions {
  servername?: string
  rejectUnauthorized?: boolean
  checkServerIdentity?: (hostname: string, certificate: object) => unknown
  secureContext?: { _options?: TlsOptions }
  ALPNProtocols?: unknown
  [option: string]: unknown
}

const PLAIN = [
  'passphrase',
  'minVersion',
  'maxVersion',
  'secureProtocol',
  'secureOptions',
  'ciphers',
  'ecdhCurve',
  'sigalgs',
  'minDHSize',
]

/** Names by which HTTP clients pass TLS options on. */
export const TLS_OPTION_NAMES = [
  ...PLAIN,
  'ca',
  'cert',
  'crl',
  'key',
  'pfx',
  'servername',
  'rejectUnauthorized',
  'checkServerIdentity',
  'secureContext',
  'ALPNProtocols',
]

const REFUSED = ['pskCallback', 'privateKeyEngine', 'clientCertEngine', 'SNICallback']

const blob = (value: unknown, name: string): string => new Uint8Array(bytesOf(value, 'utf8', name)).toBase64()

const list = (value: unknown): unknown[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (entry) => entry !== undefined && entry !== null && entry !== '',
  )

/** Keys and PFX files may bring a passphrase of their own. */
function secret(value: unknown, field: 'pem' | 'buf', name: string): object {
  const own = value as { [field: string]: unknown; passphrase?: unknown }
  const wrapped = typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && field in own
  return {
    [field]: blob(wrapped ? own[field] : value, name),
    ...(wrapped && own.passphrase !== undefined && { passphrase: `${own.passphrase}` }),
  }
}

function protocols(value: unknown): string[] {
  if (Array.isArray(value))
    return value.map((entry) => (typeof entry === 'string' ? entry : bytesOf(entry).toString('latin1')))
  // The wire form: each name after its length.
  const bytes = bytesOf(value)
  const names: string[] = []
  for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    names.push(Buffer.from(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0))).toString('latin1'))
  }
  return names
}

/** @returns what the host takes, without what a context of `createSecureContext` adds twice */
export function hostTlsOptions(given: TlsOptions): { [option: string]: unknown } {
  const options: TlsOptions = { ...given.secureContext?._options, ...withoutUndefined(given) }
  for (const name of REFUSED) if (options[name] !== undefined) throw notAvailable(`The TLS option ${name}`)
  const told: { [option: string]: unknown } = {}
  for (const name of PLAIN)
    if (options[name] !== undefined && options[name] !== null) told[name] = options[name]
  for (const name of ['ca', 'cert', 'crl']) {
    const blobs = list(options[name]).map((entry) => blob(entry, name))
    if (blobs.length > 0) told[name] = blobs
  }
  const keys = list(options.key).map((entry) => secret(entry, 'pem', 'key'))
  if (keys.length > 0) told.key = keys
  const pfx = list(options.pfx).map((entry) => secret(entry, 'buf', 'pfx'))
  if (pfx.length > 0) told.pfx = pfx
  if (typeof options.servername === 'string') told.servername = options.servername
  if (options.rejectUnauthorized !== undefined) told.rejectUnauthorized = options.rejectUnauthorized !== false
  if (options.ALPNProtocols) told.ALPNProtocols = protocols(options.ALPNProtocols)
  if (typeof options.checkServerIdentity === 'function') told.custom_identity_check = true
  return told
}

function withoutUndefined(options: TlsOptions): TlsOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** Includes inherited options, as Node does: tedious passes an object whose prototype has the caller's options. */
function copied(options: TlsOptions): TlsOptions {
  const all: TlsOptions = {}
  for (const name in options) all[name] = options[name]
  return all
}

/** `connect(options)`, `(port, host, options)`, `(port, options)`, each with a listener or without */
export function tlsConnectArguments(args: readonly unknown[]): { options: TlsOptions; listener: unknown } {
  let options: TlsOptions = {}
  let listener: unknown
  for (const arg of args) {
    if (typeof arg === 'function') listener = arg
    else if (typeof arg === 'object' && arg !== null) options = { ...options, ...arg }
    else if (typeof arg === 'string' && !/^\d+$/.test(arg)) options.host = arg
    else if (arg !== undefined && arg !== null) options.port = Number(arg)
  }
  return { options, listener }
}

/** Options are read when a connection is made; errors in them show there. */
export function createSecureContext(options: TlsOptions = {}): object {
  return { _options: copied(options), context: {} }
}

export class SecureContext {
  readonly _options: TlsOptions
  constructor(options: TlsOptions = {}) {
    this._options = copied(options)
  }
}
