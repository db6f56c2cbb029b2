/**
 * The way out of one runner: it asks for sockets and look-ups, the broker decides, connects, counts and relays.
 * @module
 */
import type { Json, TraceEvent } from '../contract.ts'
import type { Frame } from '../frames.ts'
import { FRAME } from '../frames.ts'
import type { WireError } from '../messages.ts'
import { DnsQuery, OpenSocket } from '../messages.ts'
import type { ConnectHooks, Gateway } from './connect.ts'
import { connect } from './connect.ts'
import type { IpAddress } from './ip.ts'
import { formatAddress, parseAddress, parseHost } from './ip.ts'
import type { NetworkAccount } from './network-account.ts'
import type { Relay, SendFrame } from './relay.ts'
import { createRelay } from './relay.ts'
import type { Resolver } from './resolver.ts'
import { ProtocolViolation, parseJson } from './violation.ts'
import { blockedError, endpointText, limitError, lookupError, WireFailure } from './wire-error.ts'

export interface BrokerOptions {
  gateway: Gateway
  resolver: Resolver
  send: SendFrame
  /** The account of an isolate's run, or of its pause; undefined when the isolate has been closed. */
  account: (isolate: number) => NetworkAccount | undefined
  /** An isolate with this id was opened at some time. */
  knowsIsolate: (isolate: number) => boolean
}

/** The network of one runner. */
export interface Broker {
  /** @returns false for a frame that is not about the network. @throws {ProtocolViolation} */
  take(frame: Frame): boolean
  /** The runner's pipe is full, or has room again: sockets stop or go on being read. */
  congest(congested: boolean): void
  closeIsolate(isolate: number): void
  close(): void
}

/** Frames for sockets that are gone: they crossed with `net_closed`. More than so many per socket is a flood. */
const STALE_FRAMES_PER_SOCKET = 4096

interface OpenedSocket {
  isolate: number
  relay: Relay
  stop: AbortController
}

