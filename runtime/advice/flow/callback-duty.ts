/** The duty to call the callback, once. @module */
import type { AnyNode, Identifier } from 'acorn'
import type { Binding } from '../scope.ts'
import { keyName } from '../scope.ts'
import type { Subject } from '../subject.ts'
import type { Duty } from './duty.ts'
import type { Followed } from './follow.ts'
import { followDuty } from './follow.ts'

const WRAPPERS = /(?:^|\.)(?:once|bind|wrap|onlyOnce|ensureOnce)\(\)$/

/** What happens to the callback on each path; two rules read it. */
export interface CallbackFlow extends Followed {
  duty: Duty
}

/** @returns undefined when the script has no callback that can be followed */
export function followCallback(subject: Subject): CallbackFlow | undefined {
  const duty = callbackDuty(subject)
  const followed = duty && followDuty(subject, duty)
  return followed && { ...followed, duty }
}

function callbackDuty(subject: Subject): Duty | undefined {
  const { callback, syntax } = subject
  if (!callback || syntax.script.generator || readsArguments(subject)) return undefined
  const settles = new Map<AnyNode, 'exact' | 'safe'>()
  const hands = new Set<AnyNode>()
  const truths = new Set<AnyNode>()
  const seen = new Set<Binding>()
  // `callback = once(callback)`: calling it again does no harm.
  const wrapped = callback.writes.length > 0
  const waiting: { binding: Binding; how: 'exact' | 'safe' }[] = [
    { binding: callback, how: wrapped ? 'safe' : 'exact' },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.binding)) continue
    seen.add(next.binding)
    for (const read of next.binding.reads) {
      const use = useOf(subject, read)
      if (use.kind === 'call') settles.set(use.call, next.how)
      else if (use.kind === 'truth') truths.add(read)
      else if (use.kind === 'alias') waiting.push({ binding: use.binding, how: 'safe' })
      else if (use.kind === 'hand') hands.add(read)
    }
  }
  return { root: syntax.script, settles, hands, truths, unlessError: new Map(), names: [] }
}

/** A script that uses `arguments` may call the callback without its name. */
function readsArguments({ syntax, scopes }: Subject): boolean {
  return syntax.nodes.some(
    (node) => node.type === 'Identifier' && node.name === 'arguments' && !scopes.binding(node),
  )
}

type Use =
  | { kind: 'call'; call: AnyNode }
  | { kind: 'alias'; binding: Binding }
  | { kind: 'truth' }
  | { kind: 'nothing' }
  | { kind: 'hand' }

function useOf(subject: Subject, read: Identifier): Use {
  const { syntax } = subject
  const parent = syntax.parent(read)
  const beyond = parent && syntax.parent(parent)
  switch (parent?.type) {
    case 'CallExpression':
      if (parent.callee === read) return { kind: 'call', call: parent }
      return WRAPPERS.test(subject.denote(parent)) ? aliasOf(subject, parent) : { kind: 'hand' }
    case 'MemberExpression': {
      const name = keyName(parent)
      if (beyond?.type !== 'CallExpression' || beyond.callee !== parent) return { kind: 'nothing' }
      if (name === 'call' || name === 'apply') return { kind: 'call', call: beyond }
      return name === 'bind' ? aliasOf(subject, beyond) : { kind: 'hand' }
    }
    case 'VariableDeclarator':
      return aliasOf(subject, read)
    case 'UnaryExpression':
      return { kind: 'truth' }
    case 'BinaryExpression':
    case 'ExpressionStatement':
      return { kind: 'nothing' }
    case 'IfStatement':
      return { kind: 'truth' }
    case 'ConditionalExpression':
      return { kind: parent.test === read ? 'truth' : 'hand' }
    case 'LogicalExpression':
      return { kind: parent.left === read ? 'truth' : 'hand' }
    default:
      return { kind: 'hand' }
  }
}

/** `var done = callback`, `var done = once(callback)`, `callback = once(callback)`. */
function aliasOf(subject: Subject, value: AnyNode): Use {
  const holder = subject.syntax.parent(value)
  const target =
    holder?.type === 'VariableDeclarator'
      ? holder.id
      : holder?.type === 'AssignmentExpression'
        ? holder.left
        : undefined
  const binding = target?.type === 'Identifier' ? subject.scopes.binding(target) : undefined
  return binding ? { kind: 'alias', binding } : { kind: 'hand' }
}
