import { describe, expect, test } from 'vitest'
import { coAuthenticate, embeddedShop, PAGE, ticketOf } from '../../../support/cross-origin.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser } from '../../../support/sign-in.ts'

const REFERER = { referer: `${PAGE}/sign-in?x=1` }

async function logged({ api }: TestServer, type: string): Promise<{ [name: string]: unknown }[]> {
  const { body } = await api('GET', 'logs?per_page=100')
  return (body as { type: string }[]).filter((entry) => entry.type === type)
}

const withTicket = (request: { [name: string]: string }, login_ticket: string): string =>
  `/authorize?${new URLSearchParams({ ...request, login_ticket })}`

test('a person who was never here signs in at the application’s own page, is stored once, and gets a session', async () => {
  const { runtime, server, client, request } = await embeddedShop()
  const browser = createBrowser(server)
  const answer = await coAuthenticate(server, client.client_id, { browser })
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    login_ticket: expect.stringMatching(/^[\w-]{43}$/),
    co_verifier: expect.any(String),
    co_id: expect.any(String),
  })
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': PAGE,
    'access-control-allow-credentials': 'true',
    'cache-control': 'no-store',
  })
  const { login_ticket } = answer.body as { login_ticket: string }
  const finished = await browser.get(withTicket(request, login_ticket))
  expect(finished.status).toBe(303)
  const { code = '', state } = answerOf(finished)
  expect(state).toBe('xyz')
  const tokens = await server.token({
    grant_type: 'authorization_code',
    ...client,
    code,
    redirect_uri: CALLBACK,
  })
  const { id_token } = tokens.body as { id_token: string }
  expect(claimsOf(id_token)).toMatchObject({ email: 'ann@example.com', sid: expect.any(String) })
  expect(answerOf(await browser.authorize({ ...request, prompt: 'none' }))).toHaveProperty('code')
  expect(runtime.calls).toHaveLength(1)
  expect(await logged(server, 'smu')).toHaveLength(1)
  expect(await logged(server, 's')).toHaveLength(1)
  expect(await logged(server, 'scoa')).toHaveLength(1)
})

test('without cookies the origin of the page that sends the browser is enough', async () => {
  const { server, client, request } = await embeddedShop()
  const ticket = await ticketOf(server, client.client_id)
  const finished = await createBrowser(server).get(withTicket(request, ticket), REFERER)
  expect(answerOf(finished)).toHaveProperty('code')
})

test('a silent answer in a frame takes a ticket, as popup mode of auth0.js asks for it', async () => {
  const { server, client, request } = await embeddedShop()
  const ticket = await ticketOf(server, client.client_id)
  const silent = {
    ...request,
    response_type: 'token id_token',
    response_mode: 'web_message',
    prompt: 'none',
    nonce: 'n',
  }
  const page = await createBrowser(server).get(withTicket(silent, ticket), REFERER)
  expect(page.status).toBe(200)
  expect(page.text).toContain('authorization_response')
  expect(page.text).toContain('access_token')
})

