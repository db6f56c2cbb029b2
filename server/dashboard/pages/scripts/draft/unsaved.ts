/** Unsaved texts, kept in this browser until the server has them or the member signs out, so that closing a tab loses nothing. @module */
import { DRAFT_PREFIX } from '../../../shell/preferences.ts'
import type { Scripts } from './script-set.ts'

/** Texts that the server does not have yet. */
interface UnsavedTexts {
  /** Of the draft that they began with. */
  revision: number
  /** Its texts: what others changed meanwhile is told by them. */
  base: Scripts
  scripts: Scripts
  /** See `saveDraft`. */
  parent_version?: number | undefined
}

/** The unsaved texts of one member and one connection. */
export interface Unsaved {
  read(): UnsavedTexts | null
  /** @param texts null when they are saved */
  write(texts: UnsavedTexts | null): void
}

/** @param names member, connection: a member never gets another member's text, which may contain a pasted password */
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

/** @throws {SyntaxError} it is none of ours */
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

/** Storage can be full or forbidden; the editor works without. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
