/** Tables and what they demand of a row. @module */
import type { OracleValue, Row } from './evaluate.ts'
import { evaluate, fails, numberOf } from './evaluate.ts'
import { OracleFault, refuse } from './faults.ts'
import type { Expression, Parser } from './parser.ts'

interface Column {
  name: string
  type: 'text' | 'number' | 'date'
  /** In characters, of a text. */
  length: number
  nullable: boolean
  identity: boolean
  preset: Expression | undefined
}

/** A table. */
export interface Table {
  name: string
  columns: Column[]
  /** By name of the constraint or index. */
  unique: { name: string; of: Expression[] }[]
  checks: { name: string; condition: Expression }[]
  rows: Row[]
  last_identity: number
}

const TYPES: { readonly [name: string]: Column['type'] } = {
  VARCHAR2: 'text',
  NVARCHAR2: 'text',
  VARCHAR: 'text',
  CHAR: 'text',
  RAW: 'text',
  CLOB: 'text',
  NUMBER: 'number',
  INTEGER: 'number',
  DATE: 'date',
  TIMESTAMP: 'date',
}

/** Reads `name (columns and constraints)` after `CREATE TABLE`. */
export function parseTable(parser: Parser): Table {
  const table: Table = {
    name: parser.name(),
    columns: [],
    unique: [],
    checks: [],
    rows: [],
    last_identity: 0,
  }
  parser.expect('(')
  parser.list(() => parseItem(parser, table))
  parser.expect(')')
  return table
}

function parseItem(parser: Parser, table: Table): void {
  const given = parser.accept('CONSTRAINT') ? parser.name() : undefined
  if (parser.accept('PRIMARY', 'KEY') || parser.accept('UNIQUE')) {
    parser.expect('(')
    const of = parser.list(parser.expression)
    table.unique.push({ name: given ?? nameOf(table), of })
    parser.expect(')')
  } else if (parser.accept('CHECK')) {
    table.checks.push({ name: given ?? nameOf(table), condition: parser.expression() })
  } else parseColumn(parser, table)
}

function nameOf(table: Table): string {
  return `SYS_C00${7_000 + table.unique.length + table.checks.length}`
}

function parseColumn(parser: Parser, table: Table): void {
  const name = parser.name()
  const type = TYPES[parser.next().text]
  if (!type) throw refuse(`the type of ${name}`, parser.sql)
  const column: Column = {
    name,
    type,
    length: Number.POSITIVE_INFINITY,
    nullable: true,
    identity: false,
    preset: undefined,
  }
  if (parser.accept('(')) {
    const length = Number(parser.next().text)
    if (type === 'text') column.length = length
    while (!parser.accept(')')) parser.next()
  }
  table.columns.push(column)
  for (;;) {
    const given = parser.accept('CONSTRAINT') ? parser.name() : undefined
    if (parser.accept('GENERATED')) {
      while (!parser.accept('IDENTITY')) parser.next()
      column.identity = true
    } else if (parser.accept('DEFAULT')) column.preset = parser.expression()
    else if (parser.accept('NOT', 'NULL')) column.nullable = false
    else if (parser.accept('CHECK'))
      table.checks.push({ name: given ?? nameOf(table), condition: parser.expression() })
    else if (parser.accept('PRIMARY', 'KEY') || parser.accept('UNIQUE')) {
      table.unique.push({ name: given ?? nameOf(table), of: [{ kind: 'column', name }] })
    } else return
  }
}

/** A row of these values, with identity and defaults for the others. @throws {OracleFault} 904 */
export function newRow(table: Table, values: Row, sql: string): Row {
  const row: Row = {}
  for (const { name, identity, preset } of table.columns) {
    if (identity && !(name in values)) table.last_identity += 1
    const scope = { sql, row: {}, bindOf: () => null }
    const otherwise = identity ? table.last_identity : preset ? evaluate(preset, scope) : null
    row[name] = name in values ? (values[name] ?? null) : otherwise
  }
  for (const name of Object.keys(values)) {
    if (!(name in row)) throw new OracleFault('ORA-00904', `"${name}": invalid identifier`)
  }
  return row
}

/** Puts values into the types of their columns. @throws {OracleFault} 1400, 1407, 1722, 1861, 12899, 2290, 1 */
export function assertRow(table: Table, row: Row, instead_of: Row | undefined, sql: string): void {
  for (const column of table.columns) {
    const value = typed(table, column, row[column.name] ?? null)
    row[column.name] = value
    if (value !== null || column.nullable) continue
    const where = `("LEGACY"."${table.name}"."${column.name}")`
    if (instead_of) throw new OracleFault('ORA-01407', `cannot update ${where} to NULL`)
    throw new OracleFault('ORA-01400', `cannot insert NULL into ${where}`)
  }
  const scopeOf = (of: Row) => ({ sql, row: of, bindOf: () => null })
  for (const { name, condition } of table.checks) {
    if (fails(condition, scopeOf(row)))
      throw new OracleFault('ORA-02290', `check constraint (LEGACY.${name}) violated`)
  }
  for (const { name, of } of table.unique) {
    const key = keyOf(of.map((part) => evaluate(part, scopeOf(row))))
    if (key === undefined) continue
    const taken = table.rows.some(
      (other) => other !== instead_of && keyOf(of.map((part) => evaluate(part, scopeOf(other)))) === key,
    )
    if (taken) throw new OracleFault('ORA-00001', `unique constraint (LEGACY.${name}) violated`)
  }
}

/** A key that is all NULL is in no index. */
function keyOf(values: OracleValue[]): string | undefined {
  return values.every((value) => value === null) ? undefined : JSON.stringify(values)
}

function typed(table: Table, column: Column, value: OracleValue): OracleValue {
  if (value === null || value === '') return null
  switch (column.type) {
    case 'number':
      return numberOf(value instanceof Date ? value.toISOString() : value)
    case 'date':
      if (value instanceof Date) return value
      throw new OracleFault('ORA-01861', 'literal does not match format string')
    case 'text': {
      const text = value instanceof Date ? value.toISOString() : String(value)
      if (text.length > column.length) {
        const where = `"LEGACY"."${table.name}"."${column.name}"`
        throw new OracleFault(
          'ORA-12899',
          `value too large for column ${where} (actual: ${text.length}, maximum: ${column.length})`,
        )
      }
      return text
    }
  }
}
