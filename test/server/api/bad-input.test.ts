import { request } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Raw {
  path?: string
  method?: string
  headers?: { [name: string]: string }
  body?: Buffer | string
}

/** Sends bytes unchanged. */
function send(server: TestServer, { path = '/oauth/token', method = 'POST', headers, body = '' }: Raw) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(server.url + path, {
      method,
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
    })
    asked.end(body)
  })
}

/** Writes bytes to a plain TCP connection. @returns the status code; 0 when the server closed without an answer */
function writeRaw(server: TestServer, bytes: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0)))
    socket.write(bytes)
  })
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const deep = '['.repeat(100_000) + ']'.repeat(100_000)

describe('H4, R8: malformed input', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {},
      afterAll,
    )
  })

  test.each<[string, Raw, number, RegExp]>([
    ['no JSON', { body: '{"a":' }, 400, /not valid JSON/],
    [
      'JSON with a password in it that is broken off',
      { body: '{"password":"topsecret-1",' },
      400,
      /not valid JSON/,
    ],
    ['a byte order mark', { body: '\uFEFF{}' }, 400, /not valid JSON/],
    ['invalid UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, /not valid UTF-8/],
    ['an overlong encoding', { body: Buffer.from([0x22, 0xc0, 0xaf, 0x22]) }, 400, /not valid UTF-8/],
    [
      'half a surrogate pair as bytes',
      { body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]) },
      400,
      /not valid UTF-8/,
    ],
    ['half a surrogate pair as an escape', { body: '{"grant_type":"\\ud800"}' }, 400, /grant_type/],
    [
      'another charset',
      { body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } },
      400,
      /charset/,
    ],
    ['JSON nested 10⁵ deep', { body: deep, path: '/oauth/token' }, 413, /too large/],
    ['JSON nested 33 deep', { body: '['.repeat(33) + ']'.repeat(33) }, 400, /deeper than 32/],
    ['a key twice', { body: '{"grant_type":"a","grant_type":"b"}' }, 400, /twice/],
    ['a key twice, once escaped', { body: '{"a":{"x":1,"\\u0078":2}}' }, 400, /twice/],
    ['a list', { body: '[]' }, 400, /expected object/],
    ['a number', { body: '5' }, 400, /expected object/],
    ['null', { body: 'null' }, 400, /expected object/],
    ['nothing', { body: '' }, 400, /Missing required parameter: grant_type/],
    ['a form field twice', { body: 'grant_type=a&grant_type=b', headers: form }, 400, /twice/],
    [
      'a form with array syntax',
      { body: 'grant_type[]=password', headers: form },
      400,
      /Missing required parameter/,
    ],
    ['a form with broken escapes', { body: 'grant_type=%ff', headers: form }, 400, /UTF-8/],
    [
      'a form of 1,001 fields',
      { body: Array.from({ length: 1_001 }, (_, i) => `f${i}=`).join('&'), headers: form },
      400,
      /1000 fields/,
    ],
    [
      'another content type',
      { body: '<a/>', headers: { 'content-type': 'text/xml' } },
      415,
      /application\/json/,
    ],
    [
      'an unknown content encoding',
      { body: '{}', headers: { 'content-encoding': 'rot13' } },
      400,
      /encoding/,
    ],
    [
      '100 KiB and a byte at an authentication endpoint',
      { body: `"${'x'.repeat(102_400)}"` },
      413,
      /too large/,
    ],
    [
      'a small body that inflates beyond the limit',
      { body: gzipSync(Buffer.alloc(10_000_000)), headers: { 'content-encoding': 'gzip' } },
      413,
      /too large/,
    ],
    ['a path that is not UTF-8', { method: 'GET', path: '/api/v2/users/%ff' }, 400, /invalid_uri/],
    [
      'a path in capitals, which a proxy’s rule for /api/ would miss',
      { method: 'GET', path: '/API/v2/users' },
      404,
      /"error":"not_found"/,
    ],
    ['an unknown path', { method: 'GET', path: '/api/v2/nonsense' }, 404, /"errorCode":"not_found"/],
    ['an unknown path of no family', { method: 'GET', path: '/nonsense' }, 404, /"error":"not_found"/],
    [
      'a bearer token of blanks',
      { method: 'GET', path: '/api/v2/users', headers: { authorization: 'Bearer  ' } },
      401,
      /The Authorization header has no access token/,
    ],
    [
      'an error of the token endpoint as the token',
      {
        method: 'GET',
        path: '/api/v2/users',
        headers: { authorization: 'Bearer {"error":"access_denied","error_description":"Unauthorized"}' },
      },
      401,
      /without an access_token, that response has the reason/,
    ],
  ])('%s', async (_, raw, status, text) => {
    const answer = await send(server, raw)
    expect(answer.text).toMatch(text)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toMatch(/topsecret| {4}at |node:|\.ts/)
  })

  test('keys named __proto__ and constructor are harmless', async () => {
    const body =
      '{"name":"X","strategy":"auth0","__proto__":{"polluted":1},"options":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}'
    const { status } = await server.api('POST', 'connections', body)
    expect(status).toBe(201)
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect((await server.api('GET', 'connections')).text).not.toContain('__proto__')
    const query = await server.api('GET', 'users?__proto__=1&constructor=2&q[$ne]=3')
    expect(query.status).toBe(200)
  })

  test('a body of 1 MiB and one byte is refused on the Management API, a script of 100 KB is not', async () => {
    expect(await server.api('POST', 'connections', `"${'x'.repeat(1024 * 1024 - 1)}"`)).toMatchObject({
      status: 413,
      body: { statusCode: 413, errorCode: 'payload_too_large' },
    })
    expect(await server.api('POST', 'connections', deep)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('deeper than 32 levels') },
    })
    const options = { customScripts: { login: 'x'.repeat(102_400) } }
    expect((await server.api('POST', 'connections', { name: 'Y', strategy: 'auth0', options })).status).toBe(
      201,
    )
  })

  test.each<[string, object | string, RegExp]>([
    ['half a surrogate pair', { display_name: '\ud800' }, /cannot be stored' on property display_name/],
    ['a NUL', { metadata: { team: 'a\0' } }, /cannot be stored' on property metadata/],
    ['a NUL in a realm', { realms: ['a\0'] }, /cannot be stored' on property realms\.0/],
    [
      'a NUL in a client id',
      { enabled_clients: ['a\0'] },
      /cannot be stored' on property enabled_clients\.0/,
    ],
    [
      'half a pair deep in an unknown option',
      { options: { odd: { a: ['\udc00'] } } },
      /on property options\.odd/,
    ],
    ['a NUL in the name of an option', { options: { 'a\0': 1 } }, /cannot be stored' on property options/],
    ['half a pair in a value', { options: { configuration: { K: '\ud800' } } }, /options\.configuration\.K/],
    ['a number too large', '{"options":{"odd":1e400},"name":"S","strategy":"auth0"}', /options\.odd/],
  ])('what would not be read back as it was sent is refused: %s', async (_, fields, message) => {
    const body = typeof fields === 'string' ? fields : { name: 'S', strategy: 'auth0', ...fields }
    expect(await server.api('POST', 'connections', body)).toMatchObject({
      status: 400,
      body: { errorCode: 'invalid_body', message: expect.stringMatching(message) },
    })
  })

  test('a query with escapes that are not UTF-8 is refused, one with a plus in an email is not', async () => {
    for (const path of ['users-by-email?email=%ff', 'connections?name=%', 'users?q=%ED%A0%80']) {
      expect(await server.api('GET', path), path).toMatchObject({
        status: 400,
        body: { errorCode: 'invalid_query_string', message: expect.stringContaining('not UTF-8') },
      })
    }
    expect((await server.api('GET', 'users-by-email?email=a%2Bb%40example.com')).status).toBe(200)
  })

  test('a known path with an unknown method is 405, and Allow names the known ones', async () => {
    const answer = await server.api('PUT', 'connections')
    expect(answer).toMatchObject({ status: 405, body: { errorCode: 'method_not_allowed' } })
    expect(answer.headers.allow).toBe('GET, HEAD, POST')
    expect(answer.headers['x-powered-by']).toBeUndefined()
  })

  test.each([
    [
      'both Content-Length and Transfer-Encoding',
      'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['HTTP/0.9', 'GET /\r\n\r\n'],
    ['garbage', '\x16\x03\x01\x02garbage\r\n\r\n'],
    ['a header of 20 KiB', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20 * 1024)}\r\n\r\n`],
    ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n'],
    ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n'],
  ])('R8: %s: 4xx, and the connection is closed', async (_, bytes) => {
    const status = await writeRaw(server, bytes)
    expect(Math.floor(status / 100)).toBe(4)
    expect((await server.call('/healthz')).status).toBe(200)
  })
})

test('a token without the scope is refused, and the error names the scopes that allow the call', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const granted = await server.token({
    grant_type: 'client_credentials',
    ...server.admin,
    audience: `${server.url}/api/v2/`,
    scope: 'read:users',
  })
  const { access_token, scope } = granted.body as { access_token: string; scope: string }
  expect(scope).toBe('read:users')
  const headers = { authorization: `Bearer ${access_token}` }
  expect((await server.call('/api/v2/users', { headers })).status).toBe(200)
  expect(await server.call('/api/v2/connections', { headers })).toMatchObject({
    status: 403,
    body: {
      statusCode: 403,
      error: 'Forbidden',
      errorCode: 'insufficient_scope',
      message: 'Insufficient scope, expected any of: read:connections',
    },
  })
  const missing = await server.call('/api/v2/connections')
  expect(missing).toMatchObject({ status: 401, body: { errorCode: 'invalid_token' } })
  expect(missing.headers['www-authenticate']).toBe('Bearer')
})

test('an internal error is 500 with an id, and its stack is in the operator’s log only', async () => {
  const server = await startTestServer(
    createFakeRuntime(() => {
      throw new Error('inner details')
    }),
  )
  await server.connection('legacy')
  const answer = await server.login('legacy', 'ann@example.com', 'old-secret')
  expect(answer).toMatchObject({ status: 500, body: { error: 'internal' } })
  expect(answer.text).not.toContain('inner details')
  const { log_id } = answer.body as { log_id: string }
  const line = server.logLines.find((text) => text.includes(log_id))
  expect(line).toContain('inner details')
  expect(line).toContain('fake-runtime')
  expect(line).not.toContain('old-secret')
})
