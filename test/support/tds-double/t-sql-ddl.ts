/** `CREATE TABLE` and its kin for SQLite, and what they say about types. @module */
import { SqlFault, unsupported } from './faults.ts'
import { quoted, rewriteExpression, withoutSchemas } from './t-sql-rewrite.ts'
import type { Token } from './t-sql-tokens.ts'
import { afterBracket, isSymbol, isWord, splitAtCommas } from './t-sql-tokens.ts'
import type { SqlType } from './types.ts'
import { isText, sqlType } from './types.ts'

/** What the tables are made of; SQLite's own types say too little. Keys are in lower case. */
export interface Catalogue {
  /** By `table.column`. */
  types: Map<string, SqlType>
  /** Names by `table.column, table.column`, as SQLite lists them. */
  unique_indexes: Map<string, string>
}

interface ColumnDraft {
  name: string
  type: SqlType
  identity: boolean
  rest: Token[]
}

/** @returns the statement for SQLite @throws {SqlFault} for what the double lacks */
export function rewriteDdl(tokens: readonly Token[], catalogue: Catalogue): string {
  const bare = withoutSchemas([...tokens])
  if (isWord(bare[0], 'CREATE') && isWord(bare[1], 'TABLE')) return createTable(bare, catalogue)
  if (isWord(bare[0], 'CREATE') && bare.slice(1, 4).some((token) => isWord(token, 'INDEX'))) {
    return createIndex(bare, catalogue)
  }
  if (isWord(bare[0], 'ALTER') && isWord(bare[1], 'TABLE') && isWord(bare[3], 'ADD')) {
    const table = bare[2]?.text ?? ''
    if (isConstraint(bare.slice(4))) return addConstraint(table, bare.slice(4))
    const column = parseColumn(bare.slice(isWord(bare[4], 'COLUMN') ? 5 : 4))
    catalogue.types.set(keyOf(table, column.name), column.type)
    return `ALTER TABLE ${named(table)} ADD COLUMN ${renderColumn(column, false)}`
  }
  if (isWord(bare[0], 'DROP') && isWord(bare[1], 'TABLE', 'INDEX'))
    return rewriteExpression(withoutOn(bare), () => undefined)
  if (isWord(bare[0], 'TRUNCATE')) return `DELETE FROM ${named(bare[2]?.text ?? '')}`
  throw unsupported(
    bare
      .slice(0, 2)
      .map(({ text }) => text)
      .join(' '),
  )
}

/** `DROP INDEX i ON t` names the table; SQLite's indexes have names of their own. */
function withoutOn(tokens: Token[]): Token[] {
  const on = tokens.findIndex((token) => isWord(token, 'ON'))
  return on < 0 ? tokens : tokens.slice(0, on)
}

/** SQLite adds none to a table that is there; an index does the work of the unique ones. */
function addConstraint(table: string, tokens: Token[]): string {
  const [constraint, name, ...rest] = withoutClustering(tokens)
  const columns = rest.findIndex((token) => isSymbol(token, '('))
  if (!isWord(constraint, 'CONSTRAINT') || !name || !isWord(rest[0], 'UNIQUE') || columns < 0) {
    throw unsupported('ALTER TABLE … ADD of such a constraint')
  }
  const list = rewriteExpression(rest.slice(columns, afterBracket(rest, columns)), () => undefined)
  return `CREATE UNIQUE INDEX ${named(name.text)} ON ${named(table)} ${list}`
}

/** The key of a column in the catalogue. */
export function keyOf(table: string, column: string): string {
  return `${table}.${column}`.toLowerCase()
}

function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function createTable(tokens: Token[], catalogue: Catalogue): string {
  const table = tokens[2]?.text ?? ''
  if (!isSymbol(tokens[3], '(')) throw new SqlFault(102, 15, `Incorrect syntax near '${table}'.`)
  const parts = splitAtCommas(tokens.slice(4, afterBracket(tokens, 3) - 1))
  const columns = parts.filter((part) => !isConstraint(part)).map(parseColumn)
  for (const { name, type } of columns) catalogue.types.set(keyOf(table, name), type)
  const identity = columns.find((column) => column.identity)
  // SQLite counts up the integer primary key of a table and nothing else.
  const constraints = parts
    .filter(isConstraint)
    .filter((part) => !(identity && part.some((token) => isWord(token, 'PRIMARY'))))
    .map((part) => rewriteExpression(withoutClustering(part), () => undefined))
  const lines = [...columns.map((column) => renderColumn(column, column === identity)), ...constraints]
  return [
    `CREATE TABLE ${named(table)} (${lines.join(', ')})`,
    ...columns.flatMap((column) => bitTriggers(table, column)),
  ].join('; ')
}

