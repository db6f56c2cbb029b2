import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { SOCKET_WINDOW_BYTES } from '../../../runtime/frames.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { Peer } from '../../support/tcp-peer.ts'
import { openPeer } from '../../support/tcp-peer.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1'] })
let peer: Peer | undefined

afterEach(async () => {
  await peer?.close()
  peer = undefined
})

const echo = (): Promise<Peer> => openPeer((socket) => void socket.pipe(socket))

/** Runs the body of a login script with `net`, `port` and `callback` at hand. */
function run(port: number, body: string) {
  return sandbox.run(
    `function login(email, password, callback) { const net = require('net'), port = ${port}; ${body} }`,
  )
}

test('a throw in a socket’s callback ends the run as that error, at once', async () => {
  peer = await echo()
  for (const body of [
    `net.connect(port, '127.0.0.1', () => { throw new TypeError('thrown at connect') })`,
    `net.connect(port, '127.0.0.1').once('data', () => { throw new TypeError('thrown at data') }).write('x')`,
    `net.connect(port, '127.0.0.1').on('close', () => { throw new TypeError('thrown at close') }).end('x').resume()`,
    `net.connect(port, '127.0.0.1').write('x', () => { throw new TypeError('thrown at write') })`,
  ]) {
    const { outcome, duration_ms } = await run(peer.port, body)
    expect(outcome).toMatchObject({
      kind: 'failure',
      code: 'script_error',
      name: 'TypeError',
      message: expect.stringMatching(/^thrown at/),
    })
    expect(duration_ms).toBeLessThan(3_000)
  }
})

test('a socket shows its addresses, sends, receives, and ends in Node’s order of events', async () => {
  peer = await echo()
  const { outcome, trace } = await run(
    peer.port,
    `const events = [], socket = new net.Socket()
     for (const name of ['lookup', 'connect', 'ready', 'end', 'finish', 'close']) socket.on(name, (...args) => events.push(name === 'close' ? 'close ' + args[0] : name))
     let text = ''
     socket.setEncoding('utf8').on('data', (part) => { text += part; if (text === 'héllo world') socket.end() })
     const before = [socket.connecting, socket.pending, socket.readyState]
     socket.connect({ port, host: '127.0.0.1', autoSelectFamily: true, noDelay: true, keepAlive: true }, () => {
       const { remoteAddress, remotePort, remoteFamily, connecting, readyState } = socket
       events.push({ remoteAddress, remotePort, remoteFamily, connecting, readyState, local: typeof socket.address().port })
     })
     const during = [socket.connecting, socket.readyState]
     socket.write('hé'); socket.cork(); socket.write('llo '); socket.write(Buffer.from('world')); socket.uncork()
     socket.setNoDelay(true).setKeepAlive(true).ref().unref()
     socket.on('close', () => callback(null, { events, text, before, during, read: socket.bytesRead, written: socket.bytesWritten, destroyed: socket.destroyed, after: socket.readyState }))`,
  )
  expect(outcome).toEqual({
    kind: 'value',
    value: {
      before: [false, true, 'open'],
      during: [true, 'opening'],
      events: [
        'lookup',
        'connect',
        {
          remoteAddress: '127.0.0.1',
          remotePort: peer.port,
          remoteFamily: 'IPv4',
          connecting: false,
          readyState: 'open',
          local: 'number',
        },
        'ready',
        'finish',
        'end',
        'close false',
      ],
      text: 'héllo world',
      read: 12,
      written: 12,
      destroyed: true,
      after: 'closed',
    },
  })
  expect(trace).toMatchObject([{ kind: 'connect', host: '127.0.0.1', port: peer.port, outcome: 'ok' }])
})

test('a refused port is ECONNREFUSED with Node’s fields, and the legacy system’s fault when passed on', async () => {
  const closed = await echo()
  await closed.close()
  const told = await run(
    closed.port,
    `net.connect({ port, host: '127.0.0.1' }).on('error', (error) => {
       const { code, syscall, address, port: to, message } = error
       callback(null, { code, syscall, address, right: to === port, message })
     })`,
  )
  expect(told.outcome).toEqual({
    kind: 'value',
    value: {
      code: 'ECONNREFUSED',
      syscall: 'connect',
      address: '127.0.0.1',
      right: true,
      message: `connect ECONNREFUSED 127.0.0.1:${closed.port}`,
    },
  })
  const passed = await run(closed.port, `net.connect(port, '127.0.0.1').on('error', callback)`)
  expect(passed.outcome).toMatchObject({ kind: 'failure', code: 'legacy_unavailable' })
})