describe('a login ticket', () => {
  const refused = {
    error: 'access_denied',
    error_description: 'Unknown or invalid login ticket.',
    state: 'xyz',
  }

  test.each([
    ['without Referer and cookie', {}],
    ['from a page of another origin', { referer: 'https://evil.example.com/' }],
    ['from a page whose address only begins like the origin', { referer: `${PAGE}.evil.example.com/` }],
    ['from a text that is no address', { referer: PAGE.slice(8) }],
  ])('%s signs nobody in, and is spent', async (_name, headers) => {
    const { server, client, request } = await embeddedShop()
    const ticket = await ticketOf(server, client.client_id)
    const browser = createBrowser(server)
    browser.cookies.set('ferry_browser', 'a'.repeat(22))
    expect(answerOf(await browser.get(withTicket(request, ticket), headers))).toEqual(refused)
    expect(browser.cookies.has('ferry_sso')).toBe(false)
    expect(answerOf(await browser.get(withTicket(request, ticket), REFERER))).toEqual(refused)
    const [used, first] = await logged(server, 'fcoa')
    expect(first?.description).toContain('The browser sent neither the cookie')
    expect(used?.description).toBe('The ticket was used before.')
  })

  test('A28: works once, also for many at the same time', async () => {
    const { server, client, request } = await embeddedShop()
    const ticket = await ticketOf(server, client.client_id)
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => createBrowser(server).get(withTicket(request, ticket), REFERER)),
    )
    const kinds = answers.map((answer) => (answerOf(answer).code === undefined ? 'refused' : 'code'))
    expect(kinds.filter((kind) => kind === 'code')).toHaveLength(1)
  })

  test('of one client signs nobody in at another, though both have the same origin', async () => {
    const { server, connection_id, client, request } = await embeddedShop()
    const other = await application(server, connection_id, {
      name: 'Other',
      cross_origin_authentication: true,
    })
    const ticket = await ticketOf(server, other.client_id)
    expect(answerOf(await createBrowser(server).get(withTicket(request, ticket), REFERER))).toEqual(refused)
    const own = await ticketOf(server, client.client_id)
    expect(answerOf(await createBrowser(server).get(withTicket(request, own), REFERER))).toHaveProperty(
      'code',
    )
  })

  test('of one tenant signs nobody in at another', async () => {
    const one = await embeddedShop()
    const two = await embeddedShop()
    const ticket = await ticketOf(one.server, one.client.client_id)
    const answer = await createBrowser(two.server).get(withTicket(two.request, ticket), REFERER)
    expect(answerOf(answer)).toEqual(refused)
  })

  test('that nobody made is refused, also where a session is', async () => {
    const { server, request } = await embeddedShop()
    const browser = createBrowser(server)
    await browser.signIn(request, 'ann@example.com', 'old-secret')
    expect(answerOf(await browser.get(withTicket(request, 'x'), REFERER))).toEqual(refused)
  })

  test('of a person who was blocked or deleted meanwhile signs nobody in', async () => {
    const { server, client, request } = await embeddedShop()
    const blocked = await ticketOf(server, client.client_id)
    const users = (await server.api('GET', 'users')).body as { user_id: string }[]
    const path = `users/${encodeURIComponent(users[0]?.user_id ?? '')}`
    await server.api('PATCH', path, { blocked: true })
    expect(answerOf(await createBrowser(server).get(withTicket(request, blocked), REFERER))).toEqual(refused)
    await server.api('PATCH', path, { blocked: false })
    const deleted = await ticketOf(server, client.client_id)
    await server.api('DELETE', path)
    expect(answerOf(await createBrowser(server).get(withTicket(request, deleted), REFERER))).toEqual(refused)
  })

  test('of a person who has to confirm the email address first leads to the page that says so, and a frame is told', async () => {
    const { server, connection_id, client, request } = await embeddedShop()
    const { body } = await server.api('GET', `connections/${connection_id}`)
    const { options } = body as { options: object }
    const attributes = { email: { signup: { verification: { active: true } } } }
    const changed = await server.api('PATCH', `connections/${connection_id}`, {
      options: { ...options, attributes },
    })
    expect(changed.status).toBe(200)
    const browser = createBrowser(server)
    const framed = await ticketOf(server, client.client_id)
    const silent = { ...request, prompt: 'none' }
    expect(answerOf(await browser.get(withTicket(silent, framed), REFERER)).error).toBe(
      'interaction_required',
    )
    const ticket = await ticketOf(server, client.client_id)
    const page = await browser.get(withTicket(request, ticket), REFERER)
    expect(page.status).toBe(200)
    expect(page.text).toContain('ann@example.com')
    expect(browser.cookies.has('ferry_sso')).toBe(false)
    expect(browser.cookies.has('ferry_browser')).toBe(true)
  })

  test('signs in whoever gave the password, and ends the session of somebody else', async () => {
    const { server, client, request } = await embeddedShop()
    const browser = createBrowser(server)
    await browser.signIn(request, 'bob@example.com', 'old-secret')
    const bobs = browser.cookies.get('ferry_sso') ?? ''
    const ticket = await ticketOf(server, client.client_id, { browser })
    expect(answerOf(await browser.get(withTicket(request, ticket)))).toHaveProperty('code')
    browser.cookies.set('ferry_sso', bobs)
    expect(answerOf(await browser.authorize({ ...request, prompt: 'none' })).error).toBe('login_required')
  })
})

