/** Unsaved texts, kept in this browser until the server has them or the member signs out, so that closing a tab loses nothing. @module */
import { DRAFT_PREFIX } from '../../../shell/preferences.ts'
import type { Scripts } from './script-set.ts'

/** Texts that the server does not have yet. */
interface UnsavedTexts {
  /** Revision of the draft that the texts are based on. */
  revision: number
  /** Texts of that draft: a comparison with them shows what other people have changed since. */
  base: Scripts
  scripts: Scripts
  /** See `saveDraft`. */
  parent_version?: number | undefined
}

/** The unsaved texts of one member and one connection. */
export interface Unsaved {
  read(): UnsavedTexts | null
  /** @param texts null when the texts are saved */
  write(texts: UnsavedTexts | null): void
}

/** @param names member, connection: a member never gets another member's texts, which may contain a pasted password */
export function unsavedTexts(...names: readonly string[]): Unsaved {
  const key = DRAFT_PREFIX + names.map(encodeURIComponent).join('/')
  return {
    read: () => attempt(() => parse(localStorage.getItem(key))) ?? null,
    write(texts) {
      attempt(() =>
        texts === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(texts)),
      )
    },
  }
}

/** @throws {SyntaxError} the stored value does not come from this module */
function parse(stored: string | null): UnsavedTexts | null {
  const value: unknown = stored === null ? null : JSON.parse(stored)
  if (typeof value !== 'object' || value === null) return null
  const { revision, base, scripts, parent_version }: { [name: string]: unknown } = { ...value }
  if (typeof revision !== 'number' || !isScripts(base) || !isScripts(scripts)) return null
  return {
    revision,
    base,
    scripts,
    ...(typeof parent_version === 'number' && { parent_version }),
  }
}

function isScripts(value: unknown): value is Scripts {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  )
}

/** The storage can be full or forbidden; the editor works without it. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
