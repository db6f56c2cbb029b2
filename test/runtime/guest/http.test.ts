import { describe, expect, test } from 'vitest'
import type { ScriptRun } from '../../../runtime/index.ts'
import { useSandbox } from '../../support/sandbox.ts'
import type { Echo } from '../../support/web-service.ts'
import { startRawServer, useWebService } from '../../support/web-service.ts'

const MiB = 1024 * 1024
const sandbox = useSandbox({ allow: ['127.0.0.1/32'], limits: { sent_bytes: 16 * MiB } })
const service = useWebService()

type More = Parameters<typeof sandbox.run>[1]

/** Runs a script with `http`, `base`, `port` and `read(res, done)` at hand. */
function runHttp(body: string, more?: More, port = service().port): Promise<ScriptRun> {
  return sandbox.run(
    `function login(email, password, callback) {
      var http = require('http'), port = ${port}, base = 'http://127.0.0.1:' + port
      function read(res, done) {
        var text = ''
        res.setEncoding('utf8')
        res.on('data', function (part) { text += part })
        res.on('end', function () { done(text) })
      }
      ${body}
    }`,
    more,
  )
}

async function value(body: string, more?: More, port?: number): Promise<unknown> {
  const { outcome } = await runHttp(body, more, port)
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return outcome.value
}

const echoed = async (body: string, more?: More): Promise<Echo> => (await value(body, more)) as Echo

const echo = 'function (res) { read(res, function (text) { callback(null, JSON.parse(text)) }) }'

describe('ways to call http.request and http.get', () => {
  test.each([
    ['a text', `http.get(base + '/echo?a=1', ${echo})`],
    ['a URL', `http.get(new URL(base + '/echo?a=1'), ${echo})`],
    ['options', `http.get({ hostname: '127.0.0.1', port: port, path: '/echo?a=1' }, ${echo})`],
    [
      'host, and the port as a text',
      `http.request({ host: '127.0.0.1', port: '' + port, path: '/echo?a=1' }, ${echo}).end()`,
    ],
    ['a text and options', `http.request(base, { path: '/echo?a=1', method: 'get' }, ${echo}).end()`],
    ['url.parse', `http.get(require('url').parse(base + '/echo?a=1'), ${echo})`],
    ['a listener added later', `http.get(base + '/echo?a=1').on('response', ${echo})`],
    ['new ClientRequest', `new http.ClientRequest(base + '/echo?a=1', ${echo}).end()`],
  ])('%s', async (_, body) => {
    const { method, url, headers } = await echoed(body)
    expect({ method, url, host: headers.host }).toEqual({
      method: 'GET',
      url: '/echo?a=1',
      host: `127.0.0.1:${service().port}`,
    })
  })

  test('credentials in the options or in the URL become a Basic header', async () => {
    const basic = `Basic ${Buffer.from('ann:geheim').toString('base64')}`
    const inOptions = await echoed(
      `http.get({ host: '127.0.0.1', port: port, path: '/echo', auth: 'ann:geheim' }, ${echo})`,
    )
    const inUrl = await echoed(`http.get('http://ann:geheim@127.0.0.1:' + port + '/echo', ${echo})`)
    expect([inOptions.headers.authorization, inUrl.headers.authorization]).toEqual([basic, basic])
  })

  test.each([
    ['an object', "{ 'X-One': 'a', 'x-two': ['b', 'c'], n: 1 }"],
    ['a flat list', "['X-One', 'a', 'x-two', 'b', 'x-two', 'c', 'n', '1']"],
    ['a list of pairs', "[['X-One', 'a'], ['x-two', 'b'], ['x-two', 'c'], ['n', 1]]"],
  ])('headers as %s', async (_, headers) => {
    const told = await echoed(`http.get(base + '/echo', { headers: ${headers} }, ${echo})`)
    expect(told.headers).toMatchObject({ 'x-one': 'a', 'x-two': 'b, c', n: '1', host: expect.any(String) })
  })

  test('the methods of outgoing headers are Node’s', async () => {
    const told = await value(`
      var req = http.request(base + '/echo')
      req.setHeader('X-A', 1); req.appendHeader('x-a', '2'); req.setHeader('X-B', 'b'); req.removeHeader('x-b')
      var before = [req.getHeader('x-A'), req.hasHeader('X-b'), req.getHeaderNames(), req.getRawHeaderNames(), req.headersSent]
      req.end()
      var after
      try { req.setHeader('x', 'y') } catch (error) { after = error.code }
      req.on('response', function (res) { res.resume(); callback(null, { id: 1, before: before, after: after, sent: req.headersSent }) })`)
    expect(told).toMatchObject({
      before: [['1', '2'], false, ['host', 'x-a'], ['Host', 'X-A'], false],
      after: 'ERR_HTTP_HEADERS_SENT',
      sent: true,
    })
  })
})

