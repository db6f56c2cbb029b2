import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import {
  answerOf,
  application,
  CALLBACK,
  claimsOf,
  createBrowser,
  pkce,
  stateOf,
} from '../../../support/sign-in.ts'

const ANN = { id: 7, email: 'ann@example.com', password: 'old-secret', more: { name: 'Ann' } }
const people = () => createFakeRuntime(legacyStore([ANN, { ...ANN, id: 8, email: 'bob@example.com' }]))

async function shop(fields: { [name: string]: unknown } = {}) {
  const runtime = people()
  const server = await startTestServer(runtime)
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, fields)
  const request = {
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email',
    state: 'xyz',
  }
  return { runtime, server, connection_id, client, request }
}

async function logTypes({ api }: TestServer): Promise<string[]> {
  const { body } = await api('GET', 'logs?per_page=100')
  return (body as { type: string }[]).map(({ type }) => type)
}

test('a person who was never here signs in on the page, is stored once, and the application gets tokens', async () => {
  const { runtime, server, client, request } = await shop()
  const browser = createBrowser(server)
  const sent = await browser.authorize({ ...request, nonce: 'n-1' })
  expect(sent.status).toBe(302)
  const page = await browser.get(String(sent.headers.location))
  expect(page.status).toBe(200)
  expect(page.text).toContain('Sign in to Shop')
  expect(page.text).not.toContain('<script')
  const answer = await browser.post('/u/login', {
    state: stateOf(sent),
    username: 'ann@example.com',
    password: 'old-secret',
  })
  expect(answer.status).toBe(303)
  expect(String(answer.headers.location)).toMatch(
    /^https:\/\/app\.example\.com\/callback\?code=[\w-]{43}&state=xyz$/,
  )
  const { code = '' } = answerOf(answer)
  const tokens = await server.token({
    grant_type: 'authorization_code',
    ...client,
    code,
    redirect_uri: CALLBACK,
  })
  expect(tokens.status).toBe(200)
  const { id_token, access_token, ...rest } = tokens.body as { [name: string]: string }
  expect(rest).toEqual({ token_type: 'Bearer', expires_in: 86_400, scope: 'openid email' })
  const claims = claimsOf(id_token ?? '')
  expect(claims).toMatchObject({
    iss: `${server.url}/`,
    aud: client.client_id,
    nonce: 'n-1',
    email: 'ann@example.com',
    sid: expect.stringMatching(/^ses_\w{22}$/),
  })
  expect(Math.abs(Number(claims.auth_time) - Date.now() / 1_000)).toBeLessThan(10)
  expect(claimsOf(access_token ?? '')).not.toHaveProperty('gty')
  const userinfo = await server.call('/userinfo', { headers: { authorization: `Bearer ${access_token}` } })
  expect(userinfo.body).toMatchObject({ sub: claims.sub, email: 'ann@example.com' })
  const users = await server.api('GET', 'users')
  expect(users.body).toHaveLength(1)
  expect(runtime.calls).toHaveLength(1)
  const types = await logTypes(server)
  expect(types.filter((type) => type === 'smu')).toHaveLength(1)
  expect(types).toEqual(expect.arrayContaining(['s', 'seacft']))
})

const isLinux = process.platform === 'linux'
test.skipIf(!isLinux)(
  `of 50 first sign-ins of one person at once each gets a code, and the script runs once${isLinux ? '' : ' (skipped: only Linux lets 50 browsers have addresses of their own)'}`,
  async () => {
    const { runtime, server, request } = await shop()
    const browsers = Array.from({ length: 50 }, (_, at) => createBrowser(server, `127.0.1.${at + 1}`))
    const answers = await Promise.all(
      browsers.map((browser) => browser.signIn(request, 'ann@example.com', 'old-secret')),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
    expect(new Set(answers.map((answer) => answerOf(answer).code)).size).toBe(50)
    expect(runtime.calls).toHaveLength(1)
    const users = await server.api('GET', 'users')
    expect(users.body).toHaveLength(1)
  },
)

test('a signed-in person gets the next code without a question; a new password is asked for when the request says so', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  await browser.signIn(request, 'ann@example.com', 'old-secret')
  const again = await browser.authorize(request)
  expect(again.status).toBe(302)
  expect(answerOf(again)).toMatchObject({ code: expect.any(String), state: 'xyz' })
  for (const more of [{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }]) {
    expect(stateOf(await browser.authorize({ ...request, ...more }))).not.toBe('')
  }
})

