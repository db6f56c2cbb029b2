/** Attacks on the front door that need no browser; what they promise stands in SECURITY.md. @module */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import type { Answer } from '../../../support/http-call.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import type { TestApplication } from '../../../support/sign-in.ts'
import { answerOf, application, CALLBACK, createBrowser, pkce, stateOf } from '../../../support/sign-in.ts'
import type { TestTenant } from '../../../support/tenants.ts'
import { createTenant } from '../../../support/tenants.ts'

const PASSWORD = 'old-secret'
const people = legacyStore(
  ['ann', 'bob', 'eve'].map((name) => ({ id: name, email: `${name}@example.com`, password: PASSWORD })),
)
const ORIGIN = 'https://app.example.com'
const EVIL = 'https://evil.example.com'
const IOS = 'com.example.app://auth.example.com/ios/com.example.app/callback'
const MARKUP = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`

let server: TestServer
let other_tenant: TestTenant
let connection_id: string
let shop: TestApplication
let request: { [name: string]: string }

beforeAll(async () => {
  server = await startTestServer(createFakeRuntime(people), {}, afterAll)
  connection_id = await server.connection('legacy')
  shop = await application(server, connection_id, { web_origins: ['https://spa.example.com'] })
  request = {
    client_id: shop.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid offline_access',
    state: 'xyz',
  }
  other_tenant = await createTenant(server, 'beta')
})

const ann = { username: 'ann@example.com', password: PASSWORD }

/** @returns a code for Ann, who typed her password in a browser of her own */
async function codeOfAnn(more: { [name: string]: string } = {}): Promise<string> {
  const answer = await createBrowser(server).signIn({ ...request, ...more }, ann.username, ann.password)
  return answerOf(answer).code ?? ''
}

const exchange = (code: string, more: { [name: string]: unknown } = {}): Promise<Answer> =>
  server.token({ grant_type: 'authorization_code', ...shop, code, redirect_uri: CALLBACK, ...more })

const hasSession = ({ cookies }: { cookies: Map<string, string> }): boolean => cookies.has('ferry_sso')

describe('A20: nobody is sent to an address that the application did not register', () => {
  const addresses = [
    EVIL,
    `${CALLBACK}/`,
    `${CALLBACK}?next=${EVIL}`,
    `${CALLBACK}#f`,
    `${ORIGIN}/CALLBACK`,
    `${ORIGIN}/callback/../evil`,
    `${ORIGIN}:443/callback`,
    `${ORIGIN}@evil.example.com/callback`,
    `https://evil.example.com\\@app.example.com/callback`,
    'http://app.example.com/callback',
    '//app.example.com/callback',
    '/callback',
    'javascript:alert(1)//https://app.example.com/callback',
    `${CALLBACK}%0d%0aLocation:%20${EVIL}`,
    `${CALLBACK}\r\nLocation: ${EVIL}`,
    'https://spa.example.com',
  ]
  const ways: [name: string, more: { [name: string]: string }][] = [
    ['a sign-in', {}],
    ['a silent request', { prompt: 'none' }],
    ['a request that is wrong besides', { response_type: 'magic', prompt: 'dance' }],
    ['a form to post', { response_mode: 'form_post' }],
    ['a message', { response_mode: 'web_message', prompt: 'none', redirect_uri: EVIL }],
  ]

  test.each(ways)('%s', async (_, more) => {
    const browser = createBrowser(server)
    for (const redirect_uri of addresses) {
      const sent = { ...request, redirect_uri, ...more }
      for (const answer of [await browser.authorize(sent), await browser.post('/authorize', sent)]) {
        expect(answer.status).toBe(400)
        expect(answer.headers.location).toBeUndefined()
        expect(answer.text).not.toContain('<form')
        expect(answer.text).not.toContain('postMessage')
      }
    }
  })

  test('a person who is signed in is not sent there either', async () => {
    const browser = createBrowser(server)
    await browser.signIn(request, ann.username, ann.password)
    for (const redirect_uri of addresses) {
      const answer = await browser.authorize({ ...request, redirect_uri })
      expect(answer.headers.location).toBeUndefined()
    }
  })

  test('the address of a phone is taken as a whole, at sign-in and at sign-out', async () => {
    const phone = await application(server, connection_id, {
      name: 'Phone',
      app_type: 'native',
      callbacks: [IOS],
      allowed_logout_urls: [IOS],
    })
    const { code_verifier: _, ...challenge } = pkce()
    const sent = { ...request, client_id: phone.client_id, redirect_uri: IOS, ...challenge }
    const browser = createBrowser(server)
    const answer = await browser.signIn(sent, ann.username, ann.password)
    expect(String(answer.headers.location)).toMatch(
      /^com\.example\.app:\/\/auth\.example\.com\/ios\/com\.example\.app\/callback\?code=/,
    )
    expect((await browser.authorize({ ...sent, redirect_uri: `${IOS}/more` })).status).toBe(400)
    const out = new URLSearchParams({ client_id: phone.client_id, returnTo: IOS })
    expect((await browser.get(`/v2/logout?${out}`)).headers.location).toBe(IOS)
  })
})