describe('what Node refuses is refused with Node’s code', () => {
  test.each([
    ['ERR_INVALID_PROTOCOL', "http.get('https://127.0.0.1/')"],
    ['ERR_INVALID_URL', "http.get('no url')"],
    ['ERR_UNESCAPED_CHARACTERS', "http.get({ path: '/a b' })"],
    ['ERR_INVALID_HTTP_TOKEN', "http.get({ method: 'A B' })"],
    ['ERR_INVALID_HTTP_TOKEN', "http.get({ headers: { 'a b': 1 } })"],
    ['ERR_INVALID_CHAR', "http.get({ headers: { a: 'b\\r\\nc: d' } })"],
    ['ERR_HTTP_INVALID_HEADER_VALUE', 'http.get({ headers: { a: undefined } })'],
    ['ERR_INVALID_ARG_TYPE', 'http.get({ agent: {} })'],
    ['ERR_SOCKET_BAD_PORT', 'http.get({ port: 70000 })'],
    ['ERR_METHOD_NOT_IMPLEMENTED', "http.get({ socketPath: '/run/x' })"],
    ['ERR_METHOD_NOT_IMPLEMENTED', "http.request({ method: 'CONNECT' })"],
    ['ERR_METHOD_NOT_IMPLEMENTED', 'http.createServer()'],
  ])('%s: %s', async (code, body) => {
    const { outcome } = await runHttp(body)
    expect(outcome).toMatchObject({ kind: 'failure', code: 'script_error', error_code: code })
  })
})

