import * as oidc from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import type { Answer } from '../../../support/http-call.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import type { TestApplication, TestBrowser } from '../../../support/sign-in.ts'
import { application, createBrowser, stateOf } from '../../../support/sign-in.ts'
import { askStore } from '../../../support/test-store.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const ANN = { username: 'ann@example.com', password: 'old-secret' }

let server: TestServer
let connection_id = ''
let tv: TestApplication
beforeAll(async () => {
  server = await startTestServer(createFakeRuntime(people), {}, afterAll)
  connection_id = await server.connection('legacy')
  tv = await device()
})

const device = (more: object = {}): Promise<TestApplication> =>
  application(server, connection_id, {
    name: 'Television',
    app_type: 'native',
    grant_types: [GRANT, 'refresh_token'],
    ...more,
  })

interface Codes {
  device_code: string
  user_code: string
  verification_uri_complete: string
}

async function codes({ client_id }: { client_id: string } = tv): Promise<Codes> {
  const body = { client_id, scope: 'openid offline_access' }
  const answer = await server.call('/oauth/device/code', { method: 'POST', body })
  expect(answer.status, answer.text).toBe(200)
  return answer.body as Codes
}

/** Asks as a device that has waited long enough, whatever the test’s pace. */
const poll = ({ device_code }: Codes, { client_id }: { client_id: string } = tv): Promise<Answer> =>
  server.token({ grant_type: GRANT, client_id, device_code })

const hidden = (answer: Answer, name: string): string[] =>
  [...answer.text.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) => value)

/** Enters the code, signs in if need be, and comes to the question. */
async function toQuestion(browser: TestBrowser, { user_code }: Codes): Promise<Answer> {
  const first = await browser.post('/activate', { user_code })
  if (first.status === 200) return first
  const back = await browser.post('/u/login', { state: stateOf(first), ...ANN })
  const url = new URL(String(back.headers.location))
  expect(url.pathname).toBe('/activate')
  const again = await browser.get(url.pathname + url.search)
  expect(hidden(again, 'question')).toEqual([])
  expect(again.text).toContain(`value="${user_code}"`)
  return browser.post('/activate', { user_code })
}

async function answer(browser: TestBrowser, page: Answer, said: 'confirm' | 'deny'): Promise<Answer> {
  return browser.post('/u/activate', { question: hidden(page, 'question')[0] ?? '', answer: said })
}

test('openid-client gets tokens on a device after the person has confirmed it', async () => {
  const config = await oidc.discovery(new URL(`${server.url}/`), tv.client_id, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  })
  const begun = await oidc.initiateDeviceAuthorization(config, { scope: 'openid offline_access' })
  expect(begun).toMatchObject({ expires_in: 900, interval: 5 })
  expect(begun.user_code).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/)
  const browser = createBrowser(server)
  const page = await toQuestion(browser, begun as Codes)
  expect(page.text).toContain(begun.user_code)
  expect(page.text).toContain('Television')
  expect((await answer(browser, page, 'confirm')).status).toBe(200)
  const tokens = await oidc.pollDeviceAuthorizationGrant(config, { ...begun, interval: 0.1 })
  expect(tokens.claims()).toMatchObject({
    sub: 'auth0|7',
    sid: expect.stringMatching(/^ses_/),
    auth_time: expect.any(Number),
  })
  expect((await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).access_token).toBeTypeOf('string')
  expect((await poll(begun as Codes)).body).toMatchObject({ error: 'expired_token' })
})

test('until the answer the device is told to wait, and to slow down when it asks too fast', async () => {
  const begun = await codes()
  const first = await poll(begun)
  expect([first.status, first.body]).toEqual([
    403,
    { error: 'authorization_pending', error_description: expect.any(String) },
  ])
  const second = await poll(begun)
  expect([second.status, second.body]).toEqual([429, expect.objectContaining({ error: 'slow_down' })])
})

test('a device that the person denies gets nothing', async () => {
  const browser = createBrowser(server)
  const begun = await codes()
  const page = await toQuestion(browser, begun)
  expect((await answer(browser, page, 'deny')).status).toBe(200)
  const refused = await poll(begun)
  expect([refused.status, refused.body]).toEqual([403, expect.objectContaining({ error: 'access_denied' })])
  expect((await browser.post('/activate', { user_code: begun.user_code })).status).toBe(400)
})

