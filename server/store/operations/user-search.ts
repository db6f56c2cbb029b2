/** Lists of users. @module */
import type { Listed, Page, SearchSort, User, UserFilter } from '../contract/index.ts'
import type { Operation, SqlValue } from '../engine/operation.ts'
import { IN_TIME, searchSql } from '../sql/search.ts'
import { CONNECTION_TOTAL_SQL, USER_SUBJECT } from '../sql/user-search.ts'
import { LISTED_USER_COLUMNS, USER_SQL } from '../sql/users.ts'
import { readSearchPage } from './search-pages.ts'
import { readSmallUsers } from './user-rows.ts'

const OLDEST_FIRST: SearchSort = { field: 'created_at', descending: false }

/** Large users come as their ids: a page of whole ones could have 100 MB. */
export function* pageUsers(
  tenant_id: string,
  filter: UserFilter,
  page: Page,
): Operation<Listed<User | string>> {
  const { connection_id, where, sort = OLDEST_FIRST } = filter
  const params: SqlValue[] = []
  const bind = (value: SqlValue): string => {
    params.push(value)
    return `$${params.length + 1}`
  }
  const conditions: string[] = []
  const isSearched = where !== undefined && !(where.kind === 'and' && where.parts.length === 0)
  if (connection_id !== undefined) {
    // What is searched for leads to fewer users than a connection: keeps the connection's index out of it.
    conditions.push(
      `${isSearched ? `coalesce(connection_id, '')` : 'connection_id'} = ${bind(connection_id)}`,
    )
  }
  // Sorting looks at every user where no index has them in that order.
  if (isSearched || filter.sort !== undefined) conditions.unshift(IN_TIME)
  if (isSearched) conditions.push(searchSql(where, USER_SUBJECT, bind))
  return yield* readSearchPage(tenant_id, page, {
    table: 'users',
    columns: LISTED_USER_COLUMNS,
    id: 'user_id',
    conditions,
    params,
    total: totalOf(filter, isSearched),
    sort: { ...sort, column: sortColumn(sort.field) },
    items: (rows) => readSmallUsers(tenant_id, rows),
  })
}

/** Counts are kept with every user who comes and goes: counting a million rows for each page takes too long. */
function totalOf(
  { connection_id, where }: UserFilter,
  isSearched: boolean,
): { sql: string; params: SqlValue[] } | undefined {
  if (!isSearched) {
    return connection_id === undefined
      ? { sql: USER_SQL.total, params: [] }
      : { sql: USER_SQL.totalOfConnection, params: [connection_id] }
  }
  const isOfConnection =
    connection_id === undefined && where?.kind === 'field' && where.field === 'identities.connection'
  return isOfConnection && where.test.kind === 'is'
    ? { sql: CONNECTION_TOTAL_SQL, params: [where.test.value] }
    : undefined
}

const MAY_BE_NULL = new Set(['last_login', 'migrated_at', 'migrated_version'])

/** Those without a value come first. */
function sortColumn(field: string): string {
  const found = Object.hasOwn(USER_SUBJECT.fields, field) ? USER_SUBJECT.fields[field] : undefined
  if (found?.kind === 'text') return found.nullable ? `coalesce(${found.column}, '')` : found.column
  if (found?.kind === 'flag') return found.column
  if (found?.kind !== 'number') throw new Error('A list is sorted by a field that it has not.')
  return MAY_BE_NULL.has(field) ? `coalesce(${found.column}, 0)` : found.column
}
