import { describe, expect, test } from 'vitest'
import { readParameters } from '../../../server/oidc/parameters.ts'
import { parametersOf } from '../../../server/oidc/request.ts'
import { CALLBACK, CHALLENGE, read, webClient } from './support.ts'

describe('A20: a bad redirect_uri never redirects', () => {
  test.each([
    ['another host', 'https://evil.example.com/callback'],
    ['another scheme', 'http://app.example.com/callback'],
    ['another port', 'https://app.example.com:8443/callback'],
    ['the default port written out', 'https://app.example.com:443/callback'],
    ['another path', 'https://app.example.com/other'],
    ['a longer path', 'https://app.example.com/callback/more'],
    ['a slash at the end', 'https://app.example.com/callback/'],
    ['a path with dots', 'https://app.example.com/x/../callback'],
    ['an escaped path', 'https://app.example.com/%63allback'],
    ['a query', 'https://app.example.com/callback?next=https://evil.example.com'],
    ['a fragment', 'https://app.example.com/callback#top'],
    ['another case of the host', 'https://APP.example.com/callback'],
    ['a user in the address', 'https://app.example.com@evil.example.com/callback'],
    ['a host that begins alike', 'https://app.example.com.evil.example/callback'],
    ['a backslash', 'https://app.example.com\\@evil.example.com/callback'],
    ['a blank before it', ' https://app.example.com/callback'],
    ['a line break after it', 'https://app.example.com/callback\r\nSet-Cookie: a=b'],
    ['an address without a scheme', '//app.example.com/callback'],
    ['a script', 'javascript:alert(1)'],
    ['a page in the address', 'data:text/html,<script>alert(1)</script>'],
    ['the origin of the callback', 'https://app.example.com'],
    ['an entry with a wildcard, literally', 'https://*.example.com/callback'],
    ['an address that an entry with a wildcard would match', 'https://shop.example.com/callback'],
  ])('%s', (_, redirect_uri) => {
    const client = webClient({ settings: { callbacks: [CALLBACK, 'https://*.example.com/callback'] } })
    expect(read({ redirect_uri }, client)).toEqual({ kind: 'page', problem: 'callback' })
  })
})

describe('the address of the answer', () => {
  test('without a redirect_uri the only callback is meant', () => {
    expect(read({ redirect_uri: undefined })).toMatchObject({ request: { redirect_uri: CALLBACK } })
  })

  test('without a redirect_uri, two callbacks are a question that nobody answers', () => {
    const client = webClient({ settings: { callbacks: [CALLBACK, 'https://b.example.com/'] } })
    expect(read({ redirect_uri: undefined }, client)).toEqual({ kind: 'page', problem: 'callback' })
  })

  test.each([
    ['http://127.0.0.1:51004/cb', 'native', 'request'],
    ['http://127.0.0.1/cb', 'native', 'request'],
    ['http://[::1]:51004/cb', 'native', 'request'],
    ['http://127.0.0.1:51004/other', 'native', 'page'],
    ['http://127.0.0.1:99999/cb', 'native', 'page'],
    ['http://127.0.0.1:1@evil.example/cb', 'native', 'page'],
    ['http://localhost:51004/cb', 'native', 'page'],
    ['http://127.0.0.1:51004/cb', 'regular_web', 'page'],
  ])('a loopback address %s of a %s application gives a %s', (redirect_uri, app_type, kind) => {
    const callbacks = ['http://127.0.0.1:3000/cb', 'http://[::1]/cb']
    expect(read({ redirect_uri }, webClient({ app_type, settings: { callbacks } })).kind).toBe(kind)
  })

  test('a web origin is an address for web_message alone', () => {
    const client = webClient({
      settings: { callbacks: [CALLBACK], web_origins: ['https://spa.example.com'] },
    })
    const redirect_uri = 'https://spa.example.com'
    expect(read({ redirect_uri, response_mode: 'web_message' }, client).kind).toBe('request')
    expect(read({ redirect_uri }, client).kind).toBe('page')
  })

  test('a message cannot go to a custom scheme', () => {
    const callbacks = ['com.example.app://acme.example.com/callback']
    const client = webClient({ settings: { callbacks } })
    expect(read({ redirect_uri: callbacks[0], response_mode: 'web_message' }, client)).toMatchObject({
      kind: 'redirect',
      to: { response_mode: 'query' },
      problem: { error: 'invalid_request' },
    })
  })

  test('a custom scheme of a native application is taken as it is', () => {
    const callbacks = ['com.example.app://acme.example.com/callback']
    const [redirect_uri] = callbacks
    const client = webClient({ app_type: 'native', settings: { callbacks } })
    expect(
      read({ redirect_uri, code_challenge: CHALLENGE, code_challenge_method: 'S256' }, client),
    ).toMatchObject({ request: { redirect_uri } })
  })
})

