/** Takes columns out of a template's script: its statements, their parameters, and what it makes of the rows. @module */
import type { CallExpression, Comment, Expression, Literal, LogicalExpression, Node, Property } from 'acorn'
import { parse } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import type { Dialect } from '../store.ts'
import type { Edit } from './edits.ts'
import { applied } from './edits.ts'
import { leaveOutOfStatement } from './leave-out-statement.ts'
import type { RenamedTable } from './names-given.ts'
import { escaped, statementsOf } from './script.ts'

/** Rows that were found. A script's own argument of this name is a user of Ferry's instead. */
const ROWS = new Set(['row', 'user'])

/** Comments speak of usernames as well. */
const USERNAMES: readonly (readonly [text: string, without: string])[] = [
  [', then by username', ''],
  [' or else by username', ''],
  [' or the username', ''],
  ['E-mails and usernames are', 'E-mails are'],
]

/** @returns the script, which names none of the columns; all else stays byte for byte */
export function leaveOutOfScript(dialect: Dialect, source: string, tables: readonly RenamedTable[]): string {
  if (tables.every(({ leftOut }) => leftOut.size === 0)) return source
  const comments: Comment[] = []
  const program = parse(source, { ecmaVersion: 'latest', onComment: comments })
  const [action] = program.body
  const own =
    action?.type === 'FunctionDeclaration' &&
    action.params.some((one) => one.type === 'Identifier' && one.name === 'user')
  const columns = new Set(tables.flatMap(({ leftOut }) => [...leftOut]))
  const attributes = new Set(
    tables.flatMap(({ table, leftOut }) =>
      table.columns.filter(({ name }) => leftOut.has(name)).map(({ becomes }) => becomes),
    ),
  )
  const edits: Edit[] = []
  const cut = (from: number, to: number, text = ''): void => void edits.push({ from, to, text })

  const statements = dialect === 'mongodb' ? [] : statementsOf(program, source)
  fullAncestor(program, (node, _state, ancestors) => {
    const found = statements.find(({ from }) => from === node.start + 1)
    if (found && (node.type === 'Literal' || node.type === 'TemplateLiteral')) {
      const shorter = leaveOutOfStatement(dialect, found.text, tables)
      if (!shorter) return
      cut(found.from, found.from + found.text.length, escaped(shorter.text, found.quote))
      const call = ancestors.at(-2)
      if (call?.type !== 'CallExpression') throw new Error(`a statement is handed to no call: ${found.text}`)
      edits.push(...parameterEdits(source, call as CallExpression, shorter))
      return
    }
    if (dialect === 'mongodb' && node.type === 'Property' && ancestors.at(-2)?.type === 'ObjectExpression') {
      const { key, computed } = node as Property
      if (computed || key.type !== 'Identifier' || !columns.has(key.name) || isProfile(ancestors)) return
      edits.push(keyEdit(source, ancestors))
      return
    }
    if (node.type !== 'MemberExpression') return
    const { object, property, computed } = node as Node & {
      object: Expression
      property: Expression
      computed: boolean
    }
    if (computed || object.type !== 'Identifier' || property.type !== 'Identifier') return
    const isOwn = own && object.name === 'user'
    if (isOwn ? !attributes.has(property.name) : !ROWS.has(object.name) || !columns.has(property.name)) return
    const edit = readEdit(source, ancestors, comments)
    if (edit) edits.push(edit)
    else if (!isOwn)
      throw new Error(`what becomes of ${property.name} here? ${source.slice(node.start - 40, node.end)}`)
  })
  if (attributes.has('username')) {
    for (const { start, end } of comments) {
      for (const [text, without] of USERNAMES) {
        const at = source.slice(start, end).indexOf(text)
        if (at !== -1) cut(start + at, start + at + text.length, without)
      }
    }
  }
  return applied(source, outermost(edits))
}

/** The parameters of a statement stand beside it: an array, an object, or calls of `input` before it. */
function parameterEdits(
  source: string,
  call: CallExpression,
  { places, names }: { places: ReadonlySet<number>; names: ReadonlySet<string> },
): Edit[] {
  const [, given] = call.arguments
  if (given?.type === 'ArrayExpression') {
    return itemEdits(source, given, given.elements as Node[], (_, place) => places.has(place))
  }
  if (given?.type === 'ObjectExpression') {
    return itemEdits(source, given, given.properties, (one) => {
      const { key } = one as Property
      return key.type === 'Identifier' && names.has(key.name)
    })
  }
  const edits: Edit[] = []
  let at: Node = call
  while (at.type === 'CallExpression') {
    const { callee, arguments: given_here } = at as CallExpression
    if (callee.type !== 'MemberExpression') break
    const [name] = given_here
    if (
      callee.property.type === 'Identifier' &&
      callee.property.name === 'input' &&
      name?.type === 'Literal' &&
      names.has(String((name as Literal).value))
    ) {
      edits.push({ from: callee.object.end, to: at.end, text: '' })
    }
    at = callee.object
  }
  return edits
}

/** Items of an array or object that go, each with one of the commas beside it. */
function itemEdits(
  source: string,
  list: Node,
  items: readonly Node[],
  isGone: (item: Node, place: number) => boolean,
): Edit[] {
  let last: Node | undefined
  return items.flatMap((item, place) => {
    if (!isGone(item, place)) {
      last = item
      return []
    }
    if (last) return [{ from: (items[place - 1] as Node).end, to: item.end, text: '' }]
    const next = items[place + 1]
    if (next) return [{ from: item.start, to: next.start, text: '' }]
    const end = source.slice(item.end, list.end).indexOf(',') === 0 ? item.end + 1 : item.end
    return [{ from: item.start, to: end, text: '' }]
  })
}

