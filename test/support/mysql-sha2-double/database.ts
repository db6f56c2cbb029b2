/** The little SQL behind the logins: statements go to SQLite as they are, but for MySQL's way of quoting. @module */
import { DatabaseSync } from 'node:sqlite'
import type { MysqlValue } from './packets.ts'

/** What a statement answers. */
export type Answer =
  | { kind: 'rows'; names: string[]; rows: MysqlValue[][] }
  | { kind: 'done'; affected_rows: number; insert_id: number }
  | { kind: 'failed'; number: number; state: string; message: string }

/** A database in memory. */
export interface MysqlDatabase {
  /** @param values of the question marks */
  run(sql: string, values: readonly MysqlValue[]): Answer
  /** How many question marks a statement has. */
  parameters(sql: string): number
}

const ESCAPES: { readonly [letter: string]: string } = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  Z: '\x1a',
  b: '\b',
}
/** SQLite counts up an `INTEGER PRIMARY KEY` by itself. */
const COUNTED = /\bint(?:eger)?\s+(?:not\s+null\s+)?auto_increment\b/gi
const TOKENS = /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`[^`]*`|\?|[^'"`?]+/g

/** An empty one. */
export function createMysqlDatabase(): MysqlDatabase {
  const database = new DatabaseSync(':memory:')
  database.function('version', () => '8.4.0')
  return {
    parameters: (sql) => (sql.match(TOKENS) ?? []).filter((token) => token === '?').length,
    run(sql, values) {
      if (/^\s*set\s/i.test(sql)) return { kind: 'done', affected_rows: 0, insert_id: 0 }
      try {
        const statement = database.prepare(translate(sql))
        statement.setReadBigInts(true)
        statement.setReturnArrays(true)
        const heads = statement.columns()
        if (heads.length > 0) {
          const rows = statement.all(...values) as unknown as MysqlValue[][]
          return { kind: 'rows', names: heads.map(({ name }) => name), rows }
        }
        const { changes, lastInsertRowid } = statement.run(...values)
        const insert_id = /^\s*insert/i.test(sql) ? Number(lastInsertRowid) : 0
        return { kind: 'done', affected_rows: Number(changes), insert_id }
      } catch (thrown) {
        return failed(thrown)
      }
    },
  }
}

function translate(sql: string): string {
  const tokens = sql.match(TOKENS) ?? []
  return tokens
    .map((token) => {
      if (!/^['"]/.test(token)) return token.replaceAll(COUNTED, 'INTEGER')
      const text = token
        .slice(1, -1)
        .replaceAll(token.startsWith("'") ? "''" : '""', token.charAt(0))
        .replaceAll(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? letter)
      return `'${text.replaceAll("'", "''")}'`
    })
    .join('')
}

const FROM_SQLITE: readonly [pattern: RegExp, number: number, state: string, message: string][] = [
  [/UNIQUE constraint failed: (.+)/, 1062, '23000', "Duplicate entry for key '$1'"],
  [/no such table: (.+)/, 1146, '42S02', "Table 'legacy.$1' doesn't exist"],
  [/no such column: (.+)/, 1054, '42S22', "Unknown column '$1' in 'field list'"],
  [/NOT NULL constraint failed: (.+)/, 1048, '23000', "Column '$1' cannot be null"],
]

function failed(thrown: unknown): Answer {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) throw thrown
  for (const [pattern, number, state, message] of FROM_SQLITE) {
    const detail = pattern.exec(thrown.message)?.[1]
    if (detail) return { kind: 'failed', number, state, message: message.replace('$1', detail) }
  }
  return {
    kind: 'failed',
    number: 1064,
    state: '42000',
    message: `You have an error in your SQL syntax: ${thrown.message}`,
  }
}
