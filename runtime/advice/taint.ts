/** Finds values that come from what a user typed. @module */
import type { AnyNode } from 'acorn'
import type { Binding } from './scope.ts'
import type { Subject } from './subject.ts'
import { methodName } from './subject.ts'

export interface Taint {
  /** Whether the value contains text of one of the script's arguments, unescaped. */
  isTyped(node: AnyNode): boolean
}

/** String methods whose result contains text of the string or of their arguments. */
const TEXT_METHODS = new Set([
  ...['toString', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'valueOf'],
  ...['trim', 'trimStart', 'trimEnd', 'replace', 'replaceAll', 'concat', 'slice', 'substr', 'substring'],
  ...['split', 'join', 'normalize', 'padStart', 'padEnd', 'repeat', 'at', 'charAt'],
])

/** Local variables are followed, and parameters of local functions to the places that call them. */
export function createTaint(subject: Subject): Taint {
  const { scopes, syntax } = subject
  const known = new Map<Binding, boolean>()
  const inputs = new Set(subject.inputs)

  function isTypedBinding(binding: Binding): boolean {
    const before = known.get(binding)
    if (before !== undefined) return before
    // A variable does not become tainted by being built from itself.
    known.set(binding, false)
    const typed = inputs.has(binding) || isTypedParameter(binding) || isWrittenTyped(binding)
    known.set(binding, typed)
    return typed
  }

  function isWrittenTyped(binding: Binding): boolean {
    return binding.writes.some(({ value }) => value !== undefined && isTyped(value))
  }

  function isTypedParameter({ parameter }: Binding): boolean {
    if (!parameter || parameter.fn === syntax.script) return false
    const reads = scopes.bindingOf(parameter.fn)?.reads ?? []
    return reads.some((read) => {
      const call = syntax.parent(read)
      if (call?.type !== 'CallExpression' || call.callee !== read) return false
      const argument = call.arguments[parameter.index]
      return argument !== undefined && isTyped(argument)
    })
  }

  function isTyped(node: AnyNode): boolean {
    switch (node.type) {
      case 'Identifier': {
        const binding = scopes.binding(node)
        return binding !== undefined && isTypedBinding(binding)
      }
      case 'MemberExpression':
        return isTyped(node.object)
      case 'BinaryExpression':
        return node.operator === '+' && (isTyped(node.left) || isTyped(node.right))
      case 'LogicalExpression':
        return isTyped(node.left) || isTyped(node.right)
      case 'ConditionalExpression':
        return isTyped(node.consequent) || isTyped(node.alternate)
      case 'TemplateLiteral':
        return node.expressions.some(isTyped)
      case 'ArrayExpression':
        return node.elements.some((element) => element !== null && isTyped(element))
      case 'AssignmentExpression':
        return isTyped(node.right)
      case 'ChainExpression':
        return isTyped(node.expression)
      case 'CallExpression':
        return isTypedCall(node)
      default:
        return false
    }
  }

  /** Results of other calls (hashes, escapes, numbers) are assumed to be harmless. */
  function isTypedCall(node: Extract<AnyNode, { type: 'CallExpression' }>): boolean {
    const name = subject.denote(node.callee)
    if (name === '@String' || name === 'util.format' || name === '@util.format') {
      return node.arguments.some(isTyped)
    }
    if (node.callee.type !== 'MemberExpression' || !TEXT_METHODS.has(methodName(node) ?? '')) return false
    return isTyped(node.callee.object) || node.arguments.some(isTyped)
  }

  return { isTyped }
}
