import { expect, test } from 'vitest'
import type { Answer } from '../../../support/http-call.ts'
import type { TestBrowser } from '../../../support/sign-in.ts'
import { answerOf, createBrowser, stateOf } from '../../../support/sign-in.ts'
import { askForReset, CHOSEN, NEW_PASSWORD, openPage, shop, useLink } from './shop.ts'

const VERIFIED_FIRST = {
  attributes: { email: { signup: { status: 'required', verification: { active: true } } } },
}

/** An application of somebody else, which needs the person's consent. */
async function foreignShop(options: { [name: string]: unknown } = {}) {
  const made = await shop(options)
  const path = `clients/${made.client.client_id}`
  expect((await made.server.api('PATCH', path, { is_first_party: false })).status).toBe(200)
  return { ...made, request: { ...made.request, scope: 'openid email' } }
}

/** Allows what the page asks, and checks that nothing was given before. */
async function allow(browser: TestBrowser, answer: Answer): Promise<string | undefined> {
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toMatch(/^\/u\/consent\?state=/)
  expect(answer.headers['set-cookie']).toBeUndefined()
  const allowed = await browser.post('/u/consent', { state: stateOf(answer), answer: 'allow' })
  return answerOf(allowed).code
}

test('after a reset, the person is asked for the consent that is due', async () => {
  const { server, request, mailedPath } = await foreignShop()
  const browser = createBrowser(server)
  await askForReset(browser, request, 'ann@example.com')
  const answer = await useLink(browser, await mailedPath('ann@example.com'), CHOSEN)
  expect(await allow(browser, answer)).toBeDefined()
})

test('after a sign-up, and after the confirmation of the address, the person is asked for the consent that is due', async () => {
  for (const options of [{}, VERIFIED_FIRST]) {
    const { server, request, mailedPath } = await foreignShop(options)
    const browser = createBrowser(server)
    const { state } = await openPage(browser, request, '/u/signup')
    const fields = { state, email: 'bob@example.com', password: NEW_PASSWORD }
    const posted = await browser.post('/u/signup', fields)
    const answer =
      posted.status === 200 ? await useLink(browser, await mailedPath('bob@example.com')) : posted
    expect(await allow(browser, answer)).toBeDefined()
  }
})

test('with identifier_first, the person is asked after the password', async () => {
  const { server, request } = await foreignShop()
  await server.api('PATCH', 'prompts', { identifier_first: true })
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize(request))
  const named = await browser.post('/u/login/identifier', { state, username: 'ann@example.com' })
  const password = { state: stateOf(named), password: 'old-secret' }
  expect(await allow(browser, await browser.post('/u/login/password', password))).toBeDefined()
})
