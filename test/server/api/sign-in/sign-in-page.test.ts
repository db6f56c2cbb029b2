import { describe, expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../../runtime/index.ts'
import { createFakeRuntime, legacyStore } from '../../../support/fake-runtime.ts'
import { startTestServer } from '../../../support/server-in-process.ts'
import { answerOf, application, CALLBACK, createBrowser, stateOf } from '../../../support/sign-in.ts'

const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])

async function shop(script = people) {
  const server = await startTestServer(createFakeRuntime(script))
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id)
  const { client_id } = client
  const request = { client_id, redirect_uri: CALLBACK, response_type: 'code', state: 'xyz' }
  return { server, connection_id, client, request }
}

const failure = (code: Extract<ScriptOutcome, { kind: 'failure' }>['code']): ScriptOutcome => ({
  kind: 'failure',
  code,
  message: 'details for the tenant only',
})

describe('what a person reads after each outcome of the script', () => {
  test.each<[string, ScriptOutcome, number, RegExp]>([
    ['nothing', { kind: 'none' }, 400, /Wrong email or password\./],
    [
      'a refusal with its own words',
      { kind: 'rejection', class: 'ValidationError', code: 'locked', message: 'Call <b>us</b>.' },
      400,
      /Call &lt;b&gt;us&lt;\/b&gt;\./,
    ],
    [
      'words of 9,000 characters',
      { kind: 'rejection', class: 'UnauthorizedError', message: 'x'.repeat(9_000) },
      400,
      /[^x]x{500}[^x]/,
    ],
    [
      'a refusal without words',
      { kind: 'rejection', class: 'UnauthorizedError', message: '' },
      400,
      /You cannot sign in\./,
    ],
    ['an error of the script', failure('script_error'), 400, /Tell support this number: run_\w{20}/],
    ['a legacy store that is away', failure('legacy_unavailable'), 503, /cannot be checked at the moment/],
    ['too many runs', failure('busy'), 503, /cannot be checked at the moment/],
  ])('%s', async (_, outcome, status, words) => {
    const { server, request } = await shop(() => outcome)
    const answer = await createBrowser(server).signIn(request, 'ann@example.com', 'old-secret')
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(words)
    expect(answer.text).not.toContain('details for the tenant')
    expect(answer.text).toContain('value="ann@example.com"')
    expect(answer.text).not.toContain('old-secret')
    expect('retry-after' in answer.headers).toBe(status === 503)
  })
})

test('a wrong password and an unknown name give the same page', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  await browser.signIn(request, 'ann@example.com', 'old-secret')
  const pageOf = async (name: string): Promise<string> => {
    const { status, text } = await browser.signIn({ ...request, prompt: 'login' }, name, 'wrong')
    return `${status} ${text.replaceAll(name, 'NAME').replaceAll(/(?<=value="|state=)[\w-]{100,}/g, 'STATE')}`
  }
  expect(await pageOf('ann@example.com')).toBe(await pageOf('nobody@example.com'))
})

test('too many wrong passwords are told, for known and unknown names alike', async () => {
  const { server, request } = await shop()
  const last: string[] = []
  for (const name of ['ann@example.com', 'nobody@example.com']) {
    const browser = createBrowser(server, name.startsWith('ann') ? '127.0.2.1' : '127.0.2.2')
    const state = stateOf(await browser.authorize(request))
    for (let attempt = 0; attempt < 10; attempt++) {
      await browser.post('/u/login', { state, username: name, password: `wrong-${attempt}` })
    }
    const { status, text } = await browser.post('/u/login', { state, username: name, password: 'old-secret' })
    expect(status).toBe(429)
    expect(text).toContain('too many wrong passwords')
    last.push(text.replaceAll(name, 'NAME').replaceAll(/(?<=value="|state=)[\w-]{100,}/g, 'STATE'))
  }
  expect(last[0]).toBe(last[1])
})

test('empty and unusable fields are told without asking the legacy store', async () => {
  let runs = 0
  const { server, request } = await shop(() => {
    runs++
    return { kind: 'none' }
  })
  const browser = createBrowser(server)
  for (const [username, password, words] of [
    ['', 'x', /Fill in “Email or username”/],
    ['ann@example.com', '', /Fill in “Password”/],
    ['a'.repeat(321), 'x', /Wrong email or password/],
    ['ann@example.com', 'x'.repeat(1_025), /Wrong email or password/],
    ['ann\0@example.com', 'x', /Wrong email or password/],
  ] as const) {
    const answer = await browser.signIn(request, username, password)
    expect(answer.status).toBe(400)
    expect(answer.text).toMatch(words)
  }
  expect(runs).toBe(0)
})

test('A21, A25: the form of another browser begins anew in this one, and signs nobody in', async () => {
  const { server, request } = await shop()
  const attacker = createBrowser(server)
  const victim = createBrowser(server)
  const state = stateOf(await attacker.authorize(request))
  await victim.authorize(request)
  const fields = { state, username: 'ann@example.com', password: 'old-secret' }
  const answer = await victim.post('/u/login', fields)
  expect(answer.status).toBe(303)
  expect(String(answer.headers.location)).toMatch(/^\/authorize\?/)
  expect(answer.headers.location).toContain('ext-again=1')
  const anew = stateOf(await victim.get(String(answer.headers.location)))
  expect((await victim.post('/u/login', { ...fields, state: anew })).headers.location).toContain('code=')
})

test('a browser without cookies is told so, instead of being sent round', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  let answer = await browser.authorize(request)
  for (let hop = 0; hop < 4 && answer.headers.location !== undefined; hop++) {
    browser.cookies.clear()
    answer = await browser.get(String(answer.headers.location))
  }
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('Allow cookies')
})

test('a changed request, and one of another tenant, get a page that leads back to the application', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize(request))
  for (const changed of ['', 'x', `${state}A`, state.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))]) {
    const answer = await browser.post('/u/login', { state: changed, username: 'a', password: 'b' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Go back to the application')
  }
})

test('two tabs do not disturb each other, and a form that is posted twice gives a usable code twice', async () => {
  const { server, client, request } = await shop()
  const browser = createBrowser(server)
  const first = stateOf(await browser.authorize({ ...request, state: 'one' }))
  const second = stateOf(await browser.authorize({ ...request, state: 'two' }))
  const codes: (string | undefined)[] = []
  for (const state of [second, first, first]) {
    const answer = await browser.post('/u/login', {
      state,
      username: 'ann@example.com',
      password: 'old-secret',
    })
    codes.push(answerOf(answer).code)
  }
  const last = await server.token({
    grant_type: 'authorization_code',
    ...client,
    code: codes[2],
    redirect_uri: CALLBACK,
  })
  expect(last.status).toBe(200)
  expect(new Set(codes).size).toBe(3)
})

test('a callback that was removed meanwhile gets no code', async () => {
  const { server, client, request } = await shop()
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize(request))
  await server.api('PATCH', `clients/${client.client_id}`, { callbacks: ['https://new.example.com/'] })
  const answer = await browser.post('/u/login', {
    state,
    username: 'ann@example.com',
    password: 'old-secret',
  })
  expect(answer.status).toBe(400)
  expect(answer.headers.location).toBeUndefined()
})

test('the page speaks the language of the request, and fills in the hint', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  const sent = await browser.authorize({
    ...request,
    ui_locales: 'de',
    login_hint: 'ann@example.com"><script>',
  })
  const { text } = await browser.get(String(sent.headers.location))
  expect(text).toContain('lang="de"')
  expect(text).toContain('value="ann@example.com&quot;&gt;&lt;script&gt;"')
})