test('A27: two applications share the session, and one that may not use the connection does not see it', async () => {
  const { server, connection_id, request } = await shop()
  const browser = createBrowser(server)
  await browser.signIn(request, 'ann@example.com', 'old-secret')
  const other = await application(server, connection_id, { name: 'Other' })
  const shared = await browser.authorize({ ...request, client_id: other.client_id, prompt: 'none' })
  expect(answerOf(shared)).toHaveProperty('code')
  const elsewhere = await server.connection('elsewhere')
  const foreign = await application(server, elsewhere, { name: 'Foreign' })
  const refused = await browser.authorize({ ...request, client_id: foreign.client_id, prompt: 'none' })
  expect(answerOf(refused)).toMatchObject({ error: 'login_required' })
})

test('A24: each sign-in gives the session a new secret, and the same person keeps its ID', async () => {
  const { server, client, request } = await shop()
  const browser = createBrowser(server)
  const sidOf = async (username: string): Promise<unknown> => {
    const { code } = answerOf(await browser.signIn({ ...request, prompt: 'login' }, username, 'old-secret'))
    const { body } = await server.token({
      grant_type: 'authorization_code',
      ...client,
      code,
      redirect_uri: CALLBACK,
    })
    return claimsOf((body as { id_token: string }).id_token).sid
  }
  browser.cookies.set('ferry_sso', 'planted-by-somebody-else-planted-by-somebod')
  const first = await sidOf('ann@example.com')
  const secret = browser.cookies.get('ferry_sso')
  expect(secret).not.toMatch(/^planted/)
  expect(await sidOf('ann@example.com')).toBe(first)
  expect(browser.cookies.get('ferry_sso')).not.toBe(secret)
  expect(await sidOf('bob@example.com')).not.toBe(first)
  browser.cookies.set('ferry_sso', secret ?? '')
  expect(answerOf(await browser.authorize({ ...request, prompt: 'none' })).error).toBe('login_required')
})

test('a blocked user’s session ends: no silent answer, and the page tells only who knows the password', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  await browser.signIn(request, 'ann@example.com', 'old-secret')
  const { body } = await server.api('GET', 'users')
  const [user] = body as { user_id: string }[]
  await server.api('PATCH', `users/${user?.user_id}`, { blocked: true })
  expect(answerOf(await browser.authorize({ ...request, prompt: 'none' })).error).toBe('login_required')
  const right = await browser.signIn(request, 'ann@example.com', 'old-secret')
  expect(right.status).toBe(403)
  expect(right.text).toContain('This account is blocked.')
  const wrong = await browser.signIn(request, 'ann@example.com', 'wrong')
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('Wrong email or password.')
})

test('a silent request in a frame of another site, without cookies, says in the log why it fails', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  const query = new URLSearchParams({ ...request, prompt: 'none', response_mode: 'web_message' })
  await browser.get(`/authorize?${query}`, { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' })
  const { body } = await server.api('GET', 'logs')
  const entries = body as { type: string; description: string }[]
  expect(entries.find(({ type }) => type === 'fsa')?.description).toMatch(
    /sent no cookies to a frame of another site/,
  )
})

test('A21: 1,000 requests of strangers write nothing to the store', async () => {
  const { server, request } = await shop()
  await server.api('GET', 'logs')
  const before = await server.api('GET', 'logs?include_totals=true')
  for (let batch = 0; batch < 20; batch++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => createBrowser(server).authorize(request)),
    )
    expect(answers.every(({ status }) => status === 302)).toBe(true)
  }
  const after = await server.api('GET', 'logs?include_totals=true')
  expect((after.body as { total: number }).total).toBe((before.body as { total: number }).total)
})

