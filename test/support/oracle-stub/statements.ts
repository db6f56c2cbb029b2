/** The few shapes of statements that a users template needs; everything else is refused. @module */
import type { OracleValue, Row, Scope } from './evaluate.ts'
import { evaluate, holds } from './evaluate.ts'
import { OracleFault, refuse } from './faults.ts'
import type { Expression, Parser } from './parser.ts'
import { createParser } from './parser.ts'
import type { Table } from './tables.ts'
import { assertRow, newRow, parseTable } from './tables.ts'

/** Tables by name. */
export type Tables = Map<string, Table>

/** How a statement gets its bind variables. */
export interface Binds {
  /** @throws {OracleFault} when there is none */
  valueOf(name: string, position: number): OracleValue
  /** Takes a value of `RETURNING … INTO`. */
  give(name: string, position: number, value: OracleValue): void
}

/** What a statement ended with. */
export interface Outcome {
  /** Of a SELECT. */
  columns?: string[]
  rows?: OracleValue[][]
  /** Of any other. */
  changed?: number
  /** It is a statement that a transaction keeps. */
  writes: boolean
  /** Names of the bind variables, in order. */
  binds: string[]
}

/** Runs one statement. @throws {OracleFault} Oracle's errors @throws {OracleStubError} for what is not understood */
export function runStatement(tables: Tables, sql: string, binds: Binds): Outcome {
  const parser = createParser(sql)
  const scopeOf = (row: Row): Scope => ({ sql, row, bindOf: binds.valueOf })
  if (parser.accept('SELECT'))
    return { ...select(tables, parser, scopeOf), writes: false, binds: parser.binds }
  if (parser.accept('CREATE')) return { ...create(tables, parser), writes: false, binds: [] }
  const run = parser.accept('INSERT', 'INTO')
    ? insert
    : parser.accept('UPDATE')
      ? update
      : parser.accept('DELETE')
        ? remove
        : undefined
  if (!run) throw refuse('the verb', sql)
  const changed = run(tables, parser, scopeOf, binds)
  return { changed, writes: true, binds: parser.binds }
}

type ScopeOf = (row: Row) => Scope

function tableOf(tables: Tables, parser: Parser): Table {
  const name = parser.name()
  const table = tables.get(name)
  if (!table) throw new OracleFault('ORA-00942', 'table or view does not exist')
  return table
}

/** A name after a table that is no keyword is an alias; qualifiers are dropped, so it is too. */
function skipAlias(parser: Parser): void {
  const { kind, text } = parser.peek()
  if (kind === 'word' && !['WHERE', 'ORDER', 'FETCH', 'SET'].includes(text)) parser.next()
}

interface Condition {
  where: Expression | undefined
  limit: number
}

function condition(parser: Parser): Condition {
  const found: Condition = { where: undefined, limit: Number.POSITIVE_INFINITY }
  if (!parser.accept('WHERE')) return found
  return withoutRowNum(parser.expression(), parser.sql)
}

/** `ROWNUM = 1` and `ROWNUM <= n`, alone or after AND, limit the rows. */
function withoutRowNum(where: Expression, sql: string): Condition {
  if (where.kind === 'binary' && where.operator === 'AND') {
    const left = withoutRowNum(where.left, sql)
    const right = withoutRowNum(where.right, sql)
    const both =
      left.where && right.where
        ? { ...where, left: left.where, right: right.where }
        : (left.where ?? right.where)
    return { where: both, limit: Math.min(left.limit, right.limit) }
  }
  const is_row_num = where.kind === 'binary' && where.left.kind === 'column' && where.left.name === 'ROWNUM'
  if (!is_row_num) return { where, limit: Number.POSITIVE_INFINITY }
  const limit = where.right.kind === 'value' ? Number(where.right.value) : Number.NaN
  if (where.operator === '<=' || (where.operator === '=' && limit === 1)) return { where: undefined, limit }
  if (where.operator === '<') return { where: undefined, limit: limit - 1 }
  throw refuse('ROWNUM so', sql)
}

function matching(table: Table, { where, limit }: Condition, scopeOf: ScopeOf): Row[] {
  return table.rows.filter((row) => !where || holds(where, scopeOf(row))).slice(0, limit)
}

function select(
  tables: Tables,
  parser: Parser,
  scopeOf: ScopeOf,
): { columns: string[]; rows: OracleValue[][] } {
  const items = parser.accept('*') ? undefined : parser.list(() => selectItem(parser))
  parser.expect('FROM')
  const is_dual = parser.accept('DUAL')
  const table = is_dual ? undefined : tableOf(tables, parser)
  if (table) skipAlias(parser)
  const found = condition(parser)
  const order = parser.accept('ORDER', 'BY')
    ? parser.list(() => ({ by: parser.expression(), down: direction(parser) }))
    : []
  const limit = fetchLimit(parser)
  parser.end()
  // ROWNUM counts before the order, FETCH after it.
  const unsorted = table ? matching(table, found, scopeOf) : [{}]
  const rows = (order.length > 0 ? sorted(unsorted, order, scopeOf) : unsorted).slice(0, limit)
  const [first] = items ?? []
  if (items?.length === 1 && first?.of.kind === 'call' && first.of.name === 'COUNT') {
    return { columns: [first.name], rows: [[rows.length]] }
  }
  const chosen =
    items ?? (table?.columns ?? []).map(({ name }) => ({ name, of: { kind: 'column', name } as const }))
  return {
    columns: chosen.map(({ name }) => name),
    rows: rows.map((row) => chosen.map(({ of }) => evaluate(of, scopeOf(row)))),
  }
}

