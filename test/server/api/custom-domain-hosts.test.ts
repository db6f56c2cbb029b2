/** What a tenant's custom domains open, and what they do not. @module */
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { allRoutes } from '../../../server/api/routes.ts'
import { verifiedDomain } from '../../support/custom-domains.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Call } from '../../support/http-call.ts'
import { linkIn, openOutbox } from '../../support/outbox.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import type { TestApplication } from '../../support/sign-in.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser, stateOf } from '../../support/sign-in.ts'
import type { TestTenant } from '../../support/tenants.ts'
import { createTenant } from '../../support/tenants.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const DOMAIN = 'login.shop.example'
const OWN = 'acme.ferry.example.org'

async function start(environment: { [name: string]: string } = {}): Promise<TestServer> {
  const directory = join(temporaryFolder(), 'build')
  mkdirSync(directory)
  writeFileSync(join(directory, 'index.html'), '<!doctype html>')
  return startTestServer(
    createFakeRuntime(people),
    {
      FERRY_PUBLIC_URL: 'https://ferry.example.org',
      FERRY_TENANT_URL: 'https://{tenant}.ferry.example.org',
      ...environment,
    },
    undefined,
    { kind: 'built', directory, is_stale: false },
  )
}

/** The server, as it is seen at one host. */
function at(server: TestServer, host: string): TestServer {
  const call: TestServer['call'] = (path, request: Call = {}) =>
    server.call(path, { ...request, headers: { host, ...request.headers } })
  return { ...server, call, token: (body) => call('/oauth/token', { method: 'POST', body }) }
}

interface Shop {
  server: TestServer
  acme: TestTenant
  client: TestApplication
  domain_id: string
}

/** A tenant with a connection, an application and a verified domain. */
async function shop(): Promise<Shop> {
  const server = await start()
  const acme = await createTenant(server, 'acme')
  const connection_id = await acme.connection('legacy')
  const client = await application({ ...server, ...acme }, connection_id)
  const { custom_domain_id } = await verifiedDomain(server, acme, DOMAIN)
  return { server, acme, client, domain_id: custom_domain_id }
}

const requestOf = ({ client_id }: TestApplication): { [name: string]: string } => ({
  client_id,
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid email offline_access',
})

/** Signs in at a host. @returns the browser, the tokens and the code's address */
async function signIn({ server, client }: Shop, host: string) {
  const place = at(server, host)
  const browser = createBrowser(place)
  const answer = await browser.signIn(requestOf(client), 'ann@example.com', 'old-secret')
  const { code } = answerOf(answer)
  const tokens = await place.token({
    grant_type: 'authorization_code',
    ...client,
    code,
    redirect_uri: CALLBACK,
  })
  expect(tokens.status, tokens.text).toBe(200)
  return {
    browser,
    tokens: tokens.body as { access_token: string; id_token: string; refresh_token: string },
  }
}

const bearer = (token: string): Call => ({ headers: { authorization: `Bearer ${token}` } })

