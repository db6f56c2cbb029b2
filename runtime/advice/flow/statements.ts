/** Follows statements: branches, loops, `try`, and every way out of a function. @module */
import type { AnyNode, Statement, SwitchStatement, TryStatement } from 'acorn'
import { evaluate, test } from './expressions.ts'
import type { Machine, Throw } from './machine.ts'
import { caught, throwPoint } from './machine.ts'
import type { States } from './state.ts'
import { join, map, mark, meet, NONE } from './state.ts'

/** A jump out of a statement. */
interface Leave {
  kind: 'return' | 'break' | 'continue'
  label?: string
  node: AnyNode
  states: States
}

export interface Flow {
  /** The states at the start of the next statement; none when it is never reached. */
  next: States
  leaves: Leave[]
}

/** Number of rounds of a loop that are followed: the states after the second are all possible ones. */
const ROUNDS = 2

export function execute(machine: Machine, node: Statement | AnyNode, states: States): Flow {
  if (states.size === 0) return { next: NONE, leaves: [] }
  machine.spend(states.size)
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
    case 'Program':
      return executeAll(machine, node.body, states)
    case 'ReturnStatement': {
      const after = evaluate(machine, node.argument, states)
      return { next: NONE, leaves: [{ kind: 'return', node, states: after }] }
    }
    case 'ThrowStatement':
      throwPoint(machine, evaluate(machine, node.argument, states), node, 'throw')
      return { next: NONE, leaves: [] }
    case 'BreakStatement':
    case 'ContinueStatement': {
      const kind = node.type === 'BreakStatement' ? 'break' : 'continue'
      const label = node.label?.name
      return { next: NONE, leaves: [{ kind, node, states, ...(label !== undefined && { label }) }] }
    }
    case 'IfStatement': {
      const { yes, no } = test(machine, node.test, states)
      const one = execute(machine, node.consequent, yes)
      const other = node.alternate ? execute(machine, node.alternate, no) : { next: no, leaves: [] }
      return {
        next: meet(one.next, node.consequent, other.next, node.alternate ?? node),
        leaves: [...one.leaves, ...other.leaves],
      }
    }
    case 'SwitchStatement':
      return executeSwitch(machine, node, states)
    case 'TryStatement':
      return executeTry(machine, node, states)
    case 'LabeledStatement': {
      const { next, leaves } = execute(machine, node.body, states)
      const mine = leaves.filter(({ label }) => label === node.label.name)
      return {
        next: join(next, ...mine.map((leave) => leave.states)),
        leaves: leaves.filter((leave) => !mine.includes(leave)),
      }
    }
    case 'ForStatement':
      return executeLoop(machine, node, evaluate(machine, node.init, states), node.test ?? undefined, {
        update: node.update ?? undefined,
        first: false,
      })
    case 'WhileStatement':
      return executeLoop(machine, node, states, node.test, { first: false })
    case 'DoWhileStatement':
      return executeLoop(machine, node, states, node.test, { first: true })
    case 'ForInStatement':
    case 'ForOfStatement':
      return executeEach(machine, node, evaluate(machine, node.right, states))
    case 'FunctionDeclaration':
    case 'EmptyStatement':
      return { next: states, leaves: [] }
    default:
      return { next: evaluate(machine, node, states), leaves: [] }
  }
}

function executeAll(machine: Machine, body: readonly AnyNode[], states: States): Flow {
  let next = states
  const leaves: Leave[] = []
  for (const statement of body) {
    const flow = execute(machine, statement, next)
    next = flow.next
    leaves.push(...flow.leaves)
    if (next.size === 0) break
  }
  return { next, leaves }
}