test('a peer that resets the connection is an error, one that ends it is not', async () => {
  peer = await openPeer((socket) => {
    socket.once('data', (bytes) =>
      bytes.toString() === 'reset' ? socket.resetAndDestroy() : socket.end('bye'),
    )
  })
  const { outcome } = await run(
    peer.port,
    `const told = []
     const talk = (text, next) => {
       const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
       socket.on('error', (error) => told.push(error.code)).on('data', (data) => told.push(String(data))).on('end', () => told.push('end'))
       socket.on('close', (failed) => { told.push(failed); next() })
     }
     talk('reset', () => talk('end', () => callback(null, { told })))`,
  )
  expect(outcome).toEqual({ kind: 'value', value: { told: ['ECONNRESET', true, 'bye', 'end', false] } })
})

test.each([
  ['goes on', ''],
  ['has ended its own side', 'socket.end()'],
])(
  'the last bytes that arrived beyond the window are read before the end, when the script %s',
  async (_, ended) => {
    // One more read than the script has room for: the rest waits in the supervisor when the peer's end arrives.
    const total = SOCKET_WINDOW_BYTES + 1_000
    peer = await openPeer((socket) => void socket.end(Buffer.alloc(total, 7)))
    const { outcome } = await run(
      peer.port,
      `let received = 0
     const told = []
     const socket = net.connect(port, '127.0.0.1', () => { ${ended} })
     socket.pause()
     setTimeout(() => socket.resume(), 200)
     socket.on('data', (data) => { received += data.length }).on('end', () => told.push('end'))
     socket.on('error', callback)
     socket.on('close', () => callback(null, { received, told }))`,
    )
    expect(outcome).toEqual({ kind: 'value', value: { received: total, told: ['end'] } })
  },
)

test('data of a peer waits for a script that does not read', async () => {
  const total = 4 * 1024 * 1024
  let sent = 0
  peer = await openPeer((socket) => {
    const chunk = Buffer.alloc(64 * 1024, 7)
    const more = (): void => {
      while (sent < total) {
        sent += chunk.length
        if (!socket.write(chunk)) return void socket.once('drain', more)
      }
      socket.end()
    }
    more()
  })
  const { outcome } = await run(
    peer.port,
    `let received = 0, most = 0, sum = 0
     const socket = net.connect(port, '127.0.0.1')
     socket.pause()
     setTimeout(() => { most = socket.bytesRead; socket.resume() }, 200)
     socket.on('data', (data) => { received += data.length; sum = (sum + data[0] + data[data.length - 1]) % 1000 })
     socket.on('close', () => callback(null, { received, held: most > 0 && most <= 512 * 1024 }))`,
  )
  expect(outcome).toEqual({ kind: 'value', value: { received: total, held: true } })
})

test('data of a script waits for a peer that does not read', async () => {
  const total = 3 * 1024 * 1024
  let received = 0
  peer = await openPeer((socket) => {
    socket.pause()
    socket.on('data', (bytes) => {
      received += bytes.length
    })
    // The script says so, on a second connection, once its writes are held up.
    if (peer && peer.sockets.length > 1) for (const waiting of peer.sockets) waiting.resume()
  })
  const { outcome } = await run(
    peer.port,
    `const chunk = Buffer.alloc(64 * 1024, 1), total = ${total}
     let written = 0, waits = 0, told = false
     const socket = net.connect(port, '127.0.0.1')
     const more = () => {
       while (written < total) {
         written += chunk.length
         if (!socket.write(chunk)) {
           waits++
           if (!told) { told = true; net.connect(port, '127.0.0.1', function () { this.destroy() }) }
           return socket.once('drain', more)
         }
       }
       socket.end()
     }
     socket.on('finish', () => callback(null, { waited: waits > 1, bytes: socket.bytesWritten }))
     more()`,
  )
  expect(outcome).toEqual({ kind: 'value', value: { waited: true, bytes: total } })
  const [first] = peer.sockets
  if (first && !first.readableEnded) await once(first, 'end')
  expect(received).toBe(total)
})

test('views go out as they are, without the bytes around them', async () => {
  peer = await echo()
  const { outcome } = await run(
    peer.port,
    `const whole = new Uint8Array(1024 * 1024).fill(9)
     whole.set([1, 2, 3], 500)
     const socket = net.connect(port, '127.0.0.1')
     const parts = []
     socket.on('data', (data) => { parts.push(data); if (Buffer.concat(parts).length === 3) callback(null, { hex: Buffer.concat(parts).toString('hex'), buffer: data.buffer.byteLength === data.length }) })
     socket.write(whole.subarray(500, 503))`,
  )
  expect(outcome).toEqual({ kind: 'value', value: { hex: '010203', buffer: true } })
})

