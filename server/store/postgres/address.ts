/** `DATABASE_URL`: where PostgreSQL is, and how far its certificate is believed. @module */
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { StoreStartError } from '../contract/errors.ts'
import type { Address } from './sessions.ts'

/** As libpq names them; `allow` and `prefer` are refused, because they give way to an attacker. */
const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const
type SslMode = (typeof SSL_MODES)[number]

/** Parameters of the address that Ferry knows. */
const PARAMETERS = new Set(['sslmode', 'options'])

/** A session takes the database's own settings, but for these: compiling a query takes longer than most searches. */
const OPTIONS = '-c jit=off'

/** @returns what is wrong with a `DATABASE_URL`, without repeating it; undefined when it can be used */
export function addressProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol)) {
    return 'must be of the form postgres://user:password@host:5432/database'
  }
  if (url.hostname === '') return 'names no host'
  if (!/^\/[^/]+$/.test(url.pathname))
    return 'names no database, as in postgres://user:password@host/database'
  if (url.username === '') return 'names no user, as in postgres://user:password@host/database'
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.has(name))
  if (unknown !== undefined) return `has the parameter ${unknown}; known are sslmode and options`
  const mode = url.searchParams.get('sslmode')
  if (mode !== null && !isMode(mode)) return `must have one of these for sslmode: ${SSL_MODES.join(', ')}`
  if (mode === null && !isLoopback(url.hostname)) {
    return (
      'names another machine without saying whether the connection is encrypted. Add ?sslmode=verify-full (with ' +
      'FERRY_DATABASE_CA for a certificate of your own), or ?sslmode=disable for a network that nobody else is in'
    )
  }
  return undefined
}

const isMode = (text: string): text is SslMode => (SSL_MODES as readonly string[]).includes(text)

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)
}

/**
 * @param url without an `addressProblem`
 * @param ca_file PEM of the authorities that may have signed the server's certificate; undefined = those of Node
 * @throws {StoreStartError} unusable: the file cannot be read
 */
export function readAddress(url: string, ca_file: string | undefined): Address {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const mode = searchParams.get('sslmode')
  return {
    host,
    port: port === '' ? 5432 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: mode === null || !isMode(mode) ? false : tlsOptions(mode, host, ca_file),
    options: [OPTIONS, searchParams.get('options') ?? ''].join(' ').trim(),
  }
}

/** @returns where the store is, for people: without user and password */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `The PostgreSQL database ${decodeURIComponent(pathname.slice(1))} at ${host}`
}

function tlsOptions(mode: SslMode, host: string, ca_file: string | undefined): false | ConnectionOptions {
  switch (mode) {
    case 'disable':
      return false
    case 'require':
      return { rejectUnauthorized: false }
    case 'verify-ca':
      return { ...authorities(ca_file), checkServerIdentity: () => undefined }
    case 'verify-full':
      return { ...authorities(ca_file), host }
  }
}

function authorities(ca_file: string | undefined): ConnectionOptions {
  if (ca_file === undefined) return { rejectUnauthorized: true }
  try {
    return { rejectUnauthorized: true, ca: readFileSync(ca_file, 'utf8') }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new StoreStartError(
      'unusable',
      `The file that FERRY_DATABASE_CA names cannot be read (${code}). Name a PEM file that this user may read.`,
      { cause },
    )
  }
}