export function createBroker({ gateway, resolver, send, account, knowsIsolate }: BrokerOptions): Broker {
  const sockets = new Map<number, OpenedSocket>()
  const queries = new Set<number>()
  const openIn = new Map<number, number>()
  let congested = false
  let highestId = -1
  let staleLeft = STALE_FRAMES_PER_SOCKET

  /** The socket a frame is for; undefined when it has gone meanwhile. */
  function socketOf(id: number): OpenedSocket | undefined {
    const socket = sockets.get(id)
    if (socket) return socket
    if (id > highestId) throw new ProtocolViolation(`a frame for socket ${id}, which was never opened`)
    if (--staleLeft < 0) throw new ProtocolViolation('a flood of frames for closed sockets')
    return undefined
  }

  function refuse(id: number, error: WireError): void {
    send(FRAME.net_closed, id, JSON.stringify({ error }))
  }

  /** @returns why the isolate may not open another socket */
  function overBudget(isolate: number, payer: NetworkAccount): string | undefined {
    const { sockets_open, sockets_per_run } = payer.limits
    if (payer.sockets > sockets_per_run) {
      if (payer.sockets > 40 * sockets_per_run) throw new ProtocolViolation('a flood of sockets')
      return `The script opened more than ${sockets_per_run} connections in one run.`
    }
    if ((openIn.get(isolate) ?? 0) >= sockets_open)
      return `The script had more than ${sockets_open} connections open at the same time.`
    return undefined
  }

  function open(id: number, payload: Uint8Array): void {
    const { isolate, host, port } = parseJson(OpenSocket, payload)
    if (sockets.has(id)) throw new ProtocolViolation(`socket ${id} was opened twice`)
    highestId = Math.max(highestId, id)
    staleLeft = Math.min(staleLeft + STALE_FRAMES_PER_SOCKET, 16 * STALE_FRAMES_PER_SOCKET)
    const payer = account(isolate)
    if (!payer) {
      if (!knowsIsolate(isolate))
        throw new ProtocolViolation(`a socket of isolate ${isolate}, which never was`)
      refuse(id, { code: 'ECONNABORTED', message: 'the isolate was closed' })
      return
    }
    payer.sockets++
    const message = overBudget(isolate, payer)
    if (message !== undefined) {
      payer.exceeded(message)
      refuse(id, limitError(message))
      return
    }
    openIn.set(isolate, (openIn.get(isolate) ?? 0) + 1)
    const endpoint = endpointText(host, port)
    const relay = createRelay({
      id,
      endpoint,
      idle_ms: payer.limits.socket_idle_ms,
      account: () => account(isolate) ?? payer,
      send,
      onGone() {
        sockets.delete(id)
        const left = (openIn.get(isolate) ?? 1) - 1
        if (left > 0) openIn.set(isolate, left)
        else openIn.delete(isolate)
      },
    })
    if (congested) relay.congest(true)
    const stop = new AbortController()
    sockets.set(id, { isolate, relay, stop })
    const request = { host, port, connect_ms: payer.limits.connect_ms, signal: stop.signal }
    connect(gateway, resolver, request, hooksFor(payer)).then(
      (socket) => {
        payer.blocked.delete(endpoint)
        payer.unavailable.delete(endpoint)
        if (!stop.signal.aborted) send(FRAME.net_opened, id, JSON.stringify(openedInfo(socket, port)))
        relay.attach(socket)
      },
      (error: unknown) => {
        const wire =
          error instanceof WireFailure ? error.wire : { code: 'ECONNABORTED', message: 'connect failed' }
        noteFailure(payer, endpoint, wire)
        relay.close(wire)
      },
    )
  }

  async function answer(query: DnsQuery, payer: NetworkAccount): Promise<Json> {
    if (++payer.lookups > payer.limits.dns_lookups) throw tooManyLookups(payer)
    const { operation, name, family } = query
    const host = parseHost(name)
    switch (operation) {
      case 'lookup':
      case '4':
      case '6': {
        const wanted = operation === 'lookup' ? family : operation === '4' ? 4 : 6
        const syscall = operation === 'lookup' ? undefined : operation === '4' ? 'queryA' : 'queryAaaa'
        const addresses = await checkedAnswers(name, host, syscall)
        const chosen = addresses.filter((one) => wanted === 0 || one.family === wanted)
        if (chosen.length === 0) throw new WireFailure(lookupError(undefined, name, syscall))
        return operation === 'lookup'
          ? chosen.map((one) => ({ address: formatAddress(one), family: one.family }))
          : chosen.map(formatAddress)
      }
      case 'Cname':
      case 'Mx':
      case 'Ns':
      case 'Ptr':
      case 'Srv':
      case 'Txt':
        if (host.kind !== 'name') throw new WireFailure(lookupError(undefined, name, `query${operation}`))
        return resolver.records(operation, host.name)
    }
  }

  async function checkedAnswers(
    name: string,
    host: ReturnType<typeof parseHost>,
    syscall: string | undefined,
  ): Promise<IpAddress[]> {
    let addresses: IpAddress[]
    if (host.kind === 'address') addresses = [host.address]
    else if (host.kind !== 'name') throw new WireFailure(lookupError(undefined, name, syscall))
    else {
      const answers = await resolver.addresses(host.name, syscall)
      addresses = answers.map(({ address }) => parseAddress(address)).filter((one) => one !== undefined)
    }
    for (const address of addresses) {
      const verdict = gateway.policy.decideAddress(address, host.kind === 'name' ? host.name : '')
      if (verdict.kind === 'denied')
        throw new WireFailure(blockedError(`looking up ${name}`, `the name of ${verdict.reason}`))
    }
    return addresses
  }

  function query(id: number, payload: Uint8Array): void {
    const question = parseJson(DnsQuery, payload)
    if (queries.has(id)) throw new ProtocolViolation(`look-up ${id} was asked twice`)
    const payer = account(question.isolate)
    if (!payer) {
      if (!knowsIsolate(question.isolate))
        throw new ProtocolViolation('a look-up of an isolate that never was')
      return
    }
    if (payer.lookups > 40 * payer.limits.dns_lookups) throw new ProtocolViolation('a flood of look-ups')
    queries.add(id)
    const began = performance.now()
    answer(question, payer)
      .then(
        (records) => ({ body: { records }, outcome: 'ok' }),
        (error: unknown) => {
          const wire = error instanceof WireFailure ? error.wire : lookupError(error, question.name)
          if (wire.code !== 'ENODATA') noteFailure(payer, question.name, wire)
          return { body: { error: wire }, outcome: wire.code }
        },
      )
      .then(({ body, outcome }) => {
        queries.delete(id)
        payer.trace(traceEvent(payer, 'dns', question.name, began, outcome))
        send(FRAME.dns_answer, id, JSON.stringify(body))
      })
      .catch(() => undefined)
  }

  function write(id: number, bytes: Uint8Array): void {
    if (bytes.byteLength === 0) throw new ProtocolViolation('an empty chunk')
    const socket = socketOf(id)
    if (socket && !socket.relay.write(bytes)) throw new ProtocolViolation('bytes beyond the credit')
  }

  function destroy(id: number): void {
    const socket = socketOf(id)
    socket?.stop.abort()
    socket?.relay.close()
  }

  function grant(id: number, payload: Uint8Array): void {
    if (payload.byteLength !== 4) throw new ProtocolViolation('a grant that is not four bytes')
    const bytes = new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0)
    if (bytes === 0) throw new ProtocolViolation('a grant of nothing')
    socketOf(id)?.relay.grant(bytes)
  }

  return {
    take({ type, id, payload }) {
      switch (type) {
        case FRAME.net_open:
          open(id, payload)
          return true
        case FRAME.net_send:
          write(id, payload)
          return true
        case FRAME.net_finish:
          socketOf(id)?.relay.finish()
          return true
        case FRAME.net_destroy:
          destroy(id)
          return true
        case FRAME.net_grant:
          grant(id, payload)
          return true
        case FRAME.dns_query:
          query(id, payload)
          return true
        default:
          return false
      }
    },
    congest(full) {
      congested = full
      for (const { relay } of sockets.values()) relay.congest(full)
    },
    closeIsolate(isolate) {
      for (const socket of sockets.values()) {
        if (socket.isolate !== isolate) continue
        socket.stop.abort()
        socket.relay.close()
      }
    },
    close() {
      for (const { relay, stop } of sockets.values()) {
        stop.abort()
        relay.close()
      }
      resolver.close()
    },
  }
}

