/** Unsaved texts, kept in this browser until they are saved or somebody signs out: closing a tab loses nothing. @module */
import { DRAFT_PREFIX } from '../../shell/preferences.ts'

/** One text of one member. */
export interface Unsaved {
  read(): string | null
  /** @param text null when it is saved */
  write(text: string | null): void
}

/** @param names member, connection, action: nobody gets another one's text, which may hold a password that was pasted */
export function unsavedText(...names: readonly string[]): Unsaved {
  const key = DRAFT_PREFIX + names.map(encodeURIComponent).join('/')
  return {
    read: () => attempt(() => localStorage.getItem(key)) ?? null,
    write(text) {
      attempt(() => (text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text)))
    },
  }
}

/** Storage can be full or forbidden; the editor works without. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
