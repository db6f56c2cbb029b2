/** The draft of a branding, as the fields of the designer show it. @module */
import type { Operations } from '../../api/operations.ts'
import { brandingText } from './text.ts'

/** The branding of the API. */
export type Branding = Operations['GET /api/v2/branding']['result']

/** A change of the branding; null removes a member. */
export type BrandingChange = Operations['PATCH /api/v2/branding']['body']

/** Every field as it is typed; an empty one means Ferry's own. */
export interface Draft {
  primary: string
  background: string
  logo: string
  favicon: string
  font: Font
}

/** Names of the fonts in the API, the default first. */
export const FONTS = ['sans', 'humanist', 'rounded', 'serif'] as const

/** One of the fonts. */
type Font = (typeof FONTS)[number]

/** The look without any branding. */
export const PLAIN: Draft = { primary: '', background: '', logo: '', favicon: '', font: 'sans' }

/** @returns the draft with which nothing changes */
export function draftOf({ colors, logo_url, favicon_url, ferry_font }: Branding): Draft {
  return {
    primary: colors?.primary ?? '',
    background: colors?.page_background ?? '',
    logo: logo_url ?? '',
    favicon: favicon_url ?? '',
    font: FONTS.find((font) => font === ferry_font) ?? 'sans',
  }
}

/** @returns whether both look the same */
export function isSameDraft(one: Draft, other: Draft): boolean {
  return FIELDS.every((field) => one[field].trim() === other[field].trim())
}

const FIELDS = Object.keys(PLAIN) as (keyof Draft)[]

/** @returns the body of PATCH that stores the draft; members that the designer does not know stay */
export function changeOf(draft: Draft): BrandingChange {
  const { primary, background, logo, favicon, font } = draft
  return {
    colors: { primary: orNull(primary), page_background: orNull(background) },
    logo_url: orNull(logo),
    favicon_url: orNull(favicon),
    ferry_font: font === 'sans' ? null : font,
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** @param texts JSON of the texts that are tried. @returns the address of a preview */
export function previewAddress(
  draft: Draft,
  shown: { page: string; language: string; theme: 'light' | 'dark' },
  texts: string | undefined,
): string {
  const { primary, background, logo, favicon, font } = draft
  const members = {
    ...shown,
    primary,
    page_background: background,
    logo_url: logo,
    favicon_url: favicon,
    ferry_font: font,
    texts: texts ?? '',
  }
  const given = Object.entries(members)
    .map(([name, value]) => [name, value.trim()])
    .filter(([, value]) => value !== '')
  return `/api/v2/branding/preview?${new URLSearchParams(given)}`
}

/** @returns what is wrong with each field */
export function problemsOf({ primary, background, logo, favicon }: Draft): {
  readonly [field in keyof Draft]?: string | undefined
} {
  const { colours, images } = brandingText
  const colour = (text: string) => (text.trim() === '' || isColour(text) ? undefined : colours.wrong)
  const image = (text: string) => (text.trim() === '' || isSecureAddress(text) ? undefined : images.wrong)
  return {
    primary: colour(primary),
    background: colour(background),
    logo: image(logo),
    favicon: image(favicon),
  }
}

/** @returns whether nothing is wrong with any field */
export function isRight(draft: Draft): boolean {
  return Object.values(problemsOf(draft)).every((problem) => problem === undefined)
}

/** @returns whether the text is a colour as the API takes it */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text.trim())
}

const LONGEST_ADDRESS = 2_000

function isSecureAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && URL.parse(text.trim())?.protocol === 'https:'
}
