import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const runtime = () => createFakeRuntime(() => ({ kind: 'none' }))

describe('rate limits', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(
      runtime(),
      { FERRY_RATE_LIMIT_MANAGEMENT: '5', FERRY_RATE_LIMIT_AUTHENTICATION: '3' },
      afterAll,
    )
  })

  test('the Management API tells how many calls are left, and refuses more of them with the time to wait', async () => {
    const before = Math.floor(Date.now() / 1_000)
    const answers = await Promise.all(Array.from({ length: 40 }, () => server.api('GET', 'connections')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    for (const { headers } of answers) {
      expect(headers['x-ratelimit-limit']).toBe('5')
      expect(headers['x-ratelimit-remaining']).toMatch(/^[0-4]$/)
      expect(Number(headers['x-ratelimit-reset'])).toBeGreaterThanOrEqual(before)
      expect(Number(headers['x-ratelimit-reset'])).toBeLessThanOrEqual(Date.now() / 1_000 + 2)
    }
    expect(refused[0]).toMatchObject({
      body: { statusCode: 429, error: 'Too Many Requests', errorCode: 'too_many_requests' },
      headers: { 'retry-after': '1' },
    })
  })

  test('the Authentication API counts by address', async () => {
    const ask = (local_address: string) =>
      server.call('/oauth/token', { method: 'POST', body: { grant_type: 'x' }, local_address })
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('127.0.0.21')))
    expect(answers.find(({ status }) => status === 429)).toMatchObject({
      body: {
        error: 'too_many_requests',
        error_description:
          'Too many requests. Check the X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset headers.',
      },
      headers: { 'x-ratelimit-limit': '3', 'x-ratelimit-remaining': '0' },
    })
    expect((await ask('127.0.0.22')).status).toBe(400)
  })

  test('health checks and cacheable documents are never refused', async () => {
    for (const path of [
      '/healthz',
      '/readyz',
      '/.well-known/jwks.json',
      '/.well-known/openid-configuration',
    ]) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => server.call(path)))
      expect(answers.filter(({ status }) => status !== 200)).toEqual([])
      expect(answers[0]?.headers['x-ratelimit-limit']).toBeUndefined()
    }
  })
})

test('limits can be switched off', async () => {
  const server = await startTestServer(runtime(), {
    FERRY_RATE_LIMIT_MANAGEMENT: '0',
    FERRY_RATE_LIMIT_AUTHENTICATION: '0',
  })
  const { status, headers } = await server.api('GET', 'connections')
  expect(status).toBe(200)
  expect(headers['x-ratelimit-limit']).toBeUndefined()
})

test('T4: after ten wrong secrets of a client its right secret is refused too, but only from the same address', async () => {
  const server = await startTestServer(runtime())
  const ask = (client_secret: string, local_address: string) =>
    server.call('/oauth/token', {
      method: 'POST',
      body: {
        grant_type: 'client_credentials',
        client_id: server.admin.client_id,
        client_secret,
        audience: `${server.url}/api/v2/`,
      },
      local_address,
    })
  const right = server.admin.client_secret
  expect((await ask(right, '127.0.0.31')).status).toBe(200)
  for (let n = 0; n < 10; n++) expect((await ask(`wrong ${n}`, '127.0.0.31')).status).toBe(401)
  expect(await ask(right, '127.0.0.31')).toMatchObject({
    status: 429,
    body: { error: 'too_many_requests' },
    headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
  })
  expect((await ask(right, '127.0.0.32')).status).toBe(200)
  const other = await server.call('/oauth/token', {
    method: 'POST',
    body: { grant_type: 'client_credentials', client_id: 'other', client_secret: 'wrong', audience: 'x' },
    local_address: '127.0.0.31',
  })
  expect(other.status).toBe(401)
})

test('HSTS is sent when the public address is https, and only then', async () => {
  const plain = await startTestServer(runtime())
  expect((await plain.call('/healthz')).headers['strict-transport-security']).toBeUndefined()
  const secure = await startTestServer(runtime(), { FERRY_PUBLIC_URL: 'https://login.example.com' })
  expect((await secure.call('/healthz')).headers['strict-transport-security']).toBe('max-age=31536000')
})
