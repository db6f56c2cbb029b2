import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { useAttack } from '../support/attack.ts'

/** With room for no more than about 200 connections. */
const attack = useAttack({}, { open_files: 512 })

const PORTION = 250
const sockets: Socket[] = []
afterAll(() => {
  for (const socket of sockets) socket.destroy()
})

/** Opens connections; those that the server ends count as cut. @returns when the system has accepted them, or refused */
async function flood(count: number, addressOf: (n: number) => string, text = ''): Promise<Socket[]> {
  const { hostname, port } = new URL(attack.ferry.url)
  const opened: Socket[] = []
  // In portions: the system drops what its own queue of new connections does not hold, and asks again seconds later.
  for (let first = 0; first < count; first += PORTION) {
    const portion = Array.from({ length: Math.min(PORTION, count - first) }, (_, at) => {
      const localAddress = addressOf(first + at)
      const socket = connect({ host: hostname, port: Number(port), localAddress })
      socket.on('error', () => undefined)
      socket.once('close', () => attack.countAs('cut'))
      socket.resume()
      if (text !== '') socket.write(text)
      sockets.push(socket)
      return socket
    })
    await Promise.all(portion.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])))
    opened.push(...portion)
  }
  return opened
}

/** The way of somebody at another address, and of the operator, while an attack goes on. */
async function expectService(): Promise<void> {
  const began = performance.now()
  expect((await attack.ferry.call('/healthz', { local_address: '127.0.5.200' })).status).toBe(200)
  expect((await attack.ferry.call('/readyz', { local_address: '127.0.5.201' })).status).toBe(200)
  await attack.ferry.api('GET', 'clients')
  expect(performance.now() - began).toBeLessThan(1_000)
}

const closed = (socket: Socket): Promise<unknown> | undefined =>
  socket.closed ? undefined : once(socket, 'close')

test('R7: 3,000 silent connections of one address hold nobody up, and are all closed soon after 10 s', async () => {
  const began = performance.now()
  const silent = await flood(3_000, () => '127.0.5.1')
  await expectService()
  await Promise.all(silent.map(closed))
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('R7: silent connections of 1,000 addresses hold nobody up', async () => {
  await flood(1_000, (n) => `127.0.${10 + (n >> 7)}.${1 + (n & 127)}`)
  await expectService()
})

test('R7: requests that are never whole hold nobody up', async () => {
  const { host } = new URL(attack.ferry.url)
  const body = `POST /oauth/token HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n{`
  await flood(1_000, (n) => `127.0.${10 + (n >> 7)}.${1 + (n & 127)}`, body)
  await expectService()
})
