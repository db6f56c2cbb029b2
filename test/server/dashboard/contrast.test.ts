/** The designer says about colours what the hosted pages do. */
import { describe, expect, test } from 'vitest'
import { contrastOf } from '../../../server/api/hosted-pages/colours.ts'
import { PAGE_FONTS } from '../../../server/api/hosted-pages/fonts.ts'
import { lookOf } from '../../../server/api/hosted-pages/look.ts'
import { PREVIEWED_PAGES } from '../../../server/api/hosted-pages/preview.ts'
import { PREVIEW_PAGES } from '../../../server/api/hosted-pages/preview-pages.ts'
import { replaceableTexts } from '../../../server/api/hosted-pages/replaceable-texts.ts'
import { styleOf } from '../../../server/api/hosted-pages/style.ts'
import { LANGUAGE_CODES } from '../../../server/api/hosted-pages/texts.ts'
import { LANGUAGES } from '../../../server/dashboard/languages.ts'
import { contrastFacts, FERRY, ratioText } from '../../../server/dashboard/pages/branding/contrast.ts'
import { FONTS } from '../../../server/dashboard/pages/branding/draft.ts'
import { SCREENS } from '../../../server/dashboard/pages/branding/screens.ts'
import { brandingText } from '../../../server/dashboard/pages/branding/text.ts'

/** @returns the variables of a page in one theme */
function variablesOf(primary: string, background: string | undefined, theme: 'light' | 'dark') {
  const [light, dark] = [...styleOf({ primary, background }).matchAll(/:root\{([^}]*)\}/g)].map(
    ([, declarations = '']) =>
      Object.fromEntries([...declarations.matchAll(/--([a-z-]+):(#\w+)/g)].map(([, ...pair]) => pair)),
  )
  return { ...light, ...(theme === 'dark' ? dark : {}) } as { [name: string]: string }
}

const COLOURS = ['#000000', '#ffffff', '#ffff00', '#0f5bd7', '#777777', '#eb5424', '#00aa55', '#123456']

describe.each(COLOURS)('for the colour %s', (primary) => {
  test('the button has the text and the contrast that the designer names', () => {
    const { label } = contrastFacts(primary)
    const { label: stored = '' } = variablesOf(primary, undefined, 'light')
    expect(stored).toBe(label.colour === 'black' ? '#000000' : '#ffffff')
    expect(label.ratio).toBeCloseTo(contrastOf(primary, stored), 5)
  })

  test.each(['light', 'dark'] as const)(
    'links in the %s theme are mixed where the designer says so',
    (theme) => {
      const { ratio, is_mixed } = contrastFacts(primary).links[theme]
      const { link, card = '' } = variablesOf(primary, undefined, theme)
      expect(card).toBe(FERRY.cards[theme])
      expect(ratio).toBeCloseTo(contrastOf(primary, card), 5)
      expect(link !== primary).toBe(is_mixed)
    },
  )

  test('it is the background of the dark theme where the designer does not object', () => {
    const { page } = variablesOf('#0f5bd7', primary, 'dark')
    expect(page === primary).toBe(contrastFacts(undefined, primary).is_dark_background)
  })
})

test('the designer knows Ferry’s colour, fonts, languages and pages', () => {
  expect(lookOf('acme', {}).colour).toBe(FERRY.primary)
  expect(FONTS).toEqual(PAGE_FONTS)
  expect(LANGUAGES.map(({ value }) => value)).toEqual(LANGUAGE_CODES)
  expect(Object.keys(brandingText.preview.pages)).toEqual(PREVIEWED_PAGES)
  expect(SCREENS).toEqual(
    Object.fromEntries(Object.entries(PREVIEW_PAGES).map(([page, { screen }]) => [page, screen])),
  )
  const keys = new Set(replaceableTexts('en', []).map(({ key }) => key))
  expect(brandingText.texts.labels.map(([key]) => key).toSorted()).toEqual([...keys].toSorted())
})

test('a contrast that is just too low is not rounded up to enough', () => {
  expect(ratioText(4.49)).toBe('4.4:1')
  expect(ratioText(21)).toBe('21:1')
})
