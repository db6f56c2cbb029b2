import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

async function serve(environment: { [name: string]: string } = {}) {
  return startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    environment,
  )
}

test('a page of the documentation works without a script, under a policy that allows none', async () => {
  const server = await serve()
  const { status, headers, text } = await server.call('/docs/')
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  )
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(text).not.toMatch(/<script|<style| style=| on\w+=/)
  expect((await server.call('/docs/style.css')).headers['content-type']).toBe('text/css; charset=utf-8')
})

test('a browser that has the page is told so, until the page changes', async () => {
  const server = await serve()
  const { headers } = await server.call('/docs/errors')
  expect(headers['cache-control']).toBe('no-cache')
  const again = await server.call('/docs/errors', { headers: { 'if-none-match': String(headers.etag) } })
  expect([again.status, again.text]).toEqual([304, ''])
  const other = await server.call('/docs/errors', { headers: { 'if-none-match': '"of-an-older-version"' } })
  expect(other.status).toBe(200)
})

test('tenants’ hosts have no documentation, whatever the path', async () => {
  const server = await serve()
  await server.api('POST', 'operator/tenants', { name: 'acme' })
  const { port } = new URL(server.url)
  for (const path of ['/docs', '/docs/', '/docs/errors', '/docs/style.css', '/docs/search?q=key']) {
    for (const name of ['acme', 'nobody']) {
      const { status } = await server.call(path, { headers: { host: `${name}.localhost:${port}` } })
      expect([path, name, status]).toEqual([path, name, 404])
    }
  }
})

test('/docs leads to the first page, an unknown page is a 404 that shows the way, and nothing is written', async () => {
  const server = await serve()
  expect(await server.call('/docs')).toMatchObject({ status: 302, headers: { location: '/docs/' } })
  const missing = await server.call('/docs/none')
  expect(missing.status).toBe(404)
  expect(missing.text).toContain('<a href="errors">Errors</a>')
  expect(await server.call('/docs/', { method: 'POST' })).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
  })
})

test('the search of the documentation answers with links to sections', async () => {
  const server = await serve()
  const { status, text } = await server.call('/docs/search?q=backup')
  expect(status).toBe(200)
  expect(text).toContain('<a href="operations#backup">Operations: Backup</a>')
  expect((await server.call('/docs/search?q=a&q=b')).status).toBe(200)
})

test('the documentation names settings and their defaults, never a value of the server', async () => {
  const server = await serve({ FERRY_LOG_DAYS: '77', FERRY_SANDBOX_ALLOW: '10.99.88.77' })
  const { text } = await server.call('/docs/settings')
  expect(text).toContain('FERRY_LOG_DAYS')
  expect(text).not.toMatch(/\b77\b/)
})

test('an error carries the address of its explanation, and its body stays as it is', async () => {
  const server = await serve({ FERRY_PUBLIC_URL: 'https://login.example.com' })
  const help = (code: string) => `<https://login.example.com/docs/errors#${code}>; rel="help"`
  const management = await server.api('GET', 'users/auth0%7Cnobody')
  expect(management).toMatchObject({ status: 404, headers: { link: help('inexistent_user') } })
  expect(Object.keys(management.body as object)).toEqual(['statusCode', 'error', 'message', 'errorCode'])
  const authentication = await server.token({ grant_type: 'none' })
  expect(authentication.headers.link).toBe(help('unsupported_grant_type'))
})
