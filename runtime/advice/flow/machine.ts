/** What the analyses of statements and of expressions share. @module */
import type { AnyNode, Identifier } from 'acorn'
import type { FunctionNode } from '../function-node.ts'
import { isFunction } from '../function-node.ts'
import type { Scopes } from '../scope.ts'
import type { Syntax } from '../syntax.ts'
import type { Duty, Manner } from './duty.ts'
import { actsOnErrorOnly, climb, mannerOf } from './duty.ts'
import type { State, States } from './state.ts'
import { map, setOf } from './state.ts'

/** A place where something may be thrown, and the states there. */
export interface Throw {
  states: States
  node: AnyNode
  how: 'throw' | 'await' | 'call'
}

export interface Machine {
  syntax: Syntax
  scopes: Scopes
  duty: Duty
  carriers: ReadonlySet<FunctionNode>
  /** Texts of tests that occur more than once, so that their outcomes are worth remembering. */
  repeated: ReadonlySet<string>
  /** The function whose body is being followed. */
  fn: FunctionNode
  /** Where throws continue; undefined outside any `try`. */
  sink: Throw[] | undefined
  /** Throws that leave the function. */
  escaped: Throw[]
  doubles: { first: AnyNode; second: AnyNode }[]
  /** Something in here, not in functions inside it, matters to the duty. */
  matters(node: AnyNode): boolean
  /** Something in here may throw, or gives a variable a value. */
  active(node: AnyNode): boolean
  summary(fn: FunctionNode): Summary
  /** @param steps one for each state that is followed @throws {OutOfFuel} */
  spend(steps?: number): void
}

export interface Exit {
  state: State
  /** The `return`; absent where the function's end is reached. */
  node?: AnyNode
}

export interface Summary {
  exits: Exit[]
  escaped: Throw[]
  /** The duty is met on every way out here. */
  surely: boolean
}

/** The text is too complex to follow in reasonable time. */
export class OutOfFuel extends Error {}

/** @returns a predicate: whether a node, or a node inside it within the same function, is in one of the sets */
export function createMarks(syntax: Syntax, seeds: Iterable<AnyNode>): ReadonlySet<AnyNode> {
  const marks = new Set<AnyNode>()
  for (const seed of seeds) {
    climb(syntax, seed, (node) => {
      if (marks.has(node)) return false
      marks.add(node)
      return true
    })
  }
  return marks
}

/** The duty is met by this call. */
export function settle(machine: Machine, states: States, node: AnyNode, how: 'exact' | 'safe'): States {
  return map(states, (state) => {
    switch (state.kind) {
      case 'open':
      case 'aside':
        return how === 'exact' ? change(state, { kind: 'settled', node }) : change(state, { kind: 'done' })
      case 'settled':
        if (state.node && how === 'exact') machine.doubles.push({ first: state.node, second: node })
        return state
      case 'given':
        return change(state, { kind: 'done' })
      case 'done':
        return state
    }
  })
}

/** The duty is handed to code out of sight. */
export function hand(machine: Machine, states: States, node: Identifier): States {
  const manner = mannerOf(machine.syntax, node)
  return map(states, (state) => {
    if (state.kind === 'settled' && state.node && manner !== 'aside') {
      machine.doubles.push({ first: state.node, second: node })
    }
    if (state.kind === 'settled' || state.kind === 'done') return state
    if (manner !== 'aside') return change(state, { kind: 'done' })
    return state.kind === 'open' ? change(state, { kind: 'aside' }) : state
  })
}

/** The duty is handed to a function of the text. */
export function give(machine: Machine, states: States, fn: FunctionNode, node: AnyNode): States {
  const manner = mannerOf(machine.syntax, node)
  if (manner === 'now' && machine.summary(fn).surely) {
    return settle(machine, states, machine.syntax.parent(node) ?? node, 'exact')
  }
  const errorOnly = manner === 'once' && actsOnErrorOnly(machine.syntax, fn, machine.matters)
  return map(states, (state) => giveOne(machine, state, fn, node, errorOnly ? 'error' : manner))
}

function giveOne(
  machine: Machine,
  state: State,
  fn: FunctionNode,
  node: AnyNode,
  manner: Manner | 'error',
): State {
  switch (state.kind) {
    case 'open':
      if (manner === 'error') return change(state, { kind: 'aside', fn })
      if (manner === 'aside') return change(state, { kind: 'aside' })
      return manner === 'loose' ? change(state, { kind: 'done' }) : change(state, { kind: 'given', fn })
    case 'aside':
      if (manner === 'error' || manner === 'aside') return change(state, { kind: 'aside' })
      return manner === 'loose' ? change(state, { kind: 'done' }) : change(state, { kind: 'given', fn })
    case 'given':
      return manner === 'error' || manner === 'aside' ? state : change(state, { kind: 'done' })
    case 'settled':
      if (state.node && (manner === 'once' || manner === 'now' || manner === 'error')) {
        machine.doubles.push({ first: state.node, second: node })
      }
      return state
    case 'done':
      return state
  }
}

function change(state: State, to: Pick<State, 'kind' | 'fn' | 'node'>): State {
  return { ...to, guarded: state.guarded, facts: state.facts }
}

/** Something may be thrown here. */
export function throwPoint(machine: Machine, states: States, node: AnyNode, how: Throw['how']): void {
  if (states.size === 0) return
  if (machine.sink) machine.sink.push({ states, node, how })
  else if (how !== 'call') machine.escaped.push({ states, node, how })
}

/** The states of several throws, as a `catch` gets them. */
export function caught(throws: readonly Throw[]): States {
  return setOf(
    throws.flatMap(({ states }) =>
      [...states.values()].map((state) =>
        // A callback that was called does not throw, and an error after the call is not an answer.
        state.kind === 'settled' ? change(state, { kind: 'done' }) : state,
      ),
    ),
  )
}

/** The function that a name always refers to, if it can meet the duty. */
export function carrierNamed(machine: Machine, node: Identifier): FunctionNode | undefined {
  const binding = machine.scopes.binding(node)
  const fn = binding && machine.scopes.functionOf(binding)
  return fn && machine.carriers.has(fn) ? fn : undefined
}

/** A function that is assigned to a variable is not passed to other code at that place. */
export function isNamed(machine: Machine, fn: AnyNode): boolean {
  if (!isFunction(fn)) return false
  if (fn.type === 'FunctionDeclaration') return true
  const parent = machine.syntax.parent(fn)
  const stored = parent?.type === 'VariableDeclarator' || parent?.type === 'AssignmentExpression'
  return stored && machine.scopes.bindingOf(fn) !== undefined
}
