/** `q` and `sort` of the lists that are searched. @module */
import * as z from 'zod'
import type { FieldTable } from '../../search/fields.ts'
import { ANYTHING, parseSearch } from '../../search/parse.ts'
import { SearchSyntaxError } from '../../search/syntax-error.ts'
import type { SearchNode, SearchSort } from '../../store/contract.ts'
import { invalidParameter } from '../http/invalid-field.ts'

/** Query parameters of a list that is searched. */
export const SearchQuery = z.object({
  q: z
    .string()
    .max(4_000)
    .optional()
    .describe(
      'A search in Lucene’s grammar, such as `email:"ann@example.com" OR name:ann*`. Conditions side by side must all be met.',
    ),
  sort: z
    .string()
    .max(100)
    .optional()
    .describe('The field to sort by: `field:1` for ascending, `field:-1` for descending order.'),
})

/** @throws {ApiError} invalid_query_string: says at which character, and what to change */
export function readSearch(q: string | undefined, fields: FieldTable): SearchNode {
  try {
    return q === undefined ? ANYTHING : parseSearch(q, fields)
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error
    throw invalidParameter('q', error.message, {
      cause: error,
    })
  }
}

/** @throws {ApiError} invalid_query_string */
export function readSort(sort: string | undefined, fields: FieldTable): SearchSort | undefined {
  if (sort === undefined || sort === '') return undefined
  const [, field = '', direction] = /^([\w.]+):(-?1)$/.exec(sort) ?? []
  if (!Object.hasOwn(fields, field) || fields[field]?.sorts !== true) {
    const names = Object.keys(fields).filter((name) => fields[name]?.sorts === true)
    throw invalidParameter('sort', `must be one of these fields, a colon, and 1 or -1: ${names.join(', ')}`)
  }
  return { field, descending: direction === '-1' }
}
