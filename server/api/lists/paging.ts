/** Pages and fields of lists, in the three forms that clients ask for. @module */
import * as z from 'zod'
import { wholeNumber } from '../../common/whole-number.ts'
import type { Listed, Page } from '../../store/contract.ts'
import type { JsonList } from './json-list.ts'
import { jsonList } from './json-list.ts'

/** Items of a page when the caller wishes no number. */
export const DEFAULT_SIZE = 50
const MAX_SIZE = 100

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Query parameters of every list. */
export const ListQuery = z.object({
  page: wholeNumber(0, 100_000_000).optional().describe('The number of the page, from 0.'),
  per_page: wholeNumber(0, MAX_SIZE).optional().describe('How many items a page has; default 50.'),
  include_totals: Flag.optional().describe(
    '`true` answers an object with `total`; without it, the answer is an array.',
  ),
  take: wholeNumber(1, MAX_SIZE)
    .optional()
    .describe(
      'How many items a page has; default 50. It asks for checkpoint paging, and `page` and `include_totals` are ignored.',
    ),
  from: z.string().max(500).optional().describe('`next` of the page before.'),
  fields: z.string().max(1_000).optional().describe('Names of members, separated by commas.'),
  include_fields: Flag.optional().describe('`false` answers all members but those in `fields`.'),
})

/** Query parameters of lists that have only checkpoint paging. */
export const CheckpointQuery = z.object({
  take: wholeNumber(1, MAX_SIZE).optional().describe('How many items a page has; default 50.'),
  from: ListQuery.shape.from,
})

type ListQuery = z.output<typeof ListQuery>

/** @returns the page that the query asks for: `take` or `from` wins */
export function pageOf(query: ListQuery): Page {
  if (query.take !== undefined || query.from !== undefined) {
    return { kind: 'after', after: query.from || undefined, limit: query.take ?? DEFAULT_SIZE }
  }
  const limit = query.per_page ?? DEFAULT_SIZE
  return { kind: 'offset', offset: (query.page ?? 0) * limit, limit }
}

/**
 * @param name of the list in the answer @param kind what one item is called, such as `User`
 * @returns schema of the list's three forms
 */
export function listResult<N extends string, I extends z.ZodType>(name: N, kind: string, item: I) {
  return z.union([z.array(item), offsetPage(name, kind, item), checkpointPage(name, kind, item)])
}

const itemsOf = <N extends string, I extends z.ZodType>(name: N, item: I) =>
  ({ [name]: z.array(item).describe('The items of the page.') }) as { [key in N]: z.ZodArray<I> }

/** The form with `include_totals`. */
export function offsetPage<N extends string, I extends z.ZodType>(name: N, kind: string, item: I) {
  const numbers = {
    start: z.int().describe('The position of the first item of the page, from 0.'),
    limit: z.int().describe('How many items the page could have.'),
    length: z.int().describe('How many items the page has.'),
    total: z.int().describe('How many items there are in all.'),
  }
  return z
    .object({ ...numbers, ...itemsOf(name, item) })
    .meta({ id: `${kind}Page`, description: 'A page of the list, with `include_totals`.' })
}

function checkpointPage<N extends string, I extends z.ZodType>(name: N, kind: string, item: I) {
  return z
    .object({
      next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
      ...itemsOf(name, item),
    })
    .meta({ id: `${kind}CheckpointPage`, description: 'A page of the list, with `take` or `from`.' })
}

/** @returns `{next?, name: []}`, `{start, limit, length, total, name: []}` or a plain array, as the query asks */
export function listAnswer<N extends string, T>(
  name: N,
  query: ListQuery,
  { next, total = 0 }: Listed<unknown>,
  items: T[],
) {
  const page = pageOf(query)
  const named = { [name]: items } as { [key in N]: T[] }
  if (page.kind === 'after') return { ...named, ...(next === undefined ? {} : { next }) }
  if (query.include_totals !== true) return items
  return { start: page.offset, limit: page.limit, length: items.length, total, ...named }
}

/**
 * The same for a list that is sent item by item. @param items the items of the page, without those deleted in the
 * meantime
 */
export function streamedAnswer(
  name: string,
  query: ListQuery,
  { next, total = 0 }: Omit<Listed<unknown>, 'items'>,
  items: AsyncIterable<unknown>,
): JsonList {
  const page = pageOf(query)
  if (page.kind === 'after') {
    return jsonList({ name, items, head: {}, tail: () => (next === undefined ? {} : { next }) })
  }
  if (query.include_totals !== true) return jsonList({ name, items, head: undefined, tail: () => ({}) })
  const head = { start: page.offset, limit: page.limit, total }
  return jsonList({ name, items, head, tail: (length) => ({ length }) })
}

/** Keeps the fields that the query asks for. */
export function selectFields<T extends object>(
  item: T,
  { fields, include_fields = true }: Pick<ListQuery, 'fields' | 'include_fields'>,
): Partial<T> {
  if (fields === undefined || fields === '') return item
  const named = new Set(fields.split(',').map((field) => field.trim()))
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => named.has(name) === include_fields),
  ) as Partial<T>
}
