import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser } from '../../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const HOME = 'https://app.example.com/'

async function signedIn() {
  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, {
    allowed_logout_urls: [HOME, 'https://app.example.com/bye?from=shop', 'https://*.example.com/out'],
  })
  const { client_id } = client
  const request = { client_id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' }
  const browser = createBrowser(server)
  const { code } = answerOf(await browser.signIn(request, 'ann@example.com', 'old-secret'))
  const { body } = await server.token({
    grant_type: 'authorization_code',
    ...client,
    code,
    redirect_uri: CALLBACK,
  })
  const { id_token } = body as { id_token: string }
  const isSignedIn = async (): Promise<boolean> =>
    'code' in answerOf(await browser.authorize({ ...request, prompt: 'none' }))
  const logout = (path: string, parameters: { [name: string]: string }) =>
    browser.get(`${path}?${new URLSearchParams(parameters)}`)
  return { server, client_id, browser, id_token, sid: String(claimsOf(id_token).sid), isSignedIn, logout }
}

test('/v2/logout signs out, and goes where the application may send people', async () => {
  const { client_id, isSignedIn, logout, server } = await signedIn()
  expect(await isSignedIn()).toBe(true)
  const answer = await logout('/v2/logout', { client_id, returnTo: `${HOME}?a=1#b` })
  expect(answer.status).toBe(302)
  expect(answer.headers.location).toBe(`${HOME}?a=1#b`)
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^ferry_sso=; .*Max-Age=0$/),
    expect.stringMatching(/^ferry_browser=[\w-]{22}; /),
  ])
  expect(await isSignedIn()).toBe(false)
  const { body } = await server.api('GET', 'logs')
  expect((body as { type: string }[]).some(({ type }) => type === 'slo')).toBe(true)
})

test.each([
  ['https://evil.example.com/'],
  ['https://app.example.com.evil.example/'],
  ['https://app.example.com@evil.example/'],
  ['https://app.example.com/other'],
  ['http://app.example.com/'],
  ['https://app.example.com/bye?from=elsewhere'],
  ['https://shop.example.com/out'],
  ['https://*.example.com/out'],
  ['//app.example.com/'],
  ['javascript:alert(1)'],
  ['https:\\\\app.example.com/'],
])('A20: /v2/logout does not go to %s, and signs out all the same', async (returnTo) => {
  const { client_id, isSignedIn, logout } = await signedIn()
  const answer = await logout('/v2/logout', { client_id, returnTo })
  expect(answer.status).toBe(400)
  expect(answer.headers.location).toBeUndefined()
  expect(answer.text).toContain('returnTo')
  expect(await isSignedIn()).toBe(false)
})

test('/v2/logout without returnTo goes to the client’s first address, or says OK', async () => {
  const { client_id, logout, server } = await signedIn()
  expect((await logout('/v2/logout', { client_id })).headers.location).toBe(HOME)
  const plain = await logout('/v2/logout', {})
  expect(plain.status).toBe(200)
  expect(plain.text).toBe('OK')
  expect((await logout('/v2/logout', { returnTo: HOME })).status).toBe(400)
  await server.api('PATCH', 'tenants/settings', { allowed_logout_urls: ['HTTPS://App.Example.com'] })
  expect((await logout('/v2/logout', { returnTo: HOME })).headers.location).toBe(HOME)
})

test('/oidc/logout with the ID token of the session asks nothing, and gives the state back', async () => {
  const { isSignedIn, logout, id_token } = await signedIn()
  const answer = await logout('/oidc/logout', {
    id_token_hint: id_token,
    post_logout_redirect_uri: HOME,
    state: 'a b',
  })
  expect(answer.headers.location).toBe(`${HOME}?state=a+b`)
  expect(await isSignedIn()).toBe(false)
})

test('/oidc/logout by the session’s ID alone asks nothing either', async () => {
  const { isSignedIn, logout, client_id, sid } = await signedIn()
  const answer = await logout('/oidc/logout', { client_id, logout_hint: sid })
  expect(answer.headers.location).toBe(HOME)
  expect(await isSignedIn()).toBe(false)
})

test('/oidc/logout without a hint asks, and only this browser can answer', async () => {
  const { server, browser, isSignedIn, logout, client_id } = await signedIn()
  const question = await logout('/oidc/logout', { client_id, post_logout_redirect_uri: HOME })
  expect(question.status).toBe(200)
  expect(question.text).toContain('Do you want to sign out?')
  expect(await isSignedIn()).toBe(true)
  const pending = /name="pending" value="([\w-]+)"/.exec(question.text)?.[1] ?? ''
  expect((await createBrowser(server).post('/u/logout', { pending })).status).toBe(400)
  expect((await browser.post('/u/logout', { pending: `${pending}A` })).status).toBe(400)
  expect(await isSignedIn()).toBe(true)
  expect((await browser.post('/u/logout', { pending })).headers.location).toBe(HOME)
  expect(await isSignedIn()).toBe(false)
})

test('/oidc/logout without a session asks nothing', async () => {
  const { server, id_token } = await signedIn()
  const stranger = createBrowser(server)
  const query = new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: HOME })
  expect((await stranger.get(`/oidc/logout?${query}`)).headers.location).toBe(HOME)
  const nowhere = await stranger.get('/oidc/logout')
  expect(nowhere.status).toBe(200)
  expect(nowhere.text).toContain('You are signed out')
})

test.each<[string, (known: { id_token: string; client_id: string }) => { [name: string]: string }]>([
  ['id_token_hint', ({ id_token }) => ({ id_token_hint: `${id_token.slice(0, -2)}AA` })],
  ['client_id', ({ id_token }) => ({ id_token_hint: id_token, client_id: 'another' })],
  ['logout_hint', ({ id_token }) => ({ id_token_hint: id_token, logout_hint: 'ses_another' })],
  [
    'post_logout_redirect_uri',
    ({ id_token }) => ({ id_token_hint: id_token, post_logout_redirect_uri: 'https://evil.example/' }),
  ],
])('/oidc/logout names a wrong %s, and leaves the session', async (name, parametersOf) => {
  const { client_id, id_token, isSignedIn, logout } = await signedIn()
  const answer = await logout('/oidc/logout', parametersOf({ id_token, client_id }))
  expect(answer.status).toBe(400)
  expect(answer.text).toContain(name)
  expect(await isSignedIn()).toBe(true)
})
