/** The unsaved design, kept in this browser until it is saved, discarded, or the member signs out. @module */
import { LANGUAGES } from '../../languages.ts'
import { DRAFT_PREFIX } from '../../shell/preferences.ts'
import type { Design, Edit } from './designs.ts'
import type { Draft } from './draft.ts'
import { FONTS, PLAIN } from './draft.ts'

/** A design, and the look that it was made from: another look in the store is a conflict. */
interface UnsavedDesign {
  base: Draft
  design: Design
}

/** @param names member, tenant: members of one browser do not get each other's designs */
export function unsavedDesign(...names: readonly string[]) {
  const key = `${DRAFT_PREFIX}${['sign-in-page', ...names].map(encodeURIComponent).join('/')}`
  return {
    read: (): UnsavedDesign | undefined => attempt(() => parse(localStorage.getItem(key))),
    /** @param unsaved undefined when nothing is unsaved */
    write(unsaved: UnsavedDesign | undefined): void {
      attempt(() =>
        unsaved === undefined
          ? localStorage.removeItem(key)
          : localStorage.setItem(key, JSON.stringify(unsaved)),
      )
    },
  }
}

/** @returns undefined for what this module has not written */
function parse(stored: string | null): UnsavedDesign | undefined {
  const value: unknown = stored === null ? undefined : JSON.parse(stored)
  if (!isObject(value) || !isObject(value.design)) return undefined
  const { base, design } = value
  const { look, edits } = design
  if (!isLook(base) || !isLook(look) || !Array.isArray(edits) || !edits.every(isEdit)) return undefined
  return { base, design: { look, edits } }
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null
}

function isLook(value: unknown): value is Draft {
  return (
    isObject(value) &&
    Object.keys(PLAIN).every((field) => typeof value[field] === 'string') &&
    FONTS.some((font) => font === value.font)
  )
}

function isEdit(value: unknown): value is Edit {
  if (!isObject(value)) return false
  const isText = (text: unknown): boolean => text === null || typeof text === 'string'
  return (
    LANGUAGES.some((language) => language.value === value.language) &&
    [value.prompt, value.screen, value.key].every((name) => typeof name === 'string') &&
    Array.isArray(value.other_keys) &&
    value.other_keys.every((key) => typeof key === 'string') &&
    isText(value.text) &&
    isText(value.base)
  )
}

/** The storage can be full or forbidden; the designer works without it. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
