/** `Response`. @see https://fetch.spec.whatwg.org/#response-class @module */

import { URL } from '../node/whatwg-url.ts'
import { stringify } from '../primordials.ts'
import type { Source } from './body.ts'
import { Body, extract } from './body.ts'
import { Headers } from './headers.ts'

export interface ResponseInit {
  status?: unknown
  statusText?: unknown
  headers?: unknown
}

/** Statuses that have no body. */
const NULL_BODY = [101, 103, 204, 205, 304]
const REDIRECTS = [301, 302, 303, 307, 308]

/** The response as the network returned it. */
export interface Received {
  status: number
  statusText: string
  /** Names and values by turns. */
  rawHeaders: readonly string[]
  source: Source
  url: string
  redirected: boolean
}

interface Told {
  status: number
  statusText: string
  url: string
  redirected: boolean
  type: 'default' | 'basic' | 'error'
}

export class Response extends Body {
  #told: Told
  #headers: Headers

  constructor(body?: unknown, init: ResponseInit = {}) {
    super()
    const status = init.status === undefined ? 200 : Number(init.status)
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.')
    }
    this.#told = {
      status,
      statusText: `${init.statusText ?? ''}`,
      url: '',
      redirected: false,
      type: 'default',
    }
    this.#headers = new Headers(init.headers)
    const extracted = extract(body)
    if (!extracted) return
    if (NULL_BODY.includes(status))
      throw new TypeError(`Response constructor: Invalid response status code ${status}`)
    if (extracted.type && !this.#headers.has('content-type'))
      this.#headers.set('Content-Type', extracted.type)
    this.setBody(extracted.source)
  }

  /** A response of the network's. */
  static received({ rawHeaders, source, ...told }: Received): Response {
    const response = new Response()
    response.#told = { ...told, type: 'basic' }
    for (let i = 0; i + 1 < rawHeaders.length; i += 2)
      response.#headers.append(rawHeaders[i], rawHeaders[i + 1])
    if (NULL_BODY.includes(told.status)) source.cancel()
    else response.setBody(source)
    return response
  }

  static error(): Response {
    const response = new Response()
    response.#told = { status: 0, statusText: '', url: '', redirected: false, type: 'error' }
    return response
  }

  static json(data: unknown, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers)
    if (!headers.has('content-type')) headers.set('Content-Type', 'application/json')
    const text = stringify(data)
    if (text === undefined) throw new TypeError('Value is not JSON serializable')
    return new Response(text, { ...init, headers })
  }

  static redirect(url: unknown, status: unknown = 302): Response {
    if (!REDIRECTS.includes(Number(status))) throw new RangeError(`Invalid status code ${status}`)
    return new Response(null, { status, headers: { location: new URL(url).href } })
  }

  get status(): number {
    return this.#told.status
  }
  get statusText(): string {
    return this.#told.statusText
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300
  }
  get url(): string {
    return this.#told.url
  }
  get redirected(): boolean {
    return this.#told.redirected
  }
  get type(): string {
    return this.#told.type
  }
  get headers(): Headers {
    return this.#headers
  }

  clone(): Response {
    const copy = new Response()
    copy.#told = { ...this.#told }
    copy.#headers = new Headers(this.#headers)
    copy.setStream(this.body ? this.body.split() : null)
    return copy
  }

  get [Symbol.toStringTag](): string {
    return 'Response'
  }
}
