/** Previews of the hosted pages for the designer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PREVIEWED_PAGES } from '../../../server/api/hosted-pages/preview.ts'
import { PREVIEW_PAGES } from '../../../server/api/hosted-pages/preview-pages.ts'
import { PROMPT_KEYS } from '../../../server/api/hosted-pages/prompt-keys.ts'
import { LANGUAGE_CODES, pageTexts } from '../../../server/api/hosted-pages/texts.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

const preview = (query: string) => server.api('GET', `branding/preview?${query}`)

describe('a preview', () => {
  test.each(LANGUAGE_CODES)('shows every page in the language %s', async (language) => {
    for (const page of PREVIEWED_PAGES) {
      const { status, text, headers } = await preview(`page=${page}&language=${language}`)
      expect(status, text).toBe(200)
      expect(headers['content-type']).toBe('text/html; charset=utf-8')
      expect(text).toContain(`<html lang="${pageTexts(language).lang}">`)
      expect(text).not.toContain('autofocus')
    }
  })

  test('has the colours, the font and the logo of the draft, and stores nothing', async () => {
    await server.api('PATCH', 'branding', { colors: { primary: '#ff0000' }, ferry_font: 'serif' })
    const draft = new URLSearchParams({
      page: 'sign_in',
      primary: '#123456',
      page_background: '#abcdef',
      logo_url: 'https://shop.example.com/logo.svg',
      ferry_font: 'rounded',
    })
    const { text, headers } = await preview(`${draft}`)
    expect(text).toContain('--primary:#123456')
    expect(text).toContain('--page:#abcdef')
    expect(text).toContain('ui-rounded')
    expect(text).toContain('src="https://shop.example.com/logo.svg"')
    expect(headers['content-security-policy']).toContain('img-src https://shop.example.com')
    const { body } = await server.api('GET', 'branding')
    expect(body).toEqual({ colors: { primary: '#ff0000' }, ferry_font: 'serif' })
    const without = await preview('page=sign_in')
    expect(without.text).not.toContain('#ff0000')
  })

  test('shows the theme that is asked for, whatever the browser prefers', async () => {
    for (const theme of ['light', 'dark']) {
      const { text } = await preview(`page=sign_in&theme=${theme}`)
      expect(text).not.toContain('prefers-color-scheme')
      expect(text).toContain(`:root{color-scheme:${theme};`)
    }
    expect((await preview('page=sign_in&theme=dark')).text).toContain('@media all{:root{')
    expect((await preview('page=sign_in&theme=light')).text).toContain('@media not all{:root{')
  })

  test('can be framed by the dashboard alone, and nothing in it can be sent or run', async () => {
    const { headers } = await preview('page=sign_in')
    const policy = String(headers['content-security-policy']).split('; ')
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        'sandbox',
      ]),
    )
    expect(headers['cache-control']).toBe('no-store')
  })

  test.each([
    'page=none',
    'page=sign_in&primary=red',
    'page=sign_in&ferry_font=comic',
    'page=sign_in&language=xx',
  ])('of a draft that cannot be saved is refused: %s', async (query) => {
    expect((await preview(query)).status).toBe(400)
  })

  test('is for those who can change the branding', async () => {
    const { status } = await server.call('/api/v2/branding/preview?page=sign_in')
    expect(status).toBe(401)
  })
})

test('a font is kept, obeyed by the pages of links and removed by null', async () => {
  await server.api('PATCH', 'branding', { ferry_font: 'serif' })
  expect((await server.call('/u/reset-password?ticket=none')).text).toContain('Charter')
  const { body } = await server.api('PATCH', 'branding', { ferry_font: null })
  expect(body).not.toHaveProperty('ferry_font')
  expect((await server.call('/u/reset-password?ticket=none')).text).not.toContain('Charter')
  expect((await server.api('PATCH', 'branding', { ferry_font: 'comic' })).status).toBe(400)
})

test('the preview of a problem says and looks exactly as the page that people get', async () => {
  await server.api('PATCH', 'branding', { colors: { primary: '#123456' } })
  const real = await server.call('/u/reset-password?ticket=none', { headers: { 'accept-language': 'de' } })
  const shown = await preview('page=problem&language=de&primary=%23123456')
  const { problem } = pageTexts('de')
  const pieces = (html: string): string[] =>
    html
      .replace(problem.unknown, problem.expired)
      .replaceAll(/@media (?:not all|\(prefers-color-scheme:dark\))/g, '@media')
      .replace('color-scheme:light dark', 'color-scheme:light')
      .split('\n')
  expect(pieces(shown.text)).toEqual(pieces(real.text))
})

describe('the texts of the pages', () => {
  interface Text {
    prompt: string
    screen: string
    key: string
    other_keys: string[]
    default_text: string
    own_text?: string
  }
  const texts = async (language: string): Promise<Text[]> =>
    ((await server.api('GET', `branding/texts/${language}`)).body as { texts: Text[] }).texts

  const tried = (page: string, of: object, language = 'en') =>
    preview(`${new URLSearchParams({ page, language, texts: JSON.stringify(of) })}`)

  test('are listed with Ferry’s words, and with the tenant’s where there are some', async () => {
    await server.api('PUT', 'prompts/login/custom-text/de', {
      login: { title: `Willkommen bei \${companyName}`, usernamePlaceholder: 'Firma' },
    })
    const listed = await texts('de')
    expect(listed.find(({ prompt, key }) => prompt === 'login' && key === 'title')).toEqual({
      prompt: 'login',
      screen: 'login',
      key: 'title',
      other_keys: [],
      default_text: pageTexts('de').signIn.title(`\${clientName}`),
      own_text: `Willkommen bei \${companyName}`,
      may_be_empty: false,
    })
    // One text of ours has two keys of Auth0's.
    expect(
      listed.find(({ prompt, key }) => prompt === 'login' && key === 'usernamePlaceholder'),
    ).toMatchObject({
      other_keys: ['emailPlaceholder'],
      own_text: 'Firma',
    })
    const keys = listed.flatMap(({ key, other_keys }) => [key, ...other_keys])
    expect(keys).toHaveLength(PROMPT_KEYS.length)
    expect((await server.api('GET', 'branding/texts/xx')).status).toBe(400)
    await server.api('PUT', 'prompts/login/custom-text/de', {})
    expect((await texts('de')).some(({ own_text }) => own_text !== undefined)).toBe(false)
  })

  test('can each be seen in a preview: of every screen there is one, and a tried text is in it', async () => {
    const listed = await texts('en')
    const unseen: string[] = []
    for (const { prompt, screen, key } of listed) {
      const pages = Object.entries(PREVIEW_PAGES).filter(([, page]) => page.screen === `${prompt}/${screen}`)
      expect(pages, `${prompt}/${screen}`).not.toEqual([])
      const shown = await Promise.all(
        pages.map(([page]) => tried(page, { [prompt]: { [screen]: { [key]: 'A text & more' } } })),
      )
      if (!shown.some(({ text }) => text.includes('A text &amp; more'))) unseen.push(`${prompt} ${key}`)
    }
    // These come after a mistake of the person, or on an account that is blocked.
    expect(unseen).toEqual([
      'login user-blocked',
      'login-password wrong-email-credentials',
      'login-password user-blocked',
    ])
  })

  test('are tried over the stored ones, and null tries Ferry’s; nothing is stored, and HTML stays text', async () => {
    const stored = { login: { title: 'Stored title', buttonText: 'Stored button' } }
    await server.api('PUT', 'prompts/login/custom-text/en', stored)
    expect((await preview('page=sign_in')).text).toContain('Stored title')
    const { text } = await tried('sign_in', {
      login: { login: { title: null, description: `<b>At \${companyName}</b>` } },
    })
    expect(text).not.toContain('Stored title')
    expect(text).toContain('Stored button')
    expect(text).toContain('&lt;b&gt;At ')
    expect(text).not.toContain('<b>')
    expect((await server.api('GET', 'prompts/login/custom-text/en')).body).toEqual(stored)
    await server.api('PUT', 'prompts/login/custom-text/en', {})
  })

  test.each(['{', '[]', '{"login": "x"}', '{"login": {"login": {"title": 1}}}'])(
    'that are not texts are refused: %s',
    async (texts) => {
      const { status, text } = await preview(`${new URLSearchParams({ page: 'sign_in', texts })}`)
      expect(status, text).toBe(400)
    },
  )
})
