/** A small TCP or TLS server for tests of sockets. @module */
import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { TLSSocket, TlsOptions } from 'node:tls'
import { createServer as createTlsServer } from 'node:tls'

export interface Peer {
  port: number
  /** Connections so far, the open ones and the others. */
  sockets: Socket[]
  close(): Promise<void>
}

/** @param serve called with each connection, secured when there are options for TLS */
export async function openPeer(serve: (socket: Socket | TLSSocket) => void, tls?: TlsOptions): Promise<Peer> {
  const sockets: Socket[] = []
  const accept = (socket: Socket): void => {
    sockets.push(socket)
    // A guest that refuses a certificate, or is ended, hangs up.
    socket.on('error', () => undefined)
    serve(socket)
  }
  const server: Server = tls ? createTlsServer(tls, accept) : createServer(accept)
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