describe('A21: a sign-in under way is of one tenant and one browser', () => {
  test('the sealed request of another tenant opens no page and takes no password', async () => {
    const state = stateOf(await createBrowser(server).authorize(request))
    const browser = createBrowser(other_tenant)
    for (const answer of [
      await browser.get(`/u/login?state=${state}`),
      await browser.post('/u/login', { state, ...ann }),
    ]) {
      expect(answer.status).toBe(400)
      expect(answer.headers.location).toBeUndefined()
    }
    expect(hasSession(browser)).toBe(false)
  })

  test('a password in an address signs nobody in', async () => {
    const browser = createBrowser(server)
    const state = stateOf(await browser.authorize(request))
    const answer = await browser.get(`/u/login?${new URLSearchParams({ state, ...ann })}`)
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain(PASSWORD)
    expect(hasSession(browser)).toBe(false)
  })

  test.each([
    ['text/plain', (fields: object) => new URLSearchParams(Object.entries(fields)).toString()],
    [
      'application/x-www-form-urlencoded',
      (fields: object) => `${new URLSearchParams(Object.entries(fields))}&state=another`,
    ],
  ])('a body of %s that no form of ours sends signs nobody in', async (type, body) => {
    const browser = createBrowser(server)
    const state = stateOf(await browser.authorize(request))
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await server.call('/u/login', {
      method: 'POST',
      headers: { 'content-type': type, cookie },
      body: body({ state, ...ann }),
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(String(answer.headers['set-cookie'])).not.toContain('ferry_sso')
  })
})

describe('A22: a code is of use once, and to its client alone', () => {
  test('at another tenant it is none', async () => {
    const code = await codeOfAnn()
    const elsewhere = await other_tenant.token({
      grant_type: 'authorization_code',
      ...other_tenant.admin,
      code,
      redirect_uri: CALLBACK,
    })
    expect(elsewhere.status).toBe(403)
    expect((await exchange(code)).status).toBe(200)
  })

  test('who stole it from a public client has no verifier for it, and uses it up', async () => {
    const page = await application(server, connection_id, { name: 'Page', app_type: 'spa' })
    const { code_verifier, ...challenge } = pkce()
    const code = await codeOfAnn({ client_id: page.client_id, ...challenge })
    const thief = { client_id: page.client_id, client_secret: undefined }
    for (const guess of [undefined, pkce().code_verifier, challenge.code_challenge]) {
      expect((await exchange(code, { ...thief, code_verifier: guess })).status).toBe(403)
    }
    expect((await exchange(code, { ...thief, code_verifier })).status).toBe(403)
  })

  test('of ten exchanges at once one succeeds, and what it got is revoked by the others', async () => {
    const code = await codeOfAnn()
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(code)))
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const [tokens] = won.map(({ body }) => body as { refresh_token: string })
    const { refresh_token } = tokens ?? {}
    expect(refresh_token).toBeDefined()
    const refreshed = await server.token({ grant_type: 'refresh_token', ...shop, refresh_token })
    expect(refreshed.status).toBe(403)
  })
})

