/** Checks a body: its members against the field table, then its values against the schema. @module */
import type * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import type { FieldProblem } from '../fields/check.ts'
import { changedFields, fieldProblem, groupProblem, keptOnly, withoutNulls } from '../fields/check.ts'
import type { FieldTable } from '../fields/row.ts'
import type { Shape } from '../fields/shape.ts'
import { bodySchema, shapeOf } from '../fields/shape.ts'
import type { Family } from '../http/family.ts'
import { invalidPart } from '../http/family.ts'
import { validate } from '../http/validate.ts'

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

export interface BodyCheck {
  /**
   * @param current the object as it is read: what a change has in common with it is not checked, and not changed
   * @throws {ApiError} invalid_body, or invalid_request outside the Management API
   */
  checked(sent: unknown, current: object | undefined): unknown
  /** @returns paths of fields that were taken and do nothing; those whose names are no text for a header are left out */
  keptOnly(sent: unknown): string[]
}

/** Reads what is known of the body when the first one comes. */
export function createBodyCheck({ schema, fields, method, family, whole }: BodyRules): BodyCheck {
  let known: Shape | undefined
  const shapeOnce = (): Shape => {
    known ??= shapeOf(bodySchema(schema, fields), fields)
    return known
  }
  function refuse(problem: FieldProblem | undefined): void {
    if (!problem) return
    const { code, title } = invalidPart(family, 'body')
    const place = problem.at === '' ? '' : ` In ${problem.at}.`
    throw new ApiError(code, `${title}: ${problem.message}${place}`)
  }
  function valued(sent: unknown, shape: Shape): unknown {
    const valid = validate(schema, sent, family, 'body')
    refuse(groupProblem(sent, shape))
    return valid
  }
  function checked(sent: unknown, current: object | undefined): unknown {
    const shape = shapeOnce()
    refuse(fieldProblem(sent, shape, current))
    if (method !== 'patch') return valued(withoutNulls(sent, shape), shape)
    if (!current) return valued(sent, shape)
    const { changed, kept } = changedFields(sent, current, whole)
    const valid = valued(changed, shape)
    if (whole === undefined || !kept) return valid
    const body = valid as { [name: string]: object }
    return { ...body, [whole]: { ...kept, ...body[whole] } }
  }
  return {
    checked,
    keptOnly: (sent) => (fields ? keptOnly(sent, shapeOnce()).filter((path) => /^[\w.-]+$/.test(path)) : []),
  }
}
