import { describe, expect, test } from 'vitest'
import { languageOf } from '../../../../server/api/hosted-pages/language-of.ts'
import { LANGUAGE_CODES, pageTexts } from '../../../../server/api/hosted-pages/texts.ts'

const TRANSLATIONS = LANGUAGE_CODES.filter((code) => code !== 'en')

/** Every text by its path; values that are put into it are `□1`, `□2`. */
function leavesOf(texts: object, path = ''): { path: string; text: string; values: number }[] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]) => {
    const at = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [{ path: at, text: value, values: 0 }]
    if (typeof value !== 'function') return leavesOf(value as object, at)
    const text: unknown = value(...Array.from({ length: value.length }, (_, n) => `□${n + 1}`))
    return [{ path: at, text: String(text), values: value.length }]
  })
}

const english = leavesOf(pageTexts('en'))

test('there are six languages, English first', () => {
  expect(LANGUAGE_CODES).toEqual(['en', 'de', 'fr', 'es', 'ja', 'pt'])
  expect(english.length).toBeGreaterThan(80)
})

describe.each(LANGUAGE_CODES)('the texts in %s', (language) => {
  const leaves = leavesOf(pageTexts(language))

  test('have the keys of the English ones, and none is empty', () => {
    expect(leaves.map(({ path }) => path)).toEqual(english.map(({ path }) => path))
    expect(leaves.filter(({ text }) => text.trim() === '')).toEqual([])
  })

  test('name every value that the English ones name', () => {
    const valuesIn = (text: string): string[] => (text.match(/□\d/g) ?? []).toSorted()
    const named = (all: typeof leaves) => all.map(({ path, text }) => [path, valuesIn(text)])
    expect(named(leaves)).toEqual(named(english))
  })

  test('have typographic quotation marks, no ellipses of dots, and no spaces around', () => {
    const wrong = leaves.filter(({ text }) => /["'`]|\.\.\.|^\s|\s$|\s{2}/.test(text))
    expect(wrong).toEqual([])
  })

  test('end as sentences where the English ones do', () => {
    const ends = (text: string): boolean => /[.。]$/.test(text)
    const wrong = leaves.filter(({ text }, at) => ends(text) !== ends(english[at]?.text ?? ''))
    expect(wrong).toEqual([])
  })
})

/** Words that a language shares with English. */
const SAME_WORDS: { readonly [language: string]: readonly string[] } = {
  de: ['device.code'],
  es: ['error_prefix'],
  fr: ['device.code'],
}

test.each(TRANSLATIONS)('%s: every text is translated', (language) => {
  const same = leavesOf(pageTexts(language)).filter(({ text }, at) => text === english[at]?.text)
  expect(same.map(({ path }) => path)).toEqual(SAME_WORDS[language] ?? [])
})

test('French has no space that breaks before a colon or question mark, or inside quotation marks', () => {
  expect(leavesOf(pageTexts('fr')).filter(({ text }) => / [:?;»]|« /.test(text))).toEqual([])
})

describe('the language of a page is', () => {
  test.each([
    ['English without any wish', {}, 'en'],
    ['that of the browser', { accept_language: 'de-CH,de;q=0.9,en;q=0.8' }, 'de'],
    ['the one with the most weight', { accept_language: 'en;q=0.3, pt-BR;q=0.9' }, 'pt'],
    ['the first of those with the same weight', { accept_language: 'ja,fr' }, 'ja'],
    ['none that the browser refuses', { accept_language: 'fr;q=0, es;q=0.1' }, 'es'],
    ['one that the pages have', { accept_language: 'nl,it;q=0.9,fr;q=0.5' }, 'fr'],
    ['English for a browser whose languages the pages do not have', { accept_language: 'nl' }, 'en'],
    ['that of ui_locales, before the browser’s', { ui_locales: 'fr-CA fr', accept_language: 'de' }, 'fr'],
    ['the browser’s when ui_locales names none', { ui_locales: 'nl it', accept_language: 'de' }, 'de'],
    ['one that the tenant enabled', { ui_locales: 'fr de', enabled_locales: ['en', 'de'] }, 'de'],
    ['the tenant’s first otherwise', { accept_language: 'fr', enabled_locales: ['es', 'en'] }, 'es'],
    ['English for a tenant whose languages the pages do not have', { enabled_locales: ['nl'] }, 'en'],
    ['any one for a tenant with an empty list', { accept_language: 'ja', enabled_locales: [] }, 'ja'],
    ['that of a tag in capitals', { accept_language: 'DE-AT' }, 'de'],
    ['none for the name of a property', { ui_locales: '__proto__ constructor toString' }, 'en'],
    ['none for weights that are no numbers', { accept_language: 'de;q=much,fr;q=' }, 'en'],
  ] as const)('%s', (_what, wishes, language) => {
    expect(languageOf(wishes)).toBe(language)
  })

  test.each([
    ['a header of a million commas', { accept_language: ','.repeat(1_000_000) }],
    ['a header of a million languages', { accept_language: 'xx,'.repeat(1_000_000) }],
    ['ui_locales of a million spaces', { ui_locales: ' '.repeat(1_000_000) }],
    ['a setting of a million tags', { enabled_locales: Array<string>(1_000_000).fill('xx') }],
  ])('found within 50 ms for %s', (_what, wishes) => {
    const began = performance.now()
    expect(languageOf(wishes)).toBe('en')
    expect(performance.now() - began).toBeLessThan(50)
  })
})
