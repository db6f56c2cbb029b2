/** Finds the expressions that become the profile of a login or get_user script. @module */
import type { AnyNode, ObjectExpression } from 'acorn'
import type { FunctionNode } from './function-node.ts'
import type { Binding } from './scope.ts'
import { keyName } from './scope.ts'
import type { Subject } from './subject.ts'
import { isNothing, literalText, methodName, settledValue } from './subject.ts'

export interface ProfileLiteral {
  kind: 'literal'
  node: ObjectExpression
  /** Own keys with their values, those assigned later included. */
  keys: ReadonlyMap<string, AnyNode>
  /** A spread or computed key: other keys may come with it. */
  open: boolean
  /** Expressions that are spread into the profile. */
  spreads: readonly AnyNode[]
}

export type Profile = ProfileLiteral | { kind: 'other'; node: AnyNode }

/** @returns one entry for each place that makes a profile; none for actions with another kind of answer */
export function profilesOf(subject: Subject): Profile[] {
  if (subject.action !== 'login' && subject.action !== 'get_user') return []
  const found = new Map<AnyNode, Profile>()
  const seen = new Set<AnyNode>()
  for (const value of answers(subject)) collect(subject, value, found, seen, 0)
  return [...found.values()]
}

/** Second arguments of the callback, and of local functions that pass theirs on to it. */
function answers(subject: Subject): AnyNode[] {
  const values: AnyNode[] = []
  const seen = new Set<Binding>()
  const waiting: { binding: Binding; index: number }[] = []
  if (subject.callback) waiting.push({ binding: subject.callback, index: 1 })
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.binding)) continue
    seen.add(next.binding)
    for (const read of next.binding.reads) {
      const parent = subject.syntax.parent(read)
      if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
        const alias = subject.scopes.binding(parent.id)
        if (alias) waiting.push({ binding: alias, index: next.index })
      }
      if (parent?.type !== 'CallExpression' || parent.callee !== read) continue
      const value = parent.arguments[next.index]
      if (!value) continue
      const parameter = value.type === 'Identifier' ? subject.scopes.binding(value)?.parameter : undefined
      const wrapper = parameter && subject.scopes.bindingOf(parameter.fn)
      if (parameter && wrapper) waiting.push({ binding: wrapper, index: parameter.index })
      else values.push(value)
    }
  }
  return values
}

const DEPTH = 10

function collect(
  subject: Subject,
  given: AnyNode,
  found: Map<AnyNode, Profile>,
  seen: Set<AnyNode>,
  depth: number,
): void {
  if (depth > DEPTH || isNothing(given)) return
  const node = settledValue(subject, given)
  if (node.type === 'ConditionalExpression') {
    collect(subject, node.consequent, found, seen, depth + 1)
    collect(subject, node.alternate, found, seen, depth + 1)
  } else if (node.type === 'LogicalExpression') {
    collect(subject, node.left, found, seen, depth + 1)
    collect(subject, node.right, found, seen, depth + 1)
  } else if (node.type === 'ObjectExpression') {
    const holder = given.type === 'Identifier' ? subject.scopes.binding(given) : undefined
    found.set(node, literalOf(subject, node, holder))
  } else if (node.type === 'CallExpression') {
    const binding = node.callee.type === 'Identifier' ? subject.scopes.binding(node.callee) : undefined
    const fn = binding && subject.scopes.functionOf(binding)
    // A helper's return value is analysed once, however often it is called.
    if (fn && seen.has(fn)) return
    if (fn) seen.add(fn)
    const returned = fn ? returns(subject, fn) : []
    for (const value of returned) collect(subject, value, found, seen, depth + 1)
    if (returned.length === 0) found.set(node, { kind: 'other', node: given })
  } else found.set(node, { kind: 'other', node: given })
}

function returns(subject: Subject, fn: FunctionNode): AnyNode[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body]
  return subject.syntax.nodes.flatMap((node) =>
    node.type === 'ReturnStatement' && node.argument && subject.syntax.functionAround(node) === fn
      ? [node.argument]
      : [],
  )
}

