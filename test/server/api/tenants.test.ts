import { describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import type { TestTenant } from '../../support/tenants.ts'
import { createTenant } from '../../support/tenants.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const start = (environment: { [name: string]: string } = {}): Promise<TestServer> =>
  startTestServer(createFakeRuntime(people), environment)

const issuerAt = async (server: TestServer, host: string): Promise<Answer> =>
  server.call('/.well-known/openid-configuration', { headers: { host } })

describe('which tenant a request is for', () => {
  test('the host name chooses the tenant; whatever is no name of a tenant is the default one', async () => {
    const server = await start()
    const { port } = new URL(server.url)
    await createTenant(server, 'acme')
    const acme = { status: 200, body: { issuer: `http://acme.localhost:${port}/` } }
    const ours = { status: 200, body: { issuer: `${server.url}/` } }
    for (const host of [
      'acme.localhost',
      `acme.localhost:${port}`,
      'ACME.localhost',
      'acme.localhost.',
      'acme.localhost:1',
    ]) {
      expect(await issuerAt(server, host), host).toMatchObject(acme)
    }
    for (const host of [
      `127.0.0.1:${port}`,
      'localhost',
      'login.example.com',
      '[::1]:3000',
      'default.localhost',
      'acmelocalhost',
      'x',
    ]) {
      expect(await issuerAt(server, host), host).toMatchObject(ours)
    }
  })

  test('a name of the pattern that no tenant has is 404 inexistent_tenant, on every path', async () => {
    const server = await start()
    for (const host of ['nobody.localhost', 'a.b.localhost', '.localhost', '%00.localhost']) {
      for (const path of ['/.well-known/jwks.json', '/api/v2/users', '/userinfo', '/openapi.json']) {
        const answer = await server.call(path, { headers: { host } })
        expect(answer.status, `${host} ${path}`).toBe(404)
        expect(answer.text).toContain('inexistent_tenant')
      }
    }
  })

  test('forwarded hosts choose nothing', async () => {
    const server = await start()
    await createTenant(server, 'acme')
    const answer = await server.call('/.well-known/openid-configuration', {
      headers: { 'x-forwarded-host': 'acme.localhost', forwarded: 'host=acme.localhost' },
    })
    expect(answer.body).toMatchObject({ issuer: `${server.url}/` })
  })

  test('FERRY_TENANT_URL says where tenants are', async () => {
    const server = await start({
      FERRY_PUBLIC_URL: 'https://main.login.example.com',
      FERRY_TENANT_URL: 'https://{tenant}.login.example.com/',
    })
    const { public_url } = await createTenant(server, 'acme')
    expect(public_url).toBe('https://acme.login.example.com')
    const issuers = [
      ['acme.login.example.com', 'https://acme.login.example.com/'],
      ['main.login.example.com', 'https://main.login.example.com/'],
      ['acme.localhost', 'https://main.login.example.com/'],
    ] as const
    for (const [host, issuer] of issuers) {
      expect((await issuerAt(server, host)).body).toMatchObject({ issuer })
    }
    expect((await issuerAt(server, 'other.login.example.com')).status).toBe(404)
  })

  test('behind a local TLS terminator tenants are below localhost at its port', async () => {
    const server = await start({ FERRY_PUBLIC_URL: 'https://localhost:8443' })
    expect((await createTenant(server, 'acme')).public_url).toBe('https://acme.localhost:8443')
  })

  test('a tenant is there as soon as it is made, gone when it is deleted, and another one under the same name again', async () => {
    const server = await start()
    expect((await issuerAt(server, 'acme.localhost')).status).toBe(404)
    const first = await createTenant(server, 'acme')
    const keys = (tenant: TestTenant) => tenant.call('/.well-known/jwks.json').then(({ text }) => text)
    const before = await keys(first)
    expect((await server.api('DELETE', 'operator/tenants/acme')).status).toBe(204)
    expect((await issuerAt(server, 'acme.localhost')).status).toBe(404)
    const second = await createTenant(server, 'acme')
    expect(await keys(second)).not.toBe(before)
    expect((await first.api('GET', 'users')).status).toBe(401)
    expect((await second.api('GET', 'users')).status).toBe(200)
  })

  test('first requests of a tenant, all at once, make one current key and one next key', async () => {
    const server = await start()
    await server.api('POST', 'operator/tenants', { name: 'acme' })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        server.call('/.well-known/jwks.json', { headers: { host: 'acme.localhost' } }),
      ),
    )
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]?.body).toMatchObject({ keys: [{ alg: 'RS256' }, { alg: 'RS256' }] })
  })
})