function hooksFor(payer: NetworkAccount): ConnectHooks {
  return {
    onLookup() {
      if (++payer.lookups > payer.limits.dns_lookups) throw tooManyLookups(payer)
    },
    onResolved(host, began, outcome) {
      payer.trace(traceEvent(payer, 'dns', host, began, outcome))
    },
    onConnected(host, port, began, outcome) {
      payer.trace({ ...traceEvent(payer, 'connect', host, began, outcome), port })
    },
  }
}

function tooManyLookups(payer: NetworkAccount): WireFailure {
  const message = `The script looked up more than ${payer.limits.dns_lookups} names in one run.`
  payer.exceeded(message)
  return new WireFailure(limitError(message))
}

function noteFailure(payer: NetworkAccount, endpoint: string, wire: WireError): void {
  switch (wire.code) {
    case 'ERR_NETWORK_BLOCKED':
      payer.blocked.set(endpoint, wire)
      return
    case 'ERR_SCRIPT_LIMIT':
    case 'ECONNABORTED':
      return
    default:
      payer.failures++
      payer.unavailable.set(endpoint, wire)
  }
}

function traceEvent(
  payer: NetworkAccount,
  kind: 'dns' | 'connect',
  host: string,
  began: number,
  outcome: string,
): TraceEvent {
  const duration_ms = performance.now() - began
  return { at_ms: Math.max(0, payer.now_ms() - duration_ms), kind, host, duration_ms, outcome }
}

function openedInfo(
  socket: {
    remoteAddress?: string | undefined
    localAddress?: string | undefined
    localPort?: number | undefined
  },
  port: number,
): Json {
  const address = socket.remoteAddress ?? ''
  return {
    address,
    family: address.includes(':') ? 6 : 4,
    port,
    local_address: socket.localAddress ?? '',
    local_port: socket.localPort ?? 0,
  }
}
