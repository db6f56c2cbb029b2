import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../../../support/sign-in.ts'
import { createBrowser, stateOf } from '../../../support/sign-in.ts'
import { shop } from './shop.ts'

const ANN = 'ann@example.com'

/** An input of a form, by its attributes. */
type Input = { readonly [attribute: string]: string }

/** @returns the inputs of the page's only form, in order, without those of type hidden */
function inputsOf(html: string): Input[] {
  expect(html.match(/<form/g)).toHaveLength(1)
  return [...html.matchAll(/<input ([^>]+)>/g)]
    .map(([, attributes = '']) =>
      Object.fromEntries(
        [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
          name,
          value,
        ]),
      ),
    )
    .filter(({ type }) => type !== 'hidden')
}

const pages = new Map<string, Input[]>()

async function look(page: string, path: string, browser: TestBrowser): Promise<void> {
  pages.set(page, inputsOf((await browser.get(path)).text))
}

beforeAll(async () => {
  const { server, request, mailedPath } = await shop({}, undefined, afterAll)
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize({ ...request, login_hint: ANN }))
  const named = await browser.post('/u/login/identifier', { state, username: ANN })
  await browser.post('/u/reset-password/request', { state, username: ANN })
  await look('sign in', `/u/login?state=${state}`, browser)
  await look('identifier', `/u/login/identifier?state=${state}`, browser)
  await look('password', String(named.headers.location), browser)
  await look('sign up', `/u/signup?state=${state}`, browser)
  await look('ask for a reset', `/u/reset-password/request?state=${state}`, browser)
  await look('new password', await mailedPath(ANN), browser)
})

beforeAll(async () => {
  const { server, request } = await shop({ requires_username: true }, undefined, afterAll)
  const browser = createBrowser(server)
  const { headers } = await browser.authorize({ ...request, screen_hint: 'signup' })
  await look('sign up with a username', String(headers.location), browser)
})

const hints = (page: string): (string | undefined)[] =>
  (pages.get(page) ?? []).map(({ autocomplete }) => autocomplete)

describe('what password managers find on each page', () => {
  test.each([
    ['sign in', ['username', 'current-password']],
    ['identifier', ['current-password', 'username']],
    ['password', ['username', 'current-password']],
    ['sign up', ['email', 'new-password']],
    ['sign up with a username', ['email', 'username', 'new-password']],
    ['ask for a reset', ['username']],
    ['new password', ['username', 'new-password', 'new-password']],
  ])('%s: %j', (page, expected) => {
    expect(hints(page)).toEqual(expected)
  })

  test('Chromium: each password has a name beside it in the same form, and no input turns autofill off', () => {
    for (const inputs of pages.values()) {
      expect(inputs.map(({ autocomplete }) => autocomplete)).not.toContain('off')
      if (inputs.some(({ type }) => type === 'password')) {
        expect(
          inputs.some(({ autocomplete }) => autocomplete === 'username' || autocomplete === 'email'),
        ).toBe(true)
      }
    }
  })

  test('Bitwarden: a name is a text input, whose name is that of a user or an address, on pages with one password each', () => {
    for (const inputs of pages.values()) {
      for (const { autocomplete, type, name } of inputs) {
        if (autocomplete === 'username') expect([type, name]).toEqual(['text', 'username'])
        if (autocomplete === 'email') expect([type, name]).toEqual(['text', 'email'])
        if (autocomplete?.endsWith('password')) expect(type).toBe('password')
      }
    }
  })

  test('1Password: fields that people do not see are in the layout, and cannot be reached or read out', () => {
    const unseen = [...pages.values()].flat().filter(({ class: name }) => name === 'partner')
    expect(unseen).toHaveLength(2)
    for (const input of unseen) {
      expect(input).toMatchObject({ tabindex: '-1', 'aria-hidden': 'true' })
      expect(input).not.toHaveProperty('hidden')
      expect(input).not.toHaveProperty('disabled')
    }
  })

  test('a manager saves a new password under the name of its account', () => {
    expect(pages.get('new password')?.[0]).toMatchObject({ value: ANN })
    expect(pages.get('password')?.[0]).toMatchObject({ value: ANN })
  })
})
