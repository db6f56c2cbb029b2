import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import type { TestServer } from '../../../support/server-in-process.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import type { TestApplication, TestBrowser } from '../../../support/sign-in.ts'
import { application, CALLBACK, createBrowser } from '../../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
const HOME = 'https://app.example.com/'

describe('openid-client, against this issuer', () => {
  let server: TestServer
  let shop: TestApplication
  let config: oidc.Configuration
  let browser: TestBrowser

  const discover = ({ client_id }: TestApplication, auth: oidc.ClientAuth) =>
    oidc.discovery(new URL(`${server.url}/`), client_id, undefined, auth, {
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    })

  beforeAll(async () => {
    server = await startTestServer(createFakeRuntime(people), {}, afterAll)
    const connection_id = await server.connection('legacy')
    shop = await application(server, connection_id, { allowed_logout_urls: [HOME] })
    config = await discover(shop, oidc.ClientSecretPost(shop.client_secret))
    browser = createBrowser(server)
  })

  /** Signs in, or goes on with the session of the browser. @returns the tokens, checked by the client */
  async function signIn(of: oidc.Configuration, more: { [name: string]: string } = {}) {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
    const expectedState = oidc.randomState()
    const expectedNonce = oidc.randomNonce()
    const url = oidc.buildAuthorizationUrl(of, {
      redirect_uri: CALLBACK,
      scope: 'openid profile email offline_access',
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      ...more,
    })
    let answer = await browser.get(url.pathname + url.search)
    const state = /^\/u\/login\?state=([\w-]+)$/.exec(String(answer.headers.location))?.[1]
    if (state !== undefined) {
      answer = await browser.post('/u/login', { state, username: 'ann@example.com', password: 'old-secret' })
    }
    const back = new URL(String(answer.headers.location))
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
    const maxAge = more.max_age === undefined ? {} : { maxAge: Number(more.max_age) }
    return {
      back,
      checks,
      hadPage: state !== undefined,
      tokens: await oidc.authorizationCodeGrant(of, back, { ...checks, ...maxAge }),
    }
  }

  test('discovery names what is there', () => {
    expect(config.serverMetadata()).toMatchObject({
      issuer: `${server.url}/`,
      authorization_endpoint: `${server.url}/authorize`,
      end_session_endpoint: `${server.url}/oidc/logout`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: expect.arrayContaining(['code', 'id_token token']),
    })
    expect(config.serverMetadata().supportsPKCE()).toBe(true)
  })

  test('code, PKCE and nonce, with the secret in the body; userinfo and refresh; single sign-on', async () => {
    const { tokens, hadPage } = await signIn(config, { prompt: 'login' })
    expect(hadPage).toBe(true)
    const { sub } = tokens.claims() ?? { sub: '' }
    expect(await oidc.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({
      email: 'ann@example.com',
    })
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)
    const again = await signIn(config)
    expect(again.hadPage).toBe(false)
    expect((await signIn(config, { prompt: 'none' })).tokens.claims()?.sub).toBe(sub)
  })

  test('the secret by Basic, and a public client without one', async () => {
    const basic = await discover(shop, oidc.ClientSecretBasic(shop.client_secret))
    expect((await signIn(basic)).tokens.token_type).toBe('bearer')
    const { body } = await server.api('GET', 'connections')
    const [connection] = body as { id: string }[]
    const spa = await application(server, connection?.id, { name: 'Page', app_type: 'spa' })
    expect((await signIn(await discover(spa, oidc.None()))).tokens.id_token).toBeDefined()
  })

  test('max_age gives an auth_time that the client accepts, and asks again when it has passed', async () => {
    await signIn(config, { prompt: 'login' })
    const young = await signIn(config, { max_age: '1000' })
    expect(young.hadPage).toBe(false)
    expect(young.tokens.claims()?.auth_time).toEqual(expect.any(Number))
    expect((await signIn(config, { max_age: '0' })).hadPage).toBe(true)
  })

  test('a code that is sent again is refused, and its refresh token is dead', async () => {
    const { back, checks, tokens } = await signIn(config)
    await expect(oidc.authorizationCodeGrant(config, back, checks)).rejects.toMatchObject({
      status: 403,
      error: 'invalid_grant',
    })
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    })
  })

  test('signing out with the ID token ends the session', async () => {
    const { tokens } = await signIn(config)
    const url = oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: HOME,
      state: 'bye',
    })
    const answer = await browser.get(url.pathname + url.search)
    expect(answer.headers.location).toBe(`${HOME}?state=bye`)
    await expect(signIn(config, { prompt: 'none' })).rejects.toMatchObject({ error: 'login_required' })
  })
})