describe('/co/authenticate', () => {
  test('answers outcomes with the statuses and texts that auth0.js and Lock tell apart', async () => {
    const { server, client } = await embeddedShop()
    const { client_id } = client
    const wrong = await coAuthenticate(server, client_id, { fields: { password: 'no' } })
    expect([wrong.status, wrong.body]).toEqual([
      403,
      { error: 'access_denied', error_description: 'Wrong email or password.' },
    ])
    const unknown = await coAuthenticate(server, client_id, { fields: { username: 'nobody@example.com' } })
    expect(unknown.text).toBe(wrong.text)
    await coAuthenticate(server, client_id)
    const users = (await server.api('GET', 'users')).body as { user_id: string }[]
    await server.api('PATCH', `users/${encodeURIComponent(users[0]?.user_id ?? '')}`, { blocked: true })
    const blocked = await coAuthenticate(server, client_id)
    expect([blocked.status, blocked.body]).toEqual([
      403,
      { error: 'unauthorized', error_description: 'user is blocked' },
    ])
    const realm = await coAuthenticate(server, client_id, { fields: { realm: 'elsewhere' } })
    expect([realm.status, realm.body]).toEqual([
      403,
      { error: 'invalid_request', error_description: 'Unknown or invalid realm' },
    ])
    const otp = await coAuthenticate(server, client_id, { fields: { credential_type: 'passwordless/otp' } })
    expect(otp.status).toBe(400)
  })

  test('counts wrong passwords as /oauth/token does: the eleventh attempt is refused there and here', async () => {
    const { server, client } = await embeddedShop()
    const attempt = () => coAuthenticate(server, client.client_id, { fields: { password: 'no' } })
    for (let count = 0; count < 10; count++) expect((await attempt()).status).toBe(403)
    const refused = await attempt()
    expect([refused.status, refused.body]).toMatchObject([429, { error: 'too_many_attempts' }])
    expect((await server.login('legacy', 'ann@example.com', 'old-secret')).status).toBe(429)
  })

  test('of a client with one connection needs no realm', async () => {
    const { server, client } = await embeddedShop()
    const fields = { credential_type: 'password', realm: undefined }
    expect((await coAuthenticate(server, client.client_id, { fields })).status).toBe(200)
  })

  test.each([
    ['a foreign origin', 'https://evil.example.com'],
    ['the origin of files', 'null'],
    ['no origin', ''],
  ])('refuses %s before it looks at the password, and no page may read the answer', async (_name, origin) => {
    const { runtime, server, client } = await embeddedShop()
    const answer = await coAuthenticate(server, client.client_id, { origin })
    expect([answer.status, answer.body]).toMatchObject([403, { error: 'unauthorized_client' }])
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined()
    expect(runtime.calls).toHaveLength(0)
    expect(await logged(server, 'fcoa')).toHaveLength(1)
  })

  test.each([
    [{ cross_origin_authentication: false, cross_origin_auth: true }],
    [{ cross_origin_authentication: undefined }],
  ])('is refused to a client whose setting is %j', async (fields) => {
    const { runtime, server, client } = await embeddedShop(fields)
    const answer = await coAuthenticate(server, client.client_id)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('set cross_origin_authentication of the client to true')
    expect(runtime.calls).toHaveLength(0)
  })

  test('obeys the setting by its earlier name', async () => {
    const { server, client } = await embeddedShop({
      cross_origin_authentication: undefined,
      cross_origin_auth: true,
    })
    expect((await coAuthenticate(server, client.client_id)).status).toBe(200)
  })

  test('H2: is the only endpoint that allows a page to send cookies', async () => {
    const { server, client } = await embeddedShop()
    const preflight = (path: string) =>
      server.call(path, {
        method: 'OPTIONS',
        headers: { origin: PAGE, 'access-control-request-method': 'POST' },
      })
    expect((await preflight('/co/authenticate')).headers['access-control-allow-credentials']).toBe('true')
    for (const path of ['/oauth/token', '/dbconnections/signup', '/oauth/revoke', '/userinfo']) {
      expect((await preflight(path)).headers['access-control-allow-credentials'], path).toBeUndefined()
    }
    const form = await server.call('/co/authenticate', {
      method: 'POST',
      headers: { origin: PAGE, 'content-type': 'application/x-www-form-urlencoded' },
      body: `client_id=${client.client_id}`,
    })
    expect(form.status).toBe(415)
  })
})
