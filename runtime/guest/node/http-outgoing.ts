/** `http.OutgoingMessage`: the headers of a message that is being written. @see https://nodejs.org/api/http.html#class-httpoutgoingmessage @module */
import { nodeError, notAvailable } from './errors.ts'
import { validateHeaderName, validateHeaderValue } from './http-headers.ts'
import { Writable } from './stream.ts'

type HeaderValue = string | number | readonly string[]

export class OutgoingMessage extends Writable {
  chunkedEncoding = false
  shouldKeepAlive = true
  useChunkedEncodingByDefault = true
  sendDate = false
  finished = false
  #headers = new Map<string, [name: string, value: HeaderValue]>()
  #trailers: { [name: string]: string } = {}

  constructor() {
    // It ends with the exchange, not with the writing.
    super({ autoDestroy: false, emitClose: false })
  }

  /** Whether the head is on its way. */
  get headersSent(): boolean {
    return false
  }

  #mustBeUnsent(verb: string): void {
    if (!this.headersSent) return
    throw nodeError('ERR_HTTP_HEADERS_SENT', `Cannot ${verb} headers after they are sent to the client`)
  }

  setHeader(name: string, value: unknown): this {
    this.#mustBeUnsent('set')
    validateHeaderName(name)
    validateHeaderValue(name, value)
    this.#headers.set(name.toLowerCase(), [name, value as HeaderValue])
    return this
  }

  appendHeader(name: string, value: unknown): this {
    this.#mustBeUnsent('append')
    validateHeaderName(name)
    validateHeaderValue(name, value)
    const before = this.#headers.get(name.toLowerCase())
    if (!before) return this.setHeader(name, value)
    this.#headers.set(name.toLowerCase(), [before[0], [...list(before[1]), ...list(value as HeaderValue)]])
    return this
  }

  /** Takes a `Headers` or a `Map`. */
  setHeaders(headers: Iterable<[string, unknown]>): this {
    for (const [name, value] of headers) this.appendHeader(name, value)
    return this
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.#headers.get(`${name}`.toLowerCase())?.[1]
  }
  getHeaders(): { [name: string]: HeaderValue } {
    const headers: { [name: string]: HeaderValue } = Object.create(null)
    for (const [name, [, value]] of this.#headers) headers[name] = value
    return headers
  }
  getHeaderNames(): string[] {
    return [...this.#headers.keys()]
  }
  getRawHeaderNames(): string[] {
    return [...this.#headers.values()].map(([name]) => name)
  }
  hasHeader(name: string): boolean {
    return this.#headers.has(`${name}`.toLowerCase())
  }
  removeHeader(name: string): void {
    this.#mustBeUnsent('remove')
    this.#headers.delete(`${name}`.toLowerCase())
  }

  addTrailers(trailers: { [name: string]: unknown } | readonly [string, unknown][]): void {
    const entries = Array.isArray(trailers) ? trailers : Object.entries(trailers)
    for (const [name, value] of entries as [string, unknown][]) {
      validateHeaderName(name, 'Trailer name')
      validateHeaderValue(name, value)
      this.#trailers[name] = `${value}`
    }
  }

  /** @returns one pair for each line */
  headerLines(): [name: string, value: string][] {
    return [...this.#headers.values()].flatMap(([name, value]) =>
      list(value).map((line): [string, string] => [name, line]),
    )
  }

  /** @returns undefined without trailers */
  trailerFields(): { [name: string]: string } | undefined {
    return Object.keys(this.#trailers).length > 0 ? this.#trailers : undefined
  }

  /** Marks it as destroyed, without an event. */
  markDestroyed(): void {
    ;(this as { destroyed: boolean }).destroyed = true
  }

  get _headers(): { [name: string]: HeaderValue } {
    return this.getHeaders()
  }

  override pipe(): never {
    throw notAvailable('Reading from an outgoing message')
  }
}

const list = (value: HeaderValue): string[] =>
  Array.isArray(value) ? value.map((part) => `${part}`) : [`${value}`]