function fetchLimit(parser: Parser): number {
  if (!parser.accept('FETCH', 'FIRST')) return Number.POSITIVE_INFINITY
  const limit = parser.peek().kind === 'number' ? Number(parser.next().text) : 1
  if (!(parser.accept('ROWS', 'ONLY') || parser.accept('ROW', 'ONLY'))) throw refuse('FETCH so', parser.sql)
  return limit
}

function selectItem(parser: Parser): { name: string; of: Expression } {
  const of = parser.expression()
  const as = parser.accept('AS')
  const { kind, text } = parser.peek()
  if (as || kind === 'name' || (kind === 'word' && text !== 'FROM')) return { name: parser.name(), of }
  if (of.kind === 'column') return { name: of.name, of }
  if (of.kind === 'value') return { name: String(of.value), of }
  if (of.kind === 'call' && of.name === 'COUNT') return { name: 'COUNT(*)', of }
  throw refuse('an expression without an alias', parser.sql)
}

function direction(parser: Parser): boolean {
  if (parser.accept('DESC')) return true
  parser.accept('ASC')
  return false
}

function sorted(rows: Row[], order: { by: Expression; down: boolean }[], scopeOf: ScopeOf): Row[] {
  return [...rows].sort((a, b) => {
    for (const { by, down } of order) {
      const [left, right] = [evaluate(by, scopeOf(a)), evaluate(by, scopeOf(b))]
      if (left === right) continue
      // NULL comes last, or first when the order is turned.
      const less = right === null || (left !== null && left < right)
      return less === down ? 1 : -1
    }
    return 0
  })
}

function insert(tables: Tables, parser: Parser, scopeOf: ScopeOf, binds: Binds): number {
  const table = tableOf(tables, parser)
  parser.expect('(')
  const columns = parser.list(parser.name)
  parser.expect(')')
  parser.expect('VALUES')
  parser.expect('(')
  const values = parser.list(parser.expression)
  parser.expect(')')
  if (values.length < columns.length) throw new OracleFault('ORA-00947', 'not enough values')
  if (values.length > columns.length) throw new OracleFault('ORA-00913', 'too many values')
  const returned = returning(parser)
  parser.end()
  const given = Object.fromEntries(
    columns.map((name, index) => [name, evaluate(values[index] as Expression, scopeOf({}))]),
  )
  const row = newRow(table, given, parser.sql)
  assertRow(table, row, undefined, parser.sql)
  table.rows.push(row)
  giveBack(returned, row, scopeOf, binds)
  return 1
}

function update(tables: Tables, parser: Parser, scopeOf: ScopeOf, binds: Binds): number {
  const table = tableOf(tables, parser)
  skipAlias(parser)
  parser.expect('SET')
  const changes = parser.list(() => {
    const name = parser.name()
    parser.expect('=')
    return { name, to: parser.expression() }
  })
  const found = condition(parser)
  const returned = returning(parser)
  parser.end()
  const hits = matching(table, found, scopeOf)
  for (const row of hits) {
    const next = { ...row }
    for (const { name, to } of changes) {
      if (!(name in row)) throw new OracleFault('ORA-00904', `"${name}": invalid identifier`)
      next[name] = evaluate(to, scopeOf(row))
    }
    assertRow(table, next, row, parser.sql)
    table.rows[table.rows.indexOf(row)] = next
    giveBack(returned, next, scopeOf, binds)
  }
  return hits.length
}

function remove(tables: Tables, parser: Parser, scopeOf: ScopeOf): number {
  parser.accept('FROM')
  const table = tableOf(tables, parser)
  skipAlias(parser)
  const found = condition(parser)
  parser.end()
  const hits = matching(table, found, scopeOf)
  table.rows = table.rows.filter((row) => !hits.includes(row))
  return hits.length
}

interface Returned {
  of: Expression[]
  into: Expression[]
}

function returning(parser: Parser): Returned {
  if (!parser.accept('RETURNING')) return { of: [], into: [] }
  const of = parser.list(parser.expression)
  parser.expect('INTO')
  return { of, into: parser.list(parser.expression) }
}

function giveBack({ of, into }: Returned, row: Row, scopeOf: ScopeOf, binds: Binds): void {
  for (const [index, target] of into.entries()) {
    const expression = of[index]
    if (target.kind !== 'bind' || !expression) throw new OracleFault('ORA-00947', 'not enough values')
    binds.give(target.name, target.position, evaluate(expression, scopeOf(row)))
  }
}

function create(tables: Tables, parser: Parser): { changed: number } {
  if (parser.accept('TABLE')) {
    const table = parseTable(parser)
    parser.end()
    if (tables.has(table.name))
      throw new OracleFault('ORA-00955', 'name is already used by an existing object')
    tables.set(table.name, table)
    return { changed: 0 }
  }
  const unique = parser.accept('UNIQUE')
  parser.expect('INDEX')
  const name = parser.name()
  parser.expect('ON')
  const table = tableOf(tables, parser)
  parser.expect('(')
  const of = parser.list(parser.expression)
  parser.expect(')')
  parser.end()
  if (unique) table.unique.push({ name, of })
  return { changed: 0 }
}