/** SQL Server makes a bit of 'true' and 'false' as it stores them. */
function bitTriggers(table: string, { name, type }: ColumnDraft): string[] {
  if (type.name !== 'bit') return []
  const column = named(name)
  return ['INSERT', `UPDATE OF ${column}`].map((event, index) =>
    [
      `CREATE TRIGGER ${named(`bit:${table}:${name}:${index}`)} AFTER ${event} ON ${named(table)}`,
      `WHEN lower(NEW.${column}) IN ('true', 'false') BEGIN`,
      `UPDATE ${named(table)} SET ${column} = (lower(NEW.${column}) = 'true') WHERE rowid = NEW.rowid; END`,
    ].join(' '),
  )
}

function isConstraint(part: readonly Token[]): boolean {
  return isWord(part[0], 'CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK')
}

function parseColumn(part: readonly Token[]): ColumnDraft {
  const [name, type] = part
  if (!name || !type) throw new SqlFault(102, 15, `Incorrect syntax near '${name?.text ?? ')'}'.`)
  let at = 2
  let measures: string[] = []
  if (isSymbol(part[at], '(')) {
    const end = afterBracket(part, at)
    measures = splitAtCommas(part.slice(at + 1, end - 1)).map((measure) => measure[0]?.text ?? '')
    at = end
  }
  const rest = withoutClustering(part.slice(at))
  const identity = rest.findIndex((token) => isWord(token, 'IDENTITY'))
  if (identity >= 0)
    rest.splice(
      identity,
      (isSymbol(rest[identity + 1], '(') ? afterBracket(rest, identity + 1) : identity + 1) - identity,
    )
  return { name: name.text, type: sqlType(type.text, measures), identity: identity >= 0, rest }
}

/** Without what concerns storage only. */
function withoutClustering(tokens: readonly Token[]): Token[] {
  const kept: Token[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    const is_foreign_key = isWord(token, 'FOREIGN') && isWord(tokens[at + 2], 'REFERENCES')
    const is_filegroup = isWord(token, 'ON') && tokens[at + 1]?.text.toUpperCase() === 'PRIMARY'
    if (isWord(token, 'WITH') && isSymbol(tokens[at + 1], '(')) at = afterBracket(tokens, at + 1) - 1
    else if (is_foreign_key || is_filegroup) at += 1
    else if (!isWord(token, 'CLUSTERED', 'NONCLUSTERED', 'ROWGUIDCOL', 'SPARSE')) kept.push(token)
  }
  return kept
}

function renderColumn({ name, type, rest }: ColumnDraft, identity: boolean): string {
  if (identity) return `${named(name)} INTEGER PRIMARY KEY AUTOINCREMENT`
  return [named(name), affinityOf(type), options(rest), check(name, type)].join(' ')
}

/** A default that is a call needs brackets in SQLite. */
function options(tokens: Token[]): string {
  const at = tokens.findIndex((token) => isWord(token, 'DEFAULT'))
  if (at < 0 || isSymbol(tokens[at + 1], '(')) return rewriteExpression(tokens, () => undefined)
  const end = isSymbol(tokens[at + 2], '(')
    ? afterBracket(tokens, at + 2)
    : at + (isSymbol(tokens[at + 1], '-') ? 3 : 2)
  const parts = [tokens.slice(0, at), tokens.slice(at + 1, end), tokens.slice(end)]
  const [before, value, after] = parts.map((part) => rewriteExpression(part, () => undefined))
  return `${before} DEFAULT (${value}) ${after}`
}

function affinityOf(type: SqlType): string {
  if (isText(type) || type.name === 'uniqueidentifier') return 'TEXT COLLATE NOCASE'
  switch (type.name) {
    case 'bit':
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return 'INTEGER'
    case 'real':
    case 'float':
    case 'decimal':
    case 'money':
      return 'REAL'
    case 'binary':
    case 'varbinary':
      return 'BLOB'
    default:
      return 'TEXT'
  }
}

/** SQLite takes anything anywhere; the names of these constraints are the errors that SQL Server would give. */
function check(name: string, type: SqlType): string {
  const column = named(name)
  if (['tinyint', 'smallint', 'int', 'bigint'].includes(type.name)) {
    return `CONSTRAINT ${named(`245:${name}`)} CHECK (typeof(${column}) IN (${quoted('integer')}, ${quoted('null')}))`
  }
  const measured = isText(type) || type.name === 'varbinary' || type.name === 'binary'
  if (!measured || type.length === Infinity) return ''
  return `CONSTRAINT ${named(`2628:${name}`)} CHECK (length(${column}) <= ${type.length})`
}

function createIndex(tokens: Token[], catalogue: Catalogue): string {
  const bare = withoutClustering(tokens)
  const on = bare.findIndex((token) => isWord(token, 'ON'))
  const end = afterBracket(bare, on + 2)
  const name = bare[on - 1]?.text ?? ''
  const table = bare[on + 1]?.text ?? ''
  if (isWord(bare[1], 'UNIQUE')) {
    const columns = splitAtCommas(bare.slice(on + 3, end - 1)).map(([column]) =>
      keyOf(table, column?.text ?? ''),
    )
    catalogue.unique_indexes.set(columns.join(', '), name)
  }
  const where = isWord(bare[end], 'WHERE') ? bare.slice(end) : []
  return rewriteExpression([...bare.slice(0, end), ...where], () => undefined)
}
