/**
 * Plain requests of OpenID Connect, sent to Ferry and to oidc-provider: both answer the same, or the difference is in the table with
 * its reason. It is not a client, and is here for its packages.
 * @module
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime, legacyStore } from '../support/fake-runtime.ts'
import type { Answer } from '../support/http-call.ts'
import { startTestServer } from '../support/server-in-process.ts'
import { describeClients } from '../support/servers.ts'
import type { TestBrowser } from '../support/sign-in.ts'
import { answerOf, application, CALLBACK, claimsOf, createBrowser, pkce } from '../support/sign-in.ts'
import type { Issuer } from './yardstick.ts'
import { LEFT, startYardstick } from './yardstick.ts'

const PERSON = { username: 'ann@example.com', password: 'old-secret' }
const people = legacyStore([{ id: 7, email: PERSON.username, password: PERSON.password }])

/** What a check looked at: the same for both issuers, unless the table below says otherwise. */
type Seen = string | number | boolean | undefined | readonly Seen[] | { readonly [name: string]: Seen }

const proof = pkce()
const requestOf = ({ app }: Issuer, more: { [name: string]: string } = {}): { [name: string]: string } => ({
  client_id: app.client_id,
  redirect_uri: CALLBACK,
  response_type: 'code',
  scope: 'openid email',
  state: 'xyz',
  nonce: 'n-1',
  code_challenge: proof.code_challenge,
  code_challenge_method: 'S256',
  ...more,
})

/** One issuer and one browser. */
interface Visit {
  issuer: Issuer
  browser: TestBrowser
}

const authorize = ({ issuer, browser }: Visit, more?: { [name: string]: string }): Promise<Answer> =>
  browser.get(`${issuer.paths.authorize}?${new URLSearchParams(requestOf(issuer, more))}`)

/** Follows the issuer's own redirects, and sends the form of the page to which they lead. */
async function signIn(visit: Visit, more?: { [name: string]: string }): Promise<Answer> {
  const { issuer, browser } = visit
  let answer = await authorize(visit, more)
  for (let step = 0; step < 5; step++) {
    const at = new URL(String(answer.headers.location), issuer.url)
    if (at.origin !== new URL(issuer.url).origin) return answer
    const isPage = /^\/(?:u\/login|interaction\/)/.test(at.pathname)
    const state = at.searchParams.get('state') ?? ''
    answer = isPage
      ? await browser.post(at.pathname, { state, ...PERSON })
      : await browser.get(at.pathname + at.search)
  }
  throw new Error(answer.text)
}

/** Where a request to `/authorize` has led. */
function endOf({ issuer }: Visit, answer: Answer): Seen {
  const { location } = answer.headers
  if (typeof location !== 'string') return answer.status >= 400 ? `a page, ${answer.status}` : 'a page'
  const at = new URL(location, issuer.url)
  if (at.origin === new URL(issuer.url).origin) return 'the sign-in page'
  const sent = new URLSearchParams(at.hash === '' ? at.search : at.hash.slice(1))
  return {
    mode: at.hash === '' ? 'query' : 'fragment',
    error: sent.get('error') ?? undefined,
    state: sent.get('state') ?? undefined,
    has_code: sent.has('code'),
  }
}

const exchange = (
  { issuer }: Visit,
  code: string | undefined,
  more: { [name: string]: string } = {},
): Promise<Answer> => {
  const { app } = issuer
  const fields = { grant_type: 'authorization_code', ...app, redirect_uri: CALLBACK, code: code ?? '' }
  return issuer.call(issuer.paths.token, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, code_verifier: proof.code_verifier, ...more }).toString(),
  })
}

interface Tokens {
  access_token: string
  id_token: string
}

async function tokensOf(visit: Visit, more?: { [name: string]: string }): Promise<Tokens> {
  const answer = await exchange(visit, answerOf(await signIn(visit, more)).code)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as Tokens
}