test('requests that may not be redirected get a page that says what is wrong', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  const pages: [{ [name: string]: string }, RegExp][] = [
    [{ ...request, client_id: 'nobody' }, /application .* is not known/],
    [
      { ...request, redirect_uri: 'https://evil.example/<script>' },
      /https:\/\/evil\.example\/&lt;script&gt;/,
    ],
    [{ ...request, state: 'x'.repeat(4_001) }, /state/],
  ]
  for (const [parameters, words] of pages) {
    const { status, headers, text } = await browser.authorize(parameters)
    expect(status).toBe(400)
    expect(headers.location).toBeUndefined()
    expect(text).toMatch(words)
    expect(text).not.toContain('<script')
  }
  const twice = await browser.get(`/authorize?${new URLSearchParams(request)}&state=other`)
  expect(twice.status).toBe(400)
  expect(twice.text).toContain('state')
  const { body } = await server.api('GET', 'logs')
  expect(body).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'f', description: expect.stringContaining('Callback URL mismatch') }),
    ]),
  )
})

test('a request whose sealed form would be too long is refused in words at the application', async () => {
  const { server, request } = await shop()
  const state = Array.from({ length: 3_990 }, (_, at) =>
    String.fromCharCode(33 + ((at * at * 7919) % 90)),
  ).join('')
  const answer = await createBrowser(server).authorize({ ...request, state })
  if (String(answer.headers.location).startsWith('/u/login')) return
  expect(answerOf(answer)).toMatchObject({
    error: 'invalid_request',
    error_description: expect.stringContaining('shorter state'),
    state,
  })
})

test('a request by a form begins a sign-in as one by an address does', async () => {
  const { server, request } = await shop()
  const answer = await createBrowser(server).post('/authorize', request)
  expect(answer.status).toBe(303)
  expect(stateOf(answer)).not.toBe('')
})

test('A26: pages of the flow cannot be framed, send no referrer, are not stored, and leave forms and pop-ups alone', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize(request))
  const pages = [
    await browser.get(`/u/login?state=${state}`),
    await browser.post('/u/login', { state, username: 'ann@example.com', password: 'wrong' }),
    await browser.get('/u/login?state=none'),
    await browser.authorize({ ...request, client_id: 'nobody' }),
  ]
  for (const { headers } of pages) {
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('form-action')
    expect(policy).not.toContain('script-src')
    expect(headers['cross-origin-opener-policy']).toBeUndefined()
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('no-referrer')
  }
  const older = await browser.get('/u/unblock?ticket=x')
  expect(older.headers['content-security-policy']).toContain("form-action 'self'")
  expect(older.headers['cross-origin-opener-policy']).toBe('same-origin')
})

test('behind https the cookies are of the host alone, and go to frames of other sites', async () => {
  const runtime = people()
  const server = await startTestServer(runtime, { FERRY_PUBLIC_URL: 'https://auth.example.com' })
  const host = { host: 'auth.example.com' }
  const granted = await server.call('/oauth/token', {
    method: 'POST',
    headers: host,
    body: {
      grant_type: 'client_credentials',
      ...server.admin,
      audience: 'https://auth.example.com/api/v2/',
    },
  })
  expect(granted.status).toBe(200)
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id)
  const browser = createBrowser(server)
  const request = {
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    prompt: 'login',
  }
  const first = await browser.authorize(request)
  expect(first.headers['set-cookie']).toEqual([
    expect.stringMatching(/^__Host-ferry_browser=[\w-]{22}; Path=\/; HttpOnly; SameSite=None; Secure$/),
  ])
  const done = await browser.post('/u/login', {
    state: stateOf(first),
    username: 'ann@example.com',
    password: 'old-secret',
  })
  expect(done.headers['set-cookie']).toEqual([
    expect.stringMatching(
      /^__Host-ferry_sso=[\w-]{43}; Path=\/; HttpOnly; SameSite=None; Secure; Max-Age=604800$/,
    ),
  ])
  expect(pkce().code_challenge).toHaveLength(43)
})