describe('A24: no session is known to anybody before its sign-in', () => {
  test('the session of a stranger, planted in a browser, does not become that of the person who signs in there', async () => {
    const stranger = createBrowser(server)
    await stranger.signIn(request, 'eve@example.com', PASSWORD)
    const planted = stranger.cookies.get('ferry_sso') ?? ''
    const browser = createBrowser(server)
    browser.cookies.set('ferry_sso', planted)
    const answer = await browser.signIn({ ...request, prompt: 'login' }, ann.username, ann.password)
    expect(answerOf(answer)).toHaveProperty('code')
    expect(browser.cookies.get('ferry_sso')).not.toBe(planted)
    expect(answerOf(await stranger.authorize({ ...request, prompt: 'none' })).error).toBe('login_required')
  })
})

describe('A25: nobody is signed in by the form of another browser', () => {
  test.each([
    ['without a mark', false],
    ['with a mark of its own', true],
  ])('in a browser %s a form with somebody else’s password begins anew', async (_, has_mark) => {
    const attacker = createBrowser(server)
    const state = stateOf(await attacker.authorize(request))
    const victim = createBrowser(server)
    if (has_mark) await victim.authorize(request)
    const fields = { state, username: 'eve@example.com', password: PASSWORD }
    const answer = await victim.post('/u/login', fields, { origin: EVIL, 'sec-fetch-site': 'cross-site' })
    expect(String(answer.headers.location)).toMatch(/^\/authorize\?/)
    expect(answer.headers.location).not.toContain(encodeURIComponent('eve@'))
    expect(hasSession(victim)).toBe(false)
  })
})

describe('A26: texts of others stay texts', () => {
  test.each([
    ['state'],
    ['login_hint'],
    ['redirect_uri'],
    ['client_id'],
    ['ui_locales'],
    ['connection'],
    ['response_mode'],
    ['audience'],
  ])('markup as %s', async (name) => {
    const browser = createBrowser(server)
    for (const mode of [
      {},
      { response_mode: 'form_post' },
      { response_mode: 'web_message', prompt: 'none' },
    ]) {
      let answer = await browser.authorize({ ...request, ...mode, [name]: MARKUP })
      for (let hop = 0; hop < 2 && String(answer.headers.location).startsWith('/u/'); hop++) {
        answer = await browser.get(String(answer.headers.location))
      }
      expect(answer.text).not.toContain('<script>alert')
      expect(answer.text).not.toContain('<img')
      expect(answer.headers['content-security-policy'] ?? "default-src 'none'").toContain(
        "default-src 'none'",
      )
    }
  })

  test('what a person typed', async () => {
    const { text } = await createBrowser(server).signIn(request, `${MARKUP}@example.com`, 'wrong')
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toMatch(/<script|<img/)
  })

  test('a line break in the state stays inside the address', async () => {
    const state = `x\r\nSet-Cookie: ferry_sso=planted`
    const answer = await createBrowser(server).signIn({ ...request, state }, ann.username, ann.password)
    expect(answerOf(answer).state).toBe(state)
    expect(String(answer.headers['set-cookie'])).not.toContain('planted')
  })
})

describe('A27: what one application got is of no use to another', () => {
  test('a code that an attacker began at another application is not exchanged by this one', async () => {
    const evil = await application(server, connection_id, { name: 'Evil', callbacks: [`${EVIL}/callback`] })
    const answer = await createBrowser(server).signIn(
      { ...request, client_id: evil.client_id, redirect_uri: `${EVIL}/callback` },
      ann.username,
      ann.password,
    )
    const { code = '' } = answerOf(answer)
    expect((await exchange(code, { redirect_uri: `${EVIL}/callback` })).status).toBe(403)
    expect((await exchange(code)).status).toBe(403)
  })

  test('the callback of one application is none of another', async () => {
    const other = await application(server, connection_id, { name: 'Other', callbacks: [`${EVIL}/callback`] })
    for (const [client_id, redirect_uri] of [
      [other.client_id, CALLBACK],
      [shop.client_id, `${EVIL}/callback`],
    ] as const) {
      const answer = await createBrowser(server).authorize({ ...request, client_id, redirect_uri })
      expect(answer.status).toBe(400)
    }
  })
})
