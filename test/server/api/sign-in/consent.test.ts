import { describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import type { Answer } from '../../../support/http-call.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import type { TestApplication, TestBrowser } from '../../../support/sign-in.ts'
import { answerOf, application, CALLBACK, createBrowser, stateOf } from '../../../support/sign-in.ts'

const PASSWORD = 'old-secret'
const people = legacyStore([
  { id: 7, email: 'ann@example.com', password: PASSWORD },
  { id: 8, email: 'ben@example.com', password: PASSWORD },
])
const API = 'https://orders.example.com'

/** A tenant with an application of somebody else, one of its own, and an API. */
async function market(api: { [name: string]: unknown } = {}) {
  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const theirs = await application(server, connection_id, { name: 'Their Shop', is_first_party: false })
  const own = await application(server, connection_id)
  const made = await server.api('POST', 'resource-servers', {
    identifier: API,
    name: 'Orders <API>'.replaceAll(/[<>]/g, ''),
    scopes: [
      { value: 'read:orders', description: 'See your <orders>' },
      { value: 'write:orders' },
      { value: 'drop:orders', description: 'Not asked for' },
    ],
    allow_offline_access: true,
    ...api,
  })
  expect(made.status, made.text).toBe(201)
  const requestOf = ({ client_id }: TestApplication, more: { [name: string]: string } = {}) => ({
    client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    state: 'xyz',
    scope: 'openid',
    ...more,
  })
  return { server, connection_id, theirs, own, requestOf, browser: createBrowser(server) }
}

/** @returns the sealed request in the address of the consent page to which the answer leads */
function askedOf(answer: Answer): string {
  const found = /^\/u\/consent\?state=([\w-]+)$/.exec(String(answer.headers.location))?.[1]
  if (found === undefined) throw new Error(`${answer.status} ${answer.headers.location} ${answer.text}`)
  return found
}

const say = (browser: TestBrowser, state: string, answer: string): Promise<Answer> =>
  browser.post('/u/consent', { state, answer })

const exchange = ({ call }: TestServer, { client_id, client_secret }: TestApplication, code = '') =>
  call('/oauth/token', {
    method: 'POST',
    body: { grant_type: 'authorization_code', client_id, client_secret, code, redirect_uri: CALLBACK },
  })

const sessionsOf = async ({ api }: TestServer): Promise<unknown[]> =>
  ((await api('GET', 'users/auth0%7C7/sessions')).body as { sessions: unknown[] }).sessions

describe('an application of somebody else', () => {
  test('asks after the password; allowed, the person is signed in there and here', async () => {
    const { server, theirs, requestOf, browser } = await market()
    const request = requestOf(theirs, { scope: 'openid email read:orders write:orders nope', audience: API })
    const asking = await browser.signIn(request, 'ann@example.com', PASSWORD)
    expect(asking.status).toBe(303)
    const state = askedOf(asking)
    expect(browser.cookies.has('ferry_sso')).toBe(false)
    expect(await sessionsOf(server)).toEqual([])

    const page = await browser.get(`/u/consent?state=${state}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('<h1>Allow access for Their Shop?</h1>')
    expect(page.text).toContain('You are signed in as ann@example.com.')
    expect(page.text).toContain('<li>Your user ID</li><li>Your email address</li>')
    expect(page.text).toContain('<li>See your &lt;orders&gt;</li><li>write:orders</li>')
    expect(page.text).not.toMatch(/nope|Not asked for/)
    expect(page.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
    expect(page.headers['content-security-policy']).not.toMatch(/form-action|script-src/)

    const allowed = await say(browser, state, 'allow')
    expect(allowed.status).toBe(303)
    const { code, state: sent } = answerOf(allowed)
    expect(sent).toBe('xyz')
    expect(browser.cookies.has('ferry_sso')).toBe(true)
    const tokens = await exchange(server, theirs, code)
    expect(tokens).toMatchObject({ status: 200, body: { scope: 'openid email read:orders write:orders' } })
  })

  test('asks once: the next sign-in, a silent one and fewer scopes ask nothing', async () => {
    const { theirs, requestOf, browser } = await market()
    const request = requestOf(theirs, { scope: 'openid read:orders', audience: API })
    const first = await browser.signIn(request, 'ann@example.com', PASSWORD)
    await say(browser, askedOf(first), 'allow')
    expect(answerOf(await browser.authorize(request))).toMatchObject({ code: expect.any(String) })
    const silent = await browser.authorize({ ...request, scope: 'openid', prompt: 'none' })
    expect(answerOf(silent)).toMatchObject({ code: expect.any(String) })
    const again = await browser.signIn({ ...request, prompt: 'login' }, 'ann@example.com', PASSWORD)
    expect(answerOf(again)).toMatchObject({ code: expect.any(String) })
  })

  test('asks again for a further scope and for another API, and silently gets consent_required', async () => {
    const { theirs, requestOf, browser } = await market()
    const request = requestOf(theirs)
    const first = await browser.signIn(request, 'ann@example.com', PASSWORD)
    await say(browser, askedOf(first), 'allow')
    for (const more of [{ scope: 'openid email' }, { audience: API }]) {
      const silent = answerOf(await browser.authorize({ ...request, ...more, prompt: 'none' }))
      expect(silent).toEqual({
        error: 'consent_required',
        error_description: 'Consent required',
        state: 'xyz',
      })
      const asking = await browser.authorize({ ...request, ...more })
      expect(asking.status).toBe(302)
      expect(answerOf(await say(browser, askedOf(asking), 'allow'))).toMatchObject({
        code: expect.any(String),
      })
    }
  })

  test('gets access_denied when the person declines, who then has no session', async () => {
    const { server, theirs, requestOf, browser } = await market()
    const asking = await browser.signIn(requestOf(theirs), 'ann@example.com', PASSWORD)
    const declined = await say(browser, askedOf(asking), 'decline')
    expect(answerOf(declined)).toEqual({
      error: 'access_denied',
      error_description: 'User did not authorize the request',
      state: 'xyz',
    })
    expect(await sessionsOf(server)).toEqual([])
    expect(browser.cookies.has('ferry_sso')).toBe(false)
    askedOf(await browser.signIn(requestOf(theirs), 'ann@example.com', PASSWORD))
  })

  test('gets no token without consent by the implicit grant either', async () => {
    const { theirs, requestOf, browser } = await market()
    const request = requestOf(theirs, { response_type: 'token id_token', nonce: 'n' })
    const state = askedOf(await browser.signIn(request, 'ann@example.com', PASSWORD))
    expect(answerOf(await say(browser, state, 'allow'))).toMatchObject({
      access_token: expect.any(String),
      id_token: expect.any(String),
    })
  })

  test('keeps the time of the password as auth_time, however long the question stood', async () => {
    const { server, theirs, requestOf, browser } = await market()
    const state = askedOf(await browser.signIn(requestOf(theirs), 'ann@example.com', PASSWORD))
    const entered = Date.now()
    while (Date.now() === entered) await browser.get(`/u/consent?state=${state}`)
    await say(browser, state, 'allow')
    const [session] = (await sessionsOf(server)) as { authenticated_at: string }[]
    expect(Date.parse(session?.authenticated_at ?? '')).toBeLessThanOrEqual(entered)
  })
})

test('the password grant of an application of somebody else needs a consent that was given on the page', async () => {
  const { server, theirs, requestOf, browser } = await market()
  await server.api('PATCH', 'tenants/settings', { default_directory: 'legacy' })
  const grant = (scope: string) =>
    server.call('/oauth/token', {
      method: 'POST',
      body: { ...theirs, grant_type: 'password', username: 'ann@example.com', password: PASSWORD, scope },
    })
  expect(await grant('openid')).toMatchObject({
    status: 403,
    body: { error: 'consent_required', error_description: 'Consent required' },
  })
  const asking = await browser.signIn(requestOf(theirs), 'ann@example.com', PASSWORD)
  await say(browser, askedOf(asking), 'allow')
  expect((await grant('openid')).status).toBe(200)
  expect((await grant('openid email')).status).toBe(403)
})

describe('an application of the tenant', () => {
  test('asks nothing, unless the API wants it or the request does', async () => {
    const { own, requestOf, browser } = await market()
    const request = requestOf(own, { scope: 'openid read:orders', audience: API })
    const signedIn = await browser.signIn(request, 'ann@example.com', PASSWORD)
    expect(answerOf(signedIn)).toMatchObject({ code: expect.any(String) })
    const asking = await browser.authorize({ ...request, prompt: 'consent' })
    const state = askedOf(asking)
    expect(answerOf(await say(browser, state, 'allow'))).toMatchObject({ code: expect.any(String) })
    askedOf(await browser.authorize({ ...request, prompt: 'consent' }))
    expect(answerOf(await browser.authorize(request))).toMatchObject({ code: expect.any(String) })
  })

  test('asks for an API that does not skip the consent, and only for that', async () => {
    const { own, requestOf, browser } = await market({
      skip_consent_for_verifiable_first_party_clients: false,
    })
    expect(answerOf(await browser.signIn(requestOf(own), 'ann@example.com', PASSWORD))).toMatchObject({
      code: expect.any(String),
    })
    const asking = await browser.authorize(requestOf(own, { audience: API }))
    expect(answerOf(await say(browser, askedOf(asking), 'allow'))).toMatchObject({
      code: expect.any(String),
    })
    expect(answerOf(await browser.authorize(requestOf(own, { audience: API })))).toMatchObject({
      code: expect.any(String),
    })
  })

  test('prompt=login consent asks for both, and prompt=consent asks a person without a session', async () => {
    const { own, requestOf, browser } = await market()
    for (const prompt of ['consent', 'login consent']) {
      const signedIn = await browser.signIn(requestOf(own, { prompt }), 'ann@example.com', PASSWORD)
      expect(answerOf(await say(browser, askedOf(signedIn), 'allow'))).toMatchObject({
        code: expect.any(String),
      })
      browser.cookies.clear()
    }
  })
})

describe('nobody completes the sign-in of somebody else', () => {
  /** Ann has entered her password; the question stands open. */
  async function askedAnn() {
    const room = await market()
    const asking = await room.browser.signIn(room.requestOf(room.theirs), 'ann@example.com', PASSWORD)
    return { ...room, state: askedOf(asking) }
  }
  const expectAnew = (answer: Answer): void => {
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/authorize\?.*ext-again=1/)
    expect(answer.headers['set-cookie']).toBeUndefined()
  }

  test('another browser with the address of the page begins anew', async () => {
    const { server, state, requestOf, own } = await askedAnn()
    const other = createBrowser(server)
    await other.authorize(requestOf(own))
    expectAnew(await other.get(`/u/consent?state=${state}`))
    expectAnew(await say(other, state, 'allow'))
  })

  test('after signing out, going back to the page begins anew', async () => {
    const { state, browser } = await askedAnn()
    expect((await say(browser, state, 'allow')).status).toBe(303)
    expect(answerOf(await say(browser, state, 'allow'))).toMatchObject({ code: expect.any(String) })
    await browser.get('/v2/logout')
    expectAnew(await browser.get(`/u/consent?state=${state}`))
    expectAnew(await say(browser, state, 'allow'))
  })

  test.each([
    ['blocked', { blocked: true }],
    ['given another password', { password: 'another-secret-1', connection: 'legacy' }],
  ])('whoever is %s meanwhile begins anew', async (_, change) => {
    const { server, state, browser } = await askedAnn()
    const changed = await server.api('PATCH', 'users/auth0%7C7', change)
    expect(changed.status, changed.text).toBe(200)
    expectAnew(await say(browser, state, 'allow'))
  })

  test('whoever is deleted meanwhile begins anew', async () => {
    const { server, state, browser } = await askedAnn()
    expect((await server.api('DELETE', 'users/auth0%7C7')).status).toBe(204)
    expectAnew(await say(browser, state, 'allow'))
  })

  test('where requests must be pushed it begins anew with the request as it was sealed', async () => {
    const { server, state, browser, theirs } = await askedAnn()
    await server.api('PATCH', `clients/${theirs.client_id}`, { require_pushed_authorization_requests: true })
    await server.api('PATCH', 'users/auth0%7C7', { blocked: true })
    expect((await say(browser, state, 'allow')).headers.location).toMatch(/^\/u\/login\?state=/)
  })

  test('a question to one person is not answered by the session of another', async () => {
    const { browser, theirs, own, requestOf } = await market()
    await browser.signIn(requestOf(own), 'ann@example.com', PASSWORD)
    const state = askedOf(await browser.authorize(requestOf(theirs)))
    await browser.signIn(requestOf(own, { prompt: 'login' }), 'ben@example.com', PASSWORD)
    expectAnew(await say(browser, state, 'allow'))
  })

  test('a session that has ended meanwhile begins anew', async () => {
    const { server, browser, theirs, own, requestOf } = await market()
    await browser.signIn(requestOf(own), 'ann@example.com', PASSWORD)
    const state = askedOf(await browser.authorize(requestOf(theirs)))
    await server.api('DELETE', 'users/auth0%7C7/sessions')
    expectAnew(await say(browser, state, 'allow'))
  })

  test('the state of the sign-in page is none of the consent page, and a changed one is refused', async () => {
    const { browser, theirs, requestOf, state } = await askedAnn()
    const before = stateOf(await browser.authorize(requestOf(theirs)))
    expectAnew(await say(browser, before, 'allow'))
    // In the middle: the last characters may mean the same bytes.
    const changed = state.replace(/.(?=.{20}$)/, (one) => (one === 'A' ? 'B' : 'A'))
    expect((await say(browser, changed, 'allow')).status).toBe(400)
    expect((await say(browser, state, 'yes')).text).toContain('Allow access for Their Shop?')
  })
})

test('discovery lists prompt=consent', async () => {
  const { server } = await market()
  const { body } = await server.call('/.well-known/openid-configuration')
  expect(body).toMatchObject({ prompt_values_supported: ['none', 'login', 'consent', 'select_account'] })
})
