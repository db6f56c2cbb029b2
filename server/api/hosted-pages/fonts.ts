/** Fonts of the hosted pages: all of them are on the reader's machine, so no page loads one. @module */

/** Font families by the names that a tenant chooses; a machine uses the first that it has. */
const FAMILIES = {
  sans: [
    'system-ui',
    '-apple-system',
    'Segoe UI',
    'Roboto',
    'Hiragino Sans',
    'Noto Sans CJK JP',
    'sans-serif',
  ],
  humanist: ['Optima', 'Candara', 'Noto Sans', 'DejaVu Sans', 'Hiragino Sans', 'sans-serif'],
  rounded: ['ui-rounded', 'Nunito', 'Hiragino Maru Gothic ProN', 'system-ui', 'sans-serif'],
  serif: ['Charter', 'Cambria', 'Georgia', 'Noto Serif', 'DejaVu Serif', 'Hiragino Mincho ProN', 'serif'],
} as const

/** A font that a tenant can choose. */
type PageFont = keyof typeof FAMILIES

/** Every font, the default first. */
export const PAGE_FONTS = Object.keys(FAMILIES) as readonly PageFont[]

/** @param font as stored. @returns the value of `font-family`; the default for an unknown one */
export function fontFamily(font: string | undefined): string {
  const families = FAMILIES[PAGE_FONTS.find((one) => one === font) ?? 'sans']
  return families.map((family) => (family.includes(' ') ? `"${family}"` : family)).join(',')
}
