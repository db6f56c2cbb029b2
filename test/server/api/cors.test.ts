import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

const SPA = 'https://spa.example.com'
const SHOP = 'http://localhost:4200'

describe('CORS for pages of other origins', () => {
  let server: TestServer
  let spa: string
  beforeAll(async () => {
    server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {},
      afterAll,
    )
    const make = async (fields: object): Promise<string> => {
      const { status, body, text } = await server.api('POST', 'clients', { name: 'a page', ...fields })
      if (status !== 201) throw new Error(text)
      return (body as { client_id: string }).client_id
    }
    spa = await make({ app_type: 'spa', callbacks: [`${SPA}/callback?a=b`, 'com.example.app://callback'] })
    await make({ web_origins: [SHOP], allowed_origins: ['https://*.example.org'] })
  })

  const preflight = (path: string, origin: string, method = 'POST') =>
    server.call(path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'auth0-client,content-type',
      },
    })
  const ask = (origin: string, client_id?: string) =>
    server.call('/oauth/token', {
      method: 'POST',
      headers: { origin },
      body: { grant_type: 'password', ...(client_id === undefined ? {} : { client_id }) },
    })

  test.each([SPA, SHOP, 'https://x.example.org'])(
    'a preflight from %s passes, because the origin is registered on some client',
    async (origin) => {
      const { status, headers, text } = await preflight('/oauth/token', origin)
      expect({ status, text }).toEqual({ status: 204, text: '' })
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'POST',
        vary: 'Origin',
      })
      for (const name of ['auth0-client', 'content-type', 'authorization']) {
        expect(String(headers['access-control-allow-headers']).toLowerCase()).toContain(name)
      }
    },
  )

  test.each([
    'https://evil.example.com',
    'null',
    `${SPA}.evil.com`,
    'http://spa.example.com',
    'https://example.org',
    'https://a.b.example.org',
    'http://x.example.org',
    'https://x.example.org.evil.com',
    'https://xexample.org',
    'https://*.example.org',
  ])('a preflight from %s is not', async (origin) => {
    const { status, headers } = await preflight('/oauth/token', origin)
    expect(status).toBe(204)
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers.vary).toBe('Origin')
  })

  test('only pages of the client’s own origins may read its answers, errors included', async () => {
    const own = await ask(SPA, spa)
    expect(own.status).toBeGreaterThanOrEqual(400)
    expect(own.headers).toMatchObject({ 'access-control-allow-origin': SPA, vary: 'Origin' })
    expect(own.headers['access-control-expose-headers']).toContain('Retry-After')
    for (const answer of [
      await ask(SHOP, spa),
      await ask('https://evil.example.com', spa),
      await ask(SPA, 'nobody'),
    ]) {
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.headers.vary).toBe('Origin')
    }
  })

  test('H2: no answer allows cookies, and the Management API allows no page', async () => {
    for (const answer of [await ask(SPA, spa), await preflight('/oauth/token', SPA)]) {
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
    }
    const management = await preflight('/api/v2/users', SPA, 'GET')
    expect(management.status).toBe(405)
    expect(management.headers['access-control-allow-origin']).toBeUndefined()
    const read = await server.api('GET', 'users', undefined, { origin: SPA })
    expect(read.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('every page may read the public keys and the discovery document', async () => {
    for (const path of ['/.well-known/jwks.json', '/.well-known/openid-configuration']) {
      const { headers } = await server.call(path, { headers: { origin: 'https://any.example' } })
      expect(headers['access-control-allow-origin'], path).toBe('*')
      expect(headers['access-control-allow-credentials'], path).toBeUndefined()
    }
  })
})