test('the address with the code does nothing by itself, also for a person who is signed in', async () => {
  const browser = createBrowser(server)
  await toQuestion(browser, await codes())
  const begun = await codes()
  const { pathname, search } = new URL(begun.verification_uri_complete)
  const page = await browser.get(pathname + search)
  expect(page.text).toContain(`value="${begun.user_code}"`)
  expect(hidden(page, 'question')).toEqual([])
  expect((await poll(begun)).body).toMatchObject({ error: 'authorization_pending' })
})

test('the question counts only in the browser and the session that was asked, and once', async () => {
  const browser = createBrowser(server)
  const begun = await codes()
  const page = await toQuestion(browser, begun)
  const other = createBrowser(server)
  await toQuestion(other, await codes())
  expect((await answer(other, page, 'confirm')).status).toBe(400)
  expect((await answer(createBrowser(server), page, 'confirm')).status).toBe(400)
  expect((await browser.post('/u/activate', { question: 'x', answer: 'confirm' })).status).toBe(400)
  expect((await answer(browser, page, 'confirm')).status).toBe(200)
  expect((await answer(browser, page, 'confirm')).status).toBe(400)
})

test('a session that ends before the device asks gives no tokens', async () => {
  const browser = createBrowser(server)
  const begun = await codes()
  await answer(browser, await toQuestion(browser, begun), 'confirm')
  await browser.get('/v2/logout')
  expect((await poll(begun)).body).toMatchObject({ error: 'access_denied' })
})

test('the codes are for one client, which must have the grant', async () => {
  const begun = await codes()
  const other = await device()
  expect((await poll(begun, other)).body).toMatchObject({ error: 'expired_token' })
  const without = await device({ grant_types: ['refresh_token'] })
  const refused = await server.call('/oauth/device/code', {
    method: 'POST',
    body: { client_id: without.client_id },
  })
  expect([refused.status, refused.body]).toEqual([
    403,
    expect.objectContaining({ error: 'unauthorized_client' }),
  ])
  const management = await server.call('/oauth/device/code', {
    method: 'POST',
    body: { client_id: tv.client_id, audience: `${server.url}/api/v2/` },
  })
  expect(management.status).toBe(403)
})

test('a client of somebody else gets no codes, because nobody would be asked for consent', async () => {
  const third = await device({ is_first_party: false })
  const body = { client_id: third.client_id, scope: 'openid' }
  const refused = await server.call('/oauth/device/code', { method: 'POST', body })
  expect([refused.status, refused.body]).toEqual([
    403,
    expect.objectContaining({ error_description: expect.stringContaining('consent') }),
  ])
})

test('codes end after a quarter of an hour', async () => {
  const begun = await codes()
  await askStore(server.data_dir, 'update one_time set expires_at = expires_at - 900000')
  expect((await poll(begun)).body).toMatchObject({ error: 'expired_token' })
  const page = await createBrowser(server).post('/activate', { user_code: begun.user_code })
  expect(page.status).toBe(400)
})

test('the sign-in on the way to the page gives no code that anybody can exchange', async () => {
  const client = await device({ app_type: 'regular_web', grant_types: [GRANT, 'authorization_code'] })
  const browser = createBrowser(server)
  const begun = await codes(client).catch(() => undefined)
  // A client with a secret proves itself to get codes, too.
  expect(begun).toBeUndefined()
  const made = await server.call('/oauth/device/code', {
    method: 'POST',
    body: { ...client, scope: 'openid' },
  })
  const { user_code } = made.body as Codes
  const back = await browser.post('/u/login', {
    state: stateOf(await browser.post('/activate', { user_code })),
    ...ANN,
  })
  const url = new URL(String(back.headers.location))
  const code = url.searchParams.get('code') ?? ''
  url.searchParams.delete('code')
  const exchanged = await server.token({
    grant_type: 'authorization_code',
    ...client,
    code,
    redirect_uri: url.toString(),
  })
  expect(exchanged.status).toBe(403)
})

test('small letters, blanks and no dash are the same code; guesses are held back', async () => {
  const begun = await codes()
  const browser = createBrowser(server, '127.0.0.77')
  const typed = ` ${begun.user_code.toLowerCase().replace('-', ' ')} `
  expect((await browser.post('/activate', { user_code: typed })).status).toBe(303)
  for (let n = 0; n < 10; n++) {
    expect((await browser.post('/activate', { user_code: 'BBBB-BBBB' })).status).toBe(400)
  }
  expect((await browser.post('/activate', { user_code: begun.user_code })).status).toBe(429)
})
