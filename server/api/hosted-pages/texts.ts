/** Texts of the hosted pages by language. @module */
import { de } from './languages/de.ts'
import type { PageTexts as LanguageTexts } from './languages/en.ts'
import { en } from './languages/en.ts'
import { es } from './languages/es.ts'
import { fr } from './languages/fr.ts'
import { ja } from './languages/ja.ts'
import { pt } from './languages/pt.ts'

const LANGUAGES = { en, de, fr, es, ja, pt } as const

/** A language that the pages have texts in. */
export type Language = keyof typeof LANGUAGES

/** Texts of one language. A tenant can give each of the two pages of a sign-in texts of its own. */
export interface PageTexts extends LanguageTexts {
  signInId: LanguageTexts['signIn']
  signInPassword: LanguageTexts['signIn']
}

/** Every language; the first is the default. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[]

/** @returns the texts of a language */
export function pageTexts(language: Language = 'en'): PageTexts {
  const texts = LANGUAGES[language]
  return { ...texts, signInId: texts.signIn, signInPassword: texts.signIn }
}
