import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '../../../server/common/log.ts'
import {
  connectionLimits,
  limitConnections,
  openFilesLimit,
} from '../../../server/process/connection-limits.ts'
import { callHttp } from '../../support/http-call.ts'

interface Options {
  total?: number
  per_address?: number
  trusted_proxies?: string[]
  stalled_ms?: number
  answer?: RequestListener
}

/** A server whose clock the test moves, and that thinks of nobody as of itself. */
async function open(options: Options = {}) {
  const { total = 1_000, per_address = 1_000, trusted_proxies = [], stalled_ms = 30_000 } = options
  const answer: RequestListener = options.answer ?? ((_request, response) => response.end('ok'))
  let passed_ms = 0
  const server = createServer()
  const lines: string[] = []
  const answerWhenFull = limitConnections(
    server,
    { total, per_address },
    {
      trusted_proxies,
      stalled_ms,
      log: createLog((line) => lines.push(line)),
      now: () => performance.now() + passed_ms,
      isThisMachine: (ip) => ip === '127.0.9.9',
    },
  )
  server.on('request', (request, response) => {
    if (!answerWhenFull(request, response)) answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sockets: Socket[] = []
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
    server.closeAllConnections()
  })
  return {
    lines,
    pass: (ms: number) => {
      passed_ms += ms
    },
    /** @returns when it was accepted, or ended */
    async join(localAddress = '127.0.0.1', text = ''): Promise<Socket> {
      const accepted = once(server, 'connection')
      const socket = connect({ port, host: '127.0.0.1', localAddress })
      socket.on('error', () => undefined)
      sockets.push(socket)
      if (text !== '') socket.write(text)
      await accepted
      return socket
    },
    call: (path: string, local_address = '127.0.0.1') =>
      callHttp(`http://127.0.0.1:${port}${path}`, { local_address }),
    requested: () => once(server, 'request'),
  }
}

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
const ended = async (socket: Socket): Promise<void> => {
  if (!socket.closed) await once(socket.resume(), 'close')
}

test('the connections of one address are limited; a new one replaces the one that was idle longest', async () => {
  const { join, call } = await open({ per_address: 3 })
  const first = await join()
  const second = await join()
  await join()
  const fourth = await join()
  await ended(first)
  expect(second.destroyed).toBe(false)
  expect((await call('/')).status).toBe(200)
  await ended(second)
  expect(fourth.destroyed).toBe(false)
})

test('one address leaves room for others, and one IPv4 address is not another', async () => {
  const { join, call } = await open({ total: 4, per_address: 2, answer: () => undefined })
  await join('127.0.0.2', GET)
  await join('127.0.0.2', GET)
  const third = await join('127.0.0.3')
  expect(third.destroyed).toBe(false)
  expect((await call('/x', '127.0.0.2')).status).toBe(503)
})

test('a trusted proxy has no limit of its own', async () => {
  const { join } = await open({ total: 10, per_address: 2, trusted_proxies: ['127.0.0.0/30'] })
  const sockets = []
  for (let n = 0; n < 10; n++) sockets.push(await join('127.0.0.2'))
  expect(sockets.every((socket) => !socket.destroyed)).toBe(true)
})

test('when all places have a request, health checks and this machine are served from a reserve, others are told 503', async () => {
  const { join, call, requested } = await open({
    total: 2,
    answer: ({ url }, response) => void (url === '/' ? undefined : response.end('ok')),
  })
  for (const _ of [1, 2]) {
    const taken = requested()
    await join('127.0.0.2', GET)
    await taken
  }
  expect((await call('/healthz', '127.0.0.5')).status).toBe(200)
  expect((await call('/readyz?x=1', '127.0.0.5')).status).toBe(200)
  expect((await call('/api/v2/users', '127.0.9.9')).status).toBe(200)
  const refused = await call('/api/v2/users', '127.0.0.5')
  expect(refused).toMatchObject({
    status: 503,
    headers: { 'retry-after': '2', connection: 'close' },
    body: { statusCode: 503, error: 'temporarily_unavailable', errorCode: 'temporarily_unavailable' },
  })
})

