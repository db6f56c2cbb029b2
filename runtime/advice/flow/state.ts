/** Abstract states of a duty at one point of a path, and sets of them. @module */
import type { AnyNode } from 'acorn'
import type { FunctionNode } from '../function-node.ts'

/**
 * - `open`: the duty has not been met yet
 * - `aside`: only a function for a side case has it so far, such as a listener for errors
 * - `given`: exactly one function has it and is expected to meet it
 * - `settled`: met here, by `node`; meeting it again would be a mistake
 * - `done`: met, or beyond what the text shows
 */
export interface State {
  kind: 'open' | 'aside' | 'given' | 'settled' | 'done'
  /** For `given`, and for `aside` when only that function is possible. */
  fn?: FunctionNode
  /** For `settled`. */
  node?: AnyNode
  /** For `open`: the branch in which the path did not do what other paths did. */
  at?: AnyNode
  /** The path depends on a variable that other functions change, such as a flag `finished`. */
  guarded: boolean
  /** Tests whose outcome is known on this path, by their text. */
  facts: ReadonlyMap<string, boolean>
}

export type States = ReadonlyMap<string, State>

export const NONE: States = new Map()
const NO_FACTS: ReadonlyMap<string, boolean> = new Map()

/** Maximum number of states at one point. Beyond it the facts are forgotten, which leaves a handful of states. */
const MANY = 64

export function stateOf(kind: State['kind'], facts: ReadonlyMap<string, boolean> = NO_FACTS): State {
  return { kind, guarded: false, facts }
}

function keyOf(state: State): string {
  const facts = [...state.facts].map(([test, outcome]) => `${outcome}${test}`).sort()
  return [
    state.kind,
    state.fn?.start,
    state.node?.start,
    state.at && `${state.at.type}${state.at.start}`,
    state.guarded,
    ...facts,
  ].join('|')
}

export function setOf(states: Iterable<State>): States {
  const set = new Map<string, State>()
  for (const state of states) set.set(keyOf(state), state)
  if (set.size <= MANY) return set
  const fewer = new Map<string, State>()
  for (const state of set.values()) {
    const without = { ...state, facts: NO_FACTS }
    fewer.set(keyOf(without), without)
  }
  return fewer
}

export function join(...sets: States[]): States {
  const full = sets.filter((set) => set.size > 0)
  return full.length === 1 && full[0] ? full[0] : setOf(full.flatMap((set) => [...set.values()]))
}

export function map(states: States, change: (state: State) => State): States {
  return setOf([...states.values()].map(change))
}

/** Remembers the outcome of a test; a path on which the outcome is known to be different ends here. */
export function assume(states: States, test: string, outcome: boolean, keep: boolean): States {
  const possible = [...states.values()].filter((state) => (state.facts.get(test) ?? outcome) === outcome)
  if (!keep) return setOf(possible)
  return setOf(
    possible.map((state) =>
      state.facts.has(test) ? state : { ...state, facts: new Map([...state.facts, [test, outcome]]) },
    ),
  )
}

/** Forgets the facts about a variable that gets another value. */
export function forget(states: States, name: string | undefined): States {
  if (name === undefined) return states
  const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`)
  let changed = false
  for (const { facts } of states.values()) for (const test of facts.keys()) changed ||= word.test(test)
  if (!changed) return states
  return map(states, (state) => ({
    ...state,
    facts: new Map([...state.facts].filter(([test]) => !word.test(test))),
  }))
}

/** Joins two branches: an open path is marked with its branch if the other branch met the duty and continued. */
export function meet(one: States, oneBranch: AnyNode, other: States, otherBranch: AnyNode): States {
  return join(mark(one, oneBranch, other), mark(other, otherBranch, one))
}

export function mark(states: States, branch: AnyNode, others: States): States {
  const met = [...others.values()].some(({ kind }) => kind !== 'open' && kind !== 'aside')
  if (!met) return states
  return map(states, (state) => (state.kind === 'open' ? { ...state, at: branch } : state))
}
