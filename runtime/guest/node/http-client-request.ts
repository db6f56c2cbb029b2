/** `http.ClientRequest`. @see https://nodejs.org/api/http.html#class-httpclientrequest @module */
import { notAvailable } from './errors.ts'
import type { AgentLike } from './http-agent.ts'
import { agentOf, globalAgents } from './http-agent.ts'
import { IncomingMessage } from './http-incoming.ts'
import type { RequestOptions } from './http-options.ts'
import {
  checkIdentity,
  checkOptions,
  delayOf,
  followSignal,
  lengthOf,
  methodOf,
  pathOf,
  portOf,
  requestArguments,
  setFirstHeaders,
  tlsOf,
} from './http-options.ts'
import { OutgoingMessage } from './http-outgoing.ts'
import { HttpSocket } from './http-socket.ts'
import type { Exchange, RequestHead, ResponseHead } from './http-wire.ts'
import { connectionReset, openExchange } from './http-wire.ts'

/** Methods that have a body only when one is written. */
const BODILESS = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']

export class ClientRequest extends OutgoingMessage {
  readonly method: string
  readonly host: string
  readonly protocol: string
  readonly agent: AgentLike
  path: string
  res: IncomingMessage | null = null
  socket: HttpSocket | null = null
  aborted = false
  reusedSocket = false
  maxHeadersCount: number | null = null
  timeout: number | undefined
  readonly #face: HttpSocket
  readonly #head: Pick<RequestHead, 'port' | 'keep_alive' | 'tls'>
  readonly #checkPeer: unknown
  readonly #joinDuplicates: boolean | undefined
  #exchange: Exchange | undefined
  /** Operations that wait until the agent sends the request. */
  #waiting: (() => void)[] | undefined = []
  #headSent = false
  #errored = false
  #closed = false