describe('at a custom domain', () => {
  test('a person signs in, and every token and address names the domain', async () => {
    const own = await shop()
    const place = at(own.server, DOMAIN)
    const discovery = (await place.call('/.well-known/openid-configuration')).body as {
      [name: string]: string
    }
    expect(discovery.issuer).toBe(`https://${DOMAIN}/`)
    const addresses = Object.values(discovery).filter((value) => String(value).startsWith('https://'))
    expect(addresses.length).toBeGreaterThan(5)
    for (const address of addresses) expect(address).toMatch(/^https:\/\/login\.shop\.example\//)
    const { browser, tokens } = await signIn(own, DOMAIN)
    expect(claimsOf(tokens.id_token).iss).toBe(`https://${DOMAIN}/`)
    expect(claimsOf(tokens.access_token)).toMatchObject({
      iss: `https://${DOMAIN}/`,
      aud: `https://${DOMAIN}/userinfo`,
    })
    expect((await place.call('/userinfo', bearer(tokens.access_token))).body).toMatchObject({
      email: 'ann@example.com',
    })
    expect(browser.cookies.has('__Host-ferry_sso')).toBe(true)
    const silent = await browser.authorize({ ...requestOf(own.client), prompt: 'none' })
    expect(answerOf(silent).code).toBeDefined()
    const refreshed = await place.token({
      grant_type: 'refresh_token',
      ...own.client,
      refresh_token: tokens.refresh_token,
    })
    expect(claimsOf((refreshed.body as { access_token: string }).access_token).iss).toBe(`https://${DOMAIN}/`)
    const page = await browser.get('/u/reset-password?ticket=x')
    expect(page.text).not.toContain('ferry.example.org')
  })

  test('A32: the logout token of a session has the issuer of the host that it was made at', async () => {
    const own = await shop()
    const received: string[] = []
    const listener = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString()
      received.push(new URLSearchParams(body).get('logout_token') ?? '')
      response.end()
    })
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    onTestFinished(() => void listener.close())
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`
    const oidc_logout = { backchannel_logout_urls: [url] }
    await own.acme.api('PATCH', `clients/${own.client.client_id}`, { oidc_logout })
    for (const host of [DOMAIN, OWN]) {
      const { browser, tokens } = await signIn(own, host)
      await browser.get('/v2/logout')
      await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1)
      const { iss, sid } = claimsOf(received.pop() ?? '')
      expect([iss, sid]).toEqual([`https://${host}/`, claimsOf(tokens.id_token).sid])
    }
  })

  test('the keys are those of the tenant, with the same IDs', async () => {
    const { server } = await shop()
    const keysAt = async (host: string) => (await at(server, host).call('/.well-known/jwks.json')).body
    expect(await keysAt(DOMAIN)).toEqual(await keysAt(OWN))
    expect(await keysAt(DOMAIN)).not.toEqual(await keysAt('ferry.example.org'))
  })

  test('A29: a token counts only at its own issuer, and so do a session and a page that is under way', async () => {
    const own = await shop()
    await verifiedDomain(own.server, own.acme, 'other.shop.example')
    for (const [here, there] of [
      [DOMAIN, OWN],
      [OWN, DOMAIN],
      [DOMAIN, 'other.shop.example'],
    ] as const) {
      const { tokens } = await signIn(own, here)
      const elsewhere = at(own.server, there)
      expect((await elsewhere.call('/userinfo', bearer(tokens.access_token))).status).toBe(401)
      const hint = await elsewhere.call(`/oidc/logout?id_token_hint=${tokens.id_token}`)
      expect(hint.status).toBe(400)
      const state = stateOf(await createBrowser(at(own.server, here)).authorize(requestOf(own.client)))
      const page = await elsewhere.call(`/u/login?state=${state}`)
      expect(page.text).not.toContain('name="password"')
    }
  })

  test.each([DOMAIN.toUpperCase(), `${DOMAIN}.`, `${DOMAIN}:443`, `${DOMAIN}.:8443`])(
    'the host %j is the same',
    async (host) => {
      const { server } = await shop()
      const { body } = await at(server, host).call('/.well-known/openid-configuration')
      expect(body).toMatchObject({ issuer: `https://${DOMAIN}/` })
    },
  )

  test.each([
    `www.${DOMAIN}`,
    'shop.example',
    `${DOMAIN}.evil.example`,
    `evil-${DOMAIN}`,
    `a@${DOMAIN}`,
    `${DOMAIN}..`,
    `${DOMAIN}:x`,
    `${DOMAIN}:443:443`,
    `${DOMAIN}/`,
    `${DOMAIN}\\@ferry.example.org`,
    `login.shop.ex%61mple`,
    `login%2eshop.example`,
    `login.shop.example,ferry.example.org`,
    `[${DOMAIN}]`,
  ])('the host %j is another, at which nobody answers', async (host) => {
    const { server } = await shop()
    expect(await at(server, host).call('/.well-known/openid-configuration')).toMatchObject({
      status: 404,
      body: { error: 'unknown_host' },
    })
  })

  test('a domain that is not verified opens nothing', async () => {
    const { server, acme } = await shop()
    await acme.api('POST', 'custom-domains', { domain: 'waiting.shop.example' })
    expect((await at(server, 'waiting.shop.example').call('/authorize')).status).toBe(404)
  })

  test('FERRY_ANY_HOST opens all other hosts for the default tenant, and leaves the domain to its tenant', async () => {
    const server = await start({ FERRY_ANY_HOST: '1' })
    const acme = await createTenant(server, 'acme')
    const issuer = async (): Promise<unknown> =>
      ((await at(server, DOMAIN).call('/.well-known/openid-configuration')).body as { issuer: string }).issuer
    expect(await issuer()).toBe('https://ferry.example.org/')
    await verifiedDomain(server, acme, DOMAIN)
    expect(await issuer()).toBe(`https://${DOMAIN}/`)
    expect((await at(server, DOMAIN).call('/dashboard/')).status).toBe(404)
  })
})