/** What becomes of a place that reads a column of a row. */
function readEdit(
  source: string,
  ancestors: readonly Node[],
  comments: readonly Comment[],
): Edit | undefined {
  for (const [index, node] of [...ancestors.entries()].toReversed()) {
    if (node.type === 'Property' && isCallbacks(ancestors, index)) {
      const { key, value } = node as Property
      if (key.type === 'Identifier' && key.name === 'email_verified') {
        return { from: value.start, to: value.end, text: 'false' }
      }
      return itemOf(source, ancestors[index - 1] as Node, node)
    }
    if (node.type === 'SpreadElement') return itemOf(source, ancestors[index - 1] as Node, node)
  }
  for (const [index, node] of [...ancestors.entries()].toReversed()) {
    const inner = ancestors[index + 1]
    if (node.type === 'LogicalExpression' && inner) {
      const { operator } = node as LogicalExpression
      if (operator !== '&&')
        return operandEdit(source, node as LogicalExpression, inner, ancestors[index - 1])
    }
    if (node.type === 'IfStatement' || node.type === 'VariableDeclaration') {
      return { from: withComments(source, node.start, comments), to: lineEnd(source, node.end), text: '' }
    }
    if (node.type === 'ArrowFunctionExpression' && (node as Node & { async: boolean }).async) return undefined
  }
  return undefined
}

/** The other operand alone, without brackets around it that it does not need. */
function operandEdit(
  source: string,
  { left, right, operator, start, end }: LogicalExpression,
  gone: Node,
  around?: Node,
): Edit {
  const between = source.slice(left.end, right.start)
  const at = between.indexOf(operator)
  const kept = gone === left ? right : left
  if (around?.type === 'VariableDeclarator') {
    const { id } = around as Node & { id: Node }
    return { from: id.end, to: end, text: ` = ${source.slice(kept.start, kept.end)}` }
  }
  const [from, to] = bracketsAround(source, start, end)
  const isReturned = around?.type === 'ReturnStatement'
  const text = isReturned
    ? source.slice(kept.start, kept.end)
    : gone === left
      ? source.slice(left.end + at + operator.length, end).trimStart()
      : source.slice(start, left.end + between.slice(0, at).trimEnd().length)
  return isReturned ? { from, to, text } : { from: start, to: end, text }
}

function bracketsAround(source: string, from: number, to: number): [number, number] {
  const before = source.slice(0, from).trimEnd()
  const after = source.slice(to)
  const gap = after.length - after.trimStart().length
  return before.endsWith('(') && after.trimStart().startsWith(')')
    ? [before.length - 1, to + gap + 1]
    : [from, to]
}

/** A key of a query or a change. */
function keyEdit(source: string, ancestors: readonly Node[]): Edit {
  const [property, object, outer] = ancestors.toReversed()
  if (!property || !object || !outer) throw new Error('a key outside of an object')
  const isOnly = (object as Node & { properties: Node[] }).properties.length === 1
  if (!isOnly) {
    const spread = ancestors.findLast(({ type }) => type === 'SpreadElement')
    if (!spread) return itemOf(source, object, property)
  }
  if (outer.type === 'ArrayExpression') return itemOf(source, outer, object)
  for (const [index, node] of [...ancestors.entries()].toReversed()) {
    if (node.type === 'SpreadElement') return itemOf(source, ancestors[index - 1] as Node, node)
    const inner = ancestors[index + 1]
    if (node.type === 'LogicalExpression' && inner && (node as LogicalExpression).operator !== '&&') {
      return operandEdit(source, node as LogicalExpression, inner, ancestors[index - 1])
    }
  }
  throw new Error(`a document of one key cannot do without it: ${source.slice(object.start, object.end)}`)
}

function itemOf(source: string, list: Node, item: Node): Edit {
  const { elements, properties } = list as Node & { elements?: Node[]; properties?: Node[] }
  const [edit] = itemEdits(source, list, elements ?? properties ?? [], (one) => one === item)
  if (!edit) throw new Error('an item outside of a list')
  return edit
}

function isProfile(ancestors: readonly Node[]): boolean {
  return ancestors.some((_, index) => isCallbacks(ancestors, index))
}

/** Whether a property is one of an object that is handed to `callback`. */
function isCallbacks(ancestors: readonly Node[], index: number): boolean {
  const call = ancestors[index - 2]
  if (ancestors[index - 1]?.type !== 'ObjectExpression' || call?.type !== 'CallExpression') return false
  const { callee } = call as CallExpression
  return callee.type === 'Identifier' && callee.name === 'callback'
}

/** Where the comments of a line above begin, with the indent. */
function withComments(source: string, start: number, comments: readonly Comment[]): number {
  let from = source.lastIndexOf('\n', start) + 1
  for (const comment of comments.toReversed()) {
    const line = source.lastIndexOf('\n', comment.start) + 1
    if (
      source.slice(comment.end, from).trim() === '' &&
      comment.end <= from &&
      source.slice(line, comment.start).trim() === ''
    ) {
      from = line
    }
  }
  return from
}

function lineEnd(source: string, end: number): number {
  return source.charAt(end) === '\n' ? end + 1 : end
}

/** Edits that lie within another's are of what goes anyway. */
function outermost(edits: readonly Edit[]): Edit[] {
  const sorted = edits.toSorted((a, b) => a.from - b.from || b.to - a.to)
  const kept: Edit[] = []
  for (const edit of sorted) {
    const last = kept.at(-1)
    if (!last || edit.from >= last.to) kept.push(edit)
    else if (edit.to > last.to) throw new Error('two changes of a script overlap')
  }
  return kept
}
