import * as net from 'node:net'
import { describe, expect, inject, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'
import { describeOpenssl } from '../../support/servers.ts'
import { certificates } from '../../support/tls.ts'
import { useWebService } from '../../support/web-service.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()

const run = (body: string, base = service().url) =>
  sandbox.run(`async function login(email, password, callback) { const base = '${base}'; ${body} }`)

describe('a slow or failing web service is a legacy outage, whatever the client calls it', () => {
  const slow: readonly (readonly [string, string])[] = [
    ['request', "require('request')({ url: base + '/silence', timeout: 50 }, callback)"],
    ['axios', "require('axios').get(base + '/silence', { timeout: 50 }).catch(callback)"],
    [
      'axios, cancelled by a signal',
      "require('axios').get(base + '/silence', { signal: AbortSignal.timeout(50) }).catch(callback)",
    ],
    ['fetch', "await fetch(base + '/silence', { signal: AbortSignal.timeout(50) })"],
    [
      'fetch, with a timer of the script',
      "const stop = new AbortController(); setTimeout(() => stop.abort(), 50); await fetch(base + '/silence', { signal: stop.signal })",
    ],
    [
      'http, given up by the script',
      "const asked = require('http').get(base + '/silence'); asked.on('error', callback); asked.setTimeout(50, () => asked.destroy())",
    ],
    [
      'the body does not come',
      "await (await fetch(base + '/stall', { signal: AbortSignal.timeout(50) })).text()",
    ],
  ]
  test.each(slow)('too slow: %s', async (_, body) => {
    const { outcome } = await run(body)
    expect(outcome).toMatchObject({
      kind: 'failure',
      code: 'legacy_unavailable',
      store_fault: expect.any(String),
    })
  })

  const failing: readonly (readonly [string, string])[] = [
    ['axios', 'require("axios").get(URL).then(() => callback(), callback)'],
    ['fetch, and a text', 'const r = await fetch(URL); if (!r.ok) return callback("HTTP " + r.status)'],
    ['fetch, and a body that is no JSON', 'callback(null, await (await fetch(URL)).json())'],
    [
      'request, and an Error',
      'require("request")(URL, (error, response) => callback(error || new Error("status " + response.statusCode)))',
    ],
  ]
  for (const status of [429, 500, 502, 503, 504]) {
    test.each(failing)(`an answer ${status}: %s`, async (_, body) => {
      const { outcome } = await run(body.replaceAll('URL', `base + "/status?code=${status}"`))
      expect(outcome).toMatchObject({ kind: 'failure', code: 'legacy_unavailable' })
    })
  }

  test('an error of the script’s own beside a service that answers well stays the script’s error', async () => {
    for (const body of [
      "await fetch(base + '/echo'); throw new Error('wrong password')",
      "await fetch(base + '/status?code=503'); await fetch(base + '/echo'); throw 'wrong password'",
      "throw Object.assign(new Error('x'), { code: 'ESOCKETTIMEDOUT' })",
      "throw Object.assign(new Error('x'), { name: 'TimeoutError', status: 503 })",
    ]) {
      expect((await run(body)).outcome).toMatchObject({ kind: 'failure', code: 'script_error' })
    }
  })
})

describe('a run reports whether the legacy store sent anything', () => {
  test('what a web service answers is counted; a name that cannot be looked up, and a dead port, give nothing', async () => {
    expect((await run("await fetch(base + '/echo'); callback()")).legacy_bytes_received).toBeGreaterThan(50)
    expect((await run("await fetch('http://nowhere.invalid/')")).legacy_bytes_received).toBe(0)
    expect((await run("await fetch('http://127.0.0.1:1/')")).legacy_bytes_received).toBe(0)
    expect((await run("callback('no')")).legacy_bytes_received).toBe(0)
  })

  test('the next run of the same isolate starts at zero', async () => {
    const source = `async function login(email, password, callback) {
      if (email === 'ask') await fetch('${service().url}/echo')
      callback(null, null)
    }`
    const call = (email: string) => sandbox.run(source, { connection_id: 'con_counted', args: [email, 'x'] })
    expect((await call('ask')).legacy_bytes_received).toBeGreaterThan(0)
    expect((await call('rest')).legacy_bytes_received).toBe(0)
  })

  test('a server that connects and sends nothing counts as zero; its greeting counts', async () => {
    const server = net.createServer((socket) => void setTimeout(() => socket.end('hello'), 50))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as net.AddressInfo
    const connect = `const s = require('net').connect(${port}, '127.0.0.1')`
    const silent = await run(`${connect}; s.on('connect', () => callback('no'))`)
    const greeted = await run(`${connect}; s.on('data', () => callback('no'))`)
    server.close()
    expect([silent.legacy_bytes_received, greeted.legacy_bytes_received]).toEqual([0, 5])
  })
})

describeOpenssl('over TLS', () => {
  const pem = certificates(inject('serverPlans').run_dir)
  const secure = useWebService(() => ({ cert: pem.cert, key: pem.key }))

  test('a TLS handshake does not count as data of the legacy store; the data inside counts decrypted', async () => {
    const { port } = new URL(secure().url)
    const connect = `const s = require('tls').connect({ port: ${port}, host: '127.0.0.1', rejectUnauthorized: false })`
    const shaken = await run(`${connect}; s.on('secureConnect', () => setTimeout(callback, 50, 'no'))`)
    expect(shaken.legacy_bytes_received).toBe(0)
    const refused = await run(`await fetch('https://127.0.0.1:${port}/echo')`)
    expect(refused.legacy_bytes_received).toBe(0)
    expect(refused.outcome).toMatchObject({ code: 'script_error', store_fault: 'connect' })
    const asked = await run(
      `require('https').get({ port: ${port}, host: '127.0.0.1', path: '/echo', rejectUnauthorized: false }, (r) => r.resume().on('end', () => callback('no')))`,
    )
    expect(asked.legacy_bytes_received).toBeGreaterThan(50)
    expect(asked.legacy_bytes_received).toBeLessThan(1500)
  })
})
