/** How the driver reaches the server that `DATABASE_URL` names. @module */
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import type { SslMode } from '../../common/database-url.ts'
import { isSslMode } from '../../common/database-url.ts'
import { StoreStartError } from '../contract/errors.ts'
import type { Address } from './sessions.ts'

/** Compiling a query takes longer than most searches. */
const OPTIONS = '-c jit=off'

/**
 * @param url without a `databaseUrlProblem`
 * @param ca_file PEM of the authorities that may have signed the server's certificate; undefined = those of Node
 * @throws {StoreStartError} unusable: the file cannot be read
 */
export function readAddress(url: string, ca_file: string | undefined): Address {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const mode = searchParams.get('sslmode')
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? 5432 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: isSslMode(mode) ? tlsOptions(mode, ca_file) : false,
    options: [OPTIONS, searchParams.get('options') ?? ''].join(' ').trim(),
  }
}

function tlsOptions(mode: SslMode, ca_file: string | undefined): false | ConnectionOptions {
  switch (mode) {
    case 'disable':
      return false
    case 'require':
      return { rejectUnauthorized: false }
    case 'verify-ca':
      return { ...authorities(ca_file), checkServerIdentity: () => undefined }
    case 'verify-full':
      return authorities(ca_file)
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
