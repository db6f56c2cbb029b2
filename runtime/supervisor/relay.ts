/** The bytes of one brokered socket, with credits both ways. @module */
import type * as net from 'node:net'
import type { FrameType } from '../frames.ts'
import { FRAME, MAX_CHUNK_BYTES, SOCKET_WINDOW_BYTES } from '../frames.ts'
import type { WireError } from '../messages.ts'
import type { NetworkAccount } from './network-account.ts'
import { limitError, streamError } from './wire-error.ts'

/** Sends one frame to the runner. */
export type SendFrame = (type: FrameType, id: number, payload?: Uint8Array | string) => void

export interface RelayOptions {
  id: number
  /** `host:port`, as the script and the operator see it. */
  endpoint: string
  idle_ms: number
  /** The account that bytes are charged to at this moment. */
  account: () => NetworkAccount
  send: SendFrame
  /** The last frame for this socket has been sent. */
  onGone: () => void
}

/** A socket of a runner from `net_open` to `net_closed`. */
export interface Relay {
  /** The connection is open; bytes sent before it was open go out now. */
  attach(socket: net.Socket): void
  /** @returns false when the runner had not enough credit */
  write(bytes: Uint8Array): boolean
  finish(): void
  /** The runner read so much: the peer may send as much more. */
  grant(bytes: number): void
  /** The runner's pipe is full, or has room again. */
  congest(congested: boolean): void
  /** Sends `net_closed` and forgets the socket. */
  close(error?: WireError): void
}

export function createRelay({ id, endpoint, idle_ms, account, send, onGone }: RelayOptions): Relay {
  let socket: net.Socket | undefined
  /** Written before there was a connection. */
  let early: Uint8Array[] = []
  let finished = false
  let closed = false
  let congested = false
  /** Bytes that may still be sent to the runner, and those that arrived beyond that. */
  let window = SOCKET_WINDOW_BYTES
  let held: Uint8Array | undefined
  /** Messages to the runner after the held bytes: the peer's end, and that the socket is closed. */
  let afterHeld: (() => void)[] = []
  /** Bytes that the runner may still send. */
  let credit = SOCKET_WINDOW_BYTES
  /** The account in which the peer owes something: a greeting, or an answer to what was sent. */
  let unanswered: NetworkAccount | undefined
  /** The account in which the connection was made. */
  let opener: NetworkAccount | undefined
  /** The account in which the peer last sent data. */
  let answered: NetworkAccount | undefined

  function close(error?: WireError): void {
    if (closed) return
    closed = true
    early = []
    held = undefined
    afterHeld = []
    socket?.destroy()
    send(FRAME.net_closed, id, JSON.stringify(error ? { error } : {}))
    onGone()
  }

  function overLimit(payer: NetworkAccount, message: string): void {
    payer.exceeded(message)
    close(limitError(message))
  }

  function receive(bytes: Uint8Array): void {
    const payer = account()
    payer.received += bytes.byteLength
    unanswered = undefined
    answered = payer
    if (payer.received > payer.limits.received_bytes) {
      overLimit(payer, `The script received more than ${payer.limits.received_bytes} bytes from the network.`)
      return
    }
    forward(bytes)
    steer()
  }

  function forward(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.byteLength && window > 0) {
      const length = Math.min(window, MAX_CHUNK_BYTES, bytes.byteLength - at)
      send(FRAME.net_data, id, bytes.subarray(at, at + length))
      window -= length
      at += length
    }
    held = at < bytes.byteLength ? bytes.subarray(at) : undefined
    if (!held) for (const tell of afterHeld.splice(0)) tell()
  }

  /** Node reports the end of a paused socket at once: the runner must learn of it only after the bytes. */
  function inTurn(tell: () => void): void {
    if (held) afterHeld.push(tell)
    else tell()
  }

  /** Reads on only while the runner has granted bytes and its pipe has room. */
  function steer(): void {
    if (!socket || closed) return
    if (window > 0 && !congested && !held) socket.resume()
    else socket.pause()
  }

  /** The peer closed its side. */
  function hungUp(): void {
    const error = { code: 'ECONNRESET', message: 'the peer closed the connection without an answer' }
    if (unanswered) noteFailure(unanswered, error)
    else if (!finished) {
      // The socket was closed without an end.
      account().failures++
      lose()
    }
  }

  /**
   * Without any answer in the run, the legacy system has failed. After an answer, the script may have closed the
   * connection itself
   * (drivers send a quit and wait): then only the script's own error decides.
   */
  function noteFailure(payer: NetworkAccount, error: WireError): void {
    payer.failures++
    if (answered !== payer) payer.unavailable.set(endpoint, error)
  }

  function broke(error: WireError): void {
    noteFailure(account(), error)
    lose()
    close(error)
  }

  /** A script that kept the connection from an earlier run may not notice: it thinks that it still has one. */
  function lose(): void {
    const payer = account()
    if (payer !== opener) payer.lost()
  }

  function pass(bytes: Uint8Array): void {
    socket?.write(bytes, (error) => {
      if (error || closed) return
      credit += bytes.byteLength
      send(FRAME.net_credit, id, u32(bytes.byteLength))
    })
  }

  return {
    attach(connected) {
      if (closed) {
        connected.destroy()
        return
      }
      socket = connected
      opener = account()
      unanswered ??= opener
      socket.on('data', receive)
      socket.on('end', () => {
        if (closed) return
        hungUp()
        inTurn(() => send(FRAME.net_end, id))
      })
      socket.on('error', (error) => broke(streamError(error)))
      socket.on('close', () => inTurn(close))
      socket.setTimeout(idle_ms, () => {
        // Between two runs a kept connection may be silent; it goes with its isolate.
        if (!account().during_run) return
        broke(streamError(Object.assign(new Error('idle'), { code: 'ETIMEDOUT' })))
      })
      for (const bytes of early) pass(bytes)
      early = []
      if (finished) socket.end()
      steer()
    },
    write(bytes) {
      if (closed || finished) return true
      if (bytes.byteLength > credit) return false
      credit -= bytes.byteLength
      const payer = account()
      payer.sent += bytes.byteLength
      unanswered = payer
      if (payer.sent > payer.limits.sent_bytes) {
        overLimit(payer, `The script sent more than ${payer.limits.sent_bytes} bytes to the network.`)
      } else if (socket) pass(bytes)
      else early.push(bytes)
      return true
    },
    finish() {
      finished = true
      socket?.end()
    },
    grant(bytes) {
      window = Math.min(SOCKET_WINDOW_BYTES, window + bytes)
      if (held && !closed) forward(held)
      steer()
    },
    congest(full) {
      congested = full
      steer()
    },
    close,
  }
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32BE(value)
  return bytes
}
