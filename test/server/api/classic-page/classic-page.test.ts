import { describe, expect, test } from 'vitest'
import { embeddedShop } from '../../../support/cross-origin.ts'
import { verifiedDomain } from '../../../support/custom-domains.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import type { TestBrowser } from '../../../support/sign-in.ts'
import { answerOf, createBrowser } from '../../../support/sign-in.ts'

const DOMAIN = 'login.acme.example'
const AT_DOMAIN = { host: DOMAIN }
const HTML =
  '<!doctype html><title>Ours</title><script>var config = atob("@@config@@")</script><p>@@config@@</p>'

const savePage = (server: TestServer, page: object) => server.api('PATCH', 'clients/global', page)

async function classicShop(allowed = 'default', page: object = { custom_login_page: HTML }) {
  const shop = await embeddedShop({}, { FERRY_CLASSIC_PAGES: allowed })
  const { server } = shop
  await verifiedDomain(server, { api: server.api, name: 'default' }, DOMAIN)
  expect((await savePage(server, page)).status).toBe(200)
  const browser = createBrowser(server)
  const authorize = (headers: { [name: string]: string } = AT_DOMAIN) =>
    browser.get(`/authorize?${new URLSearchParams(shop.request)}`, headers)
  return { ...shop, browser, authorize }
}

/** To the page. @returns its settings */
async function configOf(browser: TestBrowser, location: unknown): Promise<{ [name: string]: unknown }> {
  const page = await browser.get(String(location), AT_DOMAIN)
  expect(page.status).toBe(200)
  const [, encoded = ''] = /atob\("([^"]+)"\)/.exec(page.text) ?? []
  return JSON.parse(Buffer.from(encoded, 'base64').toString())
}

/** As auth0.js on the page sends it. */
function enter(
  { server, browser }: { server: TestServer; browser: TestBrowser },
  state: unknown,
  fields: { [name: string]: unknown } = {},
) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return server.call('/usernamepassword/login', {
    method: 'POST',
    headers: { ...AT_DOMAIN, cookie },
    body: {
      state,
      connection: 'legacy',
      username: 'ann@example.com',
      password: 'old-secret',
      tenant: 'default',
      _csrf: 'none',
      sso: true,
      ...fields,
    },
  })
}

/** @returns fields of the form that the page sends */
function hiddenOf(html: string): { wresult: string; wctx: string } {
  const value = (name: string): string => {
    const [, found = ''] = new RegExp(`name="${name}" value="([^"]*)"`).exec(html) ?? []
    return found.replaceAll('&quot;', '"').replaceAll('&#34;', '"')
  }
  return { wresult: value('wresult'), wctx: value('wctx') }
}