describe('bodies that are sent', () => {
  test.each([
    ['one text, with its length', "req.end('häl')", { body: 'häl', headers: { 'content-length': '4' } }],
    ['nothing', 'req.end()', { body: '', headers: { 'content-length': '0' } }],
    [
      'pieces, chunked',
      "req.write('a'); req.end(Buffer.from('b'))",
      { body: 'ab', headers: { 'transfer-encoding': 'chunked' } },
    ],
    [
      'pieces with a length',
      "req.setHeader('Content-Length', 2); req.write('a'); req.write('b'); req.end()",
      { body: 'ab', headers: { 'content-length': '2' } },
    ],
    ['latin1', "req.end('\\u00e4', 'latin1')", { length: 1 }],
    [
      'after flushHeaders',
      "req.flushHeaders(); setTimeout(function () { req.end('late') }, 5)",
      { body: 'late' },
    ],
  ])('%s', async (_, send, expected) => {
    expect(
      await echoed(`var req = http.request(base + '/echo', { method: 'POST' }, ${echo}); ${send}`),
    ).toMatchObject(expected)
  })

  test('Expect: 100-continue holds the body back until the server wants it', async () => {
    const told = await echoed(`
      var req = http.request(base + '/echo', { method: 'PUT', headers: { Expect: '100-continue' } }, ${echo})
      req.flushHeaders()
      req.on('continue', function () { req.end('wanted') })`)
    expect(told).toMatchObject({ method: 'PUT', body: 'wanted' })
  })

  test('12 MB in pieces go out at the server’s pace, within 48 MB of memory', async () => {
    const { outcome } = await runHttp(
      `var req = http.request(base + '/echo', { method: 'POST' }, ${echo})
       var left = 192, piece = Buffer.alloc(65536, 'y'), waits = 0
       function more() {
         while (left > 0) { left--; if (!req.write(piece)) { waits++; return req.once('drain', more) } }
         req.end()
       }
       more()`,
      { limits: { isolate_mb: 48 } },
    )
    expect(outcome).toMatchObject({ kind: 'value', value: { length: 12 * MiB } })
  })

  test('one Buffer of 7 MB arrives whole', async () => {
    const told = await echoed(
      `http.request(base + '/echo', { method: 'POST' }, ${echo}).end(Buffer.alloc(7 * 1024 * 1024, 'z'))`,
    )
    expect(told.length).toBe(7 * MiB)
  })
})

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
    const { outcome } = await runHttp(
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

  test('a response nobody listens for is read away, and the request closes', async () => {
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

describe('when things go wrong', () => {
  const failure = async (body: string, more?: More, port?: number) =>
    (await runHttp(body, more, port)).outcome

  test('a throw in the response’s callback ends the run as that error', async () => {
    expect(await failure("http.get(base + '/echo', function () { throw new Error('mine') })")).toMatchObject({
      code: 'script_error',
      message: 'mine',
      line: expect.any(Number),
    })
    expect(
      await failure(
        "http.get(base + '/echo', function (res) { res.on('data', function () { nothing.there() }) })",
      ),
    ).toMatchObject({ code: 'script_error', name: 'ReferenceError' })
  })

  test('a refused port is ECONNREFUSED, with Node’s fields', async () => {
    const told = await value(
      `http.get(base).on('error', function (error) { callback(null, { id: 1, code: error.code, message: error.message, syscall: error.syscall, port: error.port }) })`,
      undefined,
      1,
    )
    expect(told).toEqual({
      id: 1,
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED 127.0.0.1:1',
      syscall: 'connect',
      port: 1,
    })
  })

  test('N3: a private address is refused, whatever the script does with the error', async () => {
    const { outcome, trace } = await runHttp(
      "http.get('http://10.1.2.3/', function () {}).on('error', callback)",
    )
    expect(outcome).toMatchObject({ code: 'network_blocked' })
    expect(trace).toContainEqual(
      expect.objectContaining({ kind: 'http', host: '10.1.2.3', outcome: 'network_blocked' }),
    )
  })

  test('without an error listener the error is thrown, and ends the run', async () => {
    expect(await failure("http.get('http://127.0.0.1:1/')")).toMatchObject({ error_code: 'ECONNREFUSED' })
  })

  test('a server that hangs up is ECONNRESET, socket hang up', async () => {
    expect(await failure("http.get(base + '/hang-up').on('error', callback)")).toMatchObject({
      code: 'legacy_unavailable',
      error_code: 'ECONNRESET',
      message: 'socket hang up',
    })
  })

  test('a server that closes half-way aborts the response', async () => {
    const told = await value(`
      http.get(base + '/half', function (res) {
        var seen = []
        res.on('data', function (part) { seen.push('' + part) })
        res.on('aborted', function () { seen.push('aborted') })
        res.on('end', function () { seen.push('end') })
        res.on('error', function (error) { seen.push(error.code) })
        res.on('close', function () { callback(null, { id: 1, seen: seen, complete: res.complete }) })
      })`)
    expect(told).toEqual({ id: 1, seen: ['half', 'aborted', 'ECONNRESET'], complete: false })
  })

  test('setTimeout tells of silence, and the script decides', async () => {
    const told = await value(`
      var req = http.get(base + '/silence', { timeout: 30 })
      req.on('timeout', function () { req.destroy() })
      req.on('error', function (error) { callback(null, { id: 1, code: error.code, message: error.message }) })`)
    expect(told).toEqual({ id: 1, code: 'ECONNRESET', message: 'socket hang up' })
    expect(
      await value(
        `http.get(base + '/stall', function (res) { res.setTimeout(30, function () { callback(null, { id: 1 }) }) })`,
      ),
    ).toEqual({ id: 1 })
  })

  test('a slow server, waited for to the end, is the legacy system’s fault', async () => {
    const { outcome } = await runHttp("http.get(base + '/silence', callback)", { limits: { wall_ms: 300 } })
    expect(outcome).toMatchObject({ kind: 'failure', code: 'legacy_unavailable' })
  })

  test('abort, destroy and a signal end a request', async () => {
    const told = await value(`
      var seen = [], controller = new AbortController()
      var one = http.get(base + '/silence'), two = http.get(base + '/silence'), three = http.get(base + '/silence', { signal: controller.signal })
      one.on('abort', function () { seen.push('abort') }).on('error', function (error) { seen.push(error.message); two.destroy(new Error('mine')) })
      two.on('error', function (error) { seen.push(error.message); controller.abort() })
      three.on('error', function (error) { seen.push(error.name + ' ' + error.code) }).on('close', function () { callback(null, { id: 1, seen: seen, aborted: one.aborted }) })
      one.on('socket', function () { one.abort() })`)
    expect(told).toEqual({
      id: 1,
      seen: ['abort', 'socket hang up', 'mine', 'AbortError ABORT_ERR'],
      aborted: true,
    })
  })

  test('N6: a head of more than 16 KiB is HPE_HEADER_OVERFLOW', async () => {
    expect(await failure("http.get(base + '/long-head').on('error', callback)")).toMatchObject({
      error_code: 'HPE_HEADER_OVERFLOW',
    })
  })

  test('N6: an endless body ends at the limit', async () => {
    const { outcome } = await runHttp(
      "http.get(base + '/bytes?count=100000000', function (res) { res.on('data', function () {}); res.on('end', callback) })",
      { limits: { received_bytes: 4 * MiB } },
    )
    expect(outcome).toMatchObject({ kind: 'failure', code: 'script_limit' })
  })

  test('what is no HTTP is a parse error, told without a place in any source (S7)', async () => {
    const server = await startRawServer((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'))
    const { outcome } = await runHttp("http.get(base).on('error', callback)", undefined, server.port)
    await server.close()
    expect(outcome).toMatchObject({
      error_code: expect.stringMatching(/^HPE_/),
      message: expect.stringMatching(/^Parse Error/),
    })
    expect(JSON.stringify(outcome)).not.toMatch(/node:|\/deps\/|\.c:/)
  })

  test('more than 100 requests at once end the run', async () => {
    expect(
      await failure("for (var i = 0; i < 101; i++) http.get(base + '/silence').on('error', function () {})"),
    ).toMatchObject({ code: 'script_limit' })
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
      const told = await echoed(`http.get(base + '/echo', ${echo})`, { connection_id: 'kept' })
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
    const told = await value(
      `http.get(base, function (res) { read(res, function () {
         http.get(base, function (res) { read(res, function (text) { callback(null, { id: 1, text: text }) }) }).on('error', callback)
       }) })`,
      undefined,
      server.port,
    )
    await server.close()
    expect(told).toEqual({ id: 1, text: 'ok' })
    expect(requests).toBe(2)
  })

  test('each exchange is traced with host, port and status, and without path or values', async () => {
    const { trace } = await runHttp(
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