const errorOf = ({ status, body }: Answer): Seen => ({ status, error: (body as { error?: string }).error })

const namesOf = (value: unknown): Seen => Object.keys(value as object).toSorted()

const discovered = async ({ issuer }: Visit): Promise<{ [name: string]: unknown }> =>
  (await issuer.call('/.well-known/openid-configuration')).body as { [name: string]: unknown }

const bearer = (token: string): { [name: string]: string } => ({ authorization: `Bearer ${token}` })

const signOut = async (visit: Visit, fields: { [name: string]: string }): Promise<Answer> =>
  visit.browser.get(`${visit.issuer.paths.logout}?${new URLSearchParams(fields)}`)

/** Each check with a new browser. */
const CHECKS: { readonly [name: string]: (visit: Visit) => Promise<Seen> } = {
  'discovery: endpoints and lists that the standard requires': async (visit) => {
    const found = await discovered(visit)
    const required = ['issuer', 'authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']
    const lists = [
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
    ]
    return [...required, ...lists, 'end_session_endpoint'].filter((name) => found[name] === undefined)
  },
  'discovery: the issuer is the address asked': async (visit) =>
    String((await discovered(visit)).issuer) === visit.issuer.url,
  'discovery: PKCE methods': async (visit) =>
    (await discovered(visit)).code_challenge_methods_supported as string[],
  'discovery: subjects': async (visit) => (await discovered(visit)).subject_types_supported as string[],
  'discovery: RS256 signs ID tokens': async (visit) =>
    ((await discovered(visit)).id_token_signing_alg_values_supported as string[]).includes('RS256'),
  'a request leads to the sign-in page': async (visit) => endOf(visit, await authorize(visit)),
  'a sign-in ends at the application, with code and state': async (visit) =>
    endOf(visit, await signIn(visit)),
  'an unknown client': async (visit) => endOf(visit, await authorize(visit, { client_id: 'nobody' })),
  'an address that is not registered': async (visit) =>
    endOf(visit, await authorize(visit, { redirect_uri: 'https://evil.example/' })),
  'an address with a longer path': async (visit) =>
    endOf(visit, await authorize(visit, { redirect_uri: `${CALLBACK}/x` })),
  'an unknown response type': async (visit) =>
    endOf(visit, await authorize(visit, { response_type: 'magic' })),
  'an ID token without a nonce': async (visit) =>
    endOf(visit, await authorize(visit, { response_type: 'id_token', nonce: '' })),
  'a challenge of the method plain': async (visit) =>
    endOf(visit, await authorize(visit, { code_challenge_method: 'plain' })),
  'a public client without a challenge': async (visit) => {
    const { code_challenge: _, code_challenge_method: __, ...request } = requestOf(visit.issuer)
    const query = new URLSearchParams({ ...request, client_id: visit.issuer.public_id })
    return endOf(visit, await visit.browser.get(`${visit.issuer.paths.authorize}?${query}`))
  },
  'prompt=none without a session': async (visit) => endOf(visit, await authorize(visit, { prompt: 'none' })),
  'prompt=none with a session': async (visit) => {
    await signIn(visit)
    return endOf(visit, await authorize(visit, { prompt: 'none' }))
  },
  'prompt=none with another prompt': async (visit) =>
    endOf(visit, await authorize(visit, { prompt: 'none login' })),
  'an unknown prompt': async (visit) => endOf(visit, await authorize(visit, { prompt: 'magic' })),
  'prompt=login with a session': async (visit) => {
    await signIn(visit)
    return endOf(visit, await authorize(visit, { prompt: 'login' }))
  },
  'a session, without a prompt': async (visit) => {
    await signIn(visit)
    return endOf(visit, await authorize(visit))
  },
  'max_age that is no number': async (visit) => endOf(visit, await authorize(visit, { max_age: 'abc' })),
  'max_age=0 with a session': async (visit) => {
    await signIn(visit)
    return endOf(visit, await authorize(visit, { max_age: '0' }))
  },
  'max_age of a day with a session': async (visit) => {
    await signIn(visit)
    return endOf(visit, await authorize(visit, { max_age: '86400' }))
  },
  'max_age puts auth_time into the ID token': async (visit) => {
    const { id_token } = await tokensOf(visit, { max_age: '3600' })
    return typeof claimsOf(id_token).auth_time
  },
  'an exchange: status, type, and nobody keeps the answer': async (visit) => {
    const answer = await exchange(visit, answerOf(await signIn(visit)).code)
    return [
      answer.status,
      String(answer.headers['content-type']).split(';')[0],
      answer.headers['cache-control'],
      (answer.body as { token_type: string }).token_type,
    ]
  },
  'an exchange: members of the answer': async (visit) => namesOf(await tokensOf(visit)),
  'ID token: issuer, audience and nonce': async (visit) => {
    const { iss, aud, nonce } = claimsOf((await tokensOf(visit)).id_token)
    const { issuer } = await discovered(visit)
    return [iss === issuer, aud === visit.issuer.app.client_id, nonce as string]
  },
  'ID token: names of claims': async (visit) => namesOf(claimsOf((await tokensOf(visit)).id_token)),
  'a second use of a code': async (visit) => {
    const { code } = answerOf(await signIn(visit))
    await exchange(visit, code)
    return errorOf(await exchange(visit, code))
  },
  'an unknown code': async (visit) => errorOf(await exchange(visit, 'x'.repeat(43))),
  'a wrong verifier': async (visit) =>
    errorOf(await exchange(visit, answerOf(await signIn(visit)).code, pkceOf())),
  'another redirect_uri at the exchange': async (visit) =>
    errorOf(
      await exchange(visit, answerOf(await signIn(visit)).code, {
        redirect_uri: 'https://app.example.com/b',
      }),
    ),
  'a wrong secret': async (visit) =>
    errorOf(await exchange(visit, answerOf(await signIn(visit)).code, { client_secret: 'wrong' })),
  'an unknown grant type': async (visit) => errorOf(await exchange(visit, 'x', { grant_type: 'magic' })),
  'userinfo by GET and by POST': async (visit) => {
    const { access_token } = await tokensOf(visit)
    const { userinfo } = visit.issuer.paths
    const answers = [
      await visit.issuer.call(userinfo, { headers: bearer(access_token) }),
      await visit.issuer.call(userinfo, { method: 'POST', headers: bearer(access_token) }),
    ]
    return answers.map(({ status, body }) => [status, namesOf(body)])
  },
  'userinfo: sub is that of the ID token': async (visit) => {
    const { access_token, id_token } = await tokensOf(visit)
    const answer = await visit.issuer.call(visit.issuer.paths.userinfo, { headers: bearer(access_token) })
    return (answer.body as { sub: string }).sub === claimsOf(id_token).sub
  },
  'userinfo without a token': async (visit) => {
    const { status, headers } = await visit.issuer.call(visit.issuer.paths.userinfo)
    return [status, String(headers['www-authenticate']).split(' ')[0]]
  },
  'userinfo with a wrong token': async (visit) => {
    const answer = await visit.issuer.call(visit.issuer.paths.userinfo, { headers: bearer('wrong') })
    return [answer.status, /error="(\w+)"/.exec(String(answer.headers['www-authenticate']))?.[1]]
  },
  'sign-out with a hint: what is answered': async (visit) => {
    const { id_token } = await tokensOf(visit)
    const fields = { id_token_hint: id_token, post_logout_redirect_uri: LEFT, state: 'bye' }
    const { status, headers } = await signOut(visit, fields)
    return { status, location: headers.location as string | undefined }
  },
  'sign-out with a broken hint': async (visit) => {
    await signIn(visit)
    return endOf(visit, await signOut(visit, { id_token_hint: 'a.b.c' }))
  },
  'sign-out to an address that is not registered': async (visit) => {
    const { id_token } = await tokensOf(visit)
    const fields = { id_token_hint: id_token, post_logout_redirect_uri: 'https://evil.example/' }
    return endOf(visit, await signOut(visit, fields))
  },
  'sign-out without a hint asks': async (visit) => {
    await signIn(visit)
    const asked = await signOut(visit, { client_id: visit.issuer.app.client_id })
    return [asked.status, endOf(visit, await authorize(visit, { prompt: 'none' }))]
  },
}

