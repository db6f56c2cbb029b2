/** Nodes that are functions. @module */
import type { AnyNode, ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from 'acorn'

/** Any form of a function. */
export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression

/** Whether a node is a function. */
export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionDeclaration'
  )
}