describe('what is not at a custom domain', () => {
  test('dashboard, documentation and description of the API are at the operator’s own hosts', async () => {
    const { server } = await shop()
    await verifiedDomain(server, { ...server, name: 'default' }, 'login.operator.example')
    for (const host of [DOMAIN, 'login.operator.example']) {
      const place = at(server, host)
      for (const path of [
        '/',
        '/dashboard',
        '/dashboard/',
        '/dashboard/users',
        '/docs',
        '/docs/',
        '/openapi.json',
      ]) {
        expect([host, path, (await place.call(path)).status]).toEqual([host, path, 404])
        expect((await place.call(path, { method: 'HEAD' })).status).toBe(404)
      }
    }
    expect((await at(server, 'ferry.example.org').call('/dashboard/')).status).toBe(200)
  })

  test('endpoints of members, of their sessions and of the operator are not there, whoever asks', async () => {
    const { server } = await shop()
    await verifiedDomain(server, { ...server, name: 'default' }, 'login.operator.example')
    const place = at(server, 'login.operator.example')
    const granted = await place.token({
      grant_type: 'client_credentials',
      ...server.admin,
      audience: 'https://login.operator.example/api/v2/',
    })
    const { access_token } = granted.body as { access_token: string }
    const users = await place.call('/api/v2/users', bearer(access_token))
    expect(users.status).toBe(200)
    const closed = allRoutes().filter(
      ({ path, description: { operation, scopes } }) =>
        /^session/.test(operation?.proof ?? '') ||
        scopes.includes('manage:tenants') ||
        scopes.some((scope) => scope.endsWith(':members')) ||
        /^\/api\/v2\/(?:session|setup|members|operator)(?:\/|$)/.test(path),
    )
    expect(closed.length).toBeGreaterThan(12)
    for (const { method, path } of closed) {
      const filled = path.replace(/:\w+/g, 'x')
      for (const headers of [{}, bearer(access_token).headers]) {
        const answer = await place.call(filled, {
          method: method.toUpperCase(),
          headers: { ...headers },
          ...(method === 'get' ? {} : { body: {} }),
        })
        expect([method, path, answer.status]).toEqual([method, path, 404])
      }
    }
  })

  test('the Management API takes tokens of the domain’s own audience and issuer, and no cookie', async () => {
    const { server, acme } = await shop()
    const place = at(server, DOMAIN)
    const ask = (audience: string) =>
      place.token({ grant_type: 'client_credentials', ...acme.admin, audience })
    const granted = await ask(`https://${DOMAIN}/api/v2/`)
    const { access_token } = granted.body as { access_token: string }
    expect((await place.call('/api/v2/users', bearer(access_token))).status).toBe(200)
    expect((await at(server, OWN).call('/api/v2/users', bearer(access_token))).status).toBe(401)
    expect((await place.call('/api/v2/users', bearer(acme.access_token))).status).toBe(401)
    expect(await ask(`https://${OWN}/api/v2/`)).toMatchObject({
      status: 403,
      body: { error_description: expect.stringContaining(`https://${DOMAIN}/api/v2/`) },
    })
    const cookie = { cookie: `__Host-ferry_session=${'a'.repeat(43)}` }
    expect((await place.call('/api/v2/users', { headers: cookie })).status).toBe(401)
  })
})

