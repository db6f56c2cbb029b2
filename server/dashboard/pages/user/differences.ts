/** The differences between two profiles of one person. @module */

type Fields = { readonly [name: string]: unknown }

/** A field with its two values; a value is undefined when that profile does not have the field. */
export interface Difference {
  field: string
  here: string | undefined
  there: string | undefined
  isSame: boolean
}

/** Fields that only Ferry sets and no legacy store has. */
export const OURS: ReadonlySet<string> = new Set([
  'identities',
  'blocked',
  'created_at',
  'updated_at',
  'last_login',
  'last_ip',
  'logins_count',
  'last_password_reset',
  'migrated_at',
  'migrated_by',
  'migrated_version',
  'made_by',
])

/** Compares metadata key by key, and everything else field by field, in the order of the user's fields. */
export function differencesOf(user: Fields, legacy: Fields): Difference[] {
  const here = flat(user)
  const there = flat(legacy)
  return [...new Set([...here.keys(), ...there.keys()])].map((field) => {
    const [left, right] = [here.get(field), there.get(field)]
    return { field, here: left, there: right, isSame: left === right }
  })
}

const METADATA = new Set(['user_metadata', 'app_metadata'])

function flat(fields: Fields): Map<string, string> {
  const entries = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (OURS.has(name) || value === undefined) return []
    if (!METADATA.has(name) || typeof value !== 'object' || value === null) return [[name, value]]
    return Object.entries(value).map(([key, inner]) => [`${name}.${key}`, inner])
  })
  return new Map(entries.map(([name, value]) => [name, written(value)]))
}

/** JSON with sorted keys, because stores return objects with keys in any order. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
