/** Pages and fields of lists, in the three forms that clients ask for. @module */
import * as z from 'zod'
import { wholeNumber } from '../../common/whole-number.ts'
import type { Listed, Page } from '../../store/contract.ts'
import type { JsonList } from './json-list.ts'
import { jsonList } from './json-list.ts'

const DEFAULT_SIZE = 50
const MAX_SIZE = 100

const Flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Query parameters of every list. */
export const ListQuery = z.object({
  page: wholeNumber(0, 100_000_000).optional().describe('From 0'),
  per_page: wholeNumber(0, MAX_SIZE).optional().describe('Default 50'),
  include_totals: Flag.optional().describe('true: an object with `total`; else a plain array'),
  take: wholeNumber(1, MAX_SIZE)
    .optional()
    .describe('Checkpoint paging, default 50; wins over page and include_totals'),
  from: z.string().max(500).optional().describe('`next` of the page before'),
  fields: z.string().max(1_000).optional().describe('Comma list'),
  include_fields: Flag.optional().describe('false: all but `fields`'),
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

/** @returns schema of a list's three forms, under its name */
export function listResult<N extends string, I extends z.ZodType>(name: N, item: I) {
  const items = { [name]: z.array(item) } as { [key in N]: z.ZodArray<I> }
  return z.union([
    z.array(item),
    z.object({ start: z.int(), limit: z.int(), length: z.int(), total: z.int(), ...items }),
    z.object({ next: z.string().optional(), ...items }),
  ])
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

/** The same for a list that is sent item by item. @param items as many as the page has, but those that are gone meanwhile */
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
