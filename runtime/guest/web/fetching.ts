/** `fetch`: redirects over single hops. @see https://fetch.spec.whatwg.org/#fetch-method @module */
import { host } from '../host.ts'
import { nodeError } from '../node/errors.ts'
import type { ResponseHead } from '../node/http-wire.ts'
import { URL } from '../node/whatwg-url.ts'
import type { Hop } from './fetch-hop.ts'
import { failed, send } from './fetch-hop.ts'
import { Headers } from './headers.ts'
import type { RequestInit } from './request.ts'
import { Request } from './request.ts'
import { Response } from './response.ts'

const REDIRECTS = [301, 302, 303, 307, 308]

/** Headers that describe a body, removed together with it. */
const OF_THE_BODY = [
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'content-length',
]

/** Headers that are not sent to another origin. */
const OF_THE_ORIGIN = ['authorization', 'proxy-authorization', 'cookie', 'host']

/** The global `fetch`. */
export async function fetch(input: unknown, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const { signal } = request
  if (signal.aborted) throw signal.reason
  const headers = new Headers(request.headers)
  let hop: Hop = { url: new URL(request.url), method: request.method, headers, body: Request.bodyOf(request) }
  for (let followed = 0; ; followed++) {
    const { head, source } = await send(hop, signal)
    const location = REDIRECTS.includes(head.status) ? headerOf(head, 'location') : undefined
    if (location === undefined || request.redirect === 'manual') {
      return Response.received({
        status: head.status,
        statusText: head.message,
        rawHeaders: head.headers,
        source,
        url: hop.url.href,
        redirected: followed > 0,
      })
    }
    source.cancel()
    if (request.redirect === 'error') throw failed(new Error('unexpected redirect'))
    if (followed >= Number(host.sync('http.redirects'))) throw failed(new Error('redirect count exceeded'))
    hop = redirected(hop, head.status, location)
  }
}

/** @throws TypeError when the redirect may not be followed */
function redirected(from: Hop, status: number, location: string): Hop {
  const url = URL.parse(location, from.url.href)
  if (!url) throw failed(nodeError('ERR_INVALID_URL', 'Invalid URL', TypeError))
  if (url.hash === '') url.hash = from.url.hash
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw failed(new Error('URL scheme must be a HTTP(S) scheme'))
  if (url.protocol === 'http:' && from.url.protocol === 'https:') {
    throw failed(new Error('a redirect from https to http is not followed'))
  }
  const headers = new Headers(from.headers)
  let { method, body } = from
  const rewritten =
    ((status === 301 || status === 302) && method === 'POST') ||
    (status === 303 && method !== 'GET' && method !== 'HEAD')
  if (rewritten) {
    method = 'GET'
    body = undefined
    for (const name of OF_THE_BODY) headers.delete(name)
  } else if (body && !body.bytes) throw failed(new Error('a streamed body cannot be sent again'))
  if (url.origin !== from.url.origin) for (const name of OF_THE_ORIGIN) headers.delete(name)
  return { url, method, headers, body }
}

function headerOf(head: ResponseHead, name: string): string | undefined {
  const at = head.headers.findIndex((entry, i) => i % 2 === 0 && entry.toLowerCase() === name)
  return at < 0 ? undefined : head.headers[at + 1]
}