  constructor(...args: unknown[]) {
    super()
    const { options: given, callback } = requestArguments(args)
    const fallback = given._defaultAgent ?? globalAgents['http:']
    this.agent = agentOf(given.agent, fallback)
    // As in Node, an agent's options come before the request's.
    const options: RequestOptions = { ...given, ...this.agent.options }
    this.protocol = given.protocol ?? fallback.protocol
    checkOptions(given, this.protocol, this.agent.protocol ?? fallback.protocol)
    this.path = pathOf(given.path)
    this.method = methodOf(given.method)
    const host = given.hostname || given.host || 'localhost'
    this.host = host
    const defaultPort = Number(given.defaultPort ?? this.agent.defaultPort ?? fallback.defaultPort)
    const port = portOf(given.port || defaultPort)
    this.useChunkedEncodingByDefault = !BODILESS.includes(this.method)
    this.shouldKeepAlive = Boolean(this.agent.keepAlive) || Number.isFinite(this.agent.maxSockets)
    this.#checkPeer = options.checkServerIdentity
    this.#joinDuplicates = given.joinDuplicateHeaders
    setFirstHeaders(this, given, host, port === defaultPort ? undefined : port)
    const secure = this.protocol === 'https:'
    this.#head = {
      port,
      keep_alive: this.shouldKeepAlive,
      ...(secure && { tls: tlsOf(options, host, this.getHeader('host')) }),
    }
    this.#face = new HttpSocket(
      {
        setIdleTimeout: (delay_ms) => this.#setIdleTimeout(delay_ms),
        destroy: (error) => this.destroy(error),
      },
      secure,
    )
    if (given.timeout !== undefined) this.timeout = delayOf(given.timeout, 'timeout')
    if (given.signal) followSignal(given.signal, this)
    if (callback) this.once('response', callback)
    this.agent.addRequest(this, { ...given, host, port } as object)
  }

  /** Called by the agent when it is this request's turn. */
  admit(): void {
    process.nextTick(() => {
      if (this.destroyed) return
      this.socket = this.#face
      this.emit('socket', this.#face)
    })
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const work of waiting) work()
  }

  /** Agents that connect by themselves pass their socket here. */
  onSocket(): never {
    throw notAvailable('HTTP over a socket of the script’s own, such as one through a proxy,')
  }

  get connection(): HttpSocket | null {
    return this.socket
  }
  override get headersSent(): boolean {
    return this.#headSent
  }
  get _header(): string | null {
    return this.#headSent ? `${this.method} ${this.path} HTTP/1.1\r\n` : null
  }

  flushHeaders(): void {
    if (this.#headSent || this.destroyed) return
    this.#send(undefined)
    this.#do((exchange) => exchange.flush())
  }

  setTimeout(delay_ms: number, listener?: (...args: never[]) => unknown): this {
    if (this.#closed) return this
    const delay = delayOf(delay_ms, 'msecs')
    if (listener) this.once('timeout', listener)
    this.#setIdleTimeout(delay)
    return this
  }
  setNoDelay(): void {}
  setSocketKeepAlive(): void {}

  #setIdleTimeout(delay_ms: number): void {
    this.timeout = delay_ms
    this.#exchange?.timeout(delay_ms)
  }

  override end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
    if (!this.#headSent && !this.writableEnded && !this.destroyed && this.writableLength === 0) {
      this.#send(
        typeof chunk === 'function' || chunk === undefined || chunk === null ? 0 : lengthOf(chunk, encoding),
      )
    }
    super.end(chunk, encoding, done)
    this.finished = true
    return this
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: unknown) => void): void {
    this.#send(undefined)
    this.#do((exchange) => exchange.write(chunk, done))
  }

  override _final(done: (error?: unknown) => void): void {
    this.#send(0)
    this.#do((exchange) => {
      exchange.end(this.trailerFields())
      done()
    })
  }

  /** Runs now, or when the agent sends the request. */
  #do(work: (exchange: Exchange) => void): void {
    const run = (): void => {
      if (this.#exchange) work(this.#exchange)
    }
    if (this.#waiting) this.#waiting.push(run)
    else run()
  }

  /** @param length of the whole body, when it is known before anything is sent */
  #send(length: number | undefined): void {
    if (this.#headSent) return
    this.#headSent = true
    const headers = this.headerLines()
    const framed = this.hasHeader('content-length') || this.hasHeader('transfer-encoding')
    if (length && !framed) headers.push(['Content-Length', `${length}`])
    const open = (): void => {
      if (this.destroyed) return
      this.#exchange = openExchange(
        {
          ...this.#head,
          protocol: this.protocol === 'https:' ? 'https:' : 'http:',
          host: this.host.replace(/^\[(.*)\]$/, '$1'),
          method: this.method,
          path: this.path,
          headers,
          timeout_ms: this.timeout ?? 0,
        },
        {
          identity: ({ tls }) => checkIdentity(this.#checkPeer, this.host, tls),
          socket: (info) => this.#face.connected(info, this.host),
          information: (head) => this.#informed(head),
          response: (head) => this.#respond(head),
          data: (bytes) => this.res?.receive(bytes),
          end: (trailers, final) => this.#complete(trailers, final),
          timeout: () => this.#timedOut(),
          aborted: (error) => this.res?.destroy(error),
          error: (error) => this.#fail(error),
          close: () => this.#close(),
        },
      )
    }
    if (this.#waiting) this.#waiting.push(open)
    else open()
  }

  #informed({ status, message, version, headers }: ResponseHead): void {
    if (status === 100) this.emit('continue')
    const information = {
      statusCode: status,
      statusMessage: message,
      httpVersion: version,
      rawHeaders: headers,
    }
    this.emit('information', information)
  }

  #respond(head: ResponseHead): void {
    if (this.destroyed) return
    const response = new IncomingMessage(this.#face)
    response.begin(
      head,
      { consumed: (bytes) => this.#exchange?.consumed(bytes), dropped: () => this.#drop() },
      this.#joinDuplicates,
    )
    response.req = this
    response.once('close', () => {
      if (response.complete) this.#close()
    })
    this.res = response
    if (!this.emit('response', response)) response._dump()
  }

  #complete(trailers: string[], final: boolean): void {
    if (final) this.#exchange = undefined
    this.res?.finish(trailers)
  }

  #timedOut(): void {
    this.#face.emit('timeout')
    this.res?.emit('timeout')
    this.emit('timeout')
  }

  #fail(error: Error): void {
    if (this.#errored || this.#closed) return
    this.#errored = true
    this.emit('error', error)
  }

  /** The response was destroyed before its end: the connection goes with it. */
  #drop(): void {
    this.#exchange?.abort()
    this.#exchange = undefined
    process.nextTick(() => this.#close())
  }

  /** The exchange has ended, successfully or not; `close` is the last event. */
  #close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#exchange = undefined
    if (!this.res && !this.#errored) this.emit('error', connectionReset('socket hang up'))
    if (this.res && !this.res.complete && !this.res.destroyed) this.res.destroy(connectionReset('aborted'))
    this.#face.closed()
    this.markDestroyed()
    this.emit('close')
  }

  abort(): void {
    if (this.aborted) return
    this.aborted = true
    process.nextTick(() => this.emit('abort'))
    this.destroy()
  }

  override destroy(error?: unknown): this {
    if (this.destroyed) return this
    this.markDestroyed()
    this.res?._dump()
    if (this.writableFinished && this.res?.complete) return this
    this.#exchange?.abort()
    this.#exchange = undefined
    process.nextTick(() => {
      if (error) this.#fail(error as Error)
      this.#close()
    })
    return this
  }
}
