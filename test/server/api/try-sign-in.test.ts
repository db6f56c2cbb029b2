import { afterEach, describe, expect, test, vi } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { SignedIn } from '../../support/members.ts'
import { signedIn, signIn, withOwner } from '../../support/members.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import type { TestBrowser } from '../../support/sign-in.ts'
import { answerOf, application, createBrowser, pkce, stateOf } from '../../support/sign-in.ts'

const ANN = { id: 7, email: 'ann@example.com', password: 'old-secret', more: { name: 'Ann' } }
const PASSWORD = 'the weather of seven mondays'

afterEach(() => {
  vi.useRealTimers()
})

async function shop(fields: { [name: string]: unknown } = {}) {
  const server = await startTestServer(createFakeRuntime(legacyStore([ANN])))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, fields)
  const owner = await withOwner(server)
  return { server, connection_id, client, owner }
}

/** A browser in which the member is signed in to the dashboard. */
function browserOf(server: TestServer, member: SignedIn): TestBrowser {
  const browser = createBrowser(server)
  const [name = '', value = ''] = member.cookie.split('=')
  browser.cookies.set(name, value)
  return browser
}

/** @returns path and query of the address that the trial answers */
async function begin(member: SignedIn, client_id: string, body: object = {}): Promise<string> {
  const { status, text, body: made } = await member.ask('POST', `clients/${client_id}/try-sign-in`, body)
  if (status !== 200) throw new Error(text)
  const { pathname, search } = new URL((made as { url: string }).url)
  return pathname + search
}

async function signsIn(browser: TestBrowser, address: string): Promise<Answer> {
  const state = stateOf(await browser.get(address))
  return browser.post('/u/login', { state, username: 'ann@example.com', password: 'old-secret' })
}

const claims = (member: SignedIn, client_id: string, body: object): Promise<Answer> =>
  member.ask('POST', `clients/${client_id}/try-sign-in/claims`, body)

async function memberWith(server: TestServer, role: string): Promise<SignedIn> {
  const email = `${role}@example.com`
  await server.api('POST', 'members', { email, password: PASSWORD, role })
  return signedIn(server, await signIn(server, { email, password: PASSWORD }))
}

describe('a sign-in that an administrator tries', () => {
  test('migrates the person on the real page, ends at the dashboard, and answers the claims without the tokens', async () => {
    const { server, client, owner } = await shop({ callbacks: [] })
    const browser = browserOf(server, owner)
    const answer = await signsIn(browser, await begin(owner, client.client_id))
    expect(answer.status).toBe(303)
    const location = new URL(String(answer.headers.location))
    expect(location.origin + location.pathname).toBe(
      `${server.url}/dashboard/t/default/applications/${client.client_id}/tried`,
    )
    const { code, state } = answerOf(answer)
    const told = await claims(owner, client.client_id, { code, state })
    expect(told).toMatchObject({
      status: 200,
      body: {
        scope: 'openid profile email',
        expires_in: 86_400,
        id_token_claims: { iss: `${server.url}/`, aud: client.client_id, email: 'ann@example.com' },
        access_token_claims: { iss: `${server.url}/`, azp: client.client_id },
      },
    })
    expect(told.text).not.toContain('eyJ')
    expect((await server.api('GET', 'users')).body).toHaveLength(1)
    const again = await claims(owner, client.client_id, { code, state })
    expect(again).toMatchObject({ status: 400, body: { errorCode: 'invalid_body' } })
    expect((await server.api('GET', `clients/${client.client_id}`)).body).toMatchObject({ callbacks: [] })
  })

  test('asks for the API, the connection and the scopes that it names, and never for a refresh token', async () => {
    const { server, connection_id, client, owner } = await shop()
    await server.connection('other')
    expect(connection_id).not.toBe('')
    await server.api('POST', 'resource-servers', {
      identifier: 'https://orders.example.com',
      scopes: [{ value: 'read:orders' }],
    })
    const address = await begin(owner, client.client_id, {
      connection: 'legacy',
      audience: 'https://orders.example.com',
      scope: 'openid read:orders offline_access',
    })
    expect(address).toContain('connection=legacy')
    const answer = await signsIn(browserOf(server, owner), address)
    const { body } = await claims(owner, client.client_id, answerOf(answer))
    expect(body).toMatchObject({
      scope: 'openid read:orders',
      access_token_claims: { aud: ['https://orders.example.com', `${server.url}/userinfo`] },
    })
    const { body: families } = await server.api('GET', 'users/auth0%7C7/refresh-tokens')
    expect(families).toMatchObject({ tokens: [] })
  })

  test('asks for the password although the browser has a session, so that the page is seen', async () => {
    const { server, client, owner } = await shop()
    const browser = browserOf(server, owner)
    await signsIn(browser, await begin(owner, client.client_id))
    expect(stateOf(await browser.get(await begin(owner, client.client_id)))).not.toBe('')
  })
})

