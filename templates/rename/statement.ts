/** Renames tables and columns in one SQL statement of a template. @module */

import type { Dialect } from '../store.ts'
import type { Edit } from './edits.ts'
import { quoteName } from './names.ts'
import type { RenamedTable } from './names-given.ts'
import { columnOf, tokensOf, usedTables } from './tokens.ts'

/** Where the columns of a result are listed, and what ends the list. */
const LISTS = new Set(['SELECT', 'OUTPUT'])
const AFTER_LIST = new Set(['FROM', 'VALUES', 'WHERE', 'INTO'])

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
  const { used, spoken, names } = usedTables(statement, tokens, tables)
  for (const { renamed, from, to } of names) {
    if (renamed.name !== undefined) edits.push({ from, to, text: quoteName(dialect, renamed.name) })
  }

  const all = tokens[1]
  if (all?.text === '*' && used.length === 1) {
    const columns = [...(used[0]?.renamed.columns ?? [])]
    const aliases = columns.map(([name, next]) => `, ${quoteName(dialect, next)} AS ${name}`)
    if (aliases.length > 0) edits.push({ from: all.to, to: all.to, text: aliases.join('') })
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
    const found = columnOf(token, qualifier, used)
    const column = found?.renamed.columns.get(found.name)
    if (column === undefined) continue
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