const pkceOf = (): { code_verifier: string } => ({ code_verifier: pkce().code_verifier })

const INVALID_GRANT = [
  { status: 403, error: 'invalid_grant' },
  { status: 400, error: 'invalid_grant' },
  'Auth0 answers invalid_grant with 403.',
] as const

/** Where Ferry differs: how it answers, and why. */
const DIFFERENCES: { readonly [check: string]: readonly [ours: Seen, theirs: Seen, reason: string] } = {
  'discovery: the issuer is the address asked': [
    false,
    true,
    'Auth0’s issuer has a slash at its end, with which its clients compare it.',
  ],
  'ID token: names of claims': [
    ['aud', 'auth_time', 'email', 'email_verified', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub'],
    ['aud', 'exp', 'iat', 'iss', 'nonce', 'sub'],
    'Auth0 puts the claims of the scopes into the ID token, and sid and auth_time always: its clients read them there.',
  ],
  'a second use of a code': INVALID_GRANT,
  'an unknown code': INVALID_GRANT,
  'a wrong verifier': INVALID_GRANT,
  'another redirect_uri at the exchange': INVALID_GRANT,
  'a wrong secret': [
    { status: 401, error: 'access_denied' },
    { status: 401, error: 'invalid_client' },
    'Auth0 answers access_denied to a wrong secret.',
  ],
  'sign-out with a hint: what is answered': [
    { status: 303, location: `${LEFT}?state=bye` },
    { status: 200, location: undefined },
    'Auth0 asks nobody when the hint is of the session; oidc-provider always shows a page.',
  ],
}

let visitors = 0

/** From another address for each check: many sign-ins from one are held back. */
function visit(issuer: Issuer): Visit {
  visitors += 1
  return { issuer, browser: createBrowser(issuer, `127.0.2.${visitors}`) }
}

describeClients('oidc-provider', () => {
  let ours: Issuer
  let theirs: Issuer
  beforeAll(async () => {
    const server = await startTestServer(createFakeRuntime(people), {}, afterAll)
    const connection_id = await server.connection('legacy')
    const grant_types = ['authorization_code', 'refresh_token', 'implicit']
    const app = await application(server, connection_id, { allowed_logout_urls: [LEFT], grant_types })
    const spa = { app_type: 'spa', token_endpoint_auth_method: 'none' }
    const { client_id } = await application(server, connection_id, spa)
    const paths = {
      authorize: '/authorize',
      token: '/oauth/token',
      userinfo: '/userinfo',
      logout: '/oidc/logout',
    }
    ours = { ...server, app, public_id: client_id, paths }
    const yardstick = await startYardstick()
    afterAll(() => yardstick.close())
    theirs = yardstick
  })

  test.each(Object.entries(CHECKS))('as it answers, or with a reason: %s', async (name, check) => {
    const answers = [await check(visit(ours)), await check(visit(theirs))]
    const known = DIFFERENCES[name]
    expect(answers).toEqual(known ? known.slice(0, 2) : [answers[1], answers[1]])
  })
})

test('every difference from oidc-provider belongs to a check, and says why', () => {
  expect(Object.keys(DIFFERENCES).filter((name) => !Object.hasOwn(CHECKS, name))).toEqual([])
  for (const [, , reason] of Object.values(DIFFERENCES)) expect(reason).toMatch(/^[A-Z].+\.$/)
})
