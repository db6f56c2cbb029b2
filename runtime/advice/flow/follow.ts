/** Follows one duty through a script: where it is left open, and where it is met twice. @module */
import type { AnyNode } from 'acorn'
import type { FunctionNode } from '../function-node.ts'
import type { Subject } from '../subject.ts'
import type { Duty } from './duty.ts'
import { carriersOf } from './duty.ts'
import { asFact, entryStates, evaluate } from './expressions.ts'
import type { Exit, Machine, Summary } from './machine.ts'
import { createMarks, OutOfFuel } from './machine.ts'
import { execute } from './statements.ts'

/** A path on which the duty is not met. */
export interface Gap {
  fn: FunctionNode
  /** The `return` or the throw; absent where the function's end is reached. */
  node?: AnyNode
  /** The branch that left out what others did. */
  branch?: AnyNode
  how: 'return' | 'end' | 'throw' | 'await'
}

export interface Followed {
  gaps: Gap[]
  doubles: { first: AnyNode; second: AnyNode }[]
  carriers: ReadonlySet<FunctionNode>
  /** A function that can end, other than by a throw. */
  canEnd(fn: FunctionNode): boolean
}

/**
 * Maximum number of steps of one analysis. An ordinary script takes a few hundred, 100 KB of plain code some ten thousand.
 */
const FUEL = 100_000

/** @returns undefined when the text is too complex to follow */
export function followDuty(subject: Subject, duty: Duty): Followed | undefined {
  const { syntax, scopes } = subject
  const carriers = carriersOf(syntax, scopes, duty)
  const matter = createMarks(syntax, matteringNodes(subject, duty, carriers))
  const active = createMarks(syntax, activeNodes(subject))
  const repeated = repeatedTests(subject, duty)
  const summaries = new Map<FunctionNode, Summary>()
  const doubles: Machine['doubles'] = []
  let fuel = FUEL

  function summary(fn: FunctionNode): Summary {
    const known = summaries.get(fn)
    if (known) return known
    // A recursive call is assumed to meet the duty.
    summaries.set(fn, { exits: [], escaped: [], surely: false })
    const machine: Machine = {
      syntax,
      scopes,
      duty,
      carriers,
      repeated,
      fn,
      sink: undefined,
      escaped: [],
      doubles,
      matters: (node) => matter.has(node),
      active: (node) => active.has(node),
      summary,
      spend(steps = 1) {
        fuel -= steps
        if (fuel < 0) throw new OutOfFuel()
      },
    }
    const exits = exitsOf(machine)
    const result: Summary = {
      exits,
      escaped: machine.escaped,
      surely: exits.length > 0 && exits.every(({ state }) => state.kind === 'settled'),
    }
    summaries.set(fn, result)
    return result
  }

  const gaps: Gap[] = []
  const checked = new Set<FunctionNode>()
  function check(fn: FunctionNode): void {
    if (checked.has(fn)) return
    checked.add(fn)
    const { exits, escaped } = summary(fn)
    for (const { state, node } of exits) {
      if (state.fn && (state.kind === 'given' || state.kind === 'aside')) check(state.fn)
      if (state.kind !== 'open' || state.guarded) continue
      gaps.push({
        fn,
        how: node ? 'return' : 'end',
        ...(node && { node }),
        ...(state.at && { branch: state.at }),
      })
    }
    for (const { states, node, how } of escaped) {
      if (how === 'call') continue
      for (const state of states.values()) {
        if (state.kind === 'open' && !state.guarded) gaps.push({ fn, node, how })
      }
    }
  }

  try {
    check(duty.root)
    for (const fn of carriers) summary(fn)
  } catch (error) {
    if (error instanceof OutOfFuel) return undefined
    throw error
  }
  return { gaps, doubles, carriers, canEnd: (fn) => summary(fn).exits.length > 0 }
}

function exitsOf(machine: Machine): Exit[] {
  const { fn } = machine
  const entry = entryStates(machine)
  if (fn.body.type !== 'BlockStatement') {
    const after = evaluate(machine, fn.body, entry)
    return [...after.values()].map((state) => ({ state }))
  }
  const { next, leaves } = execute(machine, fn.body, entry)
  const exits: Exit[] = [...next.values()].map((state) => ({ state }))
  for (const leave of leaves) {
    for (const state of leave.states.values()) exits.push({ state, node: leave.node })
  }
  return exits
}

function matteringNodes(subject: Subject, duty: Duty, carriers: ReadonlySet<FunctionNode>): AnyNode[] {
  const nodes: AnyNode[] = [...duty.settles.keys(), ...duty.hands, ...carriers]
  if (duty.begins) nodes.push(duty.begins)
  for (const fn of carriers) nodes.push(...(subject.scopes.bindingOf(fn)?.reads ?? []))
  return nodes
}

function activeNodes({ syntax }: Subject): AnyNode[] {
  return syntax.nodes.filter(({ type }) => /^(?:Call|New|Await|Assignment|Update)Expression$/.test(type))
}

/** Only the outcomes of these tests are remembered on a path; otherwise the number of paths would explode. */
function repeatedTests({ syntax }: Subject, duty: Duty): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>([...duty.names, ...duty.unlessError.values()])
  function count(node: AnyNode | null | undefined): void {
    const bare = node?.type === 'UnaryExpression' && node.operator === '!' ? node.argument : node
    // The operands of a logical expression are counted when the analysis reaches the expression itself.
    const fact = bare && bare.type !== 'LogicalExpression' ? asFact({ syntax }, bare) : undefined
    if (!fact) return
    if (seen.has(fact.text)) repeated.add(fact.text)
    seen.add(fact.text)
  }
  for (const node of syntax.nodes) {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') count(node.test)
    else if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement') count(node.test)
    else if (node.type === 'LogicalExpression') {
      count(node.left)
      count(node.right)
    }
  }
  return repeated
}
