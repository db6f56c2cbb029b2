/** `Request`. @see https://fetch.spec.whatwg.org/#request-class @module */
import type { Signal } from '../node/http-options.ts'
import { URL } from '../node/whatwg-url.ts'
import type { Extracted } from './body.ts'
import { Body, extract } from './body.ts'
import { AbortController } from './events.ts'
import { Headers } from './headers.ts'

export interface RequestInit {
  method?: unknown
  headers?: unknown
  body?: unknown
  redirect?: unknown
  signal?: unknown
  credentials?: unknown
  mode?: unknown
  cache?: unknown
  duplex?: unknown
  [option: string]: unknown
}

const NORMALISED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']
const FORBIDDEN = ['CONNECT', 'TRACE', 'TRACK']
const REDIRECTS = ['follow', 'error', 'manual'] as const

function methodOf(method: unknown): string {
  const text = `${method}`
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text) || FORBIDDEN.includes(text.toUpperCase())) {
    throw new TypeError(`'${text}' is not a valid HTTP method.`)
  }
  return NORMALISED.includes(text.toUpperCase()) ? text.toUpperCase() : text
}

function urlOf(input: unknown): URL {
  let url: URL
  try {
    url = new URL(`${input}`)
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${input}`, { cause })
  }
  if (url.username || url.password) {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${url.origin}`)
  }
  return url
}

export class Request extends Body {
  readonly method: string
  readonly redirect: (typeof REDIRECTS)[number]
  readonly signal: Signal
  readonly credentials: string
  readonly mode: string
  readonly cache: string
  readonly duplex = 'half'
  readonly destination = ''
  readonly referrer = 'about:client'
  readonly referrerPolicy = ''
  readonly integrity = ''
  readonly keepalive = false
  #url: URL
  #headers: Headers
  #extracted: Extracted | undefined

  constructor(input: unknown, init: RequestInit = {}) {
    super()
    const from = input instanceof Request ? input : undefined
    this.#url = from ? from.#url : urlOf(input)
    this.method = init.method === undefined ? (from?.method ?? 'GET') : methodOf(init.method)
    const redirect = REDIRECTS.find((mode) => mode === (init.redirect ?? from?.redirect ?? 'follow'))
    if (!redirect)
      throw new TypeError(`Request constructor: ${init.redirect} is not an accepted redirect mode.`)
    this.redirect = redirect
    this.signal = signalOf(init.signal === undefined ? from?.signal : init.signal)
    this.credentials = `${init.credentials ?? from?.credentials ?? 'same-origin'}`
    this.mode = `${init.mode ?? from?.mode ?? 'cors'}`
    this.cache = `${init.cache ?? from?.cache ?? 'default'}`
    this.#headers = new Headers(init.headers ?? from?.headers)
    const bodiless = this.method === 'GET' || this.method === 'HEAD'
    if (init.body !== undefined && init.body !== null) {
      if (bodiless) throw new TypeError('Request with GET/HEAD method cannot have body.')
      this.#extracted = extract(init.body)
    } else if (from?.body) {
      if (bodiless) throw new TypeError('Request with GET/HEAD method cannot have body.')
      this.#extracted = from.#moved()
    }
    const { type } = this.#extracted ?? {}
    if (type && !this.#headers.has('content-type')) this.#headers.set('Content-Type', type)
    this.setBody(this.#extracted?.source)
  }

  /** The body goes to a new request; this one has been read. */
  #moved(): Extracted | undefined {
    const { bytes, type } = this.#extracted ?? {}
    const source = this.body?.take()
    return source && { source, ...(bytes && { bytes }), ...(type && { type }) }
  }

  /** The body to send, and whether it can be sent again. */
  static bodyOf(request: Request): Extracted | undefined {
    return request.#moved()
  }

  get url(): string {
    return this.#url.href
  }
  get headers(): Headers {
    return this.#headers
  }

  clone(): Request {
    const copy = new Request(this.url, { ...this.#init(), method: this.method })
    copy.#extracted = this.#extracted
    copy.setStream(this.body ? this.body.split() : null)
    return copy
  }

  #init(): RequestInit {
    const { headers, redirect, signal, credentials, mode, cache } = this
    return { headers, redirect, signal, credentials, mode, cache }
  }

  get [Symbol.toStringTag](): string {
    return 'Request'
  }
}

function signalOf(signal: unknown): Signal {
  if (signal === undefined || signal === null) return new AbortController().signal as unknown as Signal
  if (typeof signal !== 'object' || !('aborted' in signal)) {
    throw new TypeError('Request constructor: Expected signal to be an instance of AbortSignal.')
  }
  return signal as Signal
}
