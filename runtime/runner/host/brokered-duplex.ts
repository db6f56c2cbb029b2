/** A Node stream over a brokered socket, for Node's own protocols: TLS and HTTP. @module */
import { Duplex } from 'node:stream'
import type { BrokeredSocket, SocketEvents } from '../abi.ts'
import { errorOf } from '../failure.ts'

/** Addresses of a brokered socket. */
export type Opened = Parameters<SocketEvents['opened']>[0]

export interface BrokeredDuplex {
  stream: Duplex
  /** Undefined until it is connected. */
  opened(): Opened | undefined
  /** @param count called with the length of each received piece from now on */
  meter(count: (bytes: number) => void): void
  /**
   * Closes the stream only when the session has no unread bytes: a paused `TLSSocket` keeps some, and Node destroys it together
   * with the stream below.
   */
  readBy(session: Duplex): void
}

/**
 * @param connect opens the socket, or takes one over, with these receivers
 * @param already what is known of a socket that was taken over
 */
export function createBrokeredDuplex(
  connect: (events: SocketEvents) => BrokeredSocket,
  already?: Opened,
): BrokeredDuplex {
  let opened = already
  let unread = 0
  let ended = false
  let count = (_bytes: number): void => {}
  let session: Duplex | undefined
  let onOpened: (() => void)[] = []

  const whenOpened = (work: () => void): void => {
    if (opened) work()
    else onOpened.push(work)
  }

  const stream = new Duplex({
    // As with Node's own sockets: when the peer has ended, so does this side.
    allowHalfOpen: false,
    read() {
      const bytes = unread
      unread = 0
      if (bytes > 0) socket.consumed(bytes)
    },
    write(chunk: Buffer, _encoding, done) {
      // A copy, since Node reuses the buffer once the write is done.
      whenOpened(() => socket.write(new Uint8Array(chunk), done))
    },
    final(done) {
      whenOpened(() => {
        socket.end()
        done()
      })
    },
    destroy(error, done) {
      onOpened = []
      socket.destroy()
      if (error || !session) done(error)
      else whenRead(session, () => done(null))
    },
  })
  // Calls of Node's HTTP client on a socket; the broker handles keep-alive and delays.
  const self = () => stream
  Object.assign(stream, { setKeepAlive: self, setNoDelay: self, setTimeout: self, ref: self, unref: self })

  const socket = connect({
    opened(info) {
      opened = info
      for (const work of onOpened.splice(0)) work()
      stream.emit('connect')
    },
    data(bytes) {
      // A copy: the bytes are a part of the frame stream's buffer.
      const chunk = Buffer.from(bytes)
      count(chunk.byteLength)
      if (stream.push(chunk)) socket.consumed(chunk.byteLength)
      else unread += chunk.byteLength
    },
    end() {
      ended = true
      stream.push(null)
      // As with Node's own sockets: the end is noticed even if nobody reads, such as on a kept connection.
      stream.read(0)
    },
    closed(error) {
      if (error) stream.destroy(errorOf(error))
      else {
        if (!ended) stream.push(null)
        if (stream.readableLength === 0) stream.destroy()
      }
    },
  })

  return {
    stream,
    opened: () => opened,
    meter(counter) {
      count = counter
    },
    readBy(reader) {
      session = reader
    },
  }
}

/** Calls once, when the stream has no unread bytes or was destroyed. */
function whenRead(stream: Duplex, then: () => void): void {
  if (stream.readableLength === 0 || stream.destroyed) {
    then()
    return
  }
  const look = (): void => {
    if (stream.readableLength > 0 && !stream.destroyed) return
    stream.off('data', look).off('close', look)
    then()
  }
  stream.on('data', look).on('close', look)
}