describe('A23: each check answers with its own error, at the application', () => {
  const noImplicit = webClient({ grant_types: ['authorization_code'] })
  const noCode = webClient({ grant_types: ['implicit'] })
  const isPublic = webClient({ secret_sha256: undefined })
  test.each([
    ['no response_type', { response_type: undefined }, 'invalid_request', /response_type/],
    ['an unknown response_type', { response_type: 'code magic' }, 'unsupported_response_type', /code magic/],
    [
      'a response_type with a word twice',
      { response_type: 'code code' },
      'unsupported_response_type',
      /code/,
    ],
    ['an unknown response_mode', { response_mode: 'smoke' }, 'invalid_request', /smoke/],
    ['tokens in a query', { response_type: 'token', response_mode: 'query' }, 'invalid_request', /query/],
    ['no grant for a code', {}, 'unauthorized_client', /authorization_code/, noCode],
    ['no grant for tokens', { response_type: 'token' }, 'unauthorized_client', /implicit/, noImplicit],
    ['one of two grants', { response_type: 'code token' }, 'unauthorized_client', /implicit/, noImplicit],
    ['an ID token without nonce', { response_type: 'id_token' }, 'invalid_request', /nonce/],
    ['a public client without a challenge', {}, 'invalid_request', /code_challenge/, isPublic],
    [
      'a plain challenge',
      { code_challenge: CHALLENGE, code_challenge_method: 'plain' },
      'invalid_request',
      /S256/,
    ],
    [
      'a challenge without a method, which is plain',
      { code_challenge: CHALLENGE },
      'invalid_request',
      /S256/,
    ],
    ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request', /code_challenge/],
    [
      'a challenge that is no hash',
      { code_challenge: 'short', code_challenge_method: 'S256' },
      'invalid_request',
      /43 characters/,
    ],
    ['an unknown prompt', { prompt: 'dance' }, 'invalid_request', /prompt/],
    ['prompt=none with another', { prompt: 'none login' }, 'invalid_request', /stands alone/],
    ['a max_age that is no number', { max_age: '-1' }, 'invalid_request', /max_age/],
    ['a signed request', { request: 'eyJ' }, 'request_not_supported', /request/],
    ['a pushed request', { request_uri: 'urn:x' }, 'request_uri_not_supported', /Pushed/],
    ['an organization', { organization: 'org_1' }, 'invalid_request', /organization/],
  ])('%s', (_, more, error, words, client = webClient()) => {
    const result = read({ state: 's', ...more }, client)
    expect(result).toMatchObject({ kind: 'redirect', to: { redirect_uri: CALLBACK, state: 's' } })
    if (result.kind !== 'redirect') return
    expect(result.problem.error).toBe(error)
    expect(result.problem.error_description).toMatch(words)
  })

  test('of two faults the earlier in the order of the checks answers', () => {
    const problemOf = (more: { [name: string]: string }): unknown => read(more, isPublic)
    expect(problemOf({ redirect_uri: 'https://evil.example.com', response_type: 'magic' })).toMatchObject({
      kind: 'page',
    })
    expect(problemOf({ response_type: 'magic', response_mode: 'smoke' })).toMatchObject({
      problem: { error: 'unsupported_response_type' },
    })
    expect(problemOf({ response_mode: 'smoke', prompt: 'dance' })).toMatchObject({
      problem: { error_description: expect.stringContaining('smoke') },
    })
    expect(problemOf({ prompt: 'dance' })).toMatchObject({
      problem: { error_description: expect.stringContaining('code_challenge') },
    })
  })
})

test('the words of a response_type may come in any order, and a mode follows from it', () => {
  const more = { nonce: 'n' }
  expect(read({ ...more, response_type: 'token id_token' })).toMatchObject({
    request: { response_type: 'id_token token', response_mode: 'fragment' },
  })
  expect(read({ ...more, response_type: 'id_token code' })).toMatchObject({
    request: { response_type: 'code id_token', response_mode: 'fragment' },
  })
  expect(read()).toMatchObject({ request: { response_mode: 'query' } })
})

test('a request begins anew with the same parameters', () => {
  const sent = {
    scope: 'openid email',
    state: 'a&b=c',
    nonce: 'n',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: '60',
    audience: 'api',
    connection: 'legacy',
    login_hint: 'ann@example.com',
    ui_locales: 'de',
    response_mode: 'form_post',
  }
  const first = read(sent)
  if (first.kind !== 'request') throw new Error(first.kind)
  expect(read(Object.fromEntries(parametersOf(first.request)))).toEqual(first)
})

describe('parameters are bounded before anything else reads them', () => {
  test.each<[string, { [name: string]: unknown }, string, string]>([
    ['too many', Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`p${at}`, 'x'])), '', 'too_many'],
    ['sent twice', { state: ['a', 'b'] }, 'state', 'twice'],
    ['too long', { nonce: 'x'.repeat(2_001) }, 'nonce', 'too_long'],
    ['too long in bytes', { nonce: '€'.repeat(667) }, 'nonce', 'too_long'],
    ['a state too long', { state: 'x'.repeat(4_001) }, 'state', 'too_long'],
    ['NUL', { nonce: 'a\0b' }, 'nonce', 'characters'],
    ['half a character', { nonce: 'a\ud800' }, 'nonce', 'characters'],
  ])('%s', (_, sent, name, reason) => {
    expect(readParameters(sent)).toEqual({ kind: 'bad', bad: { name, reason } })
  })

  test('50 parameters and a state of 4,000 bytes pass, and empty ones count as missing', () => {
    const sent = {
      ...Object.fromEntries(Array.from({ length: 48 }, (_, at) => [`p${at}`, 'x'])),
      state: 'x'.repeat(4_000),
      nonce: '',
    }
    const result = readParameters(sent)
    expect(result.kind === 'parameters' && result.parameters.has('nonce')).toBe(false)
    expect(result.kind === 'parameters' && result.parameters.size).toBe(49)
  })
})
