/** The syntax tree of a tenant's text, with parents, children and positions in that text. @module */
import type { AnyNode } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import type { Action } from '../actions.ts'
import { findScript } from './find-script.ts'
import type { FunctionNode } from './function-node.ts'
import { isFunction } from './function-node.ts'
import { lineStarts, positionOf } from './positions.ts'

/** A parsed script. */
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
  /** Children in the order of the text. */
  children(node: AnyNode): readonly AnyNode[]
  /** The innermost function around a node, other than the node itself. */
  functionAround(node: AnyNode): FunctionNode | undefined
  contains(outer: AnyNode, inner: AnyNode): boolean
  /** Offset in the tenant's text. */
  start(node: AnyNode): number
  end(node: AnyNode): number
  text(node: AnyNode): string
  /** @returns line and column from 1 of an offset in the tenant's text */
  position(offset: number): { line: number; column: number }
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
