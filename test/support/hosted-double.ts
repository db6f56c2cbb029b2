/** Doubles of hosted services, by their documented answers: an HTTP server with one handler for each operation. @module */
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

/** A request as a handler sees it. `body`: the parsed JSON or form; {} when there is none. */
export interface HostedRequest {
  method: string
  /** Without its query. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: { [name: string]: unknown }
}

/** Status, body and headers of an answer. A text is sent as it is, anything else as JSON. */
export interface HostedAnswer {
  status?: number
  body?: unknown
  headers?: { [name: string]: string }
}

export interface HostedDouble {
  port(): number
  url(): string
  /** Requests since the last call, oldest first. */
  taken(): HostedRequest[]
}

/** A double for the tests of one file: started before the first, ended after the last. */
export function useHostedDouble(answer: (request: HostedRequest) => HostedAnswer): HostedDouble {
  let requests: HostedRequest[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = incoming
    const { pathname, searchParams } = new URL(url, 'http://double')
    const request = {
      method,
      path: decodeURIComponent(pathname),
      query: searchParams,
      headers,
      body: bodyOf(Buffer.concat(chunks).toString(), headers['content-type']),
    }
    requests.push(request)
    const { status = 200, body = {}, headers: own = {} } = answer(request)
    const isText = typeof body === 'string'
    response.writeHead(status, { 'content-type': isText ? 'text/xml' : 'application/json', ...own })
    response.end(isText ? body : JSON.stringify(body))
  })
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const port = (): number => (server.address() as AddressInfo).port
  return {
    port,
    url: () => `http://127.0.0.1:${port()}`,
    taken() {
      const taken = requests
      requests = []
      return taken
    },
  }
}

function bodyOf(text: string, type = ''): { [name: string]: unknown } {
  if (text === '') return {}
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text) as { [name: string]: unknown }
  } catch {
    return { text }
  }
}
