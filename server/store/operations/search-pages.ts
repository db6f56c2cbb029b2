/** Pages of searched and sorted lists. @module */
import { BadMark } from '../contract/errors.ts'
import type { Listed, Page, SearchSort } from '../contract/index.ts'
import type { Operation, Row, SqlValue } from '../engine/operation.ts'
import { all, first, optionalInteger } from '../engine/operation.ts'

/** How a list is read. `sort.column` is never null. */
export interface SearchedList<T> {
  table: string
  columns: string
  id: string
  /** Conditions after the tenant's, which is `$1`; their values follow it. */
  conditions: readonly string[]
  params: readonly SqlValue[]
  /** A cheaper way to count all items. */
  total?: { sql: string; params: readonly SqlValue[] } | undefined
  /** A page by `offset` comes without `total`: counting reads every match. */
  is_uncounted?: boolean | undefined
  sort: SearchSort & { column: string }
  items(rows: readonly Row[]): Operation<T[]>
}

/** @throws {BadMark} the mark belongs to another list or another order */
export function* readSearchPage<T>(
  tenant_id: string,
  page: Page,
  list: SearchedList<T>,
): Operation<Listed<T>> {
  const params = [...list.params]
  const bind = (value: SqlValue): string => {
    params.push(value)
    return `$${params.length + 1}`
  }
  const where = ['tenant_id = $1', ...list.conditions]
  const { column, descending } = list.sort
  const isById = column === list.id
  const direction = descending ? ' desc' : ''
  const order = isById ? `${list.id}${direction}` : `${column}${direction}, ${list.id}${direction}`
  const select = (limit: string): string =>
    `select ${list.columns}, ${column} as sort_value from ${list.table} where ${where.join(' and ')} order by ${order} ${limit}`

  switch (page.kind) {
    case 'offset': {
      const total = list.is_uncounted ? undefined : yield* count(tenant_id, list)
      if (page.limit === 0 || (total !== undefined && page.offset >= total)) return withTotal([], total)
      const sql = select(`limit ${bind(page.limit)} offset ${bind(page.offset)}`)
      return withTotal(yield* list.items(yield* all(sql, tenant_id, ...params)), total)
    }
    case 'after': {
      if (page.after !== undefined) {
        const { value, id } = readMark(list.sort, page.after)
        const after = descending ? '<' : '>'
        where.push(
          isById
            ? `${column} ${after} ${bind(id)}`
            : `(${column}, ${list.id}) ${after} (${bind(value)}, ${bind(id)})`,
        )
      }
      // One row more than requested shows whether there is a next page.
      const rows = yield* all(select(`limit ${bind(page.limit + 1)}`), tenant_id, ...params)
      const items = yield* list.items(rows.slice(0, page.limit))
      const last = rows[page.limit - 1]
      return rows.length > page.limit && last ? { items, next: writeMark(list, last) } : { items }
    }
  }
}

const withTotal = <T>(items: T[], total: number | undefined): Listed<T> =>
  total === undefined ? { items } : { items, total }

function* count<T>(
  tenant_id: string,
  { table, conditions, params, total }: SearchedList<T>,
): Operation<number> {
  const where = ['tenant_id = $1', ...conditions].join(' and ')
  const row = total
    ? yield* first(total.sql, tenant_id, ...total.params)
    : yield* first(`select count(*) as total from ${table} where ${where}`, tenant_id, ...params)
  return (row && optionalInteger(row, 'total')) ?? 0
}

/** The order is part of the mark: another order would skip items. */
function writeMark<T>({ sort, id }: SearchedList<T>, row: Row): string {
  const parts = [sort.field, sort.descending ? -1 : 1, row.sort_value, row[id]]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function readMark(sort: SearchSort, mark: string): { value: string | number; id: string } {
  const parts = parse(Buffer.from(mark, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts.length !== 4) throw new BadMark()
  const [field, direction, value, id]: unknown[] = parts
  const isValue = typeof value === 'string' || Number.isSafeInteger(value)
  if (
    field !== sort.field ||
    direction !== (sort.descending ? -1 : 1) ||
    !isValue ||
    typeof id !== 'string'
  ) {
    throw new BadMark()
  }
  if (Buffer.from(JSON.stringify(parts)).toString('base64url') !== mark) throw new BadMark()
  return { value: typeof value === 'string' ? value : Number(value), id }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
