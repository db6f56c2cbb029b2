import { describe, expect, test } from 'vitest'
import { createHttpScripts, ECHO } from '../../support/http-script.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { useWebService } from '../../support/web-service.ts'

const MiB = 1024 * 1024
const sandbox = useSandbox({ allow: ['127.0.0.1/32'], limits: { sent_bytes: 16 * MiB } })
const service = useWebService()
const { run, value, echoed } = createHttpScripts(sandbox, service)

describe('ways to call http.request and http.get', () => {
  test.each([
    ['a text', `http.get(base + '/echo?a=1', ${ECHO})`],
    ['a URL', `http.get(new URL(base + '/echo?a=1'), ${ECHO})`],
    ['options', `http.get({ hostname: '127.0.0.1', port: port, path: '/echo?a=1' }, ${ECHO})`],
    [
      'host, and the port as a text',
      `http.request({ host: '127.0.0.1', port: '' + port, path: '/echo?a=1' }, ${ECHO}).end()`,
    ],
    ['a text and options', `http.request(base, { path: '/echo?a=1', method: 'get' }, ${ECHO}).end()`],
    ['url.parse', `http.get(require('url').parse(base + '/echo?a=1'), ${ECHO})`],
    ['a listener added later', `http.get(base + '/echo?a=1').on('response', ${ECHO})`],
    ['new ClientRequest', `new http.ClientRequest(base + '/echo?a=1', ${ECHO}).end()`],
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
      `http.get({ host: '127.0.0.1', port: port, path: '/echo', auth: 'ann:geheim' }, ${ECHO})`,
    )
    const inUrl = await echoed(`http.get('http://ann:geheim@127.0.0.1:' + port + '/echo', ${ECHO})`)
    expect([inOptions.headers.authorization, inUrl.headers.authorization]).toEqual([basic, basic])
  })

  test.each([
    ['an object', "{ 'X-One': 'a', 'x-two': ['b', 'c'], n: 1 }"],
    ['a flat list', "['X-One', 'a', 'x-two', 'b', 'x-two', 'c', 'n', '1']"],
    ['a list of pairs', "[['X-One', 'a'], ['x-two', 'b'], ['x-two', 'c'], ['n', 1]]"],
  ])('headers as %s', async (_, headers) => {
    const told = await echoed(`http.get(base + '/echo', { headers: ${headers} }, ${ECHO})`)
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
    const { outcome } = await run(body)
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
      await echoed(`var req = http.request(base + '/echo', { method: 'POST' }, ${ECHO}); ${send}`),
    ).toMatchObject(expected)
  })

  test('Expect: 100-continue holds the body back until the server wants it', async () => {
    const told = await echoed(`
      var req = http.request(base + '/echo', { method: 'PUT', headers: { Expect: '100-continue' } }, ${ECHO})
      req.flushHeaders()
      req.on('continue', function () { req.end('wanted') })`)
    expect(told).toMatchObject({ method: 'PUT', body: 'wanted' })
  })

  test('12 MB in pieces go out at the server’s pace, within 48 MB of memory', async () => {
    const { outcome } = await run(
      `var req = http.request(base + '/echo', { method: 'POST' }, ${ECHO})
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
      `http.request(base + '/echo', { method: 'POST' }, ${ECHO}).end(Buffer.alloc(7 * 1024 * 1024, 'z'))`,
    )
    expect(told.length).toBe(7 * MiB)
  })
})
