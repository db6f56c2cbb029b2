/**
 * TLS inside TDS: until the client's first record of application data the handshake travels in pre-login packets, after
 * it the TDS packets travel in TLS.
 * @see MS-TDS 2.2.6.5, 3.2.5.2
 * @module
 */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import type { SecureContextOptions } from 'node:tls'
import { createSecureContext, TLSSocket } from 'node:tls'
import { encodePackets, MESSAGE } from './packets.ts'

const PACKET_BYTES = 4096

/** The encrypted side of a connection. */
export interface TlsTunnel {
  /** Bytes from the wire. */
  feed(bytes: Buffer): void
  /** What is decrypted comes out, what is written goes out encrypted. */
  stream: TLSSocket
}

/** TLS 1.2 at most: 1.3 came with TDS 8, where TLS is outermost. */
export function openTunnel(wire: Socket, tls: SecureContextOptions): TlsTunnel {
  let wrapped = true
  let rest: Buffer = Buffer.alloc(0)
  const inside = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      wire.write(wrapped ? encodePackets(MESSAGE.prelogin, chunk, PACKET_BYTES) : chunk, done)
    },
  })
  const stream = new TLSSocket(inside, {
    isServer: true,
    secureContext: createSecureContext({ maxVersion: 'TLSv1.2', ...tls }),
  })
  wire.once('close', () => inside.destroy())
  const unwrap = (): void => {
    while (rest.length >= 8 && rest[0] === MESSAGE.prelogin) {
      const length = rest.readUInt16BE(2)
      if (rest.length < length) return
      inside.push(rest.subarray(8, length))
      rest = rest.subarray(length)
    }
    if (rest.length > 0 && rest[0] !== MESSAGE.prelogin) {
      wrapped = false
      inside.push(rest)
    }
  }
  const feed = (bytes: Buffer): void => {
    if (!wrapped) {
      inside.push(bytes)
      return
    }
    rest = Buffer.concat([rest, bytes])
    unwrap()
  }
  return { feed, stream }
}
