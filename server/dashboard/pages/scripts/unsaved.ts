/** Unsaved texts, kept in this browser: closing a tab loses nothing. @module */

/** Before the keys of all of them, so that they can be removed at sign-out. */
const PREFIX = 'ferry:unsaved:'

/** One text of one member. */
export interface Unsaved {
  read(): string | null
  /** @param text null when it is saved */
  write(text: string | null): void
}

/** @param names member, connection, action: nobody gets another one's text, which may hold a password that was pasted */
export function unsavedText(...names: readonly string[]): Unsaved {
  const key = PREFIX + names.map(encodeURIComponent).join('/')
  return {
    read: () => attempt(() => localStorage.getItem(key)) ?? null,
    write(text) {
      attempt(() => (text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text)))
    },
  }
}

/** At sign-out. */
export function removeUnsavedTexts(): void {
  attempt(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  })
}

/** Storage can be full or forbidden; the editor works without. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
