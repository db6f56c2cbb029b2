/** Keys of `configuration` that a script itself takes for optional: `configuration.PORT || 3306`. @module */
import type { AnyNode } from 'acorn'
import type { Subject } from './subject.ts'

/** @returns keys whose value the script looks at before it uses it, at once or by way of a variable, or has a default for */
export function optionalKeys(
  subject: Subject,
  reads: readonly { holder: AnyNode; key: string }[],
): Set<string> {
  const looked = lookedAtNames(subject)
  return new Set(reads.filter(({ holder }) => isOptional(subject, holder, looked)).map(({ key }) => key))
}

function isOptional(subject: Subject, holder: AnyNode, looked: ReadonlySet<string>): boolean {
  // `const { KEY = … } = configuration`
  if (holder.type === 'Property') return holder.value.type === 'AssignmentPattern'
  if (isLookedAt(subject, holder)) return true
  const variable = subject.syntax.parent(holder)
  return (
    variable?.type === 'VariableDeclarator' &&
    variable.id.type === 'Identifier' &&
    looked.has(variable.id.name)
  )
}

/** Names of variables that are checked anywhere in the text: one pass for any number of keys. */
function lookedAtNames(subject: Subject): Set<string> {
  const names = new Set<string>()
  for (const node of subject.syntax.nodes) {
    if (node.type === 'Identifier' && isLookedAt(subject, node)) names.add(node.name)
  }
  return names
}

/** Whether the use of a value shows that it may be missing. */
function isLookedAt(subject: Subject, node: AnyNode): boolean {
  for (let at = node; ; ) {
    const parent = subject.syntax.parent(at)
    switch (parent?.type) {
      case 'UnaryExpression':
        return parent.operator === '!' || parent.operator === 'typeof'
      case 'ConditionalExpression':
      case 'IfStatement':
        return parent.test === at
      case 'BinaryExpression':
        return ['==', '===', '!=', '!=='].includes(parent.operator)
      case 'LogicalExpression':
        if (parent.left === at) return true
        at = parent
        continue
      default:
        return false
    }
  }
}
