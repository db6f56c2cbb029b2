import type { Listed, Page } from '../contract/index.ts'
import type { Mark } from '../engine/marks.ts'
import { readMark, writeMark } from '../engine/marks.ts'
import type { Operation, Row, SqlValue } from '../engine/operation.ts'
import { all, first, integer, optionalInteger, text } from '../engine/operation.ts'

/**
 * Reads one page of a list that is ordered by time of creation, then by id.
 *
 * @param sql the list's text for each way of paging; the values of its filters come first
 * @param filters values after the tenant
 * @throws {BadMark}
 */
export function* readPage<T>(
  tenant_id: string,
  page: Page,
  list: {
    sql: (what: 'count' | 'offset' | 'after' | 'start') => string
    filters: readonly SqlValue[]
    items: (rows: readonly Row[]) => Operation<T[]> | T[]
    mark: (item: T) => Mark
  },
): Operation<Listed<T>> {
  switch (page.kind) {
    case 'offset': {
      const count = yield* first(list.sql('count'), tenant_id, ...list.filters)
      const total = (count && optionalInteger(count, 'total')) ?? 0
      if (page.limit === 0 || page.offset >= total) return { items: [], total }
      const rows = yield* all(list.sql('offset'), tenant_id, ...list.filters, page.limit, page.offset)
      return { items: yield* itemsOf(list.items(rows)), total }
    }
    case 'after': {
      // One row more than requested shows whether there is a next page.
      const rows =
        page.after === undefined
          ? yield* all(list.sql('start'), tenant_id, ...list.filters, page.limit + 1)
          : yield* all(
              list.sql('after'),
              tenant_id,
              ...list.filters,
              ...markValues(readMark(page.after)),
              page.limit + 1,
            )
      const items = yield* itemsOf(list.items(rows.slice(0, page.limit)))
      const last = items.at(-1)
      return rows.length > page.limit && last ? { items, next: writeMark(list.mark(last)) } : { items }
    }
  }
}

/**
 * Reads one page of ids. For lists with large rows: the caller reads the rows one after the other.
 *
 * @param list.sql selects `list.id` and `created_at`
 */
export function* readIdPage(
  tenant_id: string,
  page: Page,
  list: {
    sql: (what: 'count' | 'offset' | 'after' | 'start') => string
    filters: readonly SqlValue[]
    id: string
  },
): Operation<Listed<string>> {
  const { items, ...rest } = yield* readPage<Mark>(tenant_id, page, {
    sql: list.sql,
    filters: list.filters,
    items: (rows) => rows.map((row) => ({ id: text(row, list.id), created_at: integer(row, 'created_at') })),
    mark: (item) => item,
  })
  return { ...rest, items: items.map(({ id }) => id) }
}

function markValues(mark: Mark): [number, string] {
  return [mark.created_at, mark.id]
}

/** Items that fit completely into one row need no further statement. */
function* itemsOf<T>(items: Operation<T[]> | T[]): Operation<T[]> {
  return Array.isArray(items) ? items : yield* items
}
