import { expect, test } from 'vitest'
import type { TestBrowser } from '../../../support/sign-in.ts'
import { answerOf, CALLBACK, createBrowser, stateOf } from '../../../support/sign-in.ts'
import { pageOf, shop } from './shop.ts'

const ANN = 'ann@example.com'
const FIRST = { identifier_first: true }

async function twoPages(options: { [name: string]: unknown } = {}) {
  const made = await shop(options)
  expect((await made.server.api('PATCH', 'prompts', FIRST)).status).toBe(200)
  return made
}

async function name(browser: TestBrowser, request: { [name: string]: string }, username: string) {
  const state = stateOf(await browser.authorize(request))
  return browser.post('/u/login/identifier', { state, username })
}

test('with identifier_first a person is named on one page, and enters the password on the next', async () => {
  const { server, request, tokens } = await twoPages()
  const browser = createBrowser(server)
  const sent = await browser.authorize({ ...request, login_hint: ANN })
  expect(sent.headers.location).toMatch(/^\/u\/login\/identifier\?state=/)
  const first = await browser.get(String(sent.headers.location))
  expect(first.text).toContain(`value="${ANN}"`)
  const named = await name(browser, request, ANN)
  expect(named.status).toBe(303)
  expect(named.headers.location).toMatch(/^\/u\/login\/password\?state=[\w-]+$/)
  expect(String(named.headers.location)).not.toContain('ann')
  const page = await browser.get(String(named.headers.location))
  expect(page.text).toContain(ANN)
  expect(page.text).toContain('Use another account')
  const state = stateOf(named)
  const wrong = await browser.post('/u/login/password', { state, password: 'nope' })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('Wrong email or password')
  expect(wrong.text).toContain(ANN)
  const right = await browser.post('/u/login/password', { state, password: 'old-secret' })
  expect((await tokens(answerOf(right).code)).status).toBe(200)
})

test('nobody is looked up before the password page, which is the same for known and unknown names', async () => {
  const { server, runtime, request } = await twoPages()
  const pages: string[] = []
  for (const username of [ANN, 'nobody@example.com']) {
    const browser = createBrowser(server)
    const named = await name(browser, request, username)
    pages.push(pageOf(await browser.get(String(named.headers.location)), username))
  }
  expect(new Set(pages).size).toBe(1)
  expect(runtime.calls).toEqual([])
})

test('a password manager that fills both pages at once signs in with the first one', async () => {
  const { server, request } = await twoPages()
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize(request))
  const filled = { state, username: ANN }
  const wrong = await browser.post('/u/login/identifier', { ...filled, password: 'nope' })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('action="/u/login/password"')
  const right = await browser.post('/u/login/identifier', { ...filled, password: 'old-secret' })
  expect(String(right.headers.location)).toContain(`${CALLBACK}?code=`)
})

test('a page without a name, and names that no account can have', async () => {
  const { server, request } = await twoPages()
  const browser = createBrowser(server)
  const empty = await name(browser, request, ' ')
  expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('Fill in')])
  expect((await name(browser, request, 'x'.repeat(321))).status).toBe(400)
  const state = stateOf(await browser.authorize(request))
  for (const answer of [
    await browser.get(`/u/login/password?state=${state}`),
    await browser.post('/u/login/password', { state, password: 'old-secret' }),
  ]) {
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/u/login/identifier?state=${state}`)
  }
})

test('the name that was typed is kept by the pages that follow', async () => {
  const { server, request } = await twoPages()
  const browser = createBrowser(server)
  const state = stateOf(await name(browser, request, ANN))
  for (const path of ['/u/signup', '/u/reset-password/request', '/u/login/identifier']) {
    const { text } = await browser.get(`${path}?state=${state}`)
    expect(text).toContain(`value="${ANN}"`)
    expect(text).toContain('/u/login/identifier')
  }
})

test('a request that is just short enough has room for a long name', async () => {
  const { server, request } = await twoPages()
  const browser = createBrowser(server)
  const random = Array.from({ length: 2_000 }, (_, n) => String.fromCodePoint(97 + ((n * n * 7 + n) % 26)))
  for (let length = 2_000; length > 0; length -= 100) {
    const sent = await browser.authorize({ ...request, state: random.slice(0, length).join('') })
    if (!String(sent.headers.location).startsWith('/u/')) continue
    const answer = await browser.post('/u/login/identifier', {
      state: stateOf(sent),
      username: `${'äöü'.repeat(50)}@example.com`,
    })
    expect(answer.headers.location).toMatch(/^\/u\/login\/password\?/)
    return
  }
  expect.unreachable('no request was short enough')
})

test('without identifier_first there is one page, and PATCH takes no other kind of pages', async () => {
  const { server, request } = await shop()
  expect((await server.api('GET', 'prompts')).body).toEqual({
    universal_login_experience: 'new',
    identifier_first: false,
    webauthn_platform_first_factor: false,
  })
  const sent = await createBrowser(server).authorize(request)
  expect(sent.headers.location).toMatch(/^\/u\/login\?state=/)
  const kept = await server.api('PATCH', 'prompts', { universal_login_experience: 'classic' })
  expect(kept.body).toMatchObject({ universal_login_experience: 'classic', identifier_first: false })
  expect((await server.api('PATCH', 'prompts', { identifier_first: 'yes' })).status).toBe(400)
  await server.api('PATCH', 'prompts', { identifier_first: true })
  expect((await server.api('PATCH', 'prompts', { identifier_first: null })).body).toMatchObject({
    universal_login_experience: 'classic',
    identifier_first: false,
  })
})
