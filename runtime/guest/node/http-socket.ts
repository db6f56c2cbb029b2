/** The socket of a request as scripts see it: its events and addresses. The host handles the bytes. @module */
import { notAvailable } from './errors.ts'
import { EventEmitter } from './events.ts'
import type { SocketInfo } from './http-wire.ts'
import type { Secured } from './peer.ts'
import { certificateOf } from './peer.ts'

/** Operations of the socket on its request. */
export interface SocketOwner {
  setIdleTimeout(delay_ms: number): void
  destroy(error?: unknown): unknown
}

export class HttpSocket extends EventEmitter {
  connecting = true
  destroyed = false
  readable = true
  writable = true
  pending = true
  timeout = 0
  remoteAddress: string | undefined
  remotePort: number | undefined
  remoteFamily: string | undefined
  localAddress: string | undefined
  localPort: number | undefined
  declare encrypted?: true
  declare authorized?: boolean
  declare authorizationError?: unknown
  declare alpnProtocol?: unknown
  declare servername?: unknown
  #owner: SocketOwner
  #tls: Partial<Secured> = {}

  constructor(owner: SocketOwner, encrypted: boolean) {
    super()
    this.#owner = owner
    if (!encrypted) return
    this.encrypted = true
    this.authorized = false
    this.authorizationError = null
  }

  /** @param host as the script named it */
  connected(info: SocketInfo, host: string): void {
    this.connecting = false
    this.pending = false
    this.remoteAddress = info.address
    this.remotePort = info.port
    this.remoteFamily = info.family && `IPv${info.family}`
    this.localAddress = info.local_address
    this.localPort = info.local_port
    this.emit('lookup', null, info.address, info.family, host)
    this.emit('connect')
    this.emit('ready')
    if (!info.tls) return
    this.#tls = info.tls
    this.authorized = info.tls.authorized === true
    this.authorizationError = info.tls.authorization_error ?? null
    this.alpnProtocol = info.tls.alpn ?? false
    this.servername = info.tls.server_name ?? false
    this.emit('secureConnect')
  }

  /** The exchange is over. */
  closed(error?: Error): void {
    if (this.destroyed) return
    this.destroyed = true
    this.readable = false
    this.writable = false
    if (error && this.listenerCount('error') > 0) this.emit('error', error)
    this.emit('close', error !== undefined)
  }

  setTimeout(delay_ms: number, listener?: () => void): this {
    this.timeout = delay_ms
    if (listener && delay_ms > 0) this.once('timeout', listener)
    else if (listener) this.removeListener('timeout', listener)
    this.#owner.setIdleTimeout(delay_ms)
    return this
  }
  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  pause(): this {
    return this
  }
  resume(): this {
    return this
  }
  cork(): void {}
  uncork(): void {}
  destroy(error?: unknown): this {
    this.#owner.destroy(error)
    return this
  }
  destroySoon(): void {
    this.destroy()
  }
  end(): this {
    return this.destroy()
  }
  write(): never {
    throw notAvailable('Writing to the socket of an HTTP request')
  }
  address(): object {
    return { address: this.localAddress, port: this.localPort, family: this.remoteFamily }
  }
  get readyState(): string {
    return this.connecting ? 'opening' : this.destroyed ? 'closed' : 'open'
  }

  getPeerCertificate(detailed?: boolean): object {
    return certificateOf(this.#tls.peer, detailed === true)
  }
  getCipher(): unknown {
    return this.#tls.cipher
  }
  getProtocol(): unknown {
    return this.#tls.protocol ?? null
  }
  getEphemeralKeyInfo(): unknown {
    return this.#tls.ephemeral_key ?? {}
  }
  getSession(): undefined {
    return undefined
  }
  isSessionReused(): boolean {
    return this.#tls.session_reused === true
  }
}
