/**
 * `missing-callback`: a path on which the callback is never called. The run then ends as `no_callback`, or waits for its
 * time limit, and the person who logs in sees an error.
 *
 * Each path through the script is followed, and through the function that the path hands the answer to. A path is fine
 * when it calls the callback, throws (an error thrown is an answer), passes the callback on, or leaves the answer to
 * more than one function, for then who answers cannot be told from the text. A flag that other functions set
 * (`if (finished) return`) is taken to mean that somebody has answered.
 * @module
 */
import type { AnyNode } from 'acorn'
import type { AdviceFix } from '../contract.ts'
import { findingAt, fix, insert, replace } from '../finding.ts'
import type { CallbackFlow } from '../flow/callback-duty.ts'
import type { Followed, Gap } from '../flow/follow.ts'
import type { FunctionNode } from '../function-node.ts'
import type { Call, Finding, Subject } from '../subject.ts'
import { functionGiven, methodName } from '../subject.ts'

const RULE = 'missing-callback'

export function missingCallback(subject: Subject, followed: CallbackFlow | undefined): Finding[] {
  if (!followed) return []
  const { duty } = followed
  const findings = followed.gaps
    .filter(({ how }) => how === 'return' || how === 'end')
    .map((gap) => describe(subject, gap, duty.settles.size + duty.hands.size > 0))
  for (const call of subject.calls) {
    const finding = swallowed(subject, followed, call)
    if (finding) findings.push(finding)
  }
  const seen = new Set<string>()
  return findings.filter(({ start, end }) => {
    const key = `${start}-${end}`
    return !seen.has(key) && seen.add(key)
  })
}

function describe(subject: Subject, gap: Gap, ever: boolean): Finding {
  const name = subject.callback?.name ?? 'callback'
  const base = { rule: RULE, severity: 'warning' } as const
  const { fn, branch } = gap
  if (!ever) {
    return {
      ...base,
      ...headOf(subject, fn, fn.body),
      message: `Call \`${name}\` once on every path: this script never does, so it never answers.`,
    }
  }
  if (gap.node) {
    const repaired = answerInstead(subject, gap.node, fn, name)
    return findingAt(subject, gap.node, {
      ...base,
      message: `Call \`${name}\` before this \`return\`: on this path the script never answers.`,
      ...(repaired && { fix: repaired }),
    })
  }
  if (branch?.type === 'IfStatement') {
    return {
      ...base,
      start: subject.syntax.start(branch),
      end: subject.syntax.end(branch.test) + 1,
      message: `Add an \`else\` that calls \`${name}\`: when this condition is false, the script never answers.`,
    }
  }
  if (branch?.type === 'SwitchStatement') {
    return {
      ...base,
      start: subject.syntax.start(branch),
      end: subject.syntax.end(branch.discriminant) + 1,
      message: `Call \`${name}\` in every case and in a \`default\`: this \`switch\` can end without an answer.`,
    }
  }
  if (branch?.type === 'CatchClause') {
    const repaired = answerAtEnd(subject, branch, name)
    return {
      ...base,
      ...headOf(subject, branch, branch.body),
      message: `Call \`${name}\` with the error in this \`catch\`: it swallows the failure and the script never answers.`,
      ...(repaired && { fix: repaired }),
    }
  }
  if (branch) {
    return {
      ...base,
      ...closing(subject, branch),
      message: `Call \`${name}\` in this branch: it ends without an answer.`,
    }
  }
  return {
    ...base,
    ...closing(subject, fn.body),
    message: `Call \`${name}\` before the function ends here: on this path the script never answers.`,
  }
}

/** The head of a body: `function login(…)`, `catch (error)`. */
function headOf({ syntax }: Subject, node: AnyNode, body: AnyNode): { start: number; end: number } {
  const start = syntax.start(node)
  return { start, end: start + syntax.source.slice(start, syntax.start(body)).trimEnd().length }
}

/** The finding on a block ends at its brace; any other node is marked as a whole. */
function closing({ syntax }: Subject, node: AnyNode): { start: number; end: number } {
  const end = syntax.end(node)
  return { start: node.type === 'BlockStatement' ? end - 1 : syntax.start(node), end }
}

/** `if (err) return` becomes `if (err) return callback(err)`. */
function answerInstead(
  subject: Subject,
  node: AnyNode,
  fn: FunctionNode,
  name: string,
): AdviceFix | undefined {
  if (node.type !== 'ReturnStatement' || node.argument) return undefined
  const [error] = fn.params
  if (error?.type !== 'Identifier') return undefined
  const parent = subject.syntax.parent(node)
  const branch = parent?.type === 'BlockStatement' ? subject.syntax.parent(parent) : parent
  if (branch?.type !== 'IfStatement' || subject.syntax.text(branch.test) !== error.name) return undefined
  if (!subject.syntax.contains(branch.consequent, node)) return undefined
  const end = subject.syntax.text(node).endsWith(';') ? ';' : ''
  return fix(`Pass the error to \`${name}\`.`, replace(subject, node, `return ${name}(${error.name})${end}`))
}

function answerAtEnd(subject: Subject, node: AnyNode, name: string): AdviceFix | undefined {
  if (node.type !== 'CatchClause' || node.param?.type !== 'Identifier') return undefined
  const brace = subject.syntax.end(node) - 1
  const { column } = subject.syntax.position(brace)
  const before = subject.syntax.source.slice(brace - column + 1, brace)
  const alone = before.trim() === ''
  const answer = `return ${name}(${node.param.name});`
  return fix(
    `Pass the error to \`${name}\`.`,
    // A statement without a semicolon on the same line needs one; an extra one does no harm.
    insert(brace, alone ? `  ${answer}\n${before}` : `; ${answer} `),
  )
}

/**
 * `….then(r => callback(null, r)).catch(err => console.log(err))`: the failure is logged, and the callback is not called.
 * Only at the end of a chain, since a later part could still call it.
 */
function swallowed(subject: Subject, followed: Followed, call: Call): Finding | undefined {
  if (methodName(call) !== 'catch' || call.callee.type !== 'MemberExpression') return undefined
  const parent = subject.syntax.parent(call)
  if (parent?.type !== 'ExpressionStatement' && parent?.type !== 'ReturnStatement') return undefined
  const [handler] = call.arguments
  if (!handler || !chainAnswers(subject, followed, call.callee.object)) return undefined
  const fn = functionGiven(subject, handler)
  if (fn ? followed.carriers.has(fn) || !followed.canEnd(fn) : !logsOnly(subject, handler)) return undefined
  const name = subject.callback?.name ?? 'callback'
  return findingAt(subject, handler, {
    rule: RULE,
    severity: 'warning',
    message: `Call \`${name}\` with the error in this \`catch\`: it swallows the failure and the script never answers.`,
    ...(!fn && { fix: fix(`Pass the error to \`${name}\`.`, replace(subject, handler, name)) }),
  })
}

function logsOnly(subject: Subject, handler: AnyNode): boolean {
  return /^@console\.\w+$/.test(subject.denote(handler))
}

/** A `then` of the chain, or the function at its start, calls the callback. */
function chainAnswers(subject: Subject, followed: Followed, node: AnyNode): boolean {
  if (node.type === 'CallExpression') {
    const start = functionGiven(subject, node.callee)
    if (start && followed.carriers.has(start)) return true
    const [first] = node.arguments
    const fn = methodName(node) === 'then' ? functionGiven(subject, first) : undefined
    if (fn && followed.carriers.has(fn)) return true
    return node.callee.type === 'MemberExpression' && chainAnswers(subject, followed, node.callee.object)
  }
  return false
}
