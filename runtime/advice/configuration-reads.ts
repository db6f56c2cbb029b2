/** Where a script reads the connection's `configuration`, and by which names. @module */
import type { AnyNode } from 'acorn'
import type { Action } from '../actions.ts'
import { keyName } from './scope.ts'
import type { Subject } from './subject.ts'
import { createSubject } from './subject.ts'

/** One place. */
export interface ConfigurationRead {
  node: AnyNode
  key: string
  /** Written as a name, not as a string. */
  isName: boolean
  /** In `const { KEY } = configuration` the name is the variable's too. */
  isShorthand: boolean
}

/** In the order of the text. A variable named `configuration` of the script's own is left alone. */
export function configurationReads(subject: Subject): ConfigurationRead[] {
  const reads: ConfigurationRead[] = []
  const add = (node: AnyNode, key: string | undefined, isName: boolean, isShorthand: boolean): void => {
    if (key !== undefined && !(key in Object.prototype)) reads.push({ node, key, isName, isShorthand })
  }
  for (const node of subject.syntax.nodes) {
    if (node.type === 'MemberExpression' && subject.isGlobal(node.object, 'configuration')) {
      add(node.property, keyName(node), !node.computed, false)
      continue
    }
    const [pattern, value] = takenApart(node)
    if (pattern?.type !== 'ObjectPattern' || !value || !subject.isGlobal(value, 'configuration')) continue
    for (const property of pattern.properties) {
      if (property.type === 'Property') add(property.key, keyName(property), true, property.shorthand)
    }
  }
  return reads
}

/** `const { KEY } = …`, `({ KEY } = …)`, and the same as a parameter with a default. */
function takenApart(node: AnyNode): [pattern?: AnyNode, value?: AnyNode | null | undefined] {
  switch (node.type) {
    case 'VariableDeclarator':
      return [node.id, node.init]
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return [node.left, node.right]
    default:
      return []
  }
}

/** @returns keys that a script reads, each once, sorted; none of a text that does not parse */
export function configurationKeysOf(source: string, action: Action): string[] {
  // Most drafts are looked at while they are written: no tree for those that cannot have any.
  if (!source.includes('configuration')) return []
  try {
    const subject = createSubject(action, source, undefined)
    return subject ? [...new Set(configurationReads(subject).map(({ key }) => key))].toSorted() : []
  } catch (error) {
    // A tree too deep to be walked.
    if (error instanceof RangeError) return []
    throw error
  }
}
