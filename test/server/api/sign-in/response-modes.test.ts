import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser } from '../../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])

async function shop() {
  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, { web_origins: ['https://spa.example.com'] })
  const { client_id } = client
  const request = { client_id, redirect_uri: CALLBACK, scope: 'openid email', state: 'xyz', nonce: 'n-1' }
  return { server, request, browser: createBrowser(server) }
}

const half = (text = ''): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

test.each([
  ['id_token', ['id_token', 'state']],
  ['token', ['access_token', 'token_type', 'expires_in', 'scope', 'state']],
  ['id_token token', ['access_token', 'token_type', 'expires_in', 'scope', 'id_token', 'state']],
  ['code id_token token', ['code', 'access_token', 'token_type', 'expires_in', 'scope', 'id_token', 'state']],
])(
  'the answer to response_type=%s is in the fragment, and its parts are bound to each other',
  async (response_type, names) => {
    const { request, browser } = await shop()
    const answer = await browser.signIn({ ...request, response_type }, 'ann@example.com', 'old-secret')
    expect(new URL(String(answer.headers.location)).search).toBe('')
    const fields = answerOf(answer)
    expect(Object.keys(fields).toSorted()).toEqual(names.toSorted())
    if (fields.expires_in !== undefined) expect(fields.expires_in).toBe('7200')
    if (fields.id_token === undefined) return
    const claims = claimsOf(fields.id_token)
    expect(claims).toMatchObject({ nonce: 'n-1', sid: expect.any(String), auth_time: expect.any(Number) })
    expect(claims.at_hash).toBe(fields.access_token && half(fields.access_token))
    expect(claims.c_hash).toBe(fields.code && half(fields.code))
  },
)

test('a token that /authorize answers lives as long as the API says for the web', async () => {
  const { server, request, browser } = await shop()
  const audience = 'https://orders.example.com'
  await server.api('POST', 'resource-servers', { identifier: audience, token_lifetime_for_web: 30 })
  const answer = await browser.signIn(
    { ...request, response_type: 'token', audience },
    'ann@example.com',
    'old-secret',
  )
  const { access_token, expires_in } = answerOf(answer)
  expect(expires_in).toBe('30')
  const { iat, exp } = claimsOf(access_token ?? '')
  expect(Number(exp) - Number(iat)).toBe(30)
})

test('form_post is a page that posts itself, with a button where scripts do not run', async () => {
  const { request, browser } = await shop()
  const state = '"><script>alert(1)</script>'
  const answer = await browser.signIn(
    { ...request, state, response_type: 'id_token', response_mode: 'form_post' },
    'ann@example.com',
    'old-secret',
  )
  expect(answer.status).toBe(200)
  expect(answer.text).toContain(`action="${CALLBACK}"`)
  expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  expect(answer.text).toMatch(/<noscript><button/)
  const policy = String(answer.headers['content-security-policy'])
  expect(policy).not.toContain('form-action')
  const script = /<script>([^<]*)<\/script>/.exec(answer.text)?.[1] ?? ''
  expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
})

test('A26: a silent answer is a message that only pages of the application can get', async () => {
  const { request, browser } = await shop()
  const silent = { ...request, response_type: 'code', response_mode: 'web_message', prompt: 'none' }
  const stranger = await browser.authorize({ ...silent, state: '</script><script>alert(1)//' })
  expect(stranger.status).toBe(200)
  expect(stranger.text).toContain('login_required')
  expect(stranger.text.match(/<script>/g)).toHaveLength(1)
  await browser.signIn({ ...request, response_type: 'code' }, 'ann@example.com', 'old-secret')
  const answer = await browser.authorize(silent)
  const policy = String(answer.headers['content-security-policy'])
  expect(policy).toContain('frame-ancestors https://app.example.com https://spa.example.com')
  const data = /data-answer="([^"]*)"/.exec(answer.text)?.[1]?.replaceAll('&quot;', '"') ?? ''
  expect(JSON.parse(data)).toEqual({
    origin: 'https://app.example.com',
    response: { code: expect.stringMatching(/^[\w-]{43}$/), state: 'xyz' },
  })
})

test('the ID token of a hint decides whose session may answer silently', async () => {
  const { request, browser } = await shop()
  const first = await browser.signIn(
    { ...request, response_type: 'id_token' },
    'ann@example.com',
    'old-secret',
  )
  const { id_token = '' } = answerOf(first)
  const silent = { ...request, response_type: 'id_token', prompt: 'none' }
  expect(answerOf(await browser.authorize({ ...silent, id_token_hint: id_token }))).toHaveProperty('id_token')
  const wrong = await browser.authorize({ ...silent, id_token_hint: `${id_token}x` })
  expect(answerOf(wrong).error).toBe('login_required')
})
