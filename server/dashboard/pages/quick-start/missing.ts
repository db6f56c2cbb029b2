/** Which settings of an application a library still needs. @module */
import type { Needs } from './snippet.ts'

const FIELDS = ['callbacks', 'allowed_logout_urls', 'web_origins', 'grant_types'] as const

/** The settings of an application that libraries need. */
export type Settings = { readonly [field in (typeof FIELDS)[number]]?: readonly string[] | undefined }

/** An entry that a setting lacks. */
interface Missing {
  field: (typeof FIELDS)[number]
  entry: string
}

/** @returns the entries that the settings lack */
export function missingOf(settings: Settings, needs: Needs): Missing[] {
  return FIELDS.flatMap((field) =>
    (needs[field] ?? [])
      .filter((entry) => !settings[field]?.includes(entry))
      .map((entry) => ({ field, entry })),
  )
}

/** @returns the lists that lack an entry, with what they lack; the others are left out */
export function completed(
  settings: Settings,
  missing: readonly Missing[],
): { [field in (typeof FIELDS)[number]]?: string[] } {
  const fields = FIELDS.filter((field) => missing.some((one) => one.field === field))
  return Object.fromEntries(
    fields.map((field) => [
      field,
      [...(settings[field] ?? []), ...missing.filter((one) => one.field === field).map(({ entry }) => entry)],
    ]),
  )
}
