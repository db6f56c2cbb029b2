/** `tls`: clients only. @see https://nodejs.org/api/tls.html @module */
import { host } from '../host.ts'
import { unavailable, unavailableClass } from './errors.ts'
import { checkServerIdentity } from './peer.ts'
import { unixSocketError } from './socket-arguments.ts'
import { createSecureContext, SecureContext, tlsConnectArguments } from './tls-options.ts'
import { createSecurePair } from './tls-pair.ts'
import type { ForeignStream } from './tls-socket.ts'
import { TLSSocket } from './tls-socket.ts'

function connect(...args: unknown[]): TLSSocket {
  const { options, listener } = tlsConnectArguments(args)
  if (options.path !== undefined && !options.socket) throw unixSocketError(options.path)
  const socket = new TLSSocket(options.socket as ForeignStream | undefined, options)
  if (listener) socket.once('secureConnect', listener as Listener)
  if (typeof options.timeout === 'number' && options.timeout > 0) socket.setTimeout(options.timeout)
  TLSSocket.begin(socket)
  return socket
}

let rootCertificates: readonly string[] | undefined

export const tls = {
  TLSSocket,
  connect,
  createSecureContext,
  SecureContext,
  checkServerIdentity,
  createSecurePair: (context?: object, isServer = false) =>
    createSecurePair((stream) => {
      const socket = new TLSSocket(stream, { isServer, secureContext: context ?? {}, servername: '' })
      socket._start()
      return socket
    }),
  createServer: unavailable('tls.createServer'),
  Server: unavailableClass('tls.Server'),
  getCiphers: () => `${host.sync('crypto.names', 'ciphers')}`.split(','),
  get rootCertificates(): readonly string[] {
    rootCertificates ??= Object.freeze(`${host.sync('tls.roots')}`.split('\n\n'))
    return rootCertificates
  },
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_CIPHERS: 'default',
  DEFAULT_ECDH_CURVE: 'auto',
  DEFAULT_MIN_VERSION: 'TLSv1.2',
  DEFAULT_MAX_VERSION: 'TLSv1.3',
}
