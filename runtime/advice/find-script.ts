/** Finds the function of an action in a script's text. @module */
import type { AnyNode, Program, Statement } from 'acorn'
import { parse } from 'acorn'
import type { Action } from '../actions.ts'
import type { ScriptFrame } from '../script-text.ts'
import { framed, SCRIPT_NAMES, scriptFrames, withoutExports } from '../script-text.ts'
import type { FunctionNode } from './function-node.ts'
import { isFunction } from './function-node.ts'

/** A text in the frame that the runtime would choose. */
interface Framed {
  program: Program
  script: FunctionNode
  /** Offset of the tenant's text in the frame. */
  shift: number
}

/** @throws {SyntaxError}, {RangeError} when it is nested too deeply */
export function parseText(frame: ScriptFrame, source: string, action: Action): Program {
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

/**
 * Finds the script's function as the guest does: statements with a function by one of the action's names, else one
 * expression.
 */
export function findScript(source: string, action: Action): Framed | undefined {
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
export function innermost(program: Program): readonly Statement[] {
  let body: readonly AnyNode[] = program.body
  for (;;) {
    const [first] = body
    const expression =
      first?.type === 'ExpressionStatement'
        ? first.expression
        : first?.type === 'ReturnStatement'
          ? first.argument
          : undefined
    // The tenant's text may start with a call as well; the frame's call is the only statement of its function.
    if (body.length !== 1 || expression?.type !== 'CallExpression') return body as Statement[]
    if (expression.callee.type !== 'FunctionExpression') return body as Statement[]
    body = expression.callee.body.body
  }
}

/**
 * Whether statements may define the function in a way that only a run can show: `const login = make()`, `return
 * make()`.
 */
export function namesScript(statements: readonly Statement[], action: Action): boolean {
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