describe('the tenant’s own sign-in page', () => {
  test('is shown at a custom domain where the operator allows it, and signs people in', async () => {
    const shop = await classicShop()
    const { browser, client, authorize } = shop
    const sent = await authorize()
    expect(sent.headers.location).toMatch(/^\/login\?state=[\w-]+&client=\w{32}&protocol=oauth2$/)
    const page = await browser.get(String(sent.headers.location), AT_DOMAIN)
    expect(page.headers['content-security-policy']).toBe(
      "object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect(page.headers).not.toHaveProperty('cross-origin-opener-policy')
    expect(page.text).toMatch(/^<!doctype html><title>Ours<\/title>/)
    expect(page.text).not.toContain('@@config@@')
    const config = await configOf(browser, sent.headers.location)
    const { state } = config.internalOptions as { state: string }
    expect(config).toMatchObject({
      auth0Domain: expect.stringContaining(DOMAIN),
      auth0Tenant: 'default',
      clientID: client.client_id,
      callbackURL: 'https://app.example.com/callback',
      callbackOnLocationHash: false,
      authorizationServer: { issuer: expect.stringContaining(DOMAIN) },
      internalOptions: { response_type: 'code', scope: 'openid email', protocol: 'oauth2', _csrf: 'none' },
      extraParams: config.internalOptions,
    })
    const entered = await enter(shop, state)
    expect([entered.status, entered.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(entered.text).toMatch(
      /^<form method="post" name="hiddenform" action="\w+:\/\/login\.acme\.example/,
    )
    const form = hiddenOf(entered.text)
    expect(JSON.parse(form.wctx)).toEqual({ strategy: 'auth0', connection: 'legacy', state })
    const finished = await browser.post('/login/callback', form, AT_DOMAIN)
    expect(finished.status).toBe(303)
    expect(answerOf(finished)).toMatchObject({ code: expect.any(String), state: 'xyz' })
    const again = await browser.get(
      `/authorize?${new URLSearchParams({ ...shop.request, prompt: 'none' })}`,
      AT_DOMAIN,
    )
    expect(answerOf(again)).toHaveProperty('code')
    const twice = await browser.post('/login/callback', form, AT_DOMAIN)
    expect(twice.status).toBe(400)
  })

  test.each([
    ['the operator allows none', '', { custom_login_page: HTML }, AT_DOMAIN],
    ['the operator allows another tenant', 'acme', { custom_login_page: HTML }, AT_DOMAIN],
    ['the page is off', '*', { custom_login_page: HTML, custom_login_page_on: false }, AT_DOMAIN],
    ['the page is empty', '*', { custom_login_page: '' }, AT_DOMAIN],
    ['the host has the dashboard', '*', { custom_login_page: HTML }, {}],
  ])('is not shown when %s: Ferry’s page is', async (_name, allowed, page, headers) => {
    const { browser, authorize } = await classicShop(allowed, page)
    const sent = await authorize({ ...headers })
    expect(sent.headers.location).toMatch(/^\/u\/login\?state=/)
    const state = String(sent.headers.location).split('state=')[1]
    const direct = await browser.get(`/login?state=${state}`, { ...headers })
    expect([direct.status, direct.headers.location]).toEqual([303, `/u/login?state=${state}`])
  })

  test('A30: takes no password where it is not shown', async () => {
    const shop = await classicShop('')
    const state = String((await shop.authorize()).headers.location).split('state=')[1]
    const answer = await enter(shop, state)
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'not_found' }])
    expect(shop.runtime.calls).toHaveLength(0)
  })

  test('is told outcomes with the codes that auth0.js and Lock tell apart', async () => {
    const shop = await classicShop()
    const { location } = (await shop.authorize()).headers
    const { state } = (await configOf(shop.browser, location)).internalOptions as { state: string }
    const wrong = await enter(shop, state, { password: 'no' })
    expect([wrong.status, wrong.body]).toEqual([
      401,
      {
        name: 'UnauthorizedError',
        code: 'invalid_user_password',
        description: 'Wrong email or password.',
        statusCode: 401,
      },
    ])
    const unknown = await enter(shop, state, { username: 'nobody@example.com' })
    expect(unknown.text).toBe(wrong.text)
    await enter(shop, state)
    const users = (await shop.server.api('GET', 'users')).body as { user_id: string }[]
    await shop.server.api('PATCH', `users/${encodeURIComponent(users[0]?.user_id ?? '')}`, { blocked: true })
    const blocked = await enter(shop, state)
    expect([blocked.status, blocked.body]).toMatchObject([
      401,
      { code: 'unauthorized', description: 'user is blocked' },
    ])
    for (let count = 0; count < 10; count++) await enter(shop, state, { password: 'no' })
    expect((await enter(shop, state)).body).toMatchObject({ code: 'too_many_attempts' })
  })

  test('signs nobody in with the form or the page of another browser', async () => {
    const shop = await classicShop()
    const { location } = (await shop.authorize()).headers
    const { state } = (await configOf(shop.browser, location)).internalOptions as { state: string }
    const form = hiddenOf((await enter(shop, state)).text)
    const victim = createBrowser(shop.server)
    const theirs = await victim.get(`/authorize?${new URLSearchParams(shop.request)}`, AT_DOMAIN)
    const own = new URLSearchParams(String(theirs.headers.location).split('?')[1]).get('state') ?? ''
    const mixed = { ...form, wctx: JSON.stringify({ state: own }) }
    expect((await victim.post('/login/callback', mixed, AT_DOMAIN)).status).toBe(400)
    expect(victim.cookies.has('ferry_sso')).toBe(false)
    const stolen = await victim.post('/login/callback', form, AT_DOMAIN)
    expect(stolen.headers.location).toMatch(/^\/authorize\?.*ext-again=1/)
    const foreign = await enter({ server: shop.server, browser: createBrowser(shop.server) }, state)
    expect([foreign.status, foreign.body]).toMatchObject([400, { code: 'invalid_request' }])
  })

  test.each(['', '{', '{"state":7}', '{"state":"x"}'])('refuses a form whose context is %j', async (wctx) => {
    const { browser } = await classicShop()
    expect((await browser.post('/login/callback', { wresult: 'x', wctx }, AT_DOMAIN)).status).toBe(400)
  })
})

