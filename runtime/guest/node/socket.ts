/** `net.Socket` over a socket of the host's. @see https://nodejs.org/api/net.html#class-netsocket @module */
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { Buffer } from './buffer.ts'
import { received } from './bytes.ts'
import { nodeError } from './errors.ts'
import { createIdleTimer } from './idle-timer.ts'
import type { Addresses, SocketOptions } from './socket-arguments.ts'
import { checkedPort, connectArguments, unixSocketError } from './socket-arguments.ts'
import { Duplex } from './stream.ts'

/** Bytes that may be written before the host acknowledges them. */
const UNACKNOWLEDGED_BYTES = 64 * 1024
/** Bytes that are read before the guest reports them to the host. */
const UNREPORTED_BYTES = 64 * 1024

export class Socket extends Duplex {
  connecting = false
  bytesRead = 0
  bytesWritten = 0
  timeout = 0
  remoteAddress: string | undefined = undefined
  remoteFamily: string | undefined = undefined
  remotePort: number | undefined = undefined
  localAddress: string | undefined = undefined
  localPort: number | undefined = undefined
  localFamily: string | undefined = undefined
  /** The requested name, as in Node; TLS checks certificates against it. */
  _host: string | undefined = undefined
  /** ID of the host's socket; 0 before it exists and after it was released. */
  _id = 0
  /** Bytes can be sent. */
  _ready = false
  /** The TLS stream that this socket was handed over to. */
  _upgraded: Socket | undefined = undefined
  #held: (() => void)[] = []
  #unacknowledged = 0
  #acknowledge: Done | undefined = undefined
  #unreported = 0
  readonly #idle = createIdleTimer(() => this.emit('timeout'))

  constructor(options: SocketOptions = {}) {
    const {
      allowHalfOpen = false,
      readableHighWaterMark,
      writableHighWaterMark,
      highWaterMark,
    } = options ?? {}
    super({
      allowHalfOpen: Boolean(allowHalfOpen),
      autoDestroy: true,
      emitClose: false,
      decodeStrings: true,
      ...(highWaterMark !== undefined && { highWaterMark }),
      ...(readableHighWaterMark !== undefined && { readableHighWaterMark }),
      ...(writableHighWaterMark !== undefined && { writableHighWaterMark }),
    })
    if (options?.fd !== undefined)
      throw nodeError('EPERM', 'File descriptors are not available in the sandbox')
  }

  get pending(): boolean {
    return this._id === 0 || this.connecting
  }

  get readyState(): string {
    if (this.connecting) return 'opening'
    if (this.readable && this.writable) return 'open'
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed'
  }

  get bufferSize(): number {
    return this.writableLength
  }

  connect(...args: unknown[]): this {
    const { options, listener } = connectArguments(args)
    if (listener) this.once('connect', listener as Listener)
    if (options.path !== undefined && options.path !== null) {
      this.connecting = true
      process.nextTick(() => this.destroy(unixSocketError(options.path)))
      return this
    }
    const port = checkedPort(options.port)
    this._host = `${options.host ?? 'localhost'}`
    if (options.timeout) this.setTimeout(options.timeout)
    this._open('net.connect', this._host, port)
    return this
  }

  /** Opens a stream on the host and listens to it. */
  _open(operation: string, ...args: Cell[]): void {
    this.connecting = true
    this._attach()
    host.post(operation, this._id, ...args)
  }

  /** Assigns the id of a stream on the host. */
  _attach(): number {
    this._id = host.open((type, a, b) => this._event(type, a, b))
    return this._id
  }

  _event(type: string, a: Cell, _b: Cell): void {
    switch (type) {
      case 'connect':
        this._connected(JSON.parse(`${a}`) as Addresses)
        return
      case 'data':
        this.#data(received(a))
        return
      case 'wrote':
        this.#idle.active()
        this.#wrote()
        return
      case 'end':
        this.push(null)
        // As in Node; otherwise the end of a socket that nobody reads would never be seen.
        this.read(0)
        return
      case 'err':
      case 'close':
        this._closed(a === undefined ? undefined : host.error(a))
        return
      default:
        return
    }
  }

