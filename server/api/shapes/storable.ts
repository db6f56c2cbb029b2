/** Values that every store returns as they were written. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'

export const UNSTORABLE = 'has characters or numbers that cannot be stored'

/** Whether a text is well-formed and has no NUL. */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** The same check for JSON: a number like `1e400` is parsed as infinity and would be read back as null. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isStorableText(key) && isStorable(inner))
}

/** Any JSON that can be stored. */
export const SentJson = z.custom<Json>(isStorable, UNSTORABLE)
