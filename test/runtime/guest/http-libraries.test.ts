import { describe, expect, test } from 'vitest'
import type { ScriptRun } from '../../../runtime/index.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { GREETING, useWebService } from '../../support/web-service.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()

const run = (body: string): Promise<ScriptRun> =>
  sandbox.run(
    `function login(email, password, callback) {
      var base = 'http://127.0.0.1:${service().port}'
      ${body}
    }`,
  )

async function result(body: string): Promise<unknown> {
  const { outcome } = await run(body)
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return outcome.value
}

const basic = `Basic ${Buffer.from('ann@example.com:secret password').toString('base64')}`

describe('request 2.88, unmodified', () => {
  const answer =
    'function (error, res, body) { if (error) return callback(error); callback(null, { status: res.statusCode, body: body }) }'

  test('the oldest documented script: get with auth', async () => {
    const told = await result(
      `request.get({ url: base + '/echo', auth: { username: email, password: password } }, function (error, res, body) {
         if (error) return callback(error)
         if (res.statusCode === 401) return callback()
         callback(null, { user_id: JSON.parse(body).headers.authorization })
       })`,
    )
    expect(told).toEqual({ user_id: basic })
  })

  test.each([
    [
      'json',
      `request.post({ url: base + '/echo', json: { a: 'ä' } }, ${answer})`,
      { method: 'POST', body: '{"a":"ä"}' },
    ],
    [
      'form',
      `request.post({ url: base + '/echo', form: { a: 'b c' }, json: true }, ${answer})`,
      { method: 'POST', body: 'a=b%20c' },
    ],
    [
      'qs',
      `request({ url: base + '/echo', qs: { a: 1 }, json: true }, ${answer})`,
      { method: 'GET', url: '/echo?a=1' },
    ],
    [
      'put with a body',
      `request.put({ url: base + '/echo', body: 'text' , headers: { 'content-type': 'text/plain' } }, function (e, r, b) { callback(e, { body: JSON.parse(b) }) })`,
      { method: 'PUT', body: 'text' },
    ],
    [
      'gzip',
      `request.get({ url: base + '/gzip', gzip: true, json: true }, ${answer})`,
      JSON.parse(GREETING) as object,
    ],
    ['redirect', `request.get({ url: base + '/redirect', json: true }, ${answer})`, { url: '/echo' }],
    [
      'jar and defaults',
      `request.defaults({ jar: true, json: true, baseUrl: base })('/echo', ${answer})`,
      { url: '/echo' },
    ],
    [
      'forever',
      `request.get({ url: base + '/echo', forever: true, json: true }, ${answer})`,
      { headers: { connection: 'keep-alive' } },
    ],
  ])('%s', async (_, body, expected) => {
    expect(await result(body)).toMatchObject({ body: expected })
  })

  test('multipart with formData', async () => {
    const told = await result(
      `request.post({ url: base + '/echo', formData: { a: 'b', file: { value: Buffer.from('bytes'), options: { filename: 'f.txt', contentType: 'text/plain' } } }, json: true }, ${answer})`,
    )
    expect(told).toMatchObject({
      body: { body: expect.stringMatching(/name="a"\r\n\r\nb\r\n[\s\S]*filename="f.txt"[\s\S]*bytes/) },
    })
  })

  test.each([
    [
      'ESOCKETTIMEDOUT after an answer of silence',
      "request.get({ url: base + '/stall', timeout: 50 }, callback)",
      /ESOCKETTIMEDOUT|ETIMEDOUT/,
    ],
    [
      'a silent server',
      "request.get({ url: base + '/silence', timeout: 50 }, callback)",
      /ESOCKETTIMEDOUT|ETIMEDOUT/,
    ],
    ['a refused port', "request.get('http://127.0.0.1:1/', callback)", /ECONNREFUSED/],
    ['a server that hangs up', "request.get(base + '/hang-up', callback)", /ECONNRESET/],
    ['a private address', "request.get('http://10.0.0.1/', callback)", /ERR_NETWORK_BLOCKED/],
  ])('%s', async (_, body, code) => {
    expect((await run(body)).outcome).toMatchObject({
      kind: 'failure',
      error_code: expect.stringMatching(code),
    })
  })

  test('N4: a redirect to a private address is refused', async () => {
    const { outcome } = await run("request.get(base + '/redirect?to=http%3A%2F%2F10.0.0.1%2F', callback)")
    expect(outcome).toMatchObject({ code: 'network_blocked' })
  })

  test('a throw in its callback ends the run as that error', async () => {
    expect(
      (await run("request.get(base + '/echo', function () { throw new Error('mine') })")).outcome,
    ).toMatchObject({
      code: 'script_error',
      message: 'mine',
    })
  })

  test('a stream of it', async () => {
    expect(
      await result(
        `var length = 0
         request.get(base + '/bytes?count=300000').on('data', function (part) { length += part.length }).on('end', function () { callback(null, { id: length }) })`,
      ),
    ).toEqual({ id: 300_000 })
  })

  test('a tunnel through a proxy is refused by name, not left out', async () => {
    const { outcome } = await run(
      "request.get({ url: 'https://127.0.0.1/', proxy: 'http://127.0.0.1:1' }, callback)",
    )
    expect(outcome).toMatchObject({
      kind: 'failure',
      message: expect.stringMatching(/not available in the sandbox/),
    })
  })
})

