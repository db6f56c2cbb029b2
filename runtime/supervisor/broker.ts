/**
 * The network of one runner: the runner asks for sockets and look-ups; the broker decides, connects, counts and relays.
 * @module
 */
import type { Json } from '../contract.ts'
import type { Frame } from '../frames.ts'
import { FRAME } from '../frames.ts'
import type { WireError } from '../messages.ts'
import { OpenSocket } from '../messages.ts'
import type { BrokerOptions } from './broker-options.ts'
import type { ConnectHooks } from './connect.ts'
import { connect } from './connect.ts'
import { createLookUps } from './look-ups.ts'
import type { NetworkAccount } from './network-account.ts'
import { noteFailure, spendLookup, traceOf } from './network-account.ts'
import type { Relay } from './relay.ts'
import { createRelay } from './relay.ts'
import { ProtocolViolation, parseJson } from './violation.ts'
import { endpointText, limitError, WireFailure } from './wire-error.ts'

/** The network of one runner. */
export interface Broker {
  /** @returns false for a frame that is not about the network. @throws {ProtocolViolation} */
  take(frame: Frame): boolean
  /** The runner's pipe is full, or has room again: reading from sockets pauses or continues. */
  congest(congested: boolean): void
  closeIsolate(isolate: number): void
  close(): void
}

/**
 * Frames for closed sockets, which were sent before `net_closed` arrived. More than this many per socket is a flood.
 */
const STALE_FRAMES_PER_SOCKET = 4096

interface OpenedSocket {
  isolate: number
  relay: Relay
  stop: AbortController
}

export function createBroker(options: BrokerOptions): Broker {
  const { gateway, resolver, send, account, knowsIsolate } = options
  const sockets = new Map<number, OpenedSocket>()
  const lookUps = createLookUps(options)
  const openIn = new Map<number, number>()
  let congested = false
  let highestId = -1
  let staleLeft = STALE_FRAMES_PER_SOCKET

  /** The socket that a frame is for; undefined when it has been closed in the meantime. */
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
          lookUps.query(id, payload)
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
      lookUps.closeIsolate(isolate)
    },
    close() {
      for (const { relay, stop } of sockets.values()) {
        stop.abort()
        relay.close()
      }
      lookUps.close()
    },
  }
}

function hooksFor(payer: NetworkAccount): ConnectHooks {
  return {
    onLookup() {
      spendLookup(payer)
    },
    onResolved(host, began, outcome) {
      payer.trace(traceOf(payer, 'dns', host, began, outcome))
    },
    onConnected(host, port, began, outcome) {
      payer.trace({ ...traceOf(payer, 'connect', host, began, outcome), port })
    },
  }
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
