import { describe, expect, test } from 'vitest'
import { createFetchScripts } from '../../support/http-script.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { GREETING, useWebService } from '../../support/web-service.ts'

const MiB = 1024 * 1024
const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })
const service = useWebService()
const other = useWebService()
const { run, result, echoed } = createFetchScripts(sandbox, service, other)

describe('requests', () => {
  test.each([
    [
      'a text',
      "fetch(base + '/echo?a=1')",
      { method: 'GET', url: '/echo?a=1', headers: { accept: '*/*', 'user-agent': 'node' } },
    ],
    ['a URL', "fetch(new URL('/echo', base))", { url: '/echo' }],
    [
      'a Request',
      "fetch(new Request(base + '/echo', { method: 'POST', body: 'x', headers: { a: 'b' } }))",
      { method: 'POST', body: 'x', headers: { a: 'b' } },
    ],
    [
      'headers as an object',
      "fetch(base + '/echo', { headers: { Authorization: 'Bearer x' } })",
      { headers: { authorization: 'Bearer x' } },
    ],
    [
      'headers as Headers',
      "fetch(base + '/echo', { headers: new Headers([['a', '1'], ['A', '2']]) })",
      { headers: { a: '1, 2' } },
    ],
    [
      'a body of text',
      "fetch(base + '/echo', { method: 'post', body: 'häl' })",
      {
        method: 'POST',
        body: 'häl',
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'content-length': '4' },
      },
    ],
    [
      'a form',
      "fetch(base + '/echo', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })",
      { body: 'a=b+c', headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } },
    ],
    [
      'bytes',
      "fetch(base + '/echo', { method: 'PUT', body: Buffer.from('abc').subarray(1) })",
      { body: 'bc', headers: { 'content-length': '2' } },
    ],
    [
      'an ArrayBuffer',
      "fetch(base + '/echo', { method: 'PUT', body: new Uint8Array([97]).buffer })",
      { body: 'a' },
    ],
    [
      'a Blob',
      "fetch(base + '/echo', { method: 'PUT', body: new Blob(['a', 'b'], { type: 'text/x' }) })",
      { body: 'ab', headers: { 'content-type': 'text/x' } },
    ],
    [
      'an async iterable',
      "fetch(base + '/echo', { method: 'PUT', duplex: 'half', body: (async function* () { yield Buffer.from('a'); yield 'b' })() })",
      { body: 'ab', headers: { 'transfer-encoding': 'chunked' } },
    ],
    [
      'no body',
      "fetch(base + '/echo', { method: 'POST' })",
      { body: '', headers: { 'content-length': '0' } },
    ],
  ])('%s', async (_, body, expected) => {
    expect(await echoed(body)).toMatchObject(expected)
  })

  test('FormData goes as multipart', async () => {
    const { body, headers } = await echoed(
      "fetch(base + '/echo', { method: 'POST', body: (() => { const f = new FormData(); f.append('a', 'ä'); f.append('f', new File(['x'], 'n\"m.txt', { type: 'text/plain' })); return f })() })",
    )
    const boundary = /boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1]
    expect(body).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nä\r\n--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="n%22m.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n--${boundary}--\r\n`,
    )
  })

  test.each([
    ["fetch('no url')", /Failed to parse URL/],
    ["fetch('http://a:b@127.0.0.1/')", /credentials/],
    ["fetch(base, { method: 'GET', body: 'x' })", /cannot have body/],
    ["fetch(base, { method: 'CONNECT' })", /not a valid HTTP method/],
    ["fetch(base, { headers: { 'a b': 'c' } })", /invalid header name/],
    ["fetch(base, { headers: { a: 'b\\n\\nc' } })", /invalid header value/],
    ["fetch('file:///etc/passwd')", /fetch failed/],
  ])('%s is refused', async (body, message) => {
    expect((await run(`return ${body}`)).outcome).toMatchObject({
      name: 'TypeError',
      message: expect.stringMatching(message),
    })
  })
})

