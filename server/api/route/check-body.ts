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

/** The rules of an endpoint for its body. */
export interface BodyRules {
  schema: z.ZodType
  fields: FieldTable | undefined
  /** For `patch`, null clears a member; for other methods, null means that the member is missing. */
  method: string
  family: Family
  /** Member whose value replaces the stored value as a whole. */
  whole: string | undefined
}

export interface BodyCheck {
  /**
   * @param current the object as GET answers it: members that are sent unchanged are neither validated nor changed
   * @throws {ApiError} invalid_body, or invalid_request outside the Management API
   */
  checked(sent: unknown, current: object | undefined): unknown
  /**
   * @returns paths of fields that are stored but have no effect; paths that are not allowed in a header are left out
   */
  keptOnly(sent: unknown): string[]
}

/** Creates the check of one endpoint's bodies. The schema is analysed when the first body arrives. */
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
  function validated(sent: unknown, shape: Shape): unknown {
    const valid = validate(schema, sent, family, 'body')
    refuse(groupProblem(sent, shape))
    return valid
  }
  function checked(sent: unknown, current: object | undefined): unknown {
    const shape = shapeOnce()
    refuse(fieldProblem(sent, shape, current))
    if (method !== 'patch') return validated(withoutNulls(sent, shape), shape)
    if (!current) return validated(sent, shape)
    const { changed, kept } = changedFields(sent, current, whole)
    const valid = validated(changed, shape)
    if (whole === undefined || !kept) return valid
    const body = valid as { [name: string]: object }
    return { ...body, [whole]: { ...kept, ...body[whole] } }
  }
  return {
    checked,
    keptOnly: (sent) => (fields ? keptOnly(sent, shapeOnce()).filter((path) => /^[\w.-]+$/.test(path)) : []),
  }
}
