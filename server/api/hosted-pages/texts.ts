/** Texts of the hosted pages by language. @module */
import { de } from './languages/de.ts'
import type { PageTexts } from './languages/en.ts'
import { en } from './languages/en.ts'
import { es } from './languages/es.ts'
import { fr } from './languages/fr.ts'
import { ja } from './languages/ja.ts'
import { pt } from './languages/pt.ts'

export type { PageTexts } from './languages/en.ts'

const LANGUAGES = { en, de, fr, es, ja, pt } as const

/** A language that the pages have texts in. */
export type Language = keyof typeof LANGUAGES

/** Every language; the first is the default. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[]

/** @returns the texts of a language */
export function pageTexts(language: Language = 'en'): PageTexts {
  return LANGUAGES[language]
}
