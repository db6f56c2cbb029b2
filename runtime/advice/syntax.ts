/** The syntax tree of a tenant's text, with parents, children and positions in that text. @module */
import type { AnyNode, ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from 'acorn'
import { parse } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import { wrapScript } from '../script-text.ts'

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
  /** The innermost function around a node, the node itself not counted. */
  functionAround(node: AnyNode): FunctionNode | undefined
  contains(outer: AnyNode, inner: AnyNode): boolean
  /** Offsets in the tenant's text. */
  start(node: AnyNode): number
  end(node: AnyNode): number
  text(node: AnyNode): string
  /** @returns line and column from 1 of an offset in the tenant's text */
  position(offset: number): { line: number; column: number }
}

/** How far the tenant's text is moved by the wrapping. */
const SHIFT = wrapScript('', '').indexOf('\n') + 1

/** @returns undefined when the text does not parse or is no function expression */
export function parseScript(source: string): Syntax | undefined {
  const program = parseWrapped(source)
  const first = program?.body[0]
  // The wrapping: (function () { const $script = <text> … })()
  if (first?.type !== 'ExpressionStatement' || first.expression.type !== 'CallExpression') return undefined
  const wrapper = first.expression.callee
  if (wrapper.type !== 'FunctionExpression') return undefined
  const declaration = wrapper.body.body[0]
  if (declaration?.type !== 'VariableDeclaration') return undefined
  const script = functionOf(declaration.declarations[0]?.init)
  if (!script || !program) return undefined

  const parents = new Map<AnyNode, AnyNode>()
  const children = new Map<AnyNode, AnyNode[]>()
  const targets = new Set<AnyNode>()
  const nodes: AnyNode[] = []
  const limit = SHIFT + source.length
  fullAncestor(program, (node, _state, ancestors, type) => {
    if (type === 'VariablePattern') targets.add(node)
    const parent = ancestors[ancestors.length - 2]
    if (parent) {
      parents.set(node, parent)
      const siblings = children.get(parent)
      if (siblings) siblings.push(node)
      else children.set(parent, [node])
    }
    if (node.start >= SHIFT && node.end <= limit) nodes.push(node)
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
    start: (node) => node.start - SHIFT,
    end: (node) => node.end - SHIFT,
    text: (node) => source.slice(node.start - SHIFT, node.end - SHIFT),
    position: (offset) => positionOf(lines, offset),
  }
}

/** Where a text does not parse, in the tenant's own lines, from 1. */
export interface SyntaxProblem {
  message: string
  line: number
  column: number
}

/** @returns undefined when the text parses, or is too deep for anybody to tell here */
export function findSyntaxProblem(source: string): SyntaxProblem | undefined {
  try {
    parseText(source)
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error
    // What is missing at the end is missed after it, in our own words.
    const offset = Math.max(0, Math.min(error.pos - SHIFT, source.length))
    const message = error.message.replace(/ \(\d+:\d+\)$/, '')
    return { message, ...positionOf(lineStarts(source), offset) }
  }
}

function parseText(source: string) {
  return parse(wrapScript(source, ''), { ecmaVersion: 'latest', sourceType: 'script' })
}

function parseWrapped(source: string) {
  try {
    return parseText(source)
  } catch {
    // A syntax error is reported by the run itself, in the engine's words.
    return undefined
  }
}

/** `module.exports = function …` evaluates to the function too. */
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
