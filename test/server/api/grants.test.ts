/** What people have allowed applications, and their refresh tokens, over the Management API. */
import { expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import type { TestApplication } from '../../support/sign-in.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser } from '../../support/sign-in.ts'

const API = 'https://orders.example.com'
const people = legacyStore([
  { id: 7, email: 'ann@example.com', password: 'old-secret' },
  { id: 8, email: 'ben@example.com', password: 'old-secret' },
])

async function shops() {
  const server = await startTestServer(createFakeRuntime(people))
  const connection_id = await server.connection('legacy')
  const first = await application(server, connection_id, { name: 'First', is_first_party: false })
  const second = await application(server, connection_id, { name: 'Second', is_first_party: false })
  await server.api('POST', 'resource-servers', {
    identifier: API,
    scopes: [{ value: 'read:orders' }],
    allow_offline_access: true,
  })
  /** Signs in and allows all. @returns the answer of the code's exchange */
  const allowed = async (client: TestApplication, email: string, more: { [name: string]: string } = {}) => {
    const browser = createBrowser(server)
    const request = {
      client_id: client.client_id,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid offline_access read:orders',
      ...more,
    }
    const asking = await browser.signIn(request, email, 'old-secret')
    const state = /state=([\w-]+)$/.exec(String(asking.headers.location))?.[1] ?? ''
    const { code = '' } = answerOf(await browser.post('/u/consent', { state, answer: 'allow' }))
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK }
    return (await server.token({ ...client, ...exchange })).body as {
      refresh_token: string
      id_token: string
      access_token: string
    }
  }
  return { server, first, second, allowed }
}

test('grants are listed by user, client and audience, with totals, in Auth0’s shape', async () => {
  const { server, first, second, allowed } = await shops()
  await allowed(first, 'ann@example.com', { audience: API })
  await allowed(first, 'ann@example.com')
  await allowed(second, 'ben@example.com', { audience: API })
  const list = async (query: string) => (await server.api('GET', `grants${query}`)).body
  const all = (await list('')) as { id: string; audience: string }[]
  expect(all).toHaveLength(3)
  const ofApi = {
    id: expect.stringMatching(/^cns_\w{16}$/),
    clientID: first.client_id,
    user_id: 'auth0|7',
    audience: API,
    scope: ['openid', 'offline_access', 'read:orders'],
  }
  expect(await list(`?user_id=auth0%7C7&audience=${encodeURIComponent(API)}`)).toEqual([ofApi])
  const userinfo = `${server.url}/userinfo`
  expect(await list(`?audience=${encodeURIComponent(userinfo)}`)).toEqual([
    { ...ofApi, audience: userinfo, scope: ['openid', 'offline_access'] },
  ])
  expect(await list(`?client_id=${second.client_id}`)).toMatchObject([{ user_id: 'auth0|8' }])
  expect(await list('?include_totals=true&per_page=2&page=1')).toMatchObject({
    start: 2,
    limit: 2,
    total: 3,
    grants: [{ id: all[2]?.id }],
  })
  const page = (await list('?take=2')) as { next: string }
  expect(await list(`?take=2&from=${page.next}`)).toMatchObject({ grants: [{ id: all[2]?.id }] })
})

test('withdrawing a grant ends its refresh tokens and no others, and the application asks again', async () => {
  const { server, first, allowed } = await shops()
  const kept = await allowed(first, 'ann@example.com')
  const gone = await allowed(first, 'ann@example.com', { audience: API })
  const refresh = (refresh_token: string) =>
    server.token({ ...first, grant_type: 'refresh_token', refresh_token })
  const [grant] = (await server.api('GET', `grants?audience=${encodeURIComponent(API)}`)).body as {
    id: string
  }[]
  expect((await server.api('DELETE', `grants/${grant?.id}`)).status).toBe(204)
  expect((await server.api('DELETE', `grants/${grant?.id}`)).status).toBe(204)
  expect((await refresh(gone.refresh_token)).status).toBe(403)
  expect((await refresh(kept.refresh_token)).status).toBe(200)
  expect((await server.api('DELETE', 'grants')).status).toBe(400)
  expect((await server.api('DELETE', 'grants?user_id=auth0%7C7')).status).toBe(204)
  expect((await server.api('GET', 'grants')).body).toEqual([])
  await allowed(first, 'ann@example.com')
})

test('device credentials are the refresh tokens of all users, and deleting one revokes it', async () => {
  const { server, first, second, allowed } = await shops()
  const { refresh_token } = await allowed(first, 'ann@example.com')
  await allowed(second, 'ben@example.com')
  const list = async (query: string) => (await server.api('GET', `device-credentials${query}`)).body
  const [own] = (await list('?type=refresh_token&user_id=auth0%7C7')) as { id: string }[]
  expect(own).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{64}$/),
    type: 'refresh_token',
    user_id: 'auth0|7',
    client_id: first.client_id,
  })
  expect(await list(`?client_id=${second.client_id}`)).toMatchObject([{ user_id: 'auth0|8' }])
  expect(await list('?type=rotating_refresh_token&include_totals=true')).toMatchObject({
    total: 2,
    device_credentials: [{ type: 'rotating_refresh_token' }, {}],
  })
  expect(await list('?type=public_key&include_totals=true')).toMatchObject({ total: 0 })
  expect((await server.api('GET', 'device-credentials?type=nope')).status).toBe(400)
  expect((await server.api('DELETE', `device-credentials/${own?.id}`)).status).toBe(204)
  expect((await server.api('DELETE', `device-credentials/${own?.id}`)).status).toBe(404)
  const again = await server.token({ ...first, grant_type: 'refresh_token', refresh_token })
  expect(again.status).toBe(403)
})

test('a refreshed ID token says of which sign-in it is, as the first one did', async () => {
  const { server, first, allowed } = await shops()
  const { refresh_token, id_token } = await allowed(first, 'ann@example.com', { nonce: 'n' })
  const { sid, auth_time } = claimsOf(id_token)
  expect(sid).toMatch(/^ses_/)
  const { body } = await server.token({ ...first, grant_type: 'refresh_token', refresh_token })
  const refreshed = claimsOf((body as { id_token: string }).id_token)
  expect(refreshed).toMatchObject({ sid, auth_time })
  expect(refreshed).not.toHaveProperty('nonce')
})
