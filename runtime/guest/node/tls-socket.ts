/** `tls.TLSSocket`; the session itself is the host's. @see https://nodejs.org/api/tls.html#class-tlstlssocket @module */
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { received } from './bytes.ts'
import { nodeError, unavailable } from './errors.ts'
import type { Secured } from './peer.ts'
import { certificateOf } from './peer.ts'
import { Socket } from './socket.ts'
import type { SocketOptions } from './socket-arguments.ts'
import type { Stream } from './stream.ts'
import type { TlsOptions } from './tls-options.ts'
import { hostTlsOptions } from './tls-options.ts'

/** Bytes of a foreign stream that the host has not accepted yet. */
const UNFED_BYTES = 256 * 1024

export type ForeignStream = InstanceType<typeof Stream.Duplex>

export class TLSSocket extends Socket {
  readonly encrypted = true
  authorized = false
  authorizationError: string | null = null
  alpnProtocol: string | false | null = null
  servername: string | false | null = null
  secureConnecting = true
  /** Read by older drivers. */
  readonly ssl = { verifyError: (): Error | null => this.#verifyError() }
  readonly _parent: ForeignStream | undefined
  readonly #options: TlsOptions
  /** Whether `connect` made the socket, which checks the peer; otherwise the caller does. */
  #checked = false
  #secured: Secured | undefined = undefined
  #unfed = 0

  constructor(socket?: ForeignStream, options: TlsOptions = {}) {
    if (options?.isServer)
      throw nodeError('ERR_METHOD_NOT_IMPLEMENTED', 'TLS servers are not available in the sandbox')
    super(options as SocketOptions)
    this._parent = socket
    this.#options = { ...options }
  }

  /** As `connect` does it: errors of verification destroy the socket. */
  static begin(socket: TLSSocket): void {
    socket.#checked = true
    socket.#begin(hostTlsOptions(socket.#options))
  }

  /** Starts the handshake on a socket that was given to the constructor; verification is left to its owner. */
  _start(): void {
    this.#begin({ ...hostTlsOptions(this.#options), rejectUnauthorized: false })
  }

  #begin(options: { [option: string]: unknown }): void {
    const text = JSON.stringify(options)
    const parent = this._parent
    if (!parent) {
      this._host = `${this.#options.host ?? 'localhost'}`
      this._open('tls.connect', this._host, Number(this.#options.port), text)
    } else if (parent instanceof Socket && !(parent instanceof TLSSocket)) {
      this._host = parent._host
      this.connecting = parent.connecting
      if (parent.connecting) parent.once('connect', () => this.#upgrade(parent, text))
      else this.#upgrade(parent, text)
      parent.once('error', (error: unknown) => this.destroy(error))
    } else this.#feedFrom(parent, text)
  }

  #upgrade(parent: Socket, text: string): void {
    if (this.destroyed) return
    if (parent._id === 0) {
      this.destroy(
        nodeError(
          'ECONNRESET',
          'Client network socket disconnected before secure TLS connection was established',
        ),
      )
      return
    }
    const socketId = parent._release()
    parent._upgraded = this
    this._attach()
    host.post('tls.upgrade', this._id, socketId, text)
    for (const name of [
      'remoteAddress',
      'remotePort',
      'remoteFamily',
      'localAddress',
      'localPort',
      'localFamily',
    ] as const) {
      Object.assign(this, { [name]: parent[name] })
    }
    this.connecting = false
    this.once('close', () => parent.destroy())
  }

  /** TLS over a stream inside the sandbox: the host's session gets its bytes, and returns the bytes to send. */
  #feedFrom(parent: ForeignStream, text: string): void {
    this._attach()
    const name =
      this.#options.servername ?? this.#options.host ?? (parent as { _host?: string })._host ?? 'localhost'
    host.post('tls.engine', this._id, `${name}`, 0, text)
    parent.on('data', (chunk: Buffer) => {
      if (this._id === 0 || (this.secureConnecting && this.#shake(new Uint8Array(chunk)))) return
      host.post('tls.feed', this._id, new Uint8Array(chunk))
      this.#unfed += chunk.length
      if (this.#unfed > UNFED_BYTES) parent.pause()
    })
    parent.on('end', () => {
      if (this._id !== 0) host.post('tls.feed_end', this._id)
    })
    parent.on('error', (error: unknown) => this.destroy(error))
    parent.on('close', () => {
      if (!this.readableEnded) this.destroy()
    })
    this.once('close', () => parent.destroy())
  }

  /** As in Node, where a handshake step completes before the write of the peer's bytes returns. */
  #shake(bytes: Uint8Array): boolean {
    const told = host.sync('tls.shake', this._id, bytes)
    if (typeof told !== 'string') return false
    const { raw, secure } = JSON.parse(told) as { raw: string; secure?: string }
    if (raw !== '') this._event('raw', Uint8Array.fromBase64(raw), undefined)
    if (secure !== undefined) this._event('secure', secure, undefined)
    return true
  }

  override _event(type: string, a: Cell, b: Cell): void {
    switch (type) {
      case 'secure':
        this.#secure(JSON.parse(`${a}`) as Secured)
        return
      case 'raw':
        this._parent?.write(received(a))
        return
      case 'raw_end':
        this._parent?.end()
        return
      case 'fed':
        this.#unfed -= Number(a)
        if (this.#unfed <= UNFED_BYTES / 2) this._parent?.resume()
        return
      default:
        super._event(type, a, b)
    }
  }

  /** Nothing may be sent before the peer is verified: a connection is not enough. */
  override _becomeReady(): void {
    if (this.#secured) super._becomeReady()
  }

  override _closed(error: Error | undefined): void {
    const early = this.secureConnecting && !this.destroyed
    const reason =
      error ??
      (early
        ? nodeError(
            'ECONNRESET',
            'Client network socket disconnected before secure TLS connection was established',
          )
        : undefined)
    if (early && reason && !this.#checked && this.listenerCount('_tlsError') > 0) {
      this._release()
      this.emit('_tlsError', reason)
      super._closed(undefined)
    } else super._closed(reason)
  }

  #secure(secured: Secured): void {
    this.#secured = secured
    this.secureConnecting = false
    this.connecting = false
    this.alpnProtocol = secured.alpn
    this.servername = secured.server_name ?? false
    if (this.#checked && !this.#accepts(secured)) return
    this._becomeReady()
    this.emit('secure')
    if (this.#checked) this.emit('secureConnect')
  }

  /** Runs the script's own check of the peer's name, which stands in for Node's. */
  #accepts(secured: Secured): boolean {
    this.authorized = secured.authorized
    this.authorizationError = secured.authorization_error ?? null
    const { checkServerIdentity: check, servername, host: name, rejectUnauthorized } = this.#options
    if (typeof check !== 'function' || secured.verify_error) return true
    const hostname = servername || (typeof name === 'string' && name) || this._host || 'localhost'
    const problem = check(hostname, this.getPeerCertificate(true))
    if (!problem) return true
    this.authorized = false
    this.authorizationError = ((problem as { code?: string }).code ?? (problem as Error).message) || null
    if (rejectUnauthorized === false) return true
    this.destroy(problem)
    return false
  }

  #verifyError(): Error | null {
    const problem = this.#secured?.verify_error
    return problem ? nodeError(problem.code, problem.message) : null
  }

  getPeerCertificate(detailed = false): { [field: string]: unknown } {
    return certificateOf(this.#secured?.peer, Boolean(detailed))
  }
  getCertificate(): object {
    return {}
  }
  getProtocol(): string | null {
    return this.#secured?.protocol ?? null
  }
  getCipher(): object {
    return this.#secured?.cipher ?? {}
  }
  getEphemeralKeyInfo(): object {
    return this.#secured?.ephemeral_key ?? {}
  }
  isSessionReused(): boolean {
    return this.#secured?.session_reused ?? false
  }
  setServername(name: string): void {
    this.#options.servername = name
  }
  // Sessions are not resumed, records not split by hand, and nothing is traced.
  getSession(): undefined {}
  setSession(): void {}
  getTLSTicket(): undefined {}
  setMaxSendFragment(): boolean {
    return true
  }
  disableRenegotiation(): void {}
  enableTrace(): void {}
}
for (const name of [
  'exportKeyingMaterial',
  'renegotiate',
  'getFinished',
  'getPeerFinished',
  'getPeerX509Certificate',
  'getX509Certificate',
  'getSharedSigalgs',
]) {
  Object.defineProperty(TLSSocket.prototype, name, {
    value: unavailable(`tls.TLSSocket.${name}`),
    configurable: true,
    writable: true,
  })
}
