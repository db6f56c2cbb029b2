/** One connect: resolve once, check every address, connect to a checked literal (N1–N3). @module */
import * as net from 'node:net'
import type { AddressPolicy } from './address-policy.ts'
import type { NameQuestion } from './names/find-name.ts'
import type { IpAddress } from './names/ip.ts'
import { formatAddress, parseAddress, parseHost } from './names/ip.ts'
import type { OwnEndpoints } from './own-endpoints.ts'
import type { Resolver } from './resolver.ts'
import { blockedError, connectError, endpointText, lookupError, WireFailure } from './wire-error.ts'

/** The gateway of all connects of the runtime. */
export interface Gateway {
  policy: AddressPolicy
  own: OwnEndpoints
  /** @returns port on 127.0.0.1 of a service of the server itself that has this name */
  innerService(name: string, port: number): number | undefined
}

/** Hooks for budgets and the trace. */
export interface ConnectHooks {
  /** Before a name is resolved. @throws {WireFailure} to refuse */
  onLookup(): void
  onResolved(host: string, began: number, outcome: string): void
  onConnected(host: string, port: number, began: number, outcome: string): void
}

export interface ConnectRequest {
  host: string
  port: number
  /** Limit for all attempts together. */
  connect_ms: number
  signal: AbortSignal
}

/** @throws {WireFailure} as Node's sockets report it, or ERR_NETWORK_BLOCKED */
export async function connect(
  gateway: Gateway,
  resolver: Resolver,
  request: ConnectRequest,
  hooks: ConnectHooks,
): Promise<net.Socket> {
  const { host, port, signal } = request
  const inner_port = innerPort(gateway, host, port)
  const addresses =
    inner_port === undefined ? await checkedAddresses(gateway, resolver, request, hooks) : [LOOPBACK]
  const began = performance.now()
  const until = began + request.connect_ms
  let failure: unknown
  for (const [i, address] of addresses.entries()) {
    if (signal.aborted) break
    const left = until - performance.now()
    // For a name with several addresses, leaves time for the next one.
    const timeout_ms = i === addresses.length - 1 ? left : left / 2
    try {
      const socket = await connectTo(address, inner_port ?? port, Math.max(1, timeout_ms), signal)
      hooks.onConnected(host, port, began, 'ok')
      return socket
    } catch (error) {
      failure = error
    }
  }
  const address = addresses.at(-1)
  const wire = connectError(failure, address ? formatAddress(address) : host, port)
  hooks.onConnected(host, port, began, wire.code)
  throw new WireFailure(wire)
}

const LOOPBACK: IpAddress = { family: 4, bytes: Uint8Array.of(127, 0, 0, 1), zoned: false }

/** @returns port on 127.0.0.1 of a service of the server that scripts reach by this name */
export function innerPort({ innerService }: Gateway, host: string, port: number): number | undefined {
  const target = parseHost(host)
  return target.kind === 'name' ? innerService(target.name, port) : undefined
}

/** @returns addresses that were all allowed: one denied address refuses the name as a whole */
export async function checkedAddresses(
  { policy, own }: Gateway,
  resolver: Resolver,
  { host, port, signal }: ConnectRequest,
  hooks: ConnectHooks,
): Promise<IpAddress[]> {
  const target = parseHost(host)
  switch (target.kind) {
    case 'path':
      throw new WireFailure(blockedError(`connect to ${host}`, 'a local socket, not a network address'))
    case 'invalid':
      throw new WireFailure(lookupError(undefined, host))
    case 'address': {
      const verdict = policy.decide({ address: target.address, port, name: undefined }, await own())
      if (verdict.kind === 'denied') throw blocked(host, port, verdict.reason, hooks)
      return [target.address]
    }
    case 'name': {
      const addresses = await resolveName(resolver, target, signal, hooks)
      const endpoints = await own()
      for (const address of addresses) {
        const verdict = policy.decide({ address, port, name: target.name }, endpoints)
        if (verdict.kind === 'denied') throw blocked(host, port, verdict.reason, hooks)
      }
      return addresses
    }
  }
}

function blocked(host: string, port: number, reason: string, hooks: ConnectHooks): WireFailure {
  hooks.onConnected(host, port, performance.now(), 'network_blocked')
  const written = `${host}:${port}`
  const canonical = endpointText(host, port)
  // The script may have written 2130706433, so the tenant is shown the address.
  const what =
    written === canonical || `[${host}]:${port}` === canonical ? canonical : `${canonical} (${host})`
  return new WireFailure(blockedError(`connect to ${what}`, reason))
}

async function resolveName(
  resolver: Resolver,
  question: NameQuestion,
  signal: AbortSignal,
  hooks: ConnectHooks,
): Promise<IpAddress[]> {
  const { name } = question
  hooks.onLookup()
  const began = performance.now()
  try {
    const answers = await resolver.addresses(question, signal)
    const addresses = answers.map(({ address }) => {
      const parsed = parseAddress(address)
      if (!parsed) throw new WireFailure(lookupError(undefined, name))
      return parsed
    })
    hooks.onResolved(name, began, 'ok')
    return addresses
  } catch (error) {
    hooks.onResolved(name, began, error instanceof WireFailure ? error.wire.code : 'ENOTFOUND')
    throw error
  }
}

/** @returns a connected socket that is paused and half-open; @throws Node's error, or one with code ETIMEDOUT */
function connectTo(
  address: IpAddress,
  port: number,
  timeout_ms: number,
  signal: AbortSignal,
): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = new net.Socket({ allowHalfOpen: true })
    const give_up = (error: Error) => {
      settle()
      socket.destroy()
      reject(error)
    }
    const late = () => give_up(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }))
    const stop = () => give_up(Object.assign(new Error('no longer wanted'), { code: 'ECONNABORTED' }))
    const timer = setTimeout(late, timeout_ms)
    signal.addEventListener('abort', stop)
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      socket.removeListener('error', give_up)
      // An error may still arrive after the decision, when nothing else listens.
      socket.on('error', () => undefined)
    }
    socket.on('error', give_up)
    socket.connect({ host: formatAddress(address), port, autoSelectFamily: false }, () => {
      settle()
      socket.setNoDelay(true)
      resolve(socket)
    })
  })
}
