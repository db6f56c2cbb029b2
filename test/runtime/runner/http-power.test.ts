import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../../runtime/limits.ts'
import type { Broker, Cell } from '../../../runtime/runner/abi.ts'
import { HostError, LimitError } from '../../../runtime/runner/abi.ts'
import { createHttpPower } from '../../../runtime/runner/host/http.ts'
import { createTlsTally } from '../../../runtime/runner/host/tls-tally.ts'
import type { PowerContext } from '../../../runtime/runner/power.ts'
import { inlineKdf } from '../../support/inline-kdf.ts'

interface Seen {
  context: PowerContext
  events: { id: number; type: string; a: Cell; b: Cell }[]
  sockets: Set<Socket>
  close(): void
}

/** An isolate as a power sees it, with a broker that connects by itself. */
function isolate(): Seen {
  const sockets = new Set<Socket>()
  const events: Seen['events'] = []
  const broker: Broker = {
    connect(host, port, receive) {
      const socket = connect(port, host)
      sockets.add(socket)
      socket.on('connect', () =>
        receive.opened({
          address: host,
          family: 4,
          port,
          local_address: host,
          local_port: socket.localPort ?? 0,
        }),
      )
      socket.on('data', (bytes: Buffer) => receive.data(bytes))
      socket.on('end', () => receive.end())
      socket.on('error', (error) => receive.closed({ code: 'ECONNREFUSED', message: error.message }))
      socket.on('close', () => {
        sockets.delete(socket)
        receive.closed(undefined)
      })
      return {
        write: (bytes, done) => void socket.write(bytes, () => done()),
        end: () => void socket.end(),
        destroy: () => void socket.destroy(),
        consumed() {},
      }
    },
    dns: () => Promise.reject(new Error('not here')),
  }
  const context: PowerContext = {
    limits: DEFAULT_LIMITS,
    tls: createTlsTally(),
    kdf: inlineKdf,
    httpAnswered() {},
    broker,
    handles: new Map(),
    deliver: (id, type, a, b) => void events.push({ id, type, a, b }),
    answer: (_id, work) => void work.catch(() => {}),
    trace() {},
    run: () => 1,
    log() {},
  }
  return {
    context,
    events,
    sockets,
    close() {
      for (const handle of context.handles.values()) handle.close()
    },
  }
}

const head = (port: number, more: object = {}): string =>
  JSON.stringify({
    protocol: 'http:',
    host: '127.0.0.1',
    port,
    method: 'GET',
    path: '/',
    headers: [],
    keep_alive: true,
    timeout_ms: 0,
    ...more,
  })

test('S6: whatever a guest posts, the host refuses it or does it, and never throws anything else', async () => {
  const { post = {} } = createHttpPower()
  const { context, sockets, close } = isolate()
  const cell = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.uint8Array(),
    fc.json(),
    fc.constant(head(1)),
    fc
      .record({ host: fc.string(), method: fc.string(), path: fc.string(), port: fc.integer() })
      .map((more) => head(1, more)),
    fc.array(fc.tuple(fc.string(), fc.string())).map((headers) => head(1, { headers })),
    fc.object().map((tls) => head(1, { protocol: 'https:', tls })),
  )
  void fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(post)),
      fc.integer({ min: -2, max: 20 }),
      cell,
      (operation, id, a) => {
        try {
          post[operation]?.(context, id, a)
        } catch (error) {
          expect(error instanceof HostError || error instanceof LimitError).toBe(true)
        }
      },
    ),
    { numRuns: 1000 },
  )
  // An error that came later and was not heard would fail this file, and end a runner.
  await expect.poll(() => sockets.size, { interval: 5 }).toBe(0)
  close()
})

test('S6: an id of another kind, or in use, is not touched', () => {
  const { post = {} } = createHttpPower()
  const { context, close } = isolate()
  const timer = { kind: 'timer', busy: () => false, close: () => expect.unreachable() }
  context.handles.set(5, timer)
  for (const operation of Object.keys(post)) {
    if (operation === 'http.request') expect(() => post[operation]?.(context, 5, head(1))).toThrow(HostError)
    else post[operation]?.(context, 5, new Uint8Array(1))
  }
  expect(context.handles.get(5)).toBe(timer)
  context.handles.delete(5)
  close()
})

test('an isolate’s requests and kept connections end with it', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/') response.end('ok')
  }).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as AddressInfo
  const { post = {} } = createHttpPower()
  const { context, events, sockets, close } = isolate()
  post['http.request']?.(context, 1, head(port))
  post['http.end']?.(context, 1)
  await expect.poll(() => events.map(({ type }) => type), { interval: 5 }).toContain('end')
  // The second is never answered; the first one's connection waits for another request.
  post['http.request']?.(context, 2, head(port, { path: '/silence', keep_alive: false }))
  post['http.request']?.(context, 3, head(port, { path: '/silence', method: 'POST' }))
  post['http.end']?.(context, 2)
  post['http.write']?.(context, 3, new Uint8Array(10))
  await expect.poll(() => sockets.size, { interval: 5 }).toBeGreaterThan(0)
  close()
  await expect.poll(() => sockets.size, { interval: 5 }).toBe(0)
  server.close()
})

test.each(['http:', 'https:'])(
  'a connection of %s that fails after its request was given up harms nobody',
  async (protocol) => {
    const { post = {} } = createHttpPower()
    const { context, sockets, close } = isolate()
    for (let id = 1; id <= 5; id++) {
      post['http.request']?.(context, id, head(1, { protocol, ...(protocol === 'https:' && { tls: {} }) }))
      if (id > 2) post['http.end']?.(context, id)
      post['http.abort']?.(context, id)
    }
    // Unheard, the refusals that come now would fail this file, and end a runner.
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0)
    close()
  },
)
