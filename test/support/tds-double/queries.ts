/** Queries on SQLite, and the types of what they return. @module */
import type { DatabaseSync } from 'node:sqlite'
import type { Variables } from './engine.ts'
import type { Result, SqlSession } from './results.ts'
import type { Catalogue } from './t-sql-ddl.ts'
import { keyOf } from './t-sql-ddl.ts'
import type { Lookup } from './t-sql-rewrite.ts'
import { rewrite } from './t-sql-rewrite.ts'
import type { Token } from './t-sql-tokens.ts'
import type { Column } from './tokens.ts'
import type { SqlValue } from './types.ts'
import { typeOfValues } from './types.ts'

const COMMANDS: { readonly [verb: string]: number } = {
  SELECT: 0xc1,
  INSERT: 0xc3,
  DELETE: 0xc4,
  UPDATE: 0xc5,
}

/** What SQLite returned; no columns for a statement that returns no rows. */
export interface Answer {
  columns: Column[]
  rows: SqlValue[][]
  changes: number
}

/** @param table whose columns RETURNING names @throws SQLite's errors */
export function runSql(
  database: DatabaseSync,
  catalogue: Catalogue,
  { sql, table }: { sql: string; table: string | undefined },
  variables: Variables,
): Answer {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  statement.setReturnArrays(true)
  statement.setAllowUnknownNamedParameters(true)
  const heads = statement.columns()
  if (heads.length === 0) {
    return { columns: [], rows: [], changes: Number(statement.run(Object.fromEntries(variables)).changes) }
  }
  const rows = statement.all(Object.fromEntries(variables)) as unknown as SqlValue[][]
  const columns = heads.map((head, index) => {
    const known = catalogue.types.get(keyOf(head.table ?? table ?? '', head.column ?? head.name))
    // SQLite calls a column without a name by its expression; SQL Server gives it none.
    const name = head.column === null && !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(head.name) ? '' : head.name
    return { name, type: known ?? typeOfValues(rows.map((row) => row[index] ?? null)) }
  })
  return { columns, rows, changes: rows.length }
}

/** Runs a query of T-SQL. @throws {SqlFault} and SQLite's errors */
export function runQuery(
  database: DatabaseSync,
  catalogue: Catalogue,
  tokens: readonly Token[],
  lookup: Lookup,
  variables: Variables,
  session: SqlSession,
): Result {
  const verb = tokens[0]?.text.toUpperCase() ?? ''
  const command = COMMANDS[verb] ?? 0xc1
  const rewritten = rewrite(tokens, lookup)
  const { columns, rows, changes } = runSql(database, catalogue, rewritten, variables)
  session.row_count = changes
  if (verb === 'INSERT')
    session.identity = runSql(database, catalogue, LAST_ID, new Map()).rows[0]?.[0] ?? null
  if (rewritten.assigns.length > 0) {
    const last = rows.at(-1)
    for (const [index, variable] of rewritten.assigns.entries()) {
      if (last) variables.set(variable, last[index] ?? null)
    }
    return { kind: 'nothing' }
  }
  if (columns.length > 0) return { kind: 'rows', columns, rows, command }
  return { kind: 'count', count: changes, told: !session.no_count, command }
}

const LAST_ID = { sql: 'SELECT last_insert_rowid()', table: undefined }