test('strangers cannot hold the reserve: a new one gets the place of one that is silent, and none stays long', async () => {
  const { join, pass, call, requested, lines } = await open({
    total: 1,
    answer: ({ url }, response) => void (url === '/' ? undefined : response.end('ok')),
  })
  const taken = requested()
  await join('127.0.0.2', GET)
  await taken
  const held = []
  for (let n = 0; n < 4; n++) held.push(await join('127.0.0.3'))
  await join('127.0.0.3')
  await ended(held.shift() as Socket)
  for (let n = 0; n < 40; n++) held.push(await join(`127.0.1.${n + 1}`))
  expect((await call('/healthz', '127.0.0.4')).status).toBe(200)
  pass(61_000)
  await Promise.all(held.map(ended))
  expect(lines.some((line) => line.includes('"connections_closed"') && line.includes('"refused":0'))).toBe(
    true,
  )
})

test('R7: a connection without a complete request keeps nobody out', async () => {
  const { join, call, requested } = await open({
    total: 2,
    answer: (request, response) => void request.resume().on('end', () => response.end('ok')),
  })
  const begun = []
  for (const length of ['Content-Length: 9', 'Transfer-Encoding: chunked']) {
    const asked = requested()
    begun.push(await join('127.0.0.2', `POST / HTTP/1.1\r\nHost: x\r\n${length}\r\n\r\n`))
    await asked
  }
  expect((await call('/', '127.0.0.3')).status).toBe(200)
  await ended(begun[0] as Socket)
})

test.each([
  ['sends nothing', '', undefined],
  ['drips a header', 'GET / HTTP/1.1\r\nA: b\r\n', 'c: d\r\n'],
  ['was answered, and sends line ends only', GET, '\r\n'],
  ['was answered, and begins another request', GET, 'GET /'],
])('a connection that %s is closed after 10 s', async (_, text, drip) => {
  const { join, pass, requested } = await open()
  const asked = text.includes('\r\n\r\n') ? requested() : Promise.resolve()
  const socket = await join('127.0.0.1', text)
  await asked
  if (text === GET) await once(socket, 'data')
  if (drip !== undefined) socket.write(drip)
  pass(9_000)
  pass(1_500)
  await ended(socket)
})

test('a request that takes long to answer stays, one whose answer nobody reads does not', async () => {
  const { join, pass } = await open({
    stalled_ms: 300,
    answer: ({ url }, response) => {
      if (url === '/large') response.end('x'.repeat(50_000_000))
      else setTimeout(() => response.end('late'), 1_500)
    },
  })
  const slow = await join('127.0.0.1', GET)
  const large = await join('127.0.0.2', GET.replace('/ ', '/large '))
  large.pause()
  pass(60_000)
  const [text] = await once(slow, 'data')
  expect(String(text)).toContain('200 OK')
  await ended(large)
  expect(large.bytesRead).toBeLessThan(50_000_000)
})

test.each([
  [undefined, 500, { total: 10_000, per_address: 500 }],
  [1_000_000, 500, { total: 10_000, per_address: 500 }],
  [1_024, 500, { total: 448, per_address: 224 }],
  [256, 500, { total: 64, per_address: 32 }],
  [20, 500, { total: 16, per_address: 8 }],
  [1_000_000, 20, { total: 10_000, per_address: 20 }],
])(
  'with %s descriptors and a setting of %i connections per address, the limits are %j',
  (files, wished, limits) => {
    expect(connectionLimits(files, wished)).toEqual(limits)
  },
)

test('the number of descriptors is known where there is ulimit', () => {
  if (process.platform === 'win32') expect(openFilesLimit()).toBeUndefined()
  else expect(openFilesLimit()).toBeGreaterThan(100)
})
