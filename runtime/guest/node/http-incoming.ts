/** `http.IncomingMessage`: a response as it arrives. @see https://nodejs.org/api/http.html#class-httpincomingmessage @module */
import type { IncomingHeaders } from './http-headers.ts'
import { distinctHeaders, joinHeaders } from './http-headers.ts'
import type { HttpSocket } from './http-socket.ts'
import type { ResponseHead } from './http-wire.ts'
import { Readable } from './stream.ts'

/** Operations that a response needs from its exchange. */
export interface IncomingOwner {
  consumed(bytes: number): void
  /** The response was destroyed before its end. */
  dropped(error: unknown): void
}

export class IncomingMessage extends Readable {
  httpVersion: string | null = null
  httpVersionMajor: number | null = null
  httpVersionMinor: number | null = null
  complete = false
  aborted = false
  upgrade: boolean | null = null
  url = ''
  method: string | null = null
  statusCode: number | null = null
  statusMessage: string | null = null
  headers: IncomingHeaders = {}
  rawHeaders: string[] = []
  trailers: IncomingHeaders = {}
  rawTrailers: string[] = []
  joinDuplicateHeaders: boolean | undefined
  req: unknown
  /** Own, since libraries ask with `hasOwnProperty`. */
  socket: HttpSocket | undefined
  _dumped = false
  #owner: IncomingOwner | undefined
  #unread = 0

  constructor(socket?: HttpSocket) {
    super({ autoDestroy: true })
    this.socket = socket
  }

  /** Takes the head of a response. */
  begin(head: ResponseHead, owner: IncomingOwner, joinDuplicates: boolean | undefined): void {
    this.#owner = owner
    const [major, minor] = head.version.split('.')
    this.httpVersion = head.version
    this.httpVersionMajor = Number(major)
    this.httpVersionMinor = Number(minor)
    this.statusCode = head.status
    this.statusMessage = head.message
    this.rawHeaders = head.headers
    this.joinDuplicateHeaders = joinDuplicates
    this.headers = joinHeaders(head.headers, joinDuplicates)
  }

  /** Takes bytes of the body. */
  receive(bytes: Buffer): void {
    if (this.destroyed) return
    this.#unread += bytes.length
    if (this.push(bytes)) this.#pay()
  }

  /** Takes the end of the body. */
  finish(rawTrailers: string[]): void {
    this.rawTrailers = rawTrailers
    this.trailers = joinHeaders(rawTrailers, this.joinDuplicateHeaders)
    this.complete = true
    this.push(null)
  }

  get connection(): HttpSocket | undefined {
    return this.socket
  }
  set connection(socket: HttpSocket | undefined) {
    this.socket = socket
  }
  get headersDistinct(): { [name: string]: string[] } {
    return distinctHeaders(this.rawHeaders)
  }
  get trailersDistinct(): { [name: string]: string[] } {
    return distinctHeaders(this.rawTrailers)
  }

  setTimeout(delay_ms: number, listener?: () => void): this {
    if (listener) this.on('timeout', listener)
    this.socket?.setTimeout(delay_ms)
    return this
  }

  override _read(): void {
    this.#pay()
  }

  #pay(): void {
    const bytes = this.#unread
    this.#unread = 0
    if (bytes > 0) this.#owner?.consumed(bytes)
  }

  /** Discards the body, because no code reads it. */
  _dump(): void {
    if (this._dumped) return
    this._dumped = true
    this.removeAllListeners('data')
    this.resume()
  }

  override _destroy(error: unknown, done: (error?: unknown) => void): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true
      this.emit('aborted')
    }
    if (!this.complete) this.#owner?.dropped(error)
    // As in Node: an error that nobody listens for is not thrown.
    process.nextTick(() => done(this.listenerCount('error') > 0 ? error : undefined))
  }
}