function literalOf(subject: Subject, node: ObjectExpression, holder: Binding | undefined): ProfileLiteral {
  const keys = new Map<string, AnyNode>()
  const spreads: AnyNode[] = []
  let open = false
  for (const property of node.properties) {
    const key = keyName(property)
    if (property.type === 'SpreadElement') spreads.push(property.argument)
    else if (key !== undefined) keys.set(key, property.value)
    else open = true
  }
  for (const read of holder?.reads ?? []) {
    const member = subject.syntax.parent(read)
    const beyond = member && subject.syntax.parent(member)
    if (member?.type === 'MemberExpression' && member.object === read) {
      if (beyond?.type !== 'AssignmentExpression' || beyond.left !== member) continue
      const key = keyName(member)
      if (key === undefined) open = true
      else keys.set(key, beyond.right)
    } else if (member?.type === 'CallExpression' && !isAnswer(subject, member)) {
      // `Object.assign(profile, row)`, `addGroups(profile)`: the profile may get any key there.
      open = true
    }
  }
  return { kind: 'literal', node, keys, open: open || spreads.length > 0, spreads }
}

function isAnswer(subject: Subject, call: Extract<AnyNode, { type: 'CallExpression' }>): boolean {
  if (call.callee.type === 'Identifier') {
    return subject.scopes.binding(call.callee) === subject.callback
  }
  return /^@console\./.test(subject.denote(call.callee))
}

/** A whole row or document of the database. */
export function isWholeRow(subject: Subject, given: AnyNode): boolean {
  const node = settledValue(subject, given)
  if (given.type === 'AwaitExpression' || node.type === 'CallExpression') {
    return node.type === 'CallExpression' && methodName(node) === 'findOne' && node.arguments.length < 2
  }
  if (node.type === 'MemberExpression') {
    return keyName(node) === '0' && isResult(subject, node.object)
  }
  if (node.type !== 'Identifier') return false
  const binding = subject.scopes.binding(node)
  if (binding?.parameter) return isGivenBy(subject, binding, /^findOne$/)
  // `const [row] = await …` and `const [[row]] = await …`
  const [write] = binding?.writes ?? []
  const path = write?.path.join('.') ?? ''
  return /^(?:rows\.|recordset\.)?0(?:\.0)?$/.test(path) && !!write?.value && isQuery(subject, write.value)
}

const QUERY = /^(?:query|execute|any|many|all|find|toArray)$/

function isResult(subject: Subject, given: AnyNode): boolean {
  if (given.type === 'MemberExpression') {
    return /^(?:rows|recordset|0)$/.test(keyName(given) ?? '') && isResult(subject, given.object)
  }
  if (given.type !== 'Identifier') return isQuery(subject, given)
  const binding = subject.scopes.binding(given)
  if (binding?.parameter) return isGivenBy(subject, binding, QUERY)
  return (binding?.writes ?? []).some(({ value }) => value && isQuery(subject, value))
}

function isQuery(subject: Subject, given: AnyNode): boolean {
  const node = settledValue(subject, given)
  return node.type === 'CallExpression' && QUERY.test(methodName(node) ?? '')
}

/** The second parameter of a callback that is passed to such a method, or the first after `.then`. */
function isGivenBy(subject: Subject, { parameter }: Binding, method: RegExp): boolean {
  if (!parameter || parameter.path.length > 0) return false
  const call = subject.syntax.parent(parameter.fn)
  if (call?.type !== 'CallExpression') return false
  if (methodName(call) === 'then') {
    const before = call.callee.type === 'MemberExpression' ? call.callee.object : undefined
    return parameter.index === 0 && before?.type === 'CallExpression' && method.test(methodName(before) ?? '')
  }
  return parameter.index === 1 && method.test(methodName(call) ?? '') && call.arguments.length <= 3
}

/** SQL or a query in the text that fetches the password with the other columns. */
export function fetchesPassword(subject: Subject): boolean {
  return subject.syntax.nodes.some((node) => {
    const text = node.type === 'TemplateElement' ? (node.value.cooked ?? '') : literalText(node)
    const columns = text && /\bselect\b([\s\S]{0,4000}?)(?:\bfrom\b|$)/i.exec(text)?.[1]
    if (columns && /(?:^|[\s.,])\*|pass|pwd|hash|salt/i.test(columns)) return true
    return (
      node.type === 'CallExpression' &&
      methodName(node) === 'findOne' &&
      !(node.arguments[1]?.type === 'ObjectExpression' && node.arguments[1].properties.length > 0)
    )
  })
}
