/** Languages of the hosted pages. @module */

/** By their own names, in the order of the server. */
export const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'ja', label: '日本語' },
  { value: 'pt', label: 'Português' },
] as const

/** A language of the hosted pages. */
export type Language = (typeof LANGUAGES)[number]['value']