describe('the global client', () => {
  test('its page is named as kept only where the operator allows the tenant none', async () => {
    const page = { custom_login_page: HTML, custom_login_page_on: true }
    const named = async (allowed: string, path: string): Promise<unknown> => {
      const { server } = await embeddedShop({}, { FERRY_CLASSIC_PAGES: allowed })
      const { status, headers } = await server.api('PATCH', path, page)
      expect(status, path).toBeLessThan(300)
      return headers['ferry-kept-only']
    }
    expect(await named('default', 'clients/global')).toBeUndefined()
    expect(await named('acme', 'clients/global')).toBe('custom_login_page, custom_login_page_on')
    const { server, client } = await embeddedShop({}, { FERRY_CLASSIC_PAGES: 'default' })
    const own = await server.api('PATCH', `clients/${client.client_id}`, page)
    expect(own.headers['ferry-kept-only']).toBe('custom_login_page, custom_login_page_on')
  })

  test('is listed alone, and has the login page and nothing else', async () => {
    const { server } = await embeddedShop()
    const listed = (await server.api('GET', 'clients?is_global=true')).body
    expect(listed).toMatchObject([
      { client_id: 'global', name: 'All Applications', global: true, custom_login_page_on: true },
    ])
    const totals = await server.api('GET', 'clients?is_global=true&include_totals=true&page=1&per_page=1')
    expect(totals.body).toMatchObject({ total: 1, clients: [] })
    expect((await server.api('GET', 'clients?is_global=false')).text).not.toContain('"global":true')
    const changed = await savePage(server, { custom_login_page: HTML, custom_login_page_on: true })
    expect(changed.body).toMatchObject({ custom_login_page: HTML, custom_login_page_on: true })
    const read = (await server.api('GET', 'clients/global')).body as object
    expect(read).toEqual(changed.body)
    expect((await savePage(server, { ...read, custom_login_page_on: false })).body).toEqual({
      ...read,
      custom_login_page_on: false,
    })
    for (const body of [
      { name: 'Other' },
      { callbacks: ['https://a.example'] },
      { custom_login_page: 7 },
      { custom_login_page: 'ü'.repeat(60_000) },
      // Each is replaced by kilobytes.
      { custom_login_page: '@@config@@'.repeat(11) },
      { custom_login_page_on: 'yes' },
    ]) {
      expect((await savePage(server, body)).status, Object.keys(body).join()).toBe(400)
    }
    expect((await server.api('DELETE', 'clients/global')).status).toBe(204)
    expect((await server.api('POST', 'clients/global/rotate-secret')).status).toBe(404)
    expect((await server.api('GET', 'clients/global')).status).toBe(200)
  })

  test('signs nobody in', async () => {
    const { server, request } = await embeddedShop()
    const page = await createBrowser(server).authorize({ ...request, client_id: 'global' })
    expect(page.status).toBe(400)
    const token = await server.token({ grant_type: 'client_credentials', client_id: 'global', audience: 'x' })
    expect(token.status).toBe(401)
  })
})
