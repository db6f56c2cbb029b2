/** Errors as Node's sockets and resolver report them, from a closed set of fields (S7). @module */
import type { WireError } from '../messages.ts'
import { formatAddress, parseHost } from './names/ip.ts'

/** Carries a `WireError` to the one place that sends it to the runner. */
export class WireFailure extends Error {
  override readonly name = 'WireFailure'
  readonly wire: WireError

  constructor(wire: WireError) {
    super(wire.message)
    this.wire = wire
  }
}

/** Policy said no. */
export const BLOCKED = 'ERR_NETWORK_BLOCKED'
/** A budget of the run is spent. */
export const OVER_LIMIT = 'ERR_SCRIPT_LIMIT'

export const BLOCKED_HINT = 'The operator of this server can allow it in FERRY_SANDBOX_ALLOW.'
export const NOT_ALLOWED = ' is not allowed: it is '

/** @param reason completes "it is …" */
export function blockedError(what: string, reason: string): WireError {
  return { code: BLOCKED, message: `${what}${NOT_ALLOWED}${reason}. ${BLOCKED_HINT}` }
}

/** @param message says which limit and how much it is */
export function limitError(message: string): WireError {
  return { code: OVER_LIMIT, message }
}

/** `connect ECONNREFUSED 127.0.0.1:3306` with the fields that Node sets beside it. */
export function connectError(error: unknown, address: string, port: number): WireError {
  const code = codeOf(error) ?? 'ECONNREFUSED'
  return { code, message: `connect ${code} ${address}:${port}`, syscall: 'connect', address, port }
}

/** A failure of an open connection: `read ECONNRESET`. */
export function streamError(error: unknown): WireError {
  const code = codeOf(error) ?? 'ECONNRESET'
  const syscall = error instanceof Error && 'syscall' in error && error.syscall === 'write' ? 'write' : 'read'
  return { code, message: `${syscall} ${code}`, syscall }
}

/** `getaddrinfo ENOTFOUND host`; `syscall` is `queryMx` and the like for the other questions. */
export function lookupError(error: unknown, hostname: string, syscall = 'getaddrinfo'): WireError {
  const code = codeOf(error) ?? 'ENOTFOUND'
  return { code, message: `${syscall} ${code} ${hostname}`, syscall, hostname }
}

/** @returns `host:port` as an operator would write it, with brackets around IPv6 */
export function endpointText(host: string, port: number): string {
  const target = parseHost(host)
  if (target.kind !== 'address') return `${host}:${port}`
  const text = formatAddress(target.address)
  return target.address.family === 6 ? `[${text}]:${port}` : `${text}:${port}`
}

/** Only codes in the form of Node's: an error of the operator's resolver may have any code. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(error.code) ? error.code : undefined
}
