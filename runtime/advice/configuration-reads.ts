/** Finds where a script reads the connection's `configuration`, and by which names. @module */
import type { AnyNode } from 'acorn'
import type { Action } from '../actions.ts'
import { optionalKeys } from './optional-keys.ts'
import { keyName } from './scope.ts'
import type { Subject } from './subject.ts'
import { createSubject } from './subject.ts'
import type { SyntaxProblem } from './syntax-problem.ts'
import { findSyntaxProblem } from './syntax-problem.ts'

/** One read. */
export interface ConfigurationRead {
  node: AnyNode
  /** The member expression, or the property of a pattern, that it is the name in. */
  holder: AnyNode
  key: string
  /** Written as a name, not as a string. */
  isName: boolean
  /** In `const { KEY } = configuration`, the name is also the variable's. */
  isShorthand: boolean
}

/** Reads in the order of the text. A variable named `configuration` that the script declares is ignored. */
export function configurationReads(subject: Subject): ConfigurationRead[] {
  const reads: ConfigurationRead[] = []
  const add = (holder: AnyNode, node: AnyNode, read: { isName: boolean; isShorthand: boolean }): void => {
    const key = keyName(holder)
    if (key !== undefined && !(key in Object.prototype)) reads.push({ node, holder, key, ...read })
  }
  for (const node of subject.syntax.nodes) {
    if (node.type === 'MemberExpression' && subject.isGlobal(node.object, 'configuration')) {
      add(node, node.property, { isName: !node.computed, isShorthand: false })
      continue
    }
    const [pattern, value] = takenApart(node)
    if (pattern?.type !== 'ObjectPattern' || !value || !subject.isGlobal(value, 'configuration')) continue
    for (const property of pattern.properties) {
      if (property.type === 'Property') {
        add(property as AnyNode, property.key, { isName: true, isShorthand: property.shorthand })
      }
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
  /** Those of them that it takes for optional itself. */
  optional_keys: string[]
  /** Why it does not compile. */
  problem?: SyntaxProblem
}

/** Reads a text; known texts are not read again. */
export function readScript({ action, source }: { action: Action; source: string }): ScriptReading {
  const keys = configurationKeysOf(source, action)
  const problem = keys ? undefined : findSyntaxProblem(source, action)
  return {
    configuration_keys: keys?.all ?? [],
    optional_keys: keys?.optional ?? [],
    ...(problem && { problem }),
  }
}

/** @returns undefined for a text that was not parsed, or not to its end */
function configurationKeysOf(
  source: string,
  action: Action,
): { all: string[]; optional: string[] } | undefined {
  // A text without the word needs no analysis of scopes.
  if (!source.includes('configuration')) return undefined
  try {
    const subject = createSubject({ action, source })
    if (!subject) return undefined
    const reads = configurationReads(subject)
    return {
      all: [...new Set(reads.map(({ key }) => key))].toSorted(),
      optional: [...optionalKeys(subject, reads)].toSorted(),
    }
  } catch (error) {
    // The tree is too deep to walk.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
