/** Says how well the colours of a draft can be read, by the rules of the hosted pages. A test compares both. @module */

/** Colours of the pages that a tenant does not choose. */
export const FERRY = {
  primary: '#0f5bd7',
  cards: { light: '#ffffff', dark: '#191c22' },
} as const

/** WCAG 2.2, 1.4.3. */
const TEXT_CONTRAST = 4.5

/** Brighter backgrounds do not serve the dark theme. */
const DARK_LUMINANCE = 0.05

/** What can be said about the colours of a draft. Ratios are 1 to 21. */
export interface ContrastFacts {
  label: { colour: 'black' | 'white'; ratio: number }
  /** `is_mixed`: the pages change the colour there until it can be read. */
  links: { readonly [theme in 'light' | 'dark']: { ratio: number; is_mixed: boolean } }
  /** Whether the dark theme has the background; undefined without a background. */
  is_dark_background: boolean | undefined
}

/** @param primary `#rrggbb`; undefined: Ferry's. @param background `#rrggbb` */
export function contrastFacts(
  primary: string = FERRY.primary,
  background: string | undefined = undefined,
): ContrastFacts {
  const [onBlack, onWhite] = [contrastOf(primary, '#000000'), contrastOf(primary, '#ffffff')]
  const link = (card: string) => {
    const ratio = contrastOf(primary, card)
    return { ratio, is_mixed: ratio < TEXT_CONTRAST }
  }
  return {
    label: onBlack > onWhite ? { colour: 'black', ratio: onBlack } : { colour: 'white', ratio: onWhite },
    links: { light: link(FERRY.cards.light), dark: link(FERRY.cards.dark) },
    is_dark_background: background === undefined ? undefined : luminanceOf(background) <= DARK_LUMINANCE,
  }
}

/** @returns `4.5:1`, rounded down, so that a contrast that is too low is never shown as enough */
export function ratioText(ratio: number): string {
  return `${(Math.floor(ratio * 10) / 10).toLocaleString(undefined, { maximumFractionDigits: 1 })}:1`
}

/** @see WCAG 2.2, contrast ratio */
function contrastOf(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
