/** A template's schema with the names of the user's own store. @module */
import type { Dialect } from '../store.ts'
import { quoteName } from './names.ts'
import type { RenamedTable } from './names-given.ts'

/** Texts, comments, and words. */
const PIECE = /'(?:[^']|'')*'|--.*|\b[A-Za-z_]\w*/g

const INDEX_KEYWORDS = /^\s*(?:UNIQUE KEY|KEY|PRIMARY KEY|UNIQUE|INDEX|CONSTRAINT)\b/i

/**
 * A schema has one column or key of a table in each line, as those of our templates have.
 *
 * @returns the schema without the columns that are left out, and without the keys and indexes that have them
 */
export function schemaWith(dialect: Dialect, text: string, tables: readonly RenamedTable[]): string {
  if (tables.every(({ name, columns, leftOut }) => !name && columns.size === 0 && leftOut.size === 0))
    return text
  if (dialect === 'mongodb') return indexesWith(text, tables)
  const lines: string[] = []
  let inside: RenamedTable | undefined
  for (const line of text.split('\n')) {
    const [, created] = /^CREATE TABLE ([\w.]+) \($/.exec(line) ?? []
    const [, indexed] = /^CREATE (?:UNIQUE )?INDEX \w+ ON ([\w.]+) /.exec(line) ?? []
    const named = created ?? indexed
    const table = tables.find((one) => one.table.name === named)
    if (created !== undefined) inside = table
    if (line.startsWith(')')) {
      inside = undefined
      // What was the last line may have been left out.
      lines.push((lines.pop() ?? '').replace(/,(\s*--.*)?$/, '$1'))
    }
    const own = indexed === undefined ? inside : table
    if (own && created === undefined && namesAny(line, own)) continue
    lines.push(created === undefined && !own ? line : renamedLine(dialect, line, own, tables))
  }
  return lines.join('\n').replace(/\n{3,}/g, '\n\n')
}

function namesAny(line: string, { leftOut }: RenamedTable): boolean {
  const [first = ''] = /\w+/.exec(line) ?? []
  if (leftOut.has(first)) return true
  if (!INDEX_KEYWORDS.test(line) && !line.startsWith('CREATE')) return false
  const inBrackets = line.slice(line.indexOf('('))
  return [...leftOut].some((column) => wordsOf(inBrackets).includes(column))
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(PIECE)].map(([word]) => word)
}

function renamedLine(
  dialect: Dialect,
  line: string,
  own: RenamedTable | undefined,
  tables: readonly RenamedTable[],
): string {
  const isKey = INDEX_KEYWORDS.test(line) || line.startsWith('CREATE')
  const start = isKey ? line.indexOf('(') : 0
  let foreign: RenamedTable | undefined
  let at = 0
  const withTables = line.replace(/\b(TABLE|ON|REFERENCES) ([\w.]+)/g, (all, word: string, name: string) => {
    const next = tables.find(({ table }) => table.name === name)?.name
    return next === undefined ? all : `${word} ${quoteName(dialect, next)}`
  })
  const [, target] = /\bREFERENCES ([\w.]+)/.exec(line) ?? []
  if (target !== undefined) foreign = tables.find(({ table }) => table.name === target)
  const border = foreign ? withTables.indexOf('REFERENCES') : withTables.length
  const from = isKey ? withTables.indexOf('(', withTables.length - (line.length - start)) : 0
  return withTables.replace(PIECE, (word, place: number) => {
    const of = place > border ? foreign : own
    const isType = !isKey && at++ === 1
    const next = of?.columns.get(word)
    if (next === undefined || place < from || isType) return word
    return quoteName(dialect, next)
  })
}

/** Indexes of MongoDB, one in each line: `db.users.createIndex({ email: 1 })`. */
function indexesWith(text: string, [renamed]: readonly RenamedTable[]): string {
  if (!renamed) return text
  const { table, name, columns, leftOut } = renamed
  return text
    .split('\n')
    .filter((line) => ![...leftOut].some((column) => line.includes(`{ ${column}: `)))
    .map((line) =>
      line
        .replace(
          `db.${table.name}.`,
          name === undefined ? `db.${table.name}.` : `db.getCollection('${name}').`,
        )
        .replace(/\{ (\w+): 1/, (all, column: string) => {
          const next = columns.get(column)
          return next === undefined ? all : `{ '${next}': 1`
        }),
    )
    .join('\n')
}
