import { expect, test } from 'vitest'
import type { TestBrowser } from '../../../support/sign-in.ts'
import { answerOf, createBrowser } from '../../../support/sign-in.ts'
import { NEW_PASSWORD, openPage, pageOf, shop, useLink } from './shop.ts'

const ANN = 'ann@example.com'
const BOB = 'bob@example.com'
const PATH = '/u/signup'
const UNSEEN = { flags: { enable_public_signup_user_exists_error: false } }

async function signUp(
  browser: TestBrowser,
  request: { [name: string]: string },
  fields: { email?: string; username?: string; password?: string },
) {
  const { state } = await openPage(browser, request, PATH)
  return browser.post(PATH, { state, email: BOB, password: NEW_PASSWORD, ...fields })
}

test.each([
  ['import', {}],
  ['legacy', { import_mode: false }],
  ['local', { enabledDatabaseCustomization: false, import_mode: false }],
])('%s mode: who signs up is signed in at the application, and gets an email', async (_, options) => {
  const { server, request, mailedPath, tokens } = await shop(options)
  const browser = createBrowser(server)
  const answer = await signUp(browser, { ...request, scope: 'openid' }, {})
  expect(answer.status).toBe(303)
  expect((await tokens(answerOf(answer).code)).status).toBe(200)
  expect(answerOf(await browser.authorize({ ...request, prompt: 'none' })).code).toBeDefined()
  const confirmed = await useLink(browser, await mailedPath(BOB))
  expect(confirmed.status).toBe(200)
  expect(confirmed.text).toContain('You can close this page')
})

test.each([
  ['import', {}],
  ['legacy', { import_mode: false }],
])('%s mode: a name that only the legacy store knows is taken', async (_, options) => {
  const { server, runtime, request } = await shop(options)
  const answer = await signUp(createBrowser(server), request, { email: ANN })
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('There is an account with this email address already')
  expect(answer.text).toContain(`value="${ANN}"`)
  expect(answer.text).not.toContain(NEW_PASSWORD)
  expect(runtime.calls.map(({ script }) => script.action)).toEqual(['get_user'])
})

test('where the tenant does not say who exists, new and known people get the same page, and an email says more', async () => {
  const { server, request, outbox, mailedPath } = await shop({}, UNSEEN)
  const browser = createBrowser(server)
  const known = await signUp(createBrowser(server), request, { email: ANN })
  const fresh = await signUp(browser, request, { email: BOB })
  expect(pageOf(known, ANN)).toBe(pageOf(fresh, BOB))
  expect(fresh.status).toBe(200)
  expect(fresh.headers['set-cookie']).toBeUndefined()
  expect((await outbox.next(ANN)).subject).toBe('You could not sign up')
  const signedIn = await useLink(browser, await mailedPath(BOB))
  expect(answerOf(signedIn).code).toBeDefined()
})

test('where the tenant does not say who exists, a weak password is told for both alike', async () => {
  const { server, runtime, request } = await shop({}, UNSEEN)
  const pages: string[] = []
  for (const email of [ANN, BOB]) {
    pages.push(pageOf(await signUp(createBrowser(server), request, { email, password: 'short' }), email))
  }
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('400 ')
  expect(runtime.calls).toEqual([])
})

test('every rule that is broken is told beside its field', async () => {
  const { server, request } = await shop({
    requires_username: true,
    validation: { username: { min: 3, max: 8 } },
  })
  const browser = createBrowser(server)
  const { page } = await openPage(browser, request, PATH)
  expect(page.text).toContain('id="rules"')
  for (const [fields, words] of [
    [{ email: '', username: '' }, 'Fill in “Email address”'],
    [{ email: 'bob', username: 'bobby' }, 'Enter an email address'],
    [{ username: 'b' }, 'Enter a username of 3 to 8 characters'],
    [{ username: '' }, 'Enter a username of 3 to 8 characters'],
    [{ username: 'bobby', password: '' }, 'Enter a new password'],
    [{ username: 'bobby', password: 'short' }, 'This password is too weak'],
    [{ username: 'bobby', password: 'x\u0000'.repeat(8) }, 'characters that cannot be used'],
    [{ username: 'b'.repeat(400) }, 'too long'],
  ] as const) {
    const answer = await signUp(browser, request, fields)
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(words)])
  }
  expect((await signUp(browser, request, { username: 'bobby' })).status).toBe(303)
  const taken = await signUp(createBrowser(server), request, {
    username: 'bobby',
    email: 'other@example.com',
  })
  expect(taken.text).toContain('This username is taken')
})

