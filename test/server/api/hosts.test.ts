import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { createTenant } from '../../support/tenants.ts'

const PATHS = ['/', '/dashboard/', '/docs/', '/openapi.json', '/api/v2/users', '/userinfo', '/nowhere']
const PAGES = ['/u/reset-password?ticket=x', '/.well-known/openid-configuration', '/oauth/token']

function start(environment: { [name: string]: string } = {}): Promise<TestServer> {
  const directory = join(temporaryFolder(), 'build')
  mkdirSync(directory)
  writeFileSync(join(directory, 'index.html'), '<!doctype html>')
  return startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    environment,
    undefined,
    { kind: 'built', directory, is_stale: false },
  )
}

const at = (server: TestServer, host: string, path = '/.well-known/openid-configuration'): Promise<Answer> =>
  server.call(path, { headers: { host } })

describe('hosts at which Ferry answers', () => {
  test('H5: a host that is not configured is 404 on every path, in words that say what to set', async () => {
    const server = await start({ FERRY_PUBLIC_URL: 'https://login.example.com' })
    for (const path of [...PATHS, ...PAGES]) {
      const { status, text, headers } = await at(server, 'evil.example.com', path)
      expect([path, status]).toEqual([path, 404])
      expect(text).toContain('unknown_host')
      expect(text).toContain('FERRY_PUBLIC_URL')
      expect(text + JSON.stringify(headers)).not.toContain('evil')
    }
    const preflight = await server.call('/oauth/token', {
      method: 'OPTIONS',
      headers: { host: 'evil.example.com', origin: 'https://evil.example.com' },
    })
    expect(preflight.status).toBe(404)
    expect(preflight.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('the public host, its tenants and loopback answer, with any port and in any case', async () => {
    const server = await start({
      FERRY_PUBLIC_URL: 'https://login.example.com',
      FERRY_TENANT_URL: 'https://{tenant}.login.example.com',
    })
    await createTenant(server, 'acme')
    const hosts = [
      'login.example.com',
      'LOGIN.example.com:443',
      'login.example.com.',
      'acme.login.example.com',
    ]
    for (const host of [...hosts, 'localhost', 'localhost:3000', '127.0.0.1', '127.1.2.3:80', '[::1]:3000']) {
      expect([host, (await at(server, host)).status]).toEqual([host, 200])
    }
  })

  test.each([
    'login.example.com.evil.example',
    'not-login.example.com',
    'example.com',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.5',
    '[2001:db8::1]',
    '0x7f.1',
    'a@localhost',
    'evil.example/localhost',
    '<script>alert(1)</script>',
    '%61.localhost%00',
    ` ${'a'.repeat(8_000)}`,
    '..',
  ])('with a public address the host %j is refused', async (host) => {
    const server = await start({ FERRY_PUBLIC_URL: 'https://login.example.com' })
    const { status, text } = await at(server, host)
    expect(status).toBe(404)
    expect(text).toContain('unknown_host')
    expect(text).not.toMatch(/alert|evil|aaa/)
  })

  test('a newcomer opens Ferry at loopback, or at an address of the network, without a setting', async () => {
    const server = await start()
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', '192.168.1.20:3000', '[fd00::1]']) {
      expect([host, (await at(server, host)).status]).toEqual([host, 200])
      expect([host, (await at(server, host, '/dashboard/')).status]).toEqual([host, 200])
    }
    // A name could be somebody else’s, for the address of this machine (DNS rebinding).
    for (const host of ['rebound.example.com', 'ferry', '192.168.1.20.example.com', '[fd00::1', '[x]']) {
      expect([host, (await at(server, host)).status]).toEqual([host, 404])
    }
  })

  test('FERRY_ANY_HOST=1 opens all other hosts for the default tenant', async () => {
    const server = await start({ FERRY_ANY_HOST: '1', FERRY_PUBLIC_URL: 'https://login.example.com' })
    for (const host of ['ferry', 'other.example.com:3000', '10.0.0.5']) {
      expect((await at(server, host)).body).toMatchObject({ issuer: 'https://login.example.com/' })
    }
    expect((await at(server, 'nobody.localhost')).body).toMatchObject({ error: 'inexistent_tenant' })
  })

  test('probes are answered at every host, those of no tenant too', async () => {
    const server = await start({
      FERRY_PUBLIC_URL: 'https://login.example.com',
      FERRY_TENANT_URL: 'https://{tenant}.login.example.com',
    })
    for (const host of ['10.1.2.3:3000', 'ferry-0.ferry', 'nobody.login.example.com', 'x']) {
      for (const path of ['/healthz', '/readyz']) {
        expect([host, path, (await at(server, host, path)).status]).toEqual([host, path, 200])
      }
    }
  })
})
