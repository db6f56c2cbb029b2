/** Renames a collection and the fields of its documents in a script of the template for MongoDB. @module */
import type { Expression, Identifier, MemberExpression, Node, Pattern, Program } from 'acorn'
import { ancestor } from 'acorn-walk'
import type { Edit } from './edits.ts'
import type { RenamedTable } from './names-given.ts'

/** A document that was found. A script's own argument of this name is a user of Ferry's instead. */
const DOCUMENT = 'user'

const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u

/**
 * Fields stand as keys in queries and changes, and behind the dot of a document. The profile that is handed to `callback` has
 * keys of its own.
 */
export function documentEdits(source: string, program: Program, tables: readonly RenamedTable[]): Edit[] {
  const edits: Edit[] = []
  const [renamed] = tables
  if (!renamed) return edits
  const [action] = program.body
  const isArgument =
    action?.type === 'FunctionDeclaration' && action.params.some((one) => nameOf(one) === DOCUMENT)

  ancestor(program, {
    Literal(node, _state, ancestors) {
      const call = ancestors.at(-2)
      if (renamed.name === undefined || node.value !== renamed.table.name) return
      if (call?.type === 'CallExpression' && isCollection(call)) {
        edits.push({ from: node.start, to: node.end, text: quoted(renamed.name) })
      }
    },
    Property(node, _state, ancestors) {
      const key = nameOf(node.key)
      const next = key === undefined ? undefined : renamed.columns.get(key)
      if (node.computed || next === undefined || key === undefined) return
      if (ancestors.at(-2)?.type !== 'ObjectExpression' || isProfile(ancestors)) return
      const text = NAME.test(next) ? next : quoted(next)
      edits.push({
        from: node.key.start,
        to: node.key.end,
        text: node.shorthand ? `${text}: ${source.slice(node.value.start, node.value.end)}` : text,
      })
    },
    MemberExpression(node: MemberExpression) {
      const next = node.computed ? undefined : renamed.columns.get(nameOf(node.property as Expression) ?? '')
      if (next === undefined || nameOf(node.object as Expression) !== DOCUMENT || isArgument) return
      edits.push({
        from: node.object.end,
        to: node.end,
        text: NAME.test(next) ? `.${next}` : `[${quoted(next)}]`,
      })
    },
  })
  return edits
}

function nameOf(node: Expression | Pattern | { type: string }): string | undefined {
  return node.type === 'Identifier' ? (node as Identifier).name : undefined
}

function isCollection(call: Node): boolean {
  const { callee } = call as Node & { callee: Expression }
  return callee.type === 'MemberExpression' && nameOf(callee.property as Expression) === 'collection'
}

function isProfile(ancestors: readonly Node[]): boolean {
  return ancestors.some(
    (one) =>
      one.type === 'CallExpression' && nameOf((one as Node & { callee: Expression }).callee) === 'callback',
  )
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
