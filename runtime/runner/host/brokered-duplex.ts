/** A Node stream over a brokered socket, for what Node itself speaks: TLS and HTTP. @module */
import { Duplex } from 'node:stream'
import type { BrokeredSocket, SocketEvents } from '../abi.ts'
import { errorOf } from '../failure.ts'

/** Where a brokered socket leads. */
export type Opened = Parameters<SocketEvents['opened']>[0]

export interface BrokeredDuplex {
  stream: Duplex
  /** Undefined until it is connected. */
  opened(): Opened | undefined
  /** @param count from now on told of each piece that is received, by its length */
  meter(count: (bytes: number) => void): void
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
  let onOpened: (() => void)[] = []

  const whenOpened = (work: () => void): void => {
    if (opened) work()
    else onOpened.push(work)
  }

  const stream = new Duplex({
    // As Node's own sockets: when the peer has ended, so do we.
    allowHalfOpen: false,
    read() {
      const bytes = unread
      unread = 0
      if (bytes > 0) socket.consumed(bytes)
    },
    write(chunk: Buffer, _encoding, done) {
      // A copy: Node goes on using the buffer when it was told that the write is done.
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
      done(error)
    },
  })
  // What Node's HTTP client asks of a socket; keep-alive and delays are the broker's.
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
      // As Node's own sockets: the end of one that nobody reads is seen as well, such as a kept one's.
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
  }
}
