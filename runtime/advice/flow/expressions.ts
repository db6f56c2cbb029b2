/** Follows expressions in the order in which they are evaluated. @module */
import type { AnyNode, LogicalExpression } from 'acorn'
import { isFunction } from '../function-node.ts'
import type { Machine } from './machine.ts'
import { carrierNamed, give, hand, isNamed, settle, throwPoint } from './machine.ts'
import type { States } from './state.ts'
import { assume, forget, join, map, meet, NONE, setOf, stateOf } from './state.ts'

/** @returns the states after the expression */
export function evaluate(machine: Machine, node: AnyNode | null | undefined, states: States): States {
  if (!node || states.size === 0) return states
  if (!machine.matters(node) && !machine.active(node)) return states
  machine.spend(states.size)
  const after = step(machine, node, states)
  return machine.duty.begins === node ? begin(machine, after) : after
}

function begin(machine: Machine, states: States): States {
  const truths = machine.duty.names.map((name) => [name, true] as const)
  return map(states, ({ facts }) => stateOf('open', new Map([...facts, ...truths])))
}

function step(machine: Machine, node: AnyNode, states: States): States {
  switch (node.type) {
    case 'Identifier': {
      if (machine.duty.hands.has(node)) return hand(machine, states, node)
      const fn = machine.syntax.isTarget(node) ? undefined : carrierNamed(machine, node)
      return fn ? give(machine, states, fn, node) : states
    }
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (!machine.carriers.has(node) || isNamed(machine, node)) return states
      return give(machine, states, node, node)
    case 'CallExpression':
    case 'NewExpression':
      return evaluateCall(machine, node, states)
    case 'AwaitExpression': {
      const after = evaluate(machine, node.argument, states)
      throwPoint(machine, after, node, 'await')
      return after
    }
    case 'LogicalExpression':
      return evaluateLogical(machine, node, states)
    case 'ConditionalExpression': {
      const { yes, no } = test(machine, node.test, states)
      return meet(
        evaluate(machine, node.consequent, yes),
        node.consequent,
        evaluate(machine, node.alternate, no),
        node.alternate,
      )
    }
    case 'AssignmentExpression': {
      const left = evaluate(machine, node.left, states)
      const right = evaluate(machine, node.right, left)
      return join(right, forget(right, rootName(node.left)))
    }
    case 'UpdateExpression':
      return forget(evaluate(machine, node.argument, states), rootName(node.argument))
    default: {
      let after = states
      for (const child of machine.syntax.children(node)) after = evaluate(machine, child, after)
      return after
    }
  }
}

/** @returns undefined for a pattern or a value without a name: no test can be about it */
function rootName(node: AnyNode): string | undefined {
  if (node.type === 'MemberExpression') return rootName(node.object)
  return node.type === 'Identifier' ? node.name : undefined
}

function evaluateCall(
  machine: Machine,
  node: Extract<AnyNode, { type: 'CallExpression' | 'NewExpression' }>,
  states: States,
): States {
  const { callee } = node
  const how = machine.duty.settles.get(node)
  // A call comes after the evaluation of its arguments.
  const called = isFunction(callee) || callee.type === 'Identifier'
  let after = called || how ? states : evaluate(machine, callee, states)
  for (const argument of node.arguments) after = evaluate(machine, argument, after)
  if (how) return settle(machine, after, node, how)
  if (called) after = evaluate(machine, callee, after)
  throwPoint(machine, after, node, 'call')
  return after
}

function evaluateLogical(machine: Machine, node: LogicalExpression, states: States): States {
  if (node.operator === '??') {
    const left = evaluate(machine, node.left, states)
    return join(left, evaluate(machine, node.right, left))
  }
  const { yes, no } = test(machine, node.left, states)
  if (node.operator === '&&') return meet(evaluate(machine, node.right, yes), node.right, no, node)
  return meet(yes, node, evaluate(machine, node.right, no), node.right)
}

