/** Chooses the language of a page. @module */
import type { Language } from './texts.ts'
import { LANGUAGE_CODES } from './texts.ts'

/** Characters of a header or parameter that are read. */
const READ_CHARACTERS = 500
/** Tags that are read, of a header, a parameter or a setting. */
const READ_TAGS = 100

/** What a request and its tenant say about languages. */
export interface LanguageWishes {
  /** Language tags, separated by spaces, the preferred one first (OpenID Connect Core, 3.1.2.1). */
  ui_locales?: string | undefined
  /** The header (RFC 9110, 12.5.4). */
  accept_language?: string | undefined
  /** The tenant's setting, the default language first. Undefined: all languages. */
  enabled_locales?: readonly string[] | undefined
}

/** @returns the first wished language that the tenant has enabled, else the first that is enabled, else English */
export function languageOf({ ui_locales, accept_language, enabled_locales }: LanguageWishes): Language {
  const enabled = enabledLanguages(enabled_locales)
  if (!ui_locales && !accept_language) return enabled[0] ?? 'en'
  const wished = [...tagsOf(ui_locales), ...acceptedOf(accept_language)]
  for (const tag of wished) {
    const language = languageOfTag(tag)
    if (language && enabled.includes(language)) return language
  }
  return enabled[0] ?? 'en'
}

/** @returns the languages of the setting that the pages have; all without the setting; English when it has none of them */
function enabledLanguages(enabled_locales: readonly string[] | undefined): readonly Language[] {
  if (!enabled_locales || enabled_locales.length === 0) return LANGUAGE_CODES
  const known = enabled_locales.slice(0, READ_TAGS).flatMap((tag) => languageOfTag(tag) ?? [])
  return known.length === 0 ? ['en'] : [...new Set(known)]
}

/** @param tag such as `pt-BR`. @returns the language that the pages have for it */
function languageOfTag(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split('-', 1)
  return LANGUAGE_CODES.find((code) => code === primary)
}

function tagsOf(ui_locales: string | undefined): string[] {
  return (ui_locales ?? '').slice(0, READ_CHARACTERS).split(' ', READ_TAGS)
}

/** @returns the tags of the header, the preferred one first; those with `q=0` are refused ones */
function acceptedOf(header: string | undefined): string[] {
  const entries = (header ?? '')
    .slice(0, READ_CHARACTERS)
    .split(',', READ_TAGS)
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim())
      const q = parameters.find((parameter) => parameter.toLowerCase().startsWith('q='))
      return { tag, weight: q === undefined ? 1 : Number(q.slice(2)) }
    })
  return entries
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
