import { readdirSync } from 'node:fs'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ensureDashboard } from '../../../server/dashboard/ensure-build.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

async function serve(environment: { [name: string]: string } = {}) {
  const build = await ensureDashboard()
  if (build.kind !== 'built') throw new Error(build.reason)
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const server = await startTestServer(runtime, environment, undefined, build)
  const files = readdirSync(build.directory, { recursive: true, encoding: 'utf8' })
  const script = files.find((file) => /^assets\/index-.*\.js$/.test(file)) ?? 'none'
  /** Not `fetch`, which would decode the body. */
  const get = async (path: string, headers: { [name: string]: string } = {}, method = 'GET') => {
    const response = await fetch(server.url + path, { method, redirect: 'manual', headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { server, get, script, files }
}

test('H1: every answer of the dashboard carries the strict policy, with Trusted Types', async () => {
  const { get, script } = await serve()
  for (const path of [
    '/dashboard/',
    '/dashboard/t/default/users',
    `/dashboard/${script}`,
    '/dashboard/assets/none.js',
  ]) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy'), path).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types ferry",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('strict-transport-security')).toBe(null)
  }
})

test('H1: with a public address on https, browsers are told to keep to https', async () => {
  const { get } = await serve({ FERRY_PUBLIC_URL: 'https://ferry.example.test' })
  const { headers } = await get('/dashboard/')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('browsers do not cache the page of the dashboard, and cache its assets for a year', async () => {
  const { get, script } = await serve()
  const page = await get('/dashboard/t/default/users/auth0%7Ca.b')
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.text).toContain(`src="/dashboard/${script}"`)
  const asset = await get(`/dashboard/${script}`)
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('the script is sent in the smallest encoding that the browser accepts', async () => {
  const { server, script } = await serve()
  const sizes: number[] = []
  const texts = new Set<string>()
  for (const [accepted, encoding, decode] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Uint8Array) => bytes],
  ] as const) {
    const { headers, bytes } = await rawGet(`${server.url}/dashboard/${script}`, accepted)
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['content-length']).toBe(String(bytes.byteLength))
    expect(headers.vary).toBe('Accept-Encoding')
    sizes.push(bytes.byteLength)
    texts.add(Buffer.from(decode(bytes)).toString())
  }
  expect(texts.size).toBe(1)
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
})

test('no file outside the build is served, and a missing asset is 404', async () => {
  const { server, get } = await serve()
  for (const path of [
    '/dashboard/assets/none.js',
    '/dashboard/assets/../../package.json',
    '/dashboard/assets/..%2f..%2fpackage.json',
    '/dashboard/assets/%2e%2e/index.html',
    '/dashboard/assets/',
  ]) {
    const { status, text } = await rawStatus(`${server.url}`, path)
    expect([path, status]).toEqual([path, 404])
    expect(text).not.toContain('dependencies')
  }
  // A path that looks like a file beside the index is a page of the application.
  expect((await get('/dashboard/package.json')).headers.get('content-type')).toBe('text/html; charset=utf-8')
})

test('/ redirects to the dashboard, which accepts GET and HEAD only', async () => {
  const { get } = await serve()
  for (const path of ['/', '/dashboard']) {
    const { status, headers } = await get(path)
    expect([status, headers.get('location')]).toEqual([302, '/dashboard/'])
  }
  const posted = await get('/dashboard/sign-in', {}, 'POST')
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('without a build the APIs work and the dashboard is 404', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  expect((await server.call('/dashboard/')).status).toBe(404)
  expect((await server.api('GET', 'connections')).status).toBe(200)
})

async function rawGet(url: string, accepted: string) {
  const { request } = await import('node:http')
  return await new Promise<{ headers: import('node:http').IncomingHttpHeaders; bytes: Buffer }>(
    (resolve, reject) => {
      request(url, { headers: { 'accept-encoding': accepted } }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }))
      })
        .on('error', reject)
        .end()
    },
  )
}

/** Sends the path unchanged; `fetch` would resolve its dots. */
async function rawStatus(url: string, path: string) {
  const { request } = await import('node:http')
  const { hostname, port } = new URL(url)
  return await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
      .on('error', reject)
      .end()
  })
}
