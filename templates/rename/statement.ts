/** Renames tables and columns in one SQL statement of a template. @module */
import type { Dialect } from '../store.ts'
import { quoteName } from './names.ts'
import type { RenamedTable } from './names-given.ts'

/** Replaces `from`…`to` of the text. */
export interface Edit {
  from: number
  to: number
  text: string
}

interface Token {
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

/** Where the columns of a result are listed, and what ends the list. */
const LISTS = new Set(['SELECT', 'OUTPUT'])
const AFTER_LIST = new Set(['FROM', 'VALUES', 'WHERE', 'INTO'])

interface Used {
  renamed: RenamedTable
  /** Words before a dot that stand for the table. */
  qualifiers: Set<string>
}

/**
 * A column of a result that is renamed is handed on under its old name (`"mail" AS email`), so that the script around the
 * statement stays as it is.
 */
export function renameInStatement(
  dialect: Dialect,
  statement: string,
  tables: readonly RenamedTable[],
): Edit[] {
  const tokens = tokensOf(statement)
  const edits: Edit[] = []
  const used: Used[] = []
  /** Tokens that are part of a table's name, or an alias. */
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
    if (renamed.name !== undefined) {
      edits.push({ from: first.from, to: last.to, text: quoteName(dialect, renamed.name) })
    }
    const alias = tokens[tokens.indexOf(last) + 1]
    const qualifiers = new Set(['INSERTED', 'DELETED'])
    if (alias?.kind === 'word' && !AFTER_TABLE.has(alias.key)) {
      spoken.add(alias)
      qualifiers.clear()
      qualifiers.add(alias.key)
    }
    used.push({ renamed, qualifiers })
  }

  let isInList = false
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    if (LISTS.has(token.key)) isInList = true
    else if (AFTER_LIST.has(token.key)) isInList = false
    if (token.kind !== 'word' || spoken.has(token)) continue
    const [before, after] = [tokens[index - 1], tokens[index + 1]]
    if (after?.text === '.' || after?.text === '(') continue
    const qualifier = before?.text === '.' ? tokens[index - 2] : undefined
    const column = columnOf(token, qualifier, used)
    if (!column) continue
    const start = qualifier ? tokens[index - 3] : before
    const isWhole =
      isInList &&
      depth === 0 &&
      (start === undefined || start.text === ',' || LISTS.has(start.key)) &&
      (after === undefined || after.text === ',' || AFTER_LIST.has(after.key))
    const text = quoteName(dialect, column)
    edits.push({ from: token.from, to: token.to, text: isWhole ? `${text} AS ${token.text}` : text })
  }
  return edits
}

/** @returns the new name of the column that a word is, if it has one */
function columnOf({ key }: Token, qualifier: Token | undefined, used: readonly Used[]): string | undefined {
  const places = used.filter(({ qualifiers }) => qualifier === undefined || qualifiers.has(qualifier.key))
  const found = places.flatMap(({ renamed: { table, columns } }) => {
    const column = table.columns.find(({ name }) => name.toUpperCase() === key)
    return column ? [columns.get(column.name)] : []
  })
  if (found.length > 1) throw new Error(`${key} may be of more than one table`)
  return found[0]
}

function tokensOf(statement: string): Token[] {
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
