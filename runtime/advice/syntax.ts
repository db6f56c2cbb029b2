/** The syntax tree of a tenant's text, with parents, children and positions in that text. @module */
import type {
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
  Program,
  Statement,
} from 'acorn'
import { parse } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import type { Action } from '../actions.ts'
import type { ScriptFrame } from '../script-text.ts'
import { framed, notOneFunction, SCRIPT_NAMES, scriptFrames, withoutExports } from '../script-text.ts'

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression

export interface Syntax {
  /** The tenant's text. */
  source: string
  /** The function that the runtime calls. */
  script: FunctionNode
  /** Every node of the tenant's text, outer before inner, in the order of the text. */
  nodes: readonly AnyNode[]
  /** Identifiers that are declared or assigned here, not read. */
  isTarget(node: AnyNode): boolean
  parent(node: AnyNode): AnyNode | undefined
  /** In the order of the text. */
  children(node: AnyNode): readonly AnyNode[]
  /** The innermost function around a node, other than the node itself. */
  functionAround(node: AnyNode): FunctionNode | undefined
  contains(outer: AnyNode, inner: AnyNode): boolean
  /** Offsets in the tenant's text. */
  start(node: AnyNode): number
  end(node: AnyNode): number
  text(node: AnyNode): string
  /** @returns line and column from 1 of an offset in the tenant's text */
  position(offset: number): { line: number; column: number }
}

/** A text in the frame that the runtime would choose. */
interface Framed {
  program: Program
  script: FunctionNode
  /** Offset of the tenant's text in the frame. */
  shift: number
}

/** @returns undefined when the text does not parse or has no function for the action */
export function parseScript(source: string, action: Action): Syntax | undefined {
  const found = findScript(source, action)
  if (!found) return undefined
  const { program, script, shift } = found

  const parents = new Map<AnyNode, AnyNode>()
  const children = new Map<AnyNode, AnyNode[]>()
  const targets = new Set<AnyNode>()
  const nodes: AnyNode[] = []
  const limit = shift + source.length
  fullAncestor(program, (node, _state, ancestors, type) => {
    if (type === 'VariablePattern') targets.add(node)
    const parent = ancestors[ancestors.length - 2]
    if (parent) {
      parents.set(node, parent)
      const siblings = children.get(parent)
      if (siblings) siblings.push(node)
      else children.set(parent, [node])
    }
    if (node.start >= shift && node.end <= limit) nodes.push(node)
  })
  nodes.sort((a, b) => a.start - b.start || b.end - a.end)
  for (const siblings of children.values()) siblings.sort((a, b) => a.start - b.start)
  const lines = lineStarts(source)

  return {
    source,
    script,
    nodes,
    isTarget: (node) => targets.has(node),
    parent: (node) => parents.get(node),
    children: (node) => children.get(node) ?? [],
    functionAround(node) {
      for (let at = parents.get(node); at; at = parents.get(at)) if (isFunction(at)) return at
      return undefined
    },
    contains: (outer, inner) => outer.start <= inner.start && inner.end <= outer.end,
    start: (node) => node.start - shift,
    end: (node) => node.end - shift,
    text: (node) => source.slice(node.start - shift, node.end - shift),
    position: (offset) => positionOf(lines, offset),
  }
}

/** Where a text does not parse, in the tenant's own lines, from 1. */
export interface SyntaxProblem {
  message: string
  line: number
  column: number
}

/** Where one way to read a text fails, as an offset in that text. */
interface Failure {
  offset: number
  message: string
}

/**
 * @returns undefined when the text can be a script in one way or the other, or is too deep for anybody to tell here; a text that
 *   parses as statements and names no function is a problem too
 */
export function findSyntaxProblem(source: string, action: Action): SyntaxProblem | undefined {
  const [statements, expression] = scriptFrames(action)
  const told = (offset: number, message: string): SyntaxProblem => ({
    message,
    ...positionOf(lineStarts(source), offset),
  })
  const whole = tryText(expression, source, action)
  if (whole === 'too deep' || 'program' in whole) return undefined
  const named = tryText(statements, withoutExports(source) ?? source, action)
  if (named === 'too deep') return undefined
  if ('program' in named) {
    if (namesScript(innermost(named.program), action)) return undefined
    return told(whole.offset, notOneFunction(action, source, undefined).replace(/\.$/, ''))
  }
  const { offset, message } = named.offset > whole.offset ? named : whole
  return told(offset, message)
}

function tryText(
  frame: ScriptFrame,
  source: string,
  action: Action,
): { program: Program } | Failure | 'too deep' {
  try {
    return { program: parseText(frame, source, action) }
  } catch (error) {
    if (error instanceof RangeError) return 'too deep'
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error
    return {
      // Something missing at the end of the text is reported in Ferry's own words.
      offset: Math.max(0, Math.min(error.pos - frame.before.length, source.length)),
      message: error.message.replace(/ \(\d+:\d+\)$/, ''),
    }
  }
}

