/** Finds where a script reads the connection's `configuration`, and by which names. @module */
import type { AnyNode } from 'acorn'
import type { Action } from '../actions.ts'
import { keyName } from './scope.ts'
import type { Subject } from './subject.ts'
import { createSubject } from './subject.ts'
import type { SyntaxProblem } from './syntax-problem.ts'
import { findSyntaxProblem } from './syntax-problem.ts'

/** One read. */
export interface ConfigurationRead {
  node: AnyNode
  key: string
  /** Written as a name, not as a string. */
  isName: boolean
  /** In `const { KEY } = configuration`, the name is also the variable's. */
  isShorthand: boolean
}

/** Reads in the order of the text. A variable named `configuration` that the script declares is ignored. */
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

/** What the text of a script says about itself. */
export interface ScriptReading {
  /** Keys that it reads from `configuration`, each once, sorted; none of a text that does not compile. */
  configuration_keys: string[]
  /** Why it does not compile. */
  problem?: SyntaxProblem
}

/** Reads a text; known texts are not read again. */
export function readScript({ action, source }: { action: Action; source: string }): ScriptReading {
  const configuration_keys = configurationKeysOf(source, action)
  const problem = configuration_keys ? undefined : findSyntaxProblem(source, action)
  return { configuration_keys: configuration_keys ?? [], ...(problem && { problem }) }
}

/** @returns undefined for a text that was not parsed, or not to its end */
function configurationKeysOf(source: string, action: Action): string[] | undefined {
  // A text without the word needs no analysis of scopes.
  if (!source.includes('configuration')) return undefined
  try {
    const subject = createSubject(action, source, undefined)
    return subject && [...new Set(configurationReads(subject).map(({ key }) => key))].toSorted()
  } catch (error) {
    // The tree is too deep to walk.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