test('where the address must be confirmed first, the link signs in, in this browser alone', async () => {
  const attributes = { email: { signup: { status: 'required', verification: { active: true } } } }
  const { server, request, mailedPath } = await shop({ attributes })
  const browser = createBrowser(server)
  const answer = await signUp(browser, request, {})
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('Look at your email')
  expect(answer.headers['set-cookie']).toBeUndefined()
  await mailedPath(BOB)

  const other = createBrowser(server)
  const held = await other.signIn(request, BOB, NEW_PASSWORD)
  expect(held.text).toContain('Look at your email')
  const path = await mailedPath(BOB)
  expect((await other.get(path)).status).toBe(200)
  const elsewhere = await useLink(browser, path)
  expect(elsewhere.text).toContain('Go back to the application')
  expect(elsewhere.headers['set-cookie']).toBeUndefined()
  expect((await browser.signIn(request, BOB, NEW_PASSWORD)).status).toBe(303)
})

test('a link from before a newer password confirms the address, and signs nobody in', async () => {
  const attributes = { email: { signup: { status: 'required', verification: { active: true } } } }
  const { server, request, mailedPath } = await shop({ attributes })
  const browser = createBrowser(server)
  await signUp(browser, request, {})
  const path = await mailedPath(BOB)
  const { body } = await server.api('GET', `users-by-email?email=${encodeURIComponent(BOB)}`)
  const [{ user_id }] = body as [{ user_id: string }]
  await server.api('PATCH', `users/${encodeURIComponent(user_id)}`, { password: 'Other-Secret-99' })
  const answer = await useLink(browser, path)
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(answer.headers.location).toBeUndefined()
})

test('the page is offered unless the connection takes no sign-ups, and screen_hint opens it', async () => {
  const { server, connection_id, request } = await shop()
  const browser = createBrowser(server)
  const sent = await browser.authorize({ ...request, screen_hint: 'signup', login_hint: BOB })
  expect(sent.headers.location).toMatch(/^\/u\/signup\?state=/)
  expect((await browser.get(String(sent.headers.location))).text).toContain(`value="${BOB}"`)
  expect((await openPage(browser, request, '/u/login')).page.text).toContain('/u/signup?state=')
  await server.api('PATCH', `connections/${connection_id}`, {
    options: { enabledDatabaseCustomization: true, disable_signup: true },
  })
  expect((await openPage(browser, request, '/u/login')).page.text).not.toContain('/u/signup')
  const off = await browser.get(String(sent.headers.location))
  expect(off.headers.location).toMatch(/^\/u\/login\?state=/)
  const { state } = await openPage(browser, request, '/u/login')
  const posted = await browser.post(PATH, { state, email: BOB, password: NEW_PASSWORD })
  expect(posted.headers.location).toMatch(/^\/u\/login\?state=/)
})

test('the form of another browser begins anew, and creates nobody', async () => {
  const { server, request } = await shop()
  const { state } = await openPage(createBrowser(server), request, PATH)
  const answer = await createBrowser(server).post(PATH, { state, email: BOB, password: NEW_PASSWORD })
  expect(answer.headers.location).toMatch(/^\/authorize\?/)
  const found = await server.api('GET', `users-by-email?email=${encodeURIComponent(BOB)}`)
  expect(found.body).toEqual([])
})
