/**
 * Operations of the store, independent of the engine. An operation yields statements and is handed their rows. An engine runs
 * it in one transaction: synchronously (SQLite), or awaiting each statement (a database server).
 * @module
 */
import type { Json } from '../../../runtime/index.ts'

export type SqlValue = string | number | null
export type Row = Readonly<Record<string, unknown>>

/** SQL in the subset that all engines share, with `$1` placeholders. */
export interface Statement {
  sql: string
  params: readonly SqlValue[]
}

export type Operation<T> = Generator<Statement, T, readonly Row[]>

/** Runs one statement. Booleans travel as 0 and 1, undefined as null. */
export function* all(sql: string, ...params: (SqlValue | boolean | undefined)[]): Operation<readonly Row[]> {
  return yield { sql, params: params.map(toSql) }
}

/** @returns the first row */
export function* first(
  sql: string,
  ...params: (SqlValue | boolean | undefined)[]
): Operation<Row | undefined> {
  const rows = yield* all(sql, ...params)
  return rows[0]
}

function toSql(value: SqlValue | boolean | undefined): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value ?? null
}

/**
 * Another transaction has changed rows that this operation has read: an engine undoes the operation and runs it again. Cannot
 * happen in an engine that writes one transaction after the other.
 */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/** Runs an operation on a synchronous engine. */
export function drive<T>(execute: (statement: Statement) => readonly Row[], operation: Operation<T>): T {
  let step = operation.next()
  while (!step.done) step = operation.next(execute(step.value))
  return step.value
}

/** A column that holds text. */
export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new TypeError(`Column ${column} has no text.`)
  return value
}

/** A column that holds text or nothing. */
export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column)
}

/** A column that holds a whole number. */
export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`Column ${column} has no number.`)
  return value
}

/** A column that holds a whole number or nothing. */
export function optionalInteger(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : integer(row, column)
}

/** A column that holds JSON as text. The store wrote it itself, so its type is trusted. */
export function json<T extends Json | readonly Json[]>(row: Row, column: string): T {
  return JSON.parse(text(row, column))
}
