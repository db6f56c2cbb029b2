/** One hop of a `fetch`: a request to the host with its body, and the response with its body. @module */
import type { Signal } from '../node/http-options.ts'
import { trustsAnyone } from '../node/http-options.ts'
import type { Exchange, ResponseHead } from '../node/http-wire.ts'
import { connectionReset, openExchange } from '../node/http-wire.ts'
import type { URL } from '../node/whatwg-url.ts'
import type { Extracted, Source } from './body.ts'
import { Headers } from './headers.ts'

/** Node's default headers. */
const DEFAULTS: readonly [name: string, value: string][] = [
  ['accept', '*/*'],
  ['accept-language', '*'],
  ['sec-fetch-mode', 'cors'],
  ['user-agent', 'node'],
  ['accept-encoding', 'gzip, deflate, br'],
]

/** A request as it goes to one server. */
export interface Hop {
  url: URL
  method: string
  headers: Headers
  body: Extracted | undefined
}

/** The error that callers get for every network failure. */
export function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause })
}

function linesFor({ url, method, headers, body }: Hop): [string, string][] {
  const lines = Headers.linesOf(headers)
  const add = (name: string, value: string): void => {
    if (!headers.has(name)) lines.push([name, value])
  }
  add('host', url.host)
  for (const [name, value] of DEFAULTS) add(name, value)
  if (body?.bytes) add('content-length', `${body.bytes.byteLength}`)
  else if (!body && (method === 'POST' || method === 'PUT')) add('content-length', '0')
  return lines
}

/** @returns the response's head, when it is there, and its body */
export function send(hop: Hop, signal: Signal): Promise<{ head: ResponseHead; source: Source }> {
  const { url, method, body } = hop
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return Promise.reject(
      failed(new Error(`${url.protocol.slice(0, -1)} is not a scheme that fetch takes here`)),
    )
  }
  const protocol = url.protocol
  return new Promise((resolve, reject) => {
    const arrived = createQueue((bytes) => exchange.consumed(bytes), drop)
    const abort = (): void => {
      drop()
      reject(signal.reason)
      arrived.fail(signal.reason)
    }
    const over = (): void => signal.removeEventListener('abort', abort)
    const fail = (error: Error): void => {
      over()
      reject(failed(error))
      arrived.fail(Object.assign(new TypeError('terminated', { cause: error })))
    }
    function drop(): void {
      over()
      exchange.abort()
      body?.source.cancel()
    }
    const exchange = openExchange(
      {
        protocol,
        host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: Number(url.port) || (protocol === 'https:' ? 443 : 80),
        method,
        path: `${url.pathname}${url.search}`,
        headers: linesFor(hop),
        keep_alive: true,
        timeout_ms: 0,
        decompress: true,
        ...(protocol === 'https:' && { tls: trustsAnyone() ? { rejectUnauthorized: false } : {} }),
      },
      {
        response: (head) => resolve({ head, source: arrived.source }),
        data: (bytes) => arrived.push(bytes),
        end() {
          over()
          arrived.end()
        },
        aborted: fail,
        error: fail,
        close: () => fail(connectionReset('other side closed')),
      },
    )
    signal.addEventListener('abort', abort, { once: true })
    write(exchange, body).catch((error: unknown) => {
      drop()
      reject(failed(error))
    })
  })
}

async function write(exchange: Exchange, body: Extracted | undefined): Promise<void> {
  const next = (bytes: Uint8Array): Promise<void> => new Promise((done) => exchange.write(bytes, done))
  if (body?.bytes) {
    if (body.bytes.byteLength > 0) await next(body.bytes)
  } else if (body) {
    for (let bytes = await body.source.read(); bytes; bytes = await body.source.read()) await next(bytes)
  }
  exchange.end()
}

interface Queue {
  source: Source
  push(bytes: Uint8Array): void
  end(): void
  fail(error: unknown): void
}

/** A queue of a body's bytes between the network and the reader. */
function createQueue(consumed: (bytes: number) => void, drop: () => void): Queue {
  const chunks: Uint8Array[] = []
  let waiting: { resolve(bytes: Uint8Array | undefined): void; reject(error: unknown): void } | undefined
  let over = false
  let failure: { error: unknown } | undefined

  const answer = (): void => {
    if (!waiting) return
    const { resolve, reject } = waiting
    const bytes = chunks.shift()
    if (!bytes && !over && !failure) return
    waiting = undefined
    if (bytes) {
      consumed(bytes.byteLength)
      resolve(bytes)
    } else if (failure) reject(failure.error)
    else resolve(undefined)
  }

  return {
    source: {
      read: () =>
        new Promise((resolve, reject) => {
          waiting = { resolve, reject }
          answer()
        }),
      cancel() {
        if (over || failure) return
        over = true
        chunks.length = 0
        drop()
        answer()
      },
    },
    push(bytes) {
      chunks.push(bytes)
      answer()
    },
    end() {
      over = true
      answer()
    },
    fail(error) {
      if (over) return
      failure ??= { error }
      answer()
    },
  }
}
