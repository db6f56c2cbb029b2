/** Finds the names of tables and columns in a template's script, and renames them. @module */
import type { Expression, Literal, Node, TemplateLiteral } from 'acorn'
import { parse } from 'acorn'
import { full } from 'acorn-walk'
import type { Dialect } from '../store.ts'
import { documentEdits } from './documents.ts'
import { applied } from './edits.ts'
import type { RenamedTable } from './names-given.ts'
import { renameInStatement } from './statement.ts'

const STATEMENT = /^\s*(?:SELECT|INSERT|UPDATE|DELETE)\b/

/** @returns the script with the new names; all else stays byte for byte */
export function renameInScript(dialect: Dialect, source: string, tables: readonly RenamedTable[]): string {
  if (tables.every(({ name, columns }) => name === undefined && columns.size === 0)) return source
  const program = parse(source, { ecmaVersion: 'latest' })
  const edits =
    dialect === 'mongodb'
      ? documentEdits(source, program, tables)
      : statementsOf(program, source).flatMap(({ text, from, quote }) =>
          renameInStatement(dialect, text, tables).map((edit) => ({
            from: edit.from + from,
            to: edit.to + from,
            text: escaped(edit.text, quote),
          })),
        )
  return applied(source, edits)
}

interface FoundStatement {
  text: string
  /** Where it begins in the script. */
  from: number
  quote: string
}

/** @returns the SQL statements of a script */
export function statementsOf(program: Node, source: string): FoundStatement[] {
  const found: FoundStatement[] = []
  full(program, (node) => {
    const text = textOf(node as Expression)
    if (text === undefined || !STATEMENT.test(text)) return
    const from = node.start + 1
    // With an escape in it, places in the statement would not be places in the script.
    if (source.slice(from, node.end - 1) !== text) throw new Error(`a statement with an escape: ${text}`)
    found.push({ text, from, quote: source.charAt(node.start) })
  })
  return found
}

function textOf(node: Expression): string | undefined {
  if (node.type === 'Literal') {
    const { value } = node satisfies Literal
    return typeof value === 'string' ? value : undefined
  }
  if (node.type !== 'TemplateLiteral') return undefined
  const { quasis, expressions } = node satisfies TemplateLiteral
  return expressions.length === 0 ? (quasis[0]?.value.cooked ?? undefined) : undefined
}

/** Name as written between the quotation marks. */
export function escaped(text: string, quote: string): string {
  const safe = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
  return quote === '`' ? safe.replaceAll('${', '\\${') : safe
}
