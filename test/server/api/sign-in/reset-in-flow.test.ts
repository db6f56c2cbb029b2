import { expect, test } from 'vitest'
import { answerOf, claimsOf, createBrowser, stateOf } from '../../../support/sign-in.ts'
import { askForReset, CHOSEN, NEW_PASSWORD, openPage, pageOf, shop, useLink } from './shop.ts'

const ANN = 'ann@example.com'

test.each([
  ['import', {}],
  ['legacy', { import_mode: false }],
])(
  '%s mode: the reset of a person who was never here ends signed in at the application',
  async (_, options) => {
    const { server, request, mailedPath, tokens } = await shop(options)
    const browser = createBrowser(server)
    expect((await askForReset(browser, { ...request, scope: 'openid' }, ANN)).status).toBe(200)
    const path = await mailedPath(ANN)
    const page = await browser.get(path)
    expect(page.headers['content-security-policy']).not.toContain('form-action')
    const answer = await useLink(browser, path, CHOSEN)
    expect(answer.status).toBe(303)
    expect(answerOf(answer)).toMatchObject({ state: 'xyz' })
    const exchanged = await tokens(answerOf(answer).code)
    expect(exchanged.status).toBe(200)
    const { id_token } = exchanged.body as { id_token: string }
    expect(claimsOf(id_token)).toMatchObject({ sub: 'auth0|7', sid: expect.stringMatching(/^ses_/) })
    const silent = await browser.authorize({ ...request, prompt: 'none' })
    expect(answerOf(silent).code).toBeDefined()
    expect((await createBrowser(server).signIn(request, ANN, NEW_PASSWORD)).status).toBe(303)
  },
)

test('in another browser a link sets the password, signs nobody in, and says to go back', async () => {
  const { server, request, mailedPath } = await shop()
  await askForReset(createBrowser(server), request, ANN)
  const path = await mailedPath(ANN)
  const phone = createBrowser(server)
  await phone.authorize(request)
  for (const browser of [phone]) {
    const answer = await useLink(browser, path, CHOSEN)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Go back to the application')
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  expect((await createBrowser(server).signIn(request, ANN, NEW_PASSWORD)).status).toBe(303)
})

test('a link that is opened often and used twice signs in once', async () => {
  const { server, request, mailedPath } = await shop()
  const browser = createBrowser(server)
  await askForReset(browser, request, ANN)
  const path = await mailedPath(ANN)
  for (let time = 0; time < 3; time++) {
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    expect(page.headers['set-cookie']).toBeUndefined()
  }
  expect(answerOf(await useLink(browser, path, CHOSEN)).code).toBeDefined()
  const again = await useLink(browser, path, CHOSEN)
  expect(again.status).toBe(400)
  expect(again.text).toContain('used already')
  expect(again.headers['set-cookie']).toBeUndefined()
})

test('a weak password keeps the link and the sign-in', async () => {
  const { server, request, mailedPath } = await shop()
  const browser = createBrowser(server)
  await askForReset(browser, request, ANN)
  const path = await mailedPath(ANN)
  const weak = await useLink(browser, path, { password: 'short', password_again: 'short' })
  expect(weak.status).toBe(400)
  expect(answerOf(await useLink(browser, path, CHOSEN)).code).toBeDefined()
})

test('a blocked person is told so after the reset, and gets no session', async () => {
  const { server, request, mailedPath } = await shop()
  const browser = createBrowser(server)
  await createBrowser(server).signIn(request, ANN, 'old-secret')
  await askForReset(browser, request, ANN)
  const path = await mailedPath(ANN)
  await server.api('PATCH', 'users/auth0%7C7', { blocked: true })
  const answer = await useLink(browser, path, CHOSEN)
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('This account is blocked')
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('a callback that was removed meanwhile gets no code after the reset', async () => {
  const { server, client, request, mailedPath } = await shop()
  const browser = createBrowser(server)
  await askForReset(browser, request, ANN)
  const path = await mailedPath(ANN)
  await server.api('PATCH', `clients/${client.client_id}`, { callbacks: ['https://new.example.com/'] })
  const answer = await useLink(browser, path, CHOSEN)
  expect(answer.status).toBe(400)
  expect(answer.headers.location).toBeUndefined()
})

test('links of the API and of administrators end as before: they belong to no sign-in', async () => {
  const { server, client, request, mailedPath } = await shop()
  const browser = createBrowser(server)
  await browser.authorize(request)
  const body = { client_id: client.client_id, connection: 'legacy', email: ANN }
  await server.call('/dbconnections/change_password', { method: 'POST', body })
  const path = await mailedPath(ANN)
  expect((await browser.get(path)).headers['content-security-policy']).toContain('form-action')
  const answer = await useLink(browser, path, CHOSEN)
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('You can sign in with it now')
})

test('a request for a new password gets the same page for everybody', async () => {
  const { server, request } = await shop()
  const pages: string[] = []
  for (const name of [ANN, 'nobody@example.com', `${'x'.repeat(330)}@example.com`, 'a\u0000b']) {
    pages.push(pageOf(await askForReset(createBrowser(server), request, name), name))
  }
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('200 ')
})

test('an empty name is told, and too many requests for one name are refused', async () => {
  const { server, request } = await shop()
  const browser = createBrowser(server)
  const empty = await askForReset(browser, request, '  ')
  expect(empty.status).toBe(400)
  expect(empty.text).toContain('Fill in')
  const path = '/u/reset-password/request'
  const { state } = await openPage(browser, request, path)
  const statuses: number[] = []
  for (let time = 0; time < 11; time++) {
    statuses.push((await browser.post(path, { state, username: ANN })).status)
  }
  expect(statuses.at(-1)).toBe(429)
})

test('the sign-in page leads to the reset page, which keeps the hint, unless the connection has none', async () => {
  const { server, connection_id, request } = await shop()
  const browser = createBrowser(server)
  const hinted = { ...request, login_hint: ANN }
  const sent = await browser.authorize({ ...hinted, screen_hint: 'reset-password' })
  expect(sent.headers.location).toMatch(/^\/u\/reset-password\/request\?/)
  expect((await browser.get(String(sent.headers.location))).text).toContain(`value="${ANN}"`)
  const { page } = await openPage(browser, hinted, '/u/login')
  expect(page.text).toContain('/u/reset-password/request?state=')
  await server.api('PATCH', `connections/${connection_id}`, {
    options: { enabledDatabaseCustomization: true, disable_self_service_change_password: true },
  })
  expect((await openPage(browser, hinted, '/u/login')).page.text).not.toContain('/u/reset-password/request')
  const off = await browser.get(`/u/reset-password/request?state=${stateOf(sent)}`)
  expect(off.status).toBe(303)
  expect(off.headers.location).toMatch(/^\/u\/login\?state=/)
})