describe('tenants apart', () => {
  test('T1: people of one tenant are no people of another, and its tokens open nothing there', async () => {
    const server = await start()
    const acme = await createTenant(server, 'acme')
    await server.connection('legacy')
    await acme.connection('legacy')
    const login = await acme.login('legacy', 'ann@example.com', 'old-secret')
    expect(login.status, login.text).toBe(200)
    const { access_token, refresh_token } = login.body as { access_token: string; refresh_token: string }
    const bearer = { authorization: `Bearer ${access_token}` }
    expect((await acme.call('/userinfo', { headers: bearer })).status).toBe(200)
    expect((await server.call('/userinfo', { headers: bearer })).status).toBe(401)
    expect((await server.api('GET', 'users')).body).toEqual([])
    expect((await acme.api('GET', 'users')).body).toMatchObject([{ user_id: 'auth0|7' }])
    const refresh = { grant_type: 'refresh_token', refresh_token }
    expect((await server.token({ ...refresh, ...server.admin })).status).toBe(403)
    expect((await server.token({ ...refresh, ...acme.admin })).status).toBe(401)
    expect((await acme.token({ ...refresh, ...acme.admin })).status).toBe(200)
  })

  test('/openapi.json names the tenant’s own addresses, whoever asked first', async () => {
    const server = await start()
    const acme = await createTenant(server, 'acme')
    for (const [asked, url] of [
      [server, server.url],
      [acme, acme.public_url],
      [server, server.url],
    ] as const) {
      const { body, text } = await asked.call('/openapi.json')
      expect(body).toMatchObject({ servers: [{ url }] })
      expect(text).toContain(`"${url}/oauth/token"`)
    }
  })
})

describe('the operator’s API', () => {
  test('makes, lists and deletes tenants', async () => {
    const server = await start()
    const { port } = new URL(server.url)
    const made = await server.api('POST', 'operator/tenants', { name: 'acme' })
    const public_url = `http://acme.localhost:${port}`
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'acme', public_url, client_id: expect.any(String), client_secret: expect.any(String) },
    })
    expect((await server.api('GET', 'operator/tenants')).body).toMatchObject({
      tenants: [
        { name: 'acme', public_url },
        { name: 'default', public_url: server.url },
      ],
    })
    expect((await server.api('GET', 'operator/tenants')).text).not.toContain('client')
    expect(await server.api('POST', 'operator/tenants', { name: 'acme' })).toMatchObject({
      status: 409,
      body: { errorCode: 'conflict' },
    })
    for (const name of ['', 'Acme', 'a.b', '-a', 'a_b', 'a'.repeat(64), 'ä', 7]) {
      expect((await server.api('POST', 'operator/tenants', { name })).status, String(name)).toBe(400)
    }
    expect((await server.api('DELETE', 'operator/tenants/default')).body).toMatchObject({
      statusCode: 400,
      errorCode: 'operation_not_supported',
    })
    expect((await server.api('DELETE', 'operator/tenants/nobody')).status).toBe(404)
    expect((await server.api('DELETE', 'operator/tenants/acme')).status).toBe(204)
    expect((await server.api('DELETE', 'operator/tenants/acme')).status).toBe(404)
  })

  test('T1: no client of another tenant is an operator, and none can be made one', async () => {
    const server = await start()
    const acme = await createTenant(server, 'acme')
    const granted = await acme.token({
      grant_type: 'client_credentials',
      ...acme.admin,
      audience: `${acme.public_url}/api/v2/`,
      scope: 'manage:tenants read:users',
    })
    expect(granted.body).toMatchObject({ scope: 'read:users' })
    for (const [method, path] of [
      ['GET', 'operator/tenants'],
      ['POST', 'operator/tenants'],
      ['DELETE', 'operator/tenants/acme'],
    ] as const) {
      expect(await acme.api(method, path, method === 'POST' ? { name: 'more' } : undefined)).toMatchObject({
        status: 403,
        body: { errorCode: 'insufficient_scope' },
      })
    }
    const { body } = await acme.api('POST', 'clients', { name: 'app' })
    const { client_id } = body as { client_id: string }
    const grant = { client_id, audience: `${acme.public_url}/api/v2/`, scope: ['manage:tenants'] }
    expect((await acme.api('POST', 'client-grants', grant)).status).toBe(400)
  })
})
