/** A web service with the habits that scripts meet, good and bad, for tests of HTTP clients. @module */
import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'
import { createServer as createSocketServer } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll } from 'vitest'

/** What `/echo` says of a request. */
export interface Echo {
  method: string
  url: string
  headers: { [name: string]: string }
  /** The body as text; only its length when it is long. */
  body: string
  length: number
}

export interface WebService {
  url: string
  port: number
  /** Requests so far, as `GET /path`. */
  requests(): string[]
  /** TCP connections so far. */
  connections(): number
  close(): Promise<void>
}

/** A body that compresses well. */
export const GREETING = JSON.stringify({ greeting: 'Grüße '.repeat(50) })

type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
) => void | Promise<void>

const encoded =
  (coding: string, compress: (text: string) => Buffer): Route =>
  (_request, response) => {
    response.setHeader('content-encoding', coding)
    response.end(compress(GREETING))
  }

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const ROUTES: { [path: string]: Route } = {
  async '/echo'(request, response) {
    const body = await bodyOf(request)
    const { method = '', url = '', headers } = request
    const text = body.byteLength > 2000 ? '' : body.toString()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method, url, headers, body: text, length: body.byteLength }))
  },
  '/status': (_request, response, query) =>
    void response.writeHead(Number(query.get('code'))).end(query.get('body')),
  '/redirect': (_request, response, query) =>
    void response
      .writeHead(Number(query.get('code') ?? 302), { location: query.get('to') ?? '/echo' })
      .end('moved'),
  '/loop': (_request, response) => void response.writeHead(302, { location: '/loop' }).end(),
  '/gzip': encoded('gzip', gzipSync),
  '/deflate': encoded('deflate', deflateSync),
  '/raw-deflate': encoded('deflate', deflateRawSync),
  '/br': encoded('br', brotliCompressSync),
  '/both': encoded('gzip, br', (text) => brotliCompressSync(gzipSync(text))),
  '/not-gzip': encoded('gzip', () => Buffer.from('this is no gzip')),
  // 64 MiB of zeroes in 64 KiB.
  '/bomb': encoded('gzip', () => gzipSync(Buffer.alloc(64 * 1024 * 1024))),
  async '/bytes'(_request, response, query) {
    const chunk = Buffer.alloc(64 * 1024, 'x')
    for (let left = Number(query.get('count')); left > 0; left -= chunk.byteLength) {
      if (!response.write(left < chunk.byteLength ? chunk.subarray(0, left) : chunk))
        await once(response, 'drain')
    }
    response.end()
  },
  '/headers'(_request, response) {
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    response.setHeader('X-Twice', ['one', 'two'])
    response.setHeader('__proto__', 'data')
    response.writeHead(200, 'Fine').end('x')
  },
  '/trailers'(_request, response) {
    response.writeHead(200, { trailer: 'X-Sum' })
    response.write('x')
    response.addTrailers({ 'X-Sum': '1' })
    response.end()
  },
  // Never answers.
  '/silence': () => {},
  // Answers, and then says no more.
  '/stall': (_request, response) => void response.writeHead(200, { 'content-length': '10' }).write('half'),
  '/half'(_request, response) {
    response.writeHead(200, { 'content-length': '10' })
    response.write('half', () => response.destroy())
  },
  '/hang-up': (request) => void request.socket.destroy(),
  '/long-head': (_request, response) => void response.setHeader('x-long', 'x'.repeat(20_000)).end(),
  '/form': (_request, response) =>
    void response
      .setHeader('content-type', 'application/x-www-form-urlencoded')
      .end('name=Ann+B&tag=a&tag=b'),
}

async function listening(server: Server, protocol: string): Promise<WebService> {
  const seen: string[] = []
  let connections = 0
  server.on('connection', () => connections++)
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://service')
    seen.push(`${request.method} ${url.pathname}`)
    const route = ROUTES[url.pathname]
    response.on('error', () => {})
    if (route) Promise.resolve(route(request, response, url.searchParams)).catch(() => response.destroy())
    else response.writeHead(404).end()
  })
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    response.writeContinue()
    server.emit('request', request, response)
  })
  const port = await listen(server)
  return {
    url: `${protocol}//127.0.0.1:${port}`,
    port,
    requests: () => seen,
    connections: () => connections,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function listen(
  server: { listen(port: number, host: string): unknown; address(): unknown } & NodeJS.EventEmitter,
) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

/** A service for the tests of one file, on a free port of 127.0.0.1; with a certificate it speaks https. */
export function useWebService(
  tls?: () => { cert: string; key: string; ca?: string; requestCert?: boolean },
): () => WebService {
  let service: WebService | undefined
  beforeAll(async () => {
    service = tls
      ? await listening(createSecureServer(tls()), 'https:')
      : await listening(createServer({ maxHeaderSize: 64 * 1024 }), 'http:')
  })
  afterAll(() => service?.close())
  return () => {
    if (!service) throw new Error('the service is used outside of a test')
    return service
  }
}

/** A server that says the same to whoever connects, HTTP or not. */
export async function startRawServer(
  greet: (socket: Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
  })
  const port = await listen(server)
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
