import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser } from '../../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])

/** A person who is signed in to an application that wants to know when sessions end. */
async function signedIn() {
  const received: string[] = []
  const listener = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    received.push(new URLSearchParams(body).get('logout_token') ?? '')
    response.end()
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => void listener.close())
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/backchannel-logout`

  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, { oidc_logout: { backchannel_logout_urls: [url] } })
  const browser = createBrowser(server)
  const { client_id } = client
  const request = { client_id, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid' }
  const { code } = answerOf(await browser.signIn(request, 'ann@example.com', 'old-secret'))
  const { body } = await server.token({
    grant_type: 'authorization_code',
    ...client,
    code,
    redirect_uri: CALLBACK,
  })
  const { sub, sid } = claimsOf((body as { id_token: string }).id_token) as { sub: string; sid: string }
  return { server, client_id, browser, received, sub, sid }
}

test('after a sign-out the application gets a logout token that names the session and the person', async () => {
  const { server, client_id, browser, received, sub, sid } = await signedIn()
  const discovery = (await server.call('/.well-known/openid-configuration')).body as {
    [name: string]: string
  }
  expect(discovery).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  })
  await browser.get('/v2/logout')
  await expect.poll(() => received.length, { timeout: 5_000 }).toBe(1)
  const keys = (await server.call('/.well-known/jwks.json')).body as Parameters<typeof createLocalJWKSet>[0]
  const { payload } = await jwtVerify(received[0] ?? '', createLocalJWKSet(keys), {
    issuer: discovery.issuer ?? '',
    audience: client_id,
    typ: 'logout+jwt',
    requiredClaims: ['jti', 'iat', 'exp'],
  })
  expect(payload).toMatchObject({
    sub,
    sid,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
  expect(payload).not.toHaveProperty('nonce')
  expect(Number(payload.exp) - Number(payload.iat)).toBe(120)
  await expect
    .poll(async () => (await server.api('GET', 'logs')).body, { timeout: 5_000 })
    .toContainEqual(
      expect.objectContaining({
        type: 'oidc_backchannel_logout_succeeded',
        client_id,
        user_id: sub,
        details: expect.objectContaining({ session_id: sid, initiator: 'rp-logout' }),
      }),
    )
  // A logout token is no ID token.
  const hinted = await browser.get(
    `/oidc/logout?${new URLSearchParams({ id_token_hint: received[0] ?? '' })}`,
  )
  expect(hinted.status).toBe(400)
})

test.each([
  ['DELETE', (sid: string) => `sessions/${sid}`, undefined],
  ['POST', (sid: string) => `sessions/${sid}/revoke`, {}],
  ['DELETE', (_: string, sub: string) => `users/${encodeURIComponent(sub)}/sessions`, undefined],
  ['PATCH', (_: string, sub: string) => `users/${encodeURIComponent(sub)}`, { blocked: true }],
  ['PATCH', (_: string, sub: string) => `users/${encodeURIComponent(sub)}`, { password: 'A-new-secret-7!' }],
  ['DELETE', (_: string, sub: string) => `users/${encodeURIComponent(sub)}`, undefined],
] as const)('the application is told after %s %s %o', async (method, path, body) => {
  const { server, received, sub, sid } = await signedIn()
  expect((await server.api(method, path(sid, sub), body)).status).toBeLessThan(300)
  await expect.poll(() => received.map((token) => claimsOf(token).sid), { timeout: 5_000 }).toEqual([sid])
})

test('the address must be one of the web, and only one is taken, as at Auth0', async () => {
  const { server, client_id } = await signedIn()
  const set = async (oidc_logout: object): Promise<number> =>
    (await server.api('PATCH', `clients/${client_id}`, { oidc_logout })).status
  for (const url of [
    'ftp://app.example.com/',
    'https://a:b@app.example.com/',
    'https://app.example.com/#x',
    'app',
  ]) {
    expect(await set({ backchannel_logout_urls: [url] }), url).toBe(400)
  }
  expect(await set({ backchannel_logout_urls: ['https://a.example/', 'https://b.example/'] })).toBe(400)
  expect(
    await set({ backchannel_logout_initiators: { mode: 'custom', selected_initiators: ['lunch'] } }),
  ).toBe(400)
  const whole = {
    backchannel_logout_urls: ['https://app.example.com/out'],
    backchannel_logout_initiators: { mode: 'custom', selected_initiators: ['rp-logout', 'idp-logout'] },
  }
  expect(await set(whole)).toBe(200)
  expect((await server.api('GET', `clients/${client_id}`)).body).toMatchObject({ oidc_logout: whole })
})