  _connected(info: Addresses): void {
    this.connecting = false
    this.remoteAddress = info.address
    this.remotePort = info.port
    this.remoteFamily = info.family && `IPv${info.family}`
    this.localAddress = info.local_address
    this.localPort = info.local_port
    this.localFamily = this.remoteFamily
    this.emit('lookup', null, info.address, info.family, this._host)
    this._becomeReady()
    this.emit('connect')
    this.emit('ready')
  }

  _becomeReady(): void {
    this._ready = true
    for (const work of this.#held.splice(0)) work()
  }

  /** The host's socket is closed; received data may still have to be read here. */
  _closed(error: Error | undefined): void {
    this._release()
    this.connecting = false
    if (this.destroyed) return
    if (error) this.destroy(error)
    else {
      this.push(null)
      this.read(0)
      if (this.readableEnded) this.destroy()
      else this.once('end', () => this.destroy())
    }
  }

  /** Releases the host's socket. */
  _release(): number {
    const id = this._id
    if (id !== 0) host.close(id)
    this._id = 0
    return id
  }

  #data(chunk: Buffer): void {
    this.#idle.active()
    this.bytesRead += chunk.length
    this.#unreported += chunk.length
    if (this.push(chunk) && this.#unreported >= UNREPORTED_BYTES) this.#report()
  }

  #report(): void {
    if (this.#unreported === 0 || this._id === 0) return
    host.post('net.consumed', this._id, this.#unreported)
    this.#unreported = 0
  }

  #wrote(): void {
    const done = this.#acknowledge
    this.#acknowledge = undefined
    done?.()
  }

  override _read(): void {
    if (this.#unreported >= UNREPORTED_BYTES || this.readableLength === 0) this.#report()
  }

  override _write(chunk: Buffer, _encoding: string, done: Done): void {
    if (this._upgraded) {
      done(nodeError('ERR_INVALID_STATE', 'The socket was handed over to TLS'))
      return
    }
    if (!this._ready) {
      this.#held.push(() => this._write(chunk, _encoding, done))
      return
    }
    if (this._id === 0) {
      done(nodeError('EPIPE', 'write EPIPE', Error, { errno: -32, syscall: 'write' }))
      return
    }
    this.#idle.active()
    this.bytesWritten += chunk.length
    this.#unacknowledged += chunk.length
    const acknowledge = this.#unacknowledged > UNACKNOWLEDGED_BYTES
    host.post('net.write', this._id, new Uint8Array(chunk), acknowledge)
    if (!acknowledge) {
      done()
      return
    }
    this.#unacknowledged = 0
    this.#acknowledge = done
  }

  _writev(chunks: { chunk: Buffer }[], done: Done): void {
    const all = Buffer.concat(chunks.map(({ chunk }) => chunk))
    this._write(all, 'buffer', done)
  }

  override _final(done: Done): void {
    if (this._upgraded) {
      this._upgraded.end()
      done()
      return
    }
    if (!this._ready && this._id !== 0) {
      this.#held.push(() => this._final(done))
      return
    }
    if (this._id !== 0) host.post('net.end', this._id)
    done()
  }

  override _destroy(error: unknown, done: Done): void {
    this.connecting = false
    this.#held = []
    this.#acknowledge = undefined
    this.#idle.set(0)
    const id = this._release()
    if (id !== 0) host.post('net.destroy', id)
    if (this._upgraded && !this._upgraded.destroyed) this._upgraded.destroy()
    done(error)
    process.nextTick(() => this.emit('close', Boolean(error)))
  }

  setTimeout(delay_ms: number, listener?: unknown): this {
    const delay = Number(delay_ms)
    if (!(delay >= 0)) {
      throw nodeError(
        'ERR_OUT_OF_RANGE',
        `The value of "msecs" is out of range. Received ${delay_ms}`,
        RangeError,
      )
    }
    this.timeout = delay
    this.#idle.set(delay)
    if (typeof listener === 'function') {
      if (delay > 0) this.once('timeout', listener as Listener)
      else this.removeListener('timeout', listener as Listener)
    }
    return this
  }

  // No effect: the broker sends at once and does not probe connections, and nothing keeps a process alive here.
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  address(): object {
    if (this.localAddress === undefined) return {}
    return { address: this.localAddress, family: this.localFamily, port: this.localPort }
  }

  destroySoon(): void {
    if (this.writable) this.end()
    if (this.writableFinished) this.destroy()
    else this.once('finish', () => this.destroy())
  }

  resetAndDestroy(): this {
    return this.destroy()
  }
}