describe('responses', () => {
  test('what is known of one', async () => {
    expect(
      await result(`const r = await fetch(base + '/headers'); return {
        is: r instanceof Response, ok: r.ok, status: r.status, text: r.statusText, type: r.type, url: r.url === base + '/headers', redirected: r.redirected,
        twice: r.headers.get('x-TWICE'), cookies: r.headers.getSetCookie(), has: r.headers.has('nope'), proto: r.headers.get('__proto__'), body: await r.text(), used: r.bodyUsed }`),
    ).toEqual({
      is: true,
      ok: true,
      status: 200,
      text: 'Fine',
      type: 'basic',
      url: true,
      redirected: false,
      twice: 'one, two',
      cookies: ['a=1', 'b=2'],
      has: false,
      proto: 'data',
      body: 'x',
      used: true,
    })
    expect(await result("const r = await fetch(base + '/status?code=404'); return [r.ok, r.status]")).toEqual(
      [false, 404],
    )
  })

  test('every way to read a body', async () => {
    expect(
      await result(`const get = () => fetch(base + '/status?code=200&body=%7B%7D')
        return [await (await get()).text(), await (await get()).json(), (await (await get()).arrayBuffer()).byteLength, (await (await get()).bytes()).length,
          await (await (await get()).blob()).text(), (await get()).clone().bodyUsed]`),
    ).toEqual(['{}', {}, 2, 2, '{}', false])
    expect(
      await result(
        "const f = await (await fetch(base + '/form')).formData(); return [f.get('name'), f.getAll('tag')]",
      ),
    ).toEqual(['Ann B', ['a', 'b']])
    expect((await run("return (await fetch(base + '/echo')).formData()")).outcome).toMatchObject({
      message: expect.stringMatching(/urlencoded only/),
    })
  })

  test('a body is read once; a clone is read beside it', async () => {
    expect(
      (await run("const r = await fetch(base + '/echo'); await r.text(); return r.text()")).outcome,
    ).toMatchObject({ name: 'TypeError', message: expect.stringMatching(/already been read/) })
    expect(
      await result(
        "const r = await fetch(base + '/bytes?count=100000'); const c = r.clone(); return [(await c.text()).length, (await r.text()).length]",
      ),
    ).toEqual([100_000, 100_000])
  })

  test('a body is iterated over, and read by a reader', async () => {
    expect(
      await result(
        "let n = 0; for await (const part of (await fetch(base + '/bytes?count=200000')).body) n += part.length; return n",
      ),
    ).toBe(200_000)
    expect(
      await result(
        "const reader = (await fetch(base + '/bytes?count=200000')).body.getReader(); let n = 0; for (;;) { const { done, value } = await reader.read(); if (done) return n; n += value.length }",
      ),
    ).toBe(200_000)
    expect(await result("return (await fetch(base + '/status?code=204')).body")).toBe(null)
  })

  test('20 MB come in at the script’s pace, within 48 MB of memory', async () => {
    expect(
      await result(
        `let n = 0, parts = 0; for await (const part of (await fetch(base + '/bytes?count=${20 * MiB}')).body) { n += part.length; if (parts++ % 50 === 0) await new Promise((next) => setTimeout(next, 1)) } return n`,
        { limits: { isolate_mb: 48 } },
      ),
    ).toBe(20 * MiB)
  })

  test.each(['gzip', 'deflate', 'raw-deflate', 'br', 'both'])('%s is undone', async (coding) => {
    expect(await result(`return (await fetch(base + '/${coding}')).text()`)).toBe(GREETING)
  })

  test('a body that only claims to be gzip fails', async () => {
    expect(
      (await run("return (await fetch(base + '/not-gzip')).text().catch((error) => { throw error.cause })"))
        .outcome,
    ).toMatchObject({ error_code: 'Z_DATA_ERROR' })
  })

  test('N6: a body that grows when it is decompressed counts in full, and ends the run at the limit', async () => {
    const { outcome } = await run("for await (const part of (await fetch(base + '/bomb')).body) {}")
    expect(outcome).toMatchObject({
      kind: 'failure',
      code: 'script_limit',
      message: expect.stringMatching(/after decompression/),
    })
  })
})

test('Headers, Response and FormData by themselves', async () => {
  expect(
    await result(`const h = new Headers({ B: '1', a: ' 2 ' }); h.append('b', '3'); h.set('c', 'x'); h.delete('C')
      const f = new FormData(); f.append('a', 1); f.append('a', 2); f.set('a', 3)
      return [[...h], await Response.json({ a: 1 }).json(), Response.json({}).headers.get('content-type'), new Response('x', { status: 201 }).status, Response.error().type, [...f],
        new Blob(['héllo']).size, await new Blob(['abc']).slice(1).text(), Object.prototype.toString.call(h)]`),
  ).toEqual([
    [
      ['a', '2'],
      ['b', '1, 3'],
    ],
    { a: 1 },
    'application/json',
    201,
    'error',
    [['a', '3']],
    6,
    'bc',
    '[object Headers]',
  ])
})
