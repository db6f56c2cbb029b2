/** Compares two returned profiles. @module */
import type { Json } from '../../../runtime/index.ts'

type Fields = { [key: string]: Json }

/** One difference between two profiles. */
export interface Difference {
  /** Path of the field, with dots: `app_metadata.plan`. */
  field: string
  kind: 'only_first' | 'only_second' | 'value' | 'type'
  first?: Json
  second?: Json
}

/** Number of differences that are reported. */
const MOST = 200
/** Length of a path. Nested names could make every path as long as the profile. */
const MOST_FIELD_CHARACTERS = 500

/** @returns the differences in the order of the first profile, then those of fields that only the second has */
export function compareProfiles(first: Fields, second: Fields): Difference[] {
  return compareFields('', first, second)
    .slice(0, MOST)
    .map((difference) => ({
      ...difference,
      field: difference.field.slice(0, MOST_FIELD_CHARACTERS).toWellFormed(),
    }))
}

/** @returns the ID as Ferry would store it, so that 7 and "7" are equal; undefined when the profile has no ID */
export function idOf(profile: Fields): string | undefined {
  const id = ['user_id', 'id', '_id']
    .map((name) => profile[name])
    .find((value) => value != null && value !== '')
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
}

function compareFields(path: string, first: Fields, second: Fields): Difference[] {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])]
  return names.flatMap((name) => {
    const field = path === '' ? name : `${path}.${name}`
    const [one, other] = [ownOf(first, name), ownOf(second, name)]
    if (one === undefined && other === undefined) return []
    if (one === undefined) return [{ field, kind: 'only_second' as const, second: other as Json }]
    if (other === undefined) return [{ field, kind: 'only_first' as const, first: one }]
    return compareValues(field, one, other)
  })
}

function compareValues(field: string, first: Json, second: Json): Difference[] {
  if (isFields(first) && isFields(second)) return compareFields(field, first, second)
  if (typeOf(first) !== typeOf(second)) return [{ field, kind: 'type', first, second }]
  return JSON.stringify(first) === JSON.stringify(second) ? [] : [{ field, kind: 'value', first, second }]
}

function ownOf(fields: Fields, name: string): Json | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

function isFields(value: Json): value is Fields {
  return typeOf(value) === 'object'
}

function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}
