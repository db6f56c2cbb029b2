/** The rows of a profile: returned fields, their stored values, and missing fields. @module */
import { PROFILE_FIELDS } from '../../../profile-names.ts'
import type { RunResult } from './outcome.ts'

type Preview = NonNullable<RunResult['profile_preview']>

interface Named {
  name: string
  value: unknown
}

/** One row of the comparison. */
export interface ProfileRow {
  id: string
  /** undefined: the script did not return the field. */
  returned?: Named
  /** undefined: Ferry leaves the field out, or refuses the whole profile. */
  stored?: Named
  change?: 'renamed' | 'changed' | 'made' | 'dropped' | 'lowerCased' | 'prefixed'
  /** Ferry does not know the name of the field. */
  isUnknown?: true
  /** The known name that the script most likely meant. */
  meant?: string
  /** A check failed for this field. */
  isWrong?: true
  /** The script did not return this field, though an import needs it. */
  demanded?: string
}

/**
 * @param meantBy returns the known name nearest to an unknown one; `missing` says whether the script did not return
 * that field
 */
export function rowsOf(
  preview: Preview,
  checks: RunResult['checks'],
  meantBy: (name: string, missing: (field: string) => boolean) => string | undefined,
): ProfileRow[] {
  const returned = fieldsOf(preview.returned)
  const stored = fieldsOf(preview.stored)
  const missing = (field: string): boolean => !Object.hasOwn(returned, field)
  const wrong = new Set(checks.filter(({ ok }) => ok === false).map(({ field }) => field))
  const fields =
    preview.stored === undefined
      ? Object.keys(returned).map((name) => ({ returned: name, stored: undefined, change: undefined }))
      : preview.fields
  const rows = fields.map((field): ProfileRow => {
    const { returned: from, stored: to } = field
    const meant = from === undefined ? undefined : meantBy(from, missing)
    const row: ProfileRow = {
      id: `${from ?? ''}>${to ?? ''}`,
      ...(from !== undefined && { returned: { name: from, value: ownOf(returned, from) } }),
      ...(to !== undefined && { stored: { name: to, value: ownOf(stored, to) } }),
      ...(meant !== undefined && { meant }),
      ...(from !== undefined && wrong.has(from) && { isWrong: true as const }),
    }
    const change = changeOf(field.change, row)
    const isUnknown = from !== undefined && from === to && !KNOWN.has(from)
    return { ...row, ...(change && { change }), ...(isUnknown && { isUnknown }) }
  })
  const demanded = [...wrong]
    .filter((field): field is string => field !== undefined && missing(field))
    .map((field): ProfileRow => ({ id: `!${field}`, isWrong: true, demanded: field }))
  return [...rows, ...demanded]
}

/** Members that Ferry reads, under other names too. */
const KNOWN: ReadonlySet<string> = new Set([...PROFILE_FIELDS, 'id', '_id', 'metadata'])

function changeOf(
  change: Preview['fields'][number]['change'] | undefined,
  { returned, stored }: ProfileRow,
): ProfileRow['change'] {
  if (change === undefined || change === 'kept') return undefined
  const [before, after] = [returned?.value, stored?.value]
  if (typeof after !== 'string' || returned === undefined) return change
  if (typeof before === 'string' && before !== after && before.toLowerCase() === after) return 'lowerCased'
  const isPrefixed = after === `auth0|${String(before)}`
  return isPrefixed && change === 'changed' ? 'prefixed' : change
}

function fieldsOf(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function ownOf(fields: { [name: string]: unknown }, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}