interface Outcomes {
  yes: States
  no: States
}

/** Follows a condition, with the states of each outcome. */
export function test(machine: Machine, node: AnyNode, states: States): Outcomes {
  machine.spend(states.size)
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    const { yes, no } = test(machine, node.argument, states)
    return { yes: no, no: yes }
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const left = test(machine, node.left, states)
    const right = test(machine, node.right, node.operator === '&&' ? left.yes : left.no)
    return node.operator === '&&'
      ? { yes: right.yes, no: join(left.no, right.no) }
      : { yes: join(left.yes, right.yes), no: right.no }
  }
  if (node.type === 'Literal' && typeof node.value === 'boolean') {
    return node.value ? { yes: states, no: NONE } : { yes: NONE, no: states }
  }
  if (isTrue(machine, node)) return { yes: states, no: NONE }

  const after = guard(machine, node, evaluate(machine, node, states))
  const known = asFact(machine, node)
  if (!known) return { yes: after, no: after }
  const keep = machine.repeated.has(known.text)
  return {
    yes: assume(after, known.text, known.outcome, keep),
    no: assume(after, known.text, !known.outcome, keep),
  }
}

/** `callback`, `typeof callback === 'function'`: true as long as there is a duty at all. */
function isTrue(machine: Machine, node: AnyNode): boolean {
  if (machine.duty.truths.has(node)) return true
  return (
    node.type === 'BinaryExpression' &&
    node.operator.startsWith('==') &&
    node.left.type === 'UnaryExpression' &&
    node.left.operator === 'typeof' &&
    machine.duty.truths.has(node.left.argument)
  )
}

/** A test of a flag that other functions change means that they may have met the duty. */
function guard(machine: Machine, node: AnyNode, states: States): States {
  if (states.size === 0 || !readsShared(machine, node)) return states
  return map(states, (state) => ({ ...state, guarded: true }))
}

function readsShared(machine: Machine, node: AnyNode): boolean {
  if (isFunction(node)) return false
  if (node.type === 'Identifier') {
    const binding = machine.scopes.binding(node)
    return binding !== undefined && machine.scopes.changesElsewhere(binding)
  }
  machine.spend()
  return machine.syntax.children(node).some((child) => readsShared(machine, child))
}

/** A test without side effects, by a text that is the same for `x`, `!x`, `x == null`. */
export function asFact(
  machine: Pick<Machine, 'syntax'>,
  node: AnyNode,
): { text: string; outcome: boolean } | undefined {
  if (!isPlain(machine, node, 0)) return undefined
  const text = machine.syntax.text(node)
  if (node.type !== 'BinaryExpression') return { text, outcome: true }
  const negated = node.operator.startsWith('!=')
  if (!negated && !node.operator.startsWith('==')) return { text, outcome: true }
  const right = machine.syntax.text(node.right)
  const left = machine.syntax.text(node.left)
  if (right === 'null' || right === 'undefined') return { text: left, outcome: negated }
  return { text: `${left}==${right}`, outcome: !negated }
}

const SHORT = 8

function isPlain(machine: Pick<Machine, 'syntax'>, node: AnyNode, depth: number): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
      return true
    case 'MemberExpression':
    case 'BinaryExpression':
    case 'ChainExpression':
      return (
        depth < SHORT && machine.syntax.children(node).every((child) => isPlain(machine, child, depth + 1))
      )
    default:
      return false
  }
}

/** The states in which a function starts. */
export function entryStates(machine: Machine): States {
  const { duty, fn } = machine
  if (fn === duty.root && duty.begins) return setOf([stateOf('done')])
  const error = duty.unlessError.get(fn)
  const truths = duty.names.map((name) => [name, true] as const)
  if (error === undefined) return setOf([stateOf('open', new Map(truths))])
  return setOf([
    stateOf('done', new Map([[error, true]])),
    stateOf('open', new Map([[error, false], ...truths])),
  ])
}