test('setTimeout fires after the given idle time, and not before', async () => {
  peer = await openPeer((socket) => {
    let left = 4
    const tick = setInterval(() => {
      socket.write('.')
      if (--left === 0) clearInterval(tick)
    }, 60)
    socket.on('close', () => clearInterval(tick))
  })
  const { outcome } = await run(
    peer.port,
    `let dots = 0
     const socket = net.connect(port, '127.0.0.1')
     socket.on('data', (data) => { dots += data.length })
     socket.setTimeout(150, () => { callback(null, { dots, timeout: socket.timeout, open: !socket.destroyed }); socket.destroy() })`,
  )
  expect(outcome).toEqual({ kind: 'value', value: { dots: 4, timeout: 150, open: true } })
})

test('unix sockets and bad ports are refused by name', async () => {
  const { outcome } = await run(
    1,
    `const told = []
     const say = (work) => { try { work() } catch (error) { told.push(error.code) } }
     say(() => net.connect(70000)); say(() => net.connect({ port: 'x' }))
     net.connect('/var/run/mysqld/mysqld.sock').on('error', (error) => {
       told.push(error.code, error.message)
       callback(null, { told, ips: [net.isIP('1.2.3.4'), net.isIP('::1'), net.isIP('1.2.3'), net.isIP('::ffff:1.2.3.4'), net.isIP('1::2::3'), net.isIP('fe80::1%eth0')] })
     })`,
  )
  expect(outcome).toEqual({
    kind: 'value',
    value: {
      told: [
        'ERR_SOCKET_BAD_PORT',
        'ERR_SOCKET_BAD_PORT',
        'EACCES',
        'connect EACCES /var/run/mysqld/mysqld.sock: unix sockets are not available in the sandbox',
      ],
      ips: [4, 6, 0, 6, 0, 6],
    },
  })
})

test('a connection kept in a global serves the next run, and an idle one does not keep a run waiting', async () => {
  peer = await echo()
  const source = `function login(email, password, callback) {
    if (email === 'forget') return
    global.socket = global.socket || require('net').connect(${peer.port}, '127.0.0.1')
    global.socket.once('data', (data) => callback(null, { data: String(data) }))
    global.socket.write(password)
  }`
  const call = (args: string[]) => sandbox.run(source, { connection_id: 'kept', args })
  expect((await call(['a', 'one'])).outcome).toEqual({ kind: 'value', value: { data: 'one' } })
  expect((await call(['a', 'two'])).outcome).toEqual({ kind: 'value', value: { data: 'two' } })
  const forgotten = await call(['forget', ''])
  expect(forgotten.outcome).toMatchObject({ kind: 'failure', code: 'no_callback' })
  expect(forgotten.duration_ms).toBeLessThan(2_000)
  expect(peer.sockets).toHaveLength(1)
})

test('S7: the host’s errors about invalid calls contain no path and no stack frame of the host', async () => {
  const { outcome } = await run(
    1,
    `const told = []
     const dns = require('dns'), tls = require('tls')
     const one = (done) => { const socket = net.connect({ port: 1, host: 'x'.repeat(300) }); socket.on('error', (error) => { told.push(error.stack, JSON.stringify(error)); done() }) }
     const two = (done) => dns.lookup('y'.repeat(300), (error) => { told.push(error.stack, JSON.stringify(error)); done() })
     const three = (done) => tls.connect({ port: 1, host: '127.0.0.1', ca: 'no certificate', key: 'no key' }).on('error', (error) => { told.push(error.stack, JSON.stringify(error)); done() })
     one(() => two(() => three(() => callback(null, { told: told.join('\\n') }))))`,
  )
  expect(outcome).toMatchObject({ kind: 'value' })
  if (outcome.kind !== 'value') return
  const { told } = outcome.value as { told: string }
  expect(told).not.toMatch(/node:|\/work|node_modules|\.\.\/deps|runner\.js|isolate\.ts/)
})

test('promises settled by the last bytes continue before the end is announced', async () => {
  peer = await openPeer((socket) => void socket.end('last words'))
  const { outcome } = await run(
    peer.port,
    `let orders = new Set(), left = 20
     const once = () => {
       const order = []
       net.connect(port, '127.0.0.1').on('data', async () => {
         for (let i = 0; i < 10; i++) await null
         order.push('promises')
       }).on('end', () => order.push('end')).on('close', () => {
         orders.add(order.join())
         if (--left > 0) once()
         else callback(null, { id: 1, orders: [...orders] })
       })
     }
     once()`,
  )
  expect(outcome).toEqual({ kind: 'value', value: { id: 1, orders: ['promises,end'] } })
})