function parseText(frame: ScriptFrame, source: string, action: Action): Program {
  return parse(framed(frame, source, action), { ecmaVersion: 'latest', sourceType: 'script' })
}

function parseWrapped(frame: ScriptFrame, source: string, action: Action): Program | undefined {
  try {
    return parseText(frame, source, action)
  } catch {
    // The run itself reports a syntax error, in the engine's words.
    return undefined
  }
}

/** As the guest does: statements with a function by one of the action's names, else one expression. */
function findScript(source: string, action: Action): Framed | undefined {
  const [statements, expression] = scriptFrames(action)
  const plainSource = withoutExports(source) ?? source
  const program = parseWrapped(statements, plainSource, action)
  const script = program && namedScript(innermost(program), action)
  if (program && script) return { program, script, shift: statements.before.length }
  const whole = parseWrapped(expression, source, action)
  const [declaration] = whole ? innermost(whole) : []
  if (!whole || declaration?.type !== 'VariableDeclaration') return undefined
  const value = functionOf(declaration.declarations[0]?.init)
  return value && { program: whole, script: value, shift: expression.before.length }
}

/** Statements of the innermost function of a frame. */
function innermost(program: Program): readonly Statement[] {
  let body: readonly AnyNode[] = program.body
  for (;;) {
    const [first] = body
    const expression =
      first?.type === 'ExpressionStatement'
        ? first.expression
        : first?.type === 'ReturnStatement'
          ? first.argument
          : undefined
    // The tenant's text may begin with a call as well; the frame's call is the only statement of its function.
    if (body.length !== 1 || expression?.type !== 'CallExpression') return body as Statement[]
    if (expression.callee.type !== 'FunctionExpression') return body as Statement[]
    body = expression.callee.body.body
  }
}

/**
 * Whether statements may define the function in a way that only a run can tell: `const login = make()`, `return make()`.
 */
function namesScript(statements: readonly Statement[], action: Action): boolean {
  const names: readonly string[] = SCRIPT_NAMES[action]
  const isName = (name: string | undefined): boolean =>
    name !== undefined && (names.includes(name) || name === 'module.exports' || name.startsWith('exports.'))
  // The last one is the frame's own `return`.
  return statements.slice(0, -1).some((statement) => {
    switch (statement.type) {
      case 'FunctionDeclaration':
        return isName(statement.id.name)
      case 'VariableDeclaration':
        return statement.declarations.some(
          ({ id, init }) => id.type !== 'Identifier' || (isName(id.name) && init?.type !== 'Literal'),
        )
      case 'ExpressionStatement':
        return (
          statement.expression.type === 'AssignmentExpression' &&
          isName(exportedName(statement.expression.left))
        )
      case 'ReturnStatement':
        return statement.argument != null && statement.argument.type !== 'Literal'
      default:
        // A block, a loop or a condition may contain such an assignment.
        return !['EmptyStatement', 'ClassDeclaration'].includes(statement.type)
    }
  })
}

/** The function that a statement declares or exports under a name of the action; the last one, as at run time. */
function namedScript(statements: readonly Statement[], action: Action): FunctionNode | undefined {
  const names = SCRIPT_NAMES[action]
  const found = new Map<string, FunctionNode>()
  for (const statement of statements) {
    if (statement.type === 'FunctionDeclaration') found.set(statement.id.name, statement)
    else if (statement.type === 'VariableDeclaration') {
      for (const { id, init } of statement.declarations) {
        const value = functionOf(init)
        if (id.type === 'Identifier' && value) found.set(id.name, value)
      }
    } else if (
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'AssignmentExpression'
    ) {
      const { left, right } = statement.expression
      const target = exportedName(left)
      const value = functionOf(right) ?? (right.type === 'Identifier' ? found.get(right.name) : undefined)
      if (target !== undefined && value) found.set(target, value)
    }
  }
  for (const name of [
    ...names,
    'module.exports',
    ...names.map((one) => `exports.${one}`),
    'exports.default',
  ]) {
    const script = found.get(name)
    if (script) return script
  }
  return undefined
}

/** `login`, `module.exports`, `exports.login` of an assignment's left side. */
function exportedName(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
    return undefined
  const owner = exportedName(node.object)
  if (owner === 'module' && node.property.name === 'exports') return 'module.exports'
  return owner === 'exports' || owner === 'module.exports' ? `exports.${node.property.name}` : undefined
}

/** The value of an assignment is the function as well. */
function functionOf(node: AnyNode | null | undefined): FunctionNode | undefined {
  if (node?.type === 'AssignmentExpression') return functionOf(node.right)
  return node && isFunction(node) ? node : undefined
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionDeclaration'
  )
}

function lineStarts(source: string): number[] {
  const starts = [0]
  for (const match of source.matchAll(/\r\n?|[\n\u2028\u2029]/g)) starts.push(match.index + match[0].length)
  return starts
}

function positionOf(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 }
}
