import { expect, test } from 'vitest'
import {
  PROMPT_KEYS,
  PROMPT_NAMES,
  withPromptTexts,
} from '../../../../server/api/hosted-pages/prompt-keys.ts'
import { LANGUAGE_CODES, pageTexts } from '../../../../server/api/hosted-pages/texts.ts'
import { createBrowser, stateOf } from '../../../support/sign-in.ts'
import { openPage, shop } from './shop.ts'

/** As tenants write a value into a text. */
const slot = (name: string): string => `\${${name}}`
const VALUES = { clientName: 'Shop', companyName: 'Acme' }

test('a tenant’s texts are shown in their language, with the names of application and tenant, and as text alone', async () => {
  const { server, request } = await shop()
  const texts = {
    login: {
      title: `<b>Moin</b> bei ${slot('clientName')}`,
      description: `${slot('companyName')} & ${slot('nobody')}`,
      buttonText: 'Los',
      passwordPlaceholder: ' ',
      footerText: '',
    },
  }
  const path = 'prompts/login/custom-text/de'
  expect((await server.api('PUT', path, texts)).body).toEqual(texts)
  expect((await server.api('GET', path)).body).toEqual(texts)
  const german = (await openPage(createBrowser(server), { ...request, ui_locales: 'de' }, '/u/login')).page
  expect(german.text).toContain('<h1>&lt;b&gt;Moin&lt;/b&gt; bei Shop</h1>')
  expect(german.text).toContain(`<p>default &amp; ${slot('nobody')}</p>`)
  expect(german.text).toContain('>Los</button>')
  expect(german.text).toContain('<label for="password">Passwort</label>')
  expect(german.text).not.toContain('Noch kein Konto?')
  const english = (await openPage(createBrowser(server), { ...request, ui_locales: 'en' }, '/u/login')).page
  expect(english.text).toContain('Sign in to Shop')
  expect((await server.api('PUT', path, {})).status).toBe(200)
  expect((await server.api('GET', path)).body).toEqual({})
  const after = (await openPage(createBrowser(server), { ...request, ui_locales: 'de' }, '/u/login')).page
  expect(after.text).toContain('Bei Shop anmelden')
})

test('each page of the flow has texts of its own', async () => {
  const { server, request, mailedPath } = await shop()
  const put = async (prompt: string, screen: string, key: string): Promise<unknown> => {
    const known = (await server.api('GET', `prompts/${prompt}/custom-text/en`)).body as object
    const answer = await server.api('PUT', `prompts/${prompt}/custom-text/en`, {
      ...known,
      [screen]: { [key]: `Own ${screen}` },
    })
    return expect(answer.status, answer.text).toBe(200)
  }
  await put('login-id', 'login-id', 'title')
  await put('login-password', 'login-password', 'title')
  await put('signup', 'signup', 'title')
  await put('reset-password', 'reset-password-request', 'title')
  await put('reset-password', 'reset-password-email', 'title')
  await put('reset-password', 'reset-password', 'title')
  await put('logout', 'logout-complete', 'eventTitle')
  const browser = createBrowser(server)
  const state = stateOf(await browser.authorize(request))
  const named = await browser.post('/u/login/identifier', { state, username: 'ann@example.com' })
  const sent = await browser.post('/u/reset-password/request', { state, username: 'ann@example.com' })
  for (const [page, title] of [
    [await browser.get(`/u/login?state=${state}`), 'Sign in to Shop'],
    [await browser.get(`/u/login/identifier?state=${state}`), 'Own login-id'],
    [await browser.get(String(named.headers.location)), 'Own login-password'],
    [await browser.get(`/u/signup?state=${state}`), 'Own signup'],
    [await browser.get(`/u/reset-password/request?state=${state}`), 'Own reset-password-request'],
    [sent, 'Own reset-password-email'],
    [await browser.get(await mailedPath('ann@example.com')), 'Own reset-password'],
    [await browser.get('/oidc/logout'), 'Own logout-complete'],
  ] as const) {
    expect(page.text).toContain(`<h1>${title}</h1>`)
  }
})

test('a text of a language counts for its regions, and before theirs', async () => {
  const { server, request } = await shop()
  const title = async (): Promise<string | undefined> => {
    const { page } = await openPage(createBrowser(server), { ...request, ui_locales: 'pt-BR' }, '/u/login')
    return /<h1>(.*)<\/h1>/.exec(page.text)?.[1]
  }
  await server.api('PUT', 'prompts/login/custom-text/pt-BR', { login: { title: 'Região' } })
  expect(await title()).toBe('Região')
  await server.api('PUT', 'prompts/login/custom-text/pt', { login: { title: 'Língua' } })
  expect(await title()).toBe('Língua')
})

test('texts that the pages do not have are kept, and unknown prompts and too much text are refused', async () => {
  const { server } = await shop()
  const kept = { 'mfa-otp-challenge': { title: 'Código' }, __of_tomorrow: undefined }
  expect((await server.api('PUT', 'prompts/mfa-otp/custom-text/sv', kept)).status).toBe(200)
  expect((await server.api('GET', 'prompts/mfa-otp/custom-text/sv')).body).toEqual({
    'mfa-otp-challenge': { title: 'Código' },
  })
  for (const [path, body] of [
    ['prompts/nothing/custom-text/en', {}],
    ['prompts/login/custom-text/english', {}],
    ['prompts/login/custom-text/en', { login: { title: 'x'.repeat(1_001) } }],
    ['prompts/login/custom-text/en', { login: { title: 7 } }],
    ['prompts/login/custom-text/en', { login: { title: 'a\u0000b' } }],
    ['prompts/login/custom-text/en', { login: 'text' }],
    ['prompts/login/custom-text/en', { __proto__x: { title: 'x' } }],
    [
      'prompts/login/custom-text/en',
      { login: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`key${n}`, 'x'])) },
    ],
    [
      'prompts/login/custom-text/en',
      { login: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`key${n}`, 'ü'.repeat(200)])) },
    ],
  ] as const) {
    const answer = await server.api('PUT', path, body)
    expect(answer.status, JSON.stringify(body).slice(0, 60)).toBe(400)
  }
})

test('every key of the table stands for a text of the same shape, in each language', () => {
  for (const language of LANGUAGE_CODES) {
    const texts = pageTexts(language)
    for (const { prompt, screen, key, section, name, args } of PROMPT_KEYS) {
      expect(PROMPT_NAMES).toContain(prompt)
      const ours: unknown = Reflect.get(texts[section] as object, name)
      const own = [{ prompt, texts: { [screen]: { [key]: `Own ${slot('email')} ${slot('clientName')}` } } }]
      const replaced: unknown = Reflect.get(withPromptTexts(texts, own, VALUES)[section] as object, name)
      expect([key, typeof replaced]).toEqual([key, typeof ours])
      const shown =
        typeof replaced === 'function' ? String(replaced(...args.map((arg) => `<${arg}>`))) : replaced
      const email = args.includes('email') ? '<email>' : slot('email')
      expect(shown).toBe(`Own ${email} ${args.includes('clientName') ? '<clientName>' : 'Shop'}`)
    }
  }
})
