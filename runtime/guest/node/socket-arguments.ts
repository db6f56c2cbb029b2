/** Arguments of sockets: options, ports, and the forms of `connect`. @module */
import { nodeError } from './errors.ts'

/** Options of a socket and of `connect`. */
export interface SocketOptions extends StreamOptions {
  host?: string
  port?: number | string
  path?: string
  timeout?: number
  [option: string]: unknown
}

/** The host's description of a connected socket. */
export interface Addresses {
  address?: string
  family?: 4 | 6
  port?: number
  local_address?: string
  local_port?: number
}

/** Sorts `connect(options)`, `(port, host)`, `(path)`, each with a listener or without */
export function connectArguments(args: readonly unknown[]): { options: SocketOptions; listener: unknown } {
  const last = args.at(-1)
  const listener = typeof last === 'function' ? last : undefined
  const [first, second] = args
  if (Array.isArray(first)) return connectArguments(first)
  if (typeof first === 'object' && first !== null) return { options: first as SocketOptions, listener }
  const isPort = typeof first === 'number' || (typeof first === 'string' && /^\s*\d+\s*$/.test(first))
  if (!isPort) return { options: { path: `${first}` }, listener }
  return {
    options: { port: first as number | string, ...(typeof second === 'string' && { host: second }) },
    listener,
  }
}

/** @throws ERR_SOCKET_BAD_PORT */
export function checkedPort(port: unknown): number {
  const number = Number(port)
  if (port !== '' && Number.isInteger(number) && number >= 0 && number <= 65_535) return number
  throw nodeError('ERR_SOCKET_BAD_PORT', `Port should be >= 0 and < 65536. Received ${port}.`, RangeError)
}

/** @returns the error for connecting to a path */
export function unixSocketError(path: unknown): Error {
  const message = `connect EACCES ${path}: unix sockets are not available in the sandbox`
  return nodeError('EACCES', message, Error, { errno: -13, syscall: 'connect', address: path })
}
