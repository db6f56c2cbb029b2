/** Preferences that this browser remembers, such as the theme. No secret is stored here. @module */

/** `system` follows the operating system's setting, also when that changes. */
export type Theme = 'system' | 'light' | 'dark'

interface Preferences {
  theme: Theme
  /** Single-letter keys (WCAG 2.1.4). */
  letter_keys: boolean
}

const KEY = 'ferry.preferences'

/** @returns the stored preferences; an unreadable value counts as not set */
export function readPreferences(): Preferences {
  const chosen: Preferences = { theme: 'system', letter_keys: true }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return chosen
    if ('theme' in stored && (stored.theme === 'light' || stored.theme === 'dark'))
      chosen.theme = stored.theme
    if ('letter_keys' in stored && stored.letter_keys === false) chosen.letter_keys = false
  } catch {
    // The browser has no storage, or another program stored the value.
  }
  return chosen
}

/** Stores preferences. In a browser without storage they last as long as the page. */
export function writePreferences(changed: Partial<Preferences>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readPreferences(), ...changed }))
  } catch {
    // The browser has no storage.
  }
}

/** Applies the theme to the document; all colours depend on it. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** Prefix of the keys of unsaved texts in this browser's storage. */
export const DRAFT_PREFIX = 'ferry.draft.'

/** Removes unsaved texts: they may contain a pasted password, and another person may use this browser next. */
export function forgetDrafts(): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))
    for (const key of keys) if (key?.startsWith(DRAFT_PREFIX)) localStorage.removeItem(key)
  } catch {
    // The browser has no storage.
  }
}