describe('axios 1, unmodified', () => {
  const then =
    '.then(function (res) { callback(null, { status: res.status, data: res.data, type: typeof res.data, agent: res.config.headers["User-Agent"] }) }, callback)'

  test('its adapter is the one for Node', async () => {
    expect(await result(`require('axios').get(base + '/echo')${then}`)).toMatchObject({
      data: {
        headers: {
          'user-agent': expect.stringMatching(/^axios\/1\./),
          'accept-encoding': expect.stringContaining('gzip'),
        },
      },
    })
    expect(
      await result(
        "require('axios').get(base + '/echo').then(function (res) { callback(null, { id: res.request.constructor.name }) })",
      ),
    ).toEqual({ id: 'ClientRequest' })
  })

  test.each([
    [
      'post of JSON',
      `require('axios').post(base + '/echo', { a: 1 })${then}`,
      { method: 'POST', body: '{"a":1}' },
    ],
    [
      'form',
      `require('axios').post(base + '/echo', new URLSearchParams({ a: 'b c' }))${then}`,
      { body: 'a=b+c' },
    ],
    [
      'auth',
      `require('axios').get(base + '/echo', { auth: { username: email, password: password } })${then}`,
      { headers: { authorization: basic } },
    ],
    [
      'params',
      `require('axios').get('/echo', { baseURL: base, params: { a: 'b' } })${then}`,
      { url: '/echo?a=b' },
    ],
    ['redirect', `require('axios').get(base + '/redirect')${then}`, { url: '/echo' }],
    ['gzip', `require('axios').get(base + '/gzip')${then}`, JSON.parse(GREETING) as object],
    ['br', `require('axios').get(base + '/br')${then}`, JSON.parse(GREETING) as object],
    [
      'its fetch adapter',
      `require('axios').get(base + '/echo', { adapter: 'fetch' })${then}`,
      { url: '/echo' },
    ],
  ])('%s', async (_, body, expected) => {
    expect(await result(body)).toMatchObject({ status: 200, data: expected })
  })

  test('a status that is no success rejects with the response', async () => {
    expect(
      await result(
        "require('axios').get(base + '/status?code=401&body=no').catch(function (error) { callback(null, { id: error.response.status, data: error.response.data, code: error.code }) })",
      ),
    ).toEqual({ id: 401, data: 'no', code: 'ERR_BAD_REQUEST' })
  })

  test.each([
    ['timeout', "require('axios').get(base + '/silence', { timeout: 50 }).catch(callback)", 'ECONNABORTED'],
    ['a refused port', "require('axios').get('http://127.0.0.1:1/').catch(callback)", 'ECONNREFUSED'],
    [
      'cancelled',
      "var c = new AbortController(); require('axios').get(base + '/silence', { signal: c.signal }).catch(callback); setTimeout(function () { c.abort() }, 20)",
      'ERR_CANCELED',
    ],
    ['half an answer', "require('axios').get(base + '/half').catch(callback)", 'ERR_BAD_RESPONSE'],
    ['a private address', "require('axios').get('http://10.0.0.1/').catch(callback)", 'ERR_NETWORK_BLOCKED'],
  ])('%s', async (_, body, code) => {
    expect((await run(body)).outcome).toMatchObject({ kind: 'failure', error_code: code })
  })
})
