/** Checks what a caller sent against a schema, with errors that name the field and never its value. @module */
import type * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import type { Family, Part } from './family.ts'
import { invalidPart } from './family.ts'
import { fieldText } from './invalid-field.ts'

/** @throws {ApiError} invalid_body, invalid_query_string, invalid_uri; invalid_request outside the Management API */
export function validate<S extends z.ZodType>(
  schema: S,
  value: unknown,
  family: Family,
  part: Part,
): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const { code, title } = invalidPart(family, part)
  throw new ApiError(code, issue ? describe(issue, value, family, title) : title)
}

function describe(issue: z.core.$ZodIssue, value: unknown, family: Family, title: string): string {
  const property = issue.path.map(String).join('.')
  const isMissing = issue.path.length > 0 && valueAt(value, issue.path) === undefined
  const isNull = issue.path.length > 0 && valueAt(value, issue.path) === null
  const text = isNull
    ? 'cannot be null: leave it out, or send a value'
    : issue.message.replace(/^Invalid input: /, '')
  if (family !== 'management') {
    if (isMissing) return `Missing required parameter: ${property}`
    return property === '' ? `${title}: ${text}` : `Invalid parameter ${property}: ${text}`
  }
  if (isMissing) return `${title}: 'Missing required property: ${property}'.`
  return fieldText(title, property, text)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined
    inner = Object.getOwnPropertyDescriptor(inner, key)?.value
  }
  return inner
}
