/** Checks a body: its members against the field table, then its values against the schema. @module */
import type * as z from 'zod'
import { ApiError } from '../errors.ts'
import type { Family } from './family.ts'
import { invalidPart } from './family.ts'
import { changedFields, fieldProblem, withoutNulls } from './fields/check.ts'
import type { FieldTable } from './fields/row.ts'
import type { Shape } from './fields/shape.ts'
import { bodySchema, shapeOf } from './fields/shape.ts'
import { validate } from './validate.ts'

/** What is known of an endpoint's body. */
export interface BodyRules {
  schema: z.ZodType
  fields: FieldTable | undefined
  /** `patch`: null clears; else it is as if the member were missing. */
  method: string
  family: Family
  /** Member that replaces what was there whole. */
  whole: string | undefined
}

/** @param current the object as it is read: what a change has in common with it is not checked, and not changed */
export type BodyCheck = (sent: unknown, current: object | undefined) => unknown

/** @returns a function that throws {ApiError} invalid_body, or invalid_request outside the Management API */
export function createBodyCheck({ schema, fields, method, family, whole }: BodyRules): BodyCheck {
  let shape: Shape | undefined
  return (sent, current) => {
    shape ??= shapeOf(bodySchema(schema, fields), fields)
    const problem = fieldProblem(sent, shape, current)
    if (problem) {
      const { code, title } = invalidPart(family, 'body')
      const place = problem.at === '' ? '' : ` In ${problem.at}.`
      throw new ApiError(code, `${title}: ${problem.message}${place}`)
    }
    if (method !== 'patch') return validate(schema, withoutNulls(sent, shape), family, 'body')
    if (!current) return validate(schema, sent, family, 'body')
    const { changed, kept } = changedFields(sent, current, whole)
    const checked = validate(schema, changed, family, 'body')
    if (whole === undefined || !kept) return checked
    const body = checked as { [name: string]: object }
    return { ...body, [whole]: { ...kept, ...body[whole] } }
  }
}
