import { describe, expect, test } from 'vitest'
import { createHttpScripts, ECHO } from '../../support/http-script.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { startRawServer, useWebService } from '../../support/web-service.ts'

const MiB = 1024 * 1024
const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()
const { run, value, echoed } = createHttpScripts(sandbox, service)

describe('responses', () => {
  test('status, headers by Node’s rules, trailers', async () => {
    const told = await value(`
      http.get(base + '/headers', function (res) {
        res.resume()
        callback(null, { id: 1, status: res.statusCode, message: res.statusMessage, version: res.httpVersion, cookies: res.headers['set-cookie'],
          twice: res.headers['x-twice'], distinct: res.headersDistinct['x-twice'], raw: res.rawHeaders.indexOf('X-Twice') >= 0,
          proto: Object.keys(res.headers).indexOf('__proto__') >= 0, own: res.hasOwnProperty('socket'), port: res.socket.remotePort })
      })`)
    expect(told).toMatchObject({
      status: 200,
      message: 'Fine',
      version: '1.1',
      cookies: ['a=1', 'b=2'],
      twice: 'one, two',
      distinct: ['one', 'two'],
      raw: true,
      proto: true,
      own: true,
      port: service().port,
    })
    const trailers = await value(`
      http.get(base + '/trailers', function (res) { res.resume(); res.on('end', function () { callback(null, { id: 1, trailers: res.trailers, complete: res.complete }) }) })`)
    expect(trailers).toMatchObject({ trailers: { 'x-sum': '1' }, complete: true })
  })

  test.each([
    ['HEAD', "{ method: 'HEAD' }", '/bytes?count=100'],
    ['204', '{}', '/status?code=204'],
    ['304', '{}', '/status?code=304'],
  ])('%s has no body, and ends', async (_, options, path) => {
    expect(
      await value(
        `http.request(base + '${path}', ${options}, function (res) { read(res, function (text) { callback(null, { id: 1, text: text }) }) }).end()`,
      ),
    ).toMatchObject({ text: '' })
  })

  test('24 MB come in at the script’s pace, within 48 MB of memory', async () => {
    const { outcome } = await run(
      `http.get(base + '/bytes?count=${24 * MiB}', function (res) {
         var length = 0, pauses = 0
         res.on('data', function (part) {
           length += part.length
           if (pauses++ % 50 === 0) { res.pause(); setTimeout(function () { res.resume() }, 1) }
         })
         res.on('end', function () { callback(null, { id: 1, length: length }) })
       })`,
      { limits: { isolate_mb: 48 } },
    )
    expect(outcome).toMatchObject({ kind: 'value', value: { length: 24 * MiB } })
  })

  test('for await reads a response, and pipe takes it to another stream', async () => {
    const told = await value(`
      http.get(base + '/bytes?count=200000', async function (res) {
        var length = 0
        for await (var part of res) length += part.length
        http.get(base + '/bytes?count=1000', function (other) {
          var sink = new (require('stream').PassThrough)()
          var text = ''
          sink.on('data', function (part) { text += part })
          sink.on('end', function () { callback(null, { id: 1, length: length, piped: text.length }) })
          other.pipe(sink)
        })
      })`)
    expect(told).toMatchObject({ length: 200_000, piped: 1000 })
  })

  test('a response without a listener is discarded, and the request closes', async () => {
    expect(
      await value(
        "http.get(base + '/bytes?count=500000').on('close', function () { callback(null, { id: 1 }) })",
      ),
    ).toEqual({ id: 1 })
  })

  test('events come in Node’s order', async () => {
    const told = await value(`
      var seen = [], req = http.request(base + '/bytes?count=10')
      ;['socket', 'finish', 'response', 'close', 'error', 'timeout', 'abort'].forEach(function (name) { req.on(name, function () { seen.push(name) }) })
      req.on('socket', function (socket) {
        seen.push('connecting ' + socket.connecting)
        socket.on('connect', function () { seen.push('connect') })
      })
      req.on('response', function (res) { res.on('end', function () { seen.push('end') }); res.resume() })
      req.on('close', function () { callback(null, { id: 1, seen: seen.filter(function (name) { return name !== 'finish' }), finished: req.writableFinished }) })
      req.end()`)
    expect(told).toEqual({
      id: 1,
      seen: ['socket', 'connecting true', 'connect', 'response', 'end', 'close'],
      finished: true,
    })
  })
})

describe('connections', () => {
  test('are kept for the next request of the isolate, and 20 requests at once wait for their turn', async () => {
    const before = service().connections()
    const told = await value(`
      var done = 0
      function one(then) { http.get(base + '/echo', function (res) { read(res, then) }).on('error', callback) }
      one(function () { one(function () {
        for (var i = 0; i < 20; i++) one(function () { if (++done === 20) callback(null, { id: 1, done: done }) })
      }) })`)
    expect(told).toEqual({ id: 1, done: 20 })
    expect(service().connections() - before).toBeLessThanOrEqual(10)
  })

  test('outlive a run, for the next run of the same isolate', async () => {
    const before = service().connections()
    for (let i = 0; i < 3; i++) {
      const told = await echoed(`http.get(base + '/echo', ${ECHO})`, { connection_id: 'kept' })
      expect(told.method).toBe('GET')
    }
    expect(service().connections() - before).toBe(1)
  })

  test('are closed by agent: false and by a new Agent', async () => {
    const told = await value(`
      http.get(base + '/echo', { agent: false }, function (res) { read(res, function (one) {
        http.get(base + '/echo', { agent: new http.Agent() }, function (res) { read(res, function (two) {
          callback(null, { id: 1, one: JSON.parse(one).headers.connection, two: JSON.parse(two).headers.connection })
        }) })
      }) })`)
    expect(told).toEqual({ id: 1, one: 'close', two: 'close' })
  })

  test('of an Agent with maxSockets 1 serve one request after the other', async () => {
    const told = await value(`
      var agent = new http.Agent({ maxSockets: 1, keepAlive: true }), open = 0, most = 0, done = 0
      for (var i = 0; i < 4; i++) http.get(base + '/echo', { agent: agent }, function (res) {
        most = Math.max(most, ++open)
        read(res, function () { open--; if (++done === 4) callback(null, { id: 1, most: most }) })
      })`)
    expect(told).toEqual({ id: 1, most: 1 })
  })

  test('that the server closed meanwhile are not used again', async () => {
    let requests = 0
    const server = await startRawServer((socket) => {
      socket.on('data', () => {
        requests++
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok')
      })
    })
    // The closing races with the next request: again and again.
    const told = await value(
      `var left = 20
       ;(function again() {
         if (left-- === 0) return callback(null, { id: 1 })
         http.get(base, function (res) { read(res, again) }).on('error', callback)
       })()`,
      undefined,
      server.port,
    )
    await server.close()
    expect(told).toEqual({ id: 1 })
    expect(requests).toBeGreaterThanOrEqual(20)
  })

  test('each exchange is traced with host, port and status, and without path or values', async () => {
    const { trace } = await run(
      `http.get(base + '/status?code=403&body=s3cret', function (res) { read(res, function () { callback() }) })`,
    )
    expect(trace.filter(({ kind }) => kind === 'http')).toEqual([
      expect.objectContaining({
        method: 'GET',
        host: '127.0.0.1',
        port: service().port,
        status: 403,
        outcome: 'ok',
      }),
    ])
    expect(JSON.stringify(trace)).not.toMatch(/s3cret|code=/)
  })
})