test('links of emails start with the primary domain, whatever host was asked', async () => {
  const { server, acme, client } = await shop()
  await signIn({ server, acme, client, domain_id: '' }, OWN)
  await verifiedDomain(server, acme, 'other.shop.example')
  const outbox = openOutbox(server.data_dir)
  const linkOf = async (host: string): Promise<string> => {
    const asked = await at(server, host).call('/dbconnections/change_password', {
      method: 'POST',
      body: { client_id: client.client_id, email: 'ann@example.com', connection: 'legacy' },
    })
    expect(asked.status, asked.text).toBe(200)
    return new URL(linkIn(await outbox.next('ann@example.com'))).origin
  }
  for (const host of [OWN, DOMAIN, 'other.shop.example']) expect(await linkOf(host)).toBe(`https://${DOMAIN}`)
  await acme.api('PATCH', 'custom-domains/default', { domain: 'other.shop.example' })
  expect(await linkOf(DOMAIN)).toBe('https://other.shop.example')
  for (const { custom_domain_id } of (await acme.api('GET', 'custom-domains')).body as {
    custom_domain_id: string
  }[]) {
    await acme.api('DELETE', `custom-domains/${custom_domain_id}`)
  }
  expect(await linkOf(OWN)).toBe(`https://${OWN}`)
})

test('a deleted domain opens nothing at once, and its sessions and tokens open nothing for its next tenant', async () => {
  const own = await shop()
  const { browser, tokens } = await signIn(own, DOMAIN)
  await own.acme.api('DELETE', `custom-domains/${own.domain_id}`)
  const request = { ...requestOf(own.client), prompt: 'none' }
  expect((await browser.authorize(request)).status).toBe(404)
  expect((await at(own.server, DOMAIN).call('/userinfo', bearer(tokens.access_token))).status).toBe(404)
  const beta = await createTenant(own.server, 'beta')
  const client = await application({ ...own.server, ...beta }, await beta.connection('legacy'))
  await verifiedDomain(own.server, beta, DOMAIN)
  const asked = await browser.authorize({ ...requestOf(client), prompt: 'none' })
  expect(answerOf(asked)).toMatchObject({ error: 'login_required' })
  expect((await at(own.server, DOMAIN).call('/userinfo', bearer(tokens.access_token))).status).toBe(401)
  const stale = await at(own.server, DOMAIN).token({
    grant_type: 'refresh_token',
    ...own.client,
    refresh_token: tokens.refresh_token,
  })
  expect(stale.status).toBe(401)
  // The person and the refresh token are still the first tenant's.
  const refreshed = await at(own.server, OWN).token({
    grant_type: 'refresh_token',
    ...own.client,
    refresh_token: tokens.refresh_token,
  })
  expect(refreshed.status, refreshed.text).toBe(200)
})

test('a deleted tenant takes its domains with it', async () => {
  const { server } = await shop()
  expect((await server.api('DELETE', 'operator/tenants/acme')).status).toBe(204)
  expect((await at(server, DOMAIN).call('/.well-known/jwks.json')).status).toBe(404)
  const beta = await createTenant(server, 'beta')
  await verifiedDomain(server, beta, DOMAIN)
  expect((await at(server, DOMAIN).call('/.well-known/openid-configuration')).body).toMatchObject({
    issuer: `https://${DOMAIN}/`,
  })
})

test('a proxy may get certificates for hosts of tenants and verified domains, and for no other name', async () => {
  const { server, acme } = await shop()
  await acme.api('POST', 'custom-domains', { domain: 'waiting.shop.example' })
  const ask = async (domain: string): Promise<number> =>
    (await server.call(`/served-name?domain=${encodeURIComponent(domain)}`)).status
  for (const name of [DOMAIN, DOMAIN.toUpperCase(), OWN, 'ferry.example.org']) {
    expect([name, await ask(name)]).toEqual([name, 200])
  }
  for (const name of [
    'waiting.shop.example',
    'nobody.ferry.example.org',
    'x.acme.ferry.example.org',
    'localhost',
    '127.0.0.1',
    'evil.example',
    `${DOMAIN}:443`,
    `${DOMAIN}.`,
  ]) {
    expect([name, await ask(name)]).toEqual([name, 404])
  }
})
