/** Duties: what has to happen on every path, such as calling the callback or closing a connection. @module */
import type { AnyNode } from 'acorn'
import type { FunctionNode } from '../function-node.ts'
import { isFunction } from '../function-node.ts'
import type { Scopes } from '../scope.ts'
import type { Call } from '../subject.ts'
import { methodName } from '../subject.ts'
import type { Syntax } from '../syntax.ts'

/** A duty, described by the nodes of the text that matter to it. */
export interface Duty {
  /** The function in which the duty starts. */
  root: FunctionNode
  /** The duty begins after this node is evaluated; at the start of `root` when absent. */
  begins?: AnyNode
  /** Calls that meet the duty: `exact` must happen once, `safe` may be repeated. */
  settles: ReadonlyMap<AnyNode, 'exact' | 'safe'>
  /** Names that hand the duty to code out of sight: `helper(callback)`. */
  hands: ReadonlySet<AnyNode>
  /** Names that are true whenever the duty exists: `if (callback) …`. */
  truths: ReadonlySet<AnyNode>
  /** Functions in which the duty exists only when their first parameter, an error, is not set; with that name. */
  unlessError: ReadonlyMap<FunctionNode, string>
  /** Variables that are known to be set while the duty exists. */
  names: readonly string[]
}

/**
 * How a function that is passed on will be called.
 *
 * - `once`: in the end, by the code that got it
 * - `now`: at once, by this very call
 * - `aside`: only in a side case: errors, time-outs
 * - `loose`: any number of times, or not known
 */
export type Manner = 'once' | 'now' | 'aside' | 'loose'

const EACH = new Set([
  ...['forEach', 'map', 'filter', 'some', 'every', 'find', 'findIndex', 'flatMap', 'reduce', 'each', 'sort'],
])
const LISTEN = new Set(['on', 'once', 'addListener', 'addEventListener', 'prependListener'])
const SIDE_EVENTS = /^(?:error|errorMessage|infoMessage|timeout|abort(?:ed)?|close|debug)$/
const ERROR_NAME = /^_?(?:e|ex|err|error|exception)\d?$|(?:Err|Error)$/
const TIMERS = new Set(['setTimeout', 'setInterval'])

/** @param node a function or a name in the text */
export function mannerOf(syntax: Syntax, node: AnyNode): Manner {
  const parent = syntax.parent(node)
  if (!parent || (parent.type !== 'CallExpression' && parent.type !== 'NewExpression')) {
    return parent?.type === 'AwaitExpression' || parent?.type === 'ReturnStatement' ? 'once' : 'loose'
  }
  if (parent.callee === node) return 'now'
  return mannerInCall(parent, parent.arguments.indexOf(node as never))
}

function mannerInCall(call: Call, index: number): Manner {
  const method = methodName(call)
  if (method === undefined) {
    return call.callee.type === 'Identifier' && TIMERS.has(call.callee.name) ? 'aside' : 'once'
  }
  if (EACH.has(method)) return 'loose'
  if (LISTEN.has(method)) {
    const [event] = call.arguments
    const name = event?.type === 'Literal' ? String(event.value) : ''
    if (SIDE_EVENTS.test(name)) return 'aside'
    return /^(?:row|data|item|message)$/.test(name) ? 'loose' : 'once'
  }
  if (method === 'catch' || (method === 'then' && index === 1)) return 'aside'
  return 'once'
}

/** The functions through which the duty can be met. */
export function carriersOf(syntax: Syntax, scopes: Scopes, duty: Duty): ReadonlySet<FunctionNode> {
  const carriers = new Set<FunctionNode>()
  const waiting: AnyNode[] = [...duty.settles.keys(), ...duty.hands]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (let fn = syntax.functionAround(node); fn; fn = syntax.functionAround(fn)) {
      if (fn === duty.root || !syntax.contains(duty.root, fn)) break
      if (carriers.has(fn)) continue
      carriers.add(fn)
      waiting.push(...(scopes.bindingOf(fn)?.reads ?? []))
    }
  }
  return carriers
}

/** A function that acts only when its error parameter is set: `function (err) { if (err) return callback(err) }`. */
export function actsOnErrorOnly(
  syntax: Syntax,
  fn: FunctionNode,
  matters: (node: AnyNode) => boolean,
): boolean {
  const [first] = fn.params
  if (first?.type !== 'Identifier' || !ERROR_NAME.test(first.name)) return false
  if (fn.body.type !== 'BlockStatement') return false
  return fn.body.body.every((statement) => {
    if (!matters(statement)) return true
    if (statement.type !== 'IfStatement' || statement.alternate) return false
    return new RegExp(`^${first.name.replaceAll('$', '\\$')}(?:\\s*!==?\\s*(?:null|undefined))?$`).test(
      syntax.text(statement.test),
    )
  })
}

/** Calls a visitor for a node and its ancestors, up to and without the next function. */
export function climb(syntax: Syntax, node: AnyNode, visit: (node: AnyNode) => boolean): void {
  for (let at: AnyNode | undefined = node; at; at = syntax.parent(at)) {
    if (at !== node && isFunction(at)) return
    if (!visit(at)) return
  }
}