function executeSwitch(machine: Machine, node: SwitchStatement, states: States): Flow {
  const entered = evaluate(machine, node.discriminant, states)
  const hasDefault = node.cases.some((each) => each.test === null || each.test === undefined)
  let falling: States = NONE
  const ends: { states: States; branch: AnyNode }[] = []
  const leaves: Leave[] = []
  for (const each of node.cases) {
    const flow = executeAll(machine, each.consequent, join(falling, entered))
    falling = flow.next
    const breaks = flow.leaves.filter(({ kind, label }) => kind === 'break' && label === undefined)
    ends.push(...breaks.map((leave) => ({ states: leave.states, branch: leave.node })))
    leaves.push(...flow.leaves.filter((leave) => !breaks.includes(leave)))
  }
  ends.push({ states: falling, branch: node })
  if (!hasDefault) ends.push({ states: entered, branch: node })
  const all = join(...ends.map((end) => end.states))
  return { next: join(...ends.map((end) => mark(end.states, end.branch, all))), leaves }
}

function executeTry(machine: Machine, node: TryStatement, states: States): Flow {
  const outer = machine.sink
  const inner: Throw[] = []
  machine.sink = inner
  let flow = execute(machine, node.block, states)
  let thrown = inner
  if (node.handler) {
    // Throws of the handler itself reach only the `finally`.
    const again: Throw[] = []
    machine.sink = node.finalizer ? again : outer
    const handled = execute(machine, node.handler.body, caught(inner))
    flow = {
      next: join(flow.next, mark(handled.next, node.handler, flow.next)),
      leaves: [...flow.leaves, ...handled.leaves],
    }
    thrown = again
  }
  machine.sink = outer
  if (!node.finalizer) {
    for (const each of thrown) throwPoint(machine, each.states, each.node, each.how)
    return flow
  }
  const last = execute(machine, node.finalizer, flow.next)
  const leaves = [...last.leaves]
  for (const leave of flow.leaves) {
    const through = execute(machine, node.finalizer, leave.states)
    leaves.push({ ...leave, states: through.next }, ...through.leaves)
  }
  for (const each of thrown) {
    const through = execute(machine, node.finalizer, each.states)
    throwPoint(machine, through.next, each.node, each.how)
  }
  return { next: last.next, leaves }
}

function executeLoop(
  machine: Machine,
  node: Extract<AnyNode, { body: Statement }>,
  states: States,
  condition: AnyNode | undefined,
  { update, first }: { update?: AnyNode | undefined; first: boolean },
): Flow {
  const leaves: Leave[] = []
  let out: States = NONE
  let entering = states
  for (let round = 0; round < ROUNDS; round++) {
    const tested =
      condition && !(first && round === 0) ? test(machine, condition, entering) : { yes: entering, no: NONE }
    out = join(out, tested.no)
    const body = ownJumps(execute(machine, node.body, tested.yes))
    leaves.push(...body.leaves)
    out = join(out, body.broken)
    entering = evaluate(machine, update, body.next)
  }
  if (condition) out = join(out, test(machine, condition, entering).no)
  // `while (tries--)`: the analysis cannot see that the last iteration returns.
  const unsure = machine.matters(node.body)
  return {
    next: unsure ? map(out, (state) => ({ ...state, guarded: true })) : out,
    leaves,
  }
}

function executeEach(
  machine: Machine,
  node: Extract<AnyNode, { type: 'ForInStatement' | 'ForOfStatement' }>,
  states: States,
): Flow {
  const leaves: Leave[] = []
  let out = states
  let entering = states
  for (let round = 0; round < ROUNDS; round++) {
    const body = ownJumps(execute(machine, node.body, entering))
    leaves.push(...body.leaves)
    out = join(out, body.next, body.broken)
    entering = body.next
  }
  return { next: out, leaves }
}

/** One iteration of a loop's body, with its own `break` and `continue` resolved. */
function ownJumps({ next, leaves }: Flow): { next: States; broken: States; leaves: Leave[] } {
  const own = leaves.filter(({ kind, label }) => kind !== 'return' && label === undefined)
  const statesOf = (kind: Leave['kind']) =>
    own.filter((leave) => leave.kind === kind).map((leave) => leave.states)
  return {
    next: join(next, ...statesOf('continue')),
    broken: join(...statesOf('break')),
    leaves: leaves.filter((leave) => !own.includes(leave)),
  }
}