describe('H3: the dashboard’s address is a callback for nobody else', () => {
  test('not for a request that a stranger writes, with a challenge and a state of their own', async () => {
    const { server, client, owner } = await shop()
    const own = new URL(await begin(owner, client.client_id), server.url).searchParams
    const written: { [name: string]: string } = {
      client_id: client.client_id,
      redirect_uri: own.get('redirect_uri') ?? '',
      response_type: 'code',
      code_challenge: pkce().code_challenge,
      code_challenge_method: 'S256',
    }
    for (const browser of [createBrowser(server), browserOf(server, owner)]) {
      for (const more of [{}, { state: 'x' }, { state: own.get('state') ?? '' }]) {
        const answer = await browser.authorize({ ...written, ...more })
        expect(answer.status).toBe(400)
        expect(answer.text).toContain('callback')
      }
    }
    const tokens = { ...Object.fromEntries(own), response_type: 'token' }
    expect((await browserOf(server, owner).authorize(tokens)).status).toBe(400)
  })

  test('not in a browser where the member is not signed in: the link of a trial lures nobody', async () => {
    const { server, client, owner } = await shop()
    const address = await begin(owner, client.client_id)
    expect((await createBrowser(server).get(address)).status).toBe(400)
    const other = await memberWith(server, 'admin')
    expect((await browserOf(server, other).get(address)).status).toBe(400)
    const browser = browserOf(server, owner)
    const state = stateOf(await browser.get(address))
    for (const name of browser.cookies.keys()) if (/session/.test(name)) browser.cookies.delete(name)
    const late = await browser.post('/u/login', { state, username: ANN.email, password: ANN.password })
    expect(late.status).toBe(400)
  })

  test('not for another application, and not with a ticket that is older than 15 minutes', async () => {
    const { server, connection_id, client, owner } = await shop()
    const other = await application(server, connection_id, { name: 'Other' })
    const browser = browserOf(server, owner)
    const address = await begin(owner, client.client_id)
    const moved = address.replaceAll(client.client_id, other.client_id)
    expect((await browser.get(moved)).status).toBe(400)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1_000 })
    expect((await browser.get(address)).status).toBe(400)
  })

  test('and the claims are for the member who started it: not for a program, another member, or another application', async () => {
    const { server, connection_id, client, owner } = await shop()
    const other = await application(server, connection_id, { name: 'Other' })
    const sent = answerOf(await signsIn(browserOf(server, owner), await begin(owner, client.client_id)))
    const admin = await memberWith(server, 'admin')
    expect(await claims(admin, client.client_id, sent)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('is of no trial that you started') },
    })
    expect((await claims(owner, other.client_id, sent)).status).toBe(400)
    const program = await server.api('POST', `clients/${client.client_id}/try-sign-in/claims`, sent)
    expect(program).toMatchObject({ status: 403, body: { errorCode: 'insufficient_scope' } })
    expect((await claims(owner, client.client_id, sent)).status).toBe(200)
  })

  test('an editor cannot try a sign-in, and an admin cannot try the application that administers Ferry', async () => {
    const { server, client } = await shop()
    const editor = await memberWith(server, 'editor')
    expect((await editor.ask('POST', `clients/${client.client_id}/try-sign-in`, {})).status).toBe(403)
    const admin = await memberWith(server, 'admin')
    expect((await admin.ask('POST', `clients/${client.client_id}/try-sign-in`, {})).status).toBe(200)
    const mighty = await admin.ask('POST', `clients/${server.admin.client_id}/try-sign-in`, {})
    expect(mighty.status).toBe(403)
  })
})
