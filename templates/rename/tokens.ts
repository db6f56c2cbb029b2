/** The words of an SQL statement of a template, and the tables and columns among them. @module */
import type { RenamedTable } from './names-given.ts'

/** A word or a mark. */
export interface Token {
  kind: 'word' | 'mark'
  text: string
  /** In capitals, to be compared. */
  key: string
  from: number
  to: number
}

/**
 * What is of interest: bare words and marks. Texts in quotation marks, quoted names, numbers and parameters (`@x`, `:x`, `$1`)
 * stand between them as marks, so that nothing in them is taken for a name.
 */
const TOKEN = /'(?:[^']|'')*'|"[^"]*"|\[[^\]]*\]|`[^`]*`|[@:$]\w+|\d[\w.]*|(?<word>[A-Za-z_][\w$#]*)|[^\s\w]/g

/** Words after which a table's name comes. */
const BEFORE_TABLE = new Set(['FROM', 'JOIN', 'UPDATE', 'INTO'])

/** Words that are no alias of the table before them. */
const AFTER_TABLE = new Set([
  'WHERE',
  'JOIN',
  'ON',
  'SET',
  'VALUES',
  'OUTPUT',
  'ORDER',
  'GROUP',
  'INNER',
  'LEFT',
])

/** A table that a statement uses. */
export interface Used {
  renamed: RenamedTable
  /** Words before a dot that stand for the table. */
  qualifiers: Set<string>
}

/** @returns the tables of a statement; `spoken`: the tokens that are part of a table's name, or an alias */
export function usedTables(
  statement: string,
  tokens: readonly Token[],
  tables: readonly RenamedTable[],
): { used: Used[]; spoken: Set<Token>; names: { renamed: RenamedTable; from: number; to: number }[] } {
  const used: Used[] = []
  const names: { renamed: RenamedTable; from: number; to: number }[] = []
  const spoken = new Set<Token>()
  for (const [index, token] of tokens.entries()) {
    if (!BEFORE_TABLE.has(token.key)) continue
    const path = pathAt(tokens, index + 1)
    const [first] = path
    const last = path.at(-1)
    if (!first || !last) continue
    const name = statement.slice(first.from, last.to)
    const renamed = tables.find(({ table }) => table.name.toUpperCase() === name.toUpperCase())
    if (!renamed) throw new Error(`${name} is no table of the template`)
    for (const part of path) spoken.add(part)
    names.push({ renamed, from: first.from, to: last.to })
    const alias = tokens[tokens.indexOf(last) + 1]
    const qualifiers = new Set(['INSERTED', 'DELETED'])
    if (alias?.kind === 'word' && !AFTER_TABLE.has(alias.key)) {
      spoken.add(alias)
      qualifiers.clear()
      qualifiers.add(alias.key)
    }
    used.push({ renamed, qualifiers })
  }
  return { used, spoken, names }
}

/** @returns the column that a word is, and its table; undefined when it is none */
export function columnOf(
  { key }: Token,
  qualifier: Token | undefined,
  used: readonly Used[],
): { renamed: RenamedTable; name: string } | undefined {
  const places = used.filter(({ qualifiers }) => qualifier === undefined || qualifiers.has(qualifier.key))
  const found = places.flatMap(({ renamed }) => {
    const column = renamed.table.columns.find(({ name }) => name.toUpperCase() === key)
    return column ? [{ renamed, name: column.name }] : []
  })
  if (found.length > 1) throw new Error(`${key} may be of more than one table`)
  return found[0]
}

/** @returns the words and marks of a statement, in order */
export function tokensOf(statement: string): Token[] {
  return [...statement.matchAll(TOKEN)].map(({ 0: text, index, groups }) => ({
    kind: groups?.word === undefined ? 'mark' : 'word',
    text,
    key: groups?.word === undefined ? '' : text.toUpperCase(),
    from: index,
    to: index + text.length,
  }))
}

/** @returns the words and dots of a name such as `dbo.Users` */
function pathAt(tokens: readonly Token[], start: number): Token[] {
  const path: Token[] = []
  for (let at = start; tokens[at]?.kind === 'word'; at += 2) {
    path.push(tokens[at] as Token)
    if (tokens[at + 1]?.text !== '.') break
    path.push(tokens[at + 1] as Token)
  }
  return path
}
