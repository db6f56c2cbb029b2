/** The subject of every rule: the tree, the names, and the script's own parameters. @module */
import type { AnyNode, CallExpression, NewExpression } from 'acorn'
import type { Action } from '../contract.ts'
import type { Advice, AdviceFix, AdviceRequest } from './contract.ts'
import type { Binding, Scopes } from './scope.ts'
import { keyName, resolveScopes } from './scope.ts'
import type { Syntax } from './syntax.ts'
import { parseScript } from './syntax.ts'

export type Call = CallExpression | NewExpression

/** A script under examination. */
export interface Subject {
  action: Action
  syntax: Syntax
  scopes: Scopes
  configuration_keys: readonly string[] | undefined
  /** Whether the connection passes `context`; undefined when it is not known. */
  has_context: boolean | undefined
  /** The script's last parameter, when it stands where the action passes the callback. */
  callback: Binding | undefined
  /** Parameters that the user typed; not `context`, not the callback. */
  inputs: readonly Binding[]
  /** Calls and `new` expressions in the order of the text. */
  calls: readonly Call[]
  /** Required packages, with the version as written. */
  required: readonly { name: string; version: string | undefined; node: AnyNode }[]
  /**
   * Origin of a value as a path: `mysql2.createConnection()`, `pg.Client()`, `@mysql()` for a global. The version of a
   * package is left out. `?` is where the text does not show more: `?.collection()`.
   */
  denote(node: AnyNode | null | undefined): string
  /** Calls each name of the text that is a global, such as `configuration`. */
  isGlobal(node: AnyNode, name: string): boolean
}

/** A rule's finding before its position is computed. */
export interface Finding {
  rule: string
  severity: Advice['severity']
  /** Offsets in the tenant's text. */
  start: number
  end: number
  message: string
  fix?: AdviceFix
}

/** Arguments of each action before the callback. With `enable_script_context`, `context` follows them. */
export const ARGUMENTS: { readonly [action in Action]: readonly string[] } = {
  login: ['userNameOrEmail', 'password'],
  get_user: ['email'],
  create: ['user'],
  verify: ['email'],
  change_password: ['email', 'newPassword'],
  delete: ['id'],
  change_email: ['email', 'newEmail', 'verified'],
}

export const CALLBACK_NAME = /^(?:callback|cb|done|next|fn|_?callback\w*)$/i

/** @returns undefined when the text does not parse */
export function createSubject({
  action,
  source,
  configuration_keys,
  has_context,
}: AdviceRequest): Subject | undefined {
  const syntax = parseScript(source, action)
  if (!syntax) return undefined
  const scopes = resolveScopes(syntax)
  const calls: Call[] = []
  for (const node of syntax.nodes) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push(node)
  }
  const denote = createDenote(scopes)
  const { script } = syntax
  const expected = ARGUMENTS[action].length
  const last = script.params.length - 1
  const candidate = scopes.parameter(script, last)
  const inPlace = last === expected || last === expected + 1
  const callback = candidate && (inPlace || CALLBACK_NAME.test(candidate.name)) ? candidate : undefined
  return {
    action,
    syntax,
    scopes,
    configuration_keys,
    has_context,
    callback,
    inputs: scopes.bindings.filter(
      ({ parameter }) =>
        parameter?.fn === script && parameter.index < Math.min(expected, callback ? last : last + 1),
    ),
    calls,
    required: calls.flatMap((node) => requirement(node, scopes) ?? []),
    denote,
    isGlobal: (node, name) =>
      node.type === 'Identifier' && node.name === name && scopes.binding(node) === undefined,
  }
}

function requirement(node: Call, scopes: Scopes) {
  const [argument] = node.arguments
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || scopes.binding(node.callee)) {
    return undefined
  }
  const name = argument && literalText(argument)
  if (name === undefined) return undefined
  const match = /^((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/.exec(name)
  return match && { name: `${match[1]}${match[3] ?? ''}`.replace(/^node:/, ''), version: match[2], node }
}

/** Text of a string literal or of a template without expressions. */
export function literalText(node: AnyNode): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined
  }
  return undefined
}

/** Longest chain of variables and members that is followed. */
const DEPTH = 30

function createDenote(scopes: Scopes): Subject['denote'] {
  const known = new Map<AnyNode, string>()
  const busy = new Set<AnyNode>()

  function visit(node: AnyNode | null | undefined, depth: number): string {
    if (!node || depth > DEPTH || busy.has(node)) return '?'
    const before = known.get(node)
    if (before !== undefined) return before
    busy.add(node)
    const text = read(node, depth + 1)
    busy.delete(node)
    known.set(node, text)
    return text
  }

  function read(node: AnyNode, depth: number): string {
    switch (node.type) {
      case 'Identifier': {
        const binding = scopes.binding(node)
        if (!binding) return `@${node.name}`
        const [write] = binding.writes.filter(({ value }) => !value || !isNothing(value))
        if (binding.parameter || !write?.value || write.operator !== '=') return '?'
        const value = visit(write.value, depth)
        return write.path.includes('...') ? '?' : [value, ...write.path].join('.')
      }
      case 'MemberExpression': {
        const name = keyName(node)
        return name === undefined ? '?' : `${visit(node.object, depth)}.${name}`
      }
      case 'CallExpression':
      case 'NewExpression': {
        const wanted = requirement(node, scopes)
        return wanted ? wanted.name : `${visit(node.callee, depth)}()`
      }
      case 'ChainExpression':
        return visit(node.expression, depth)
      case 'AwaitExpression':
        return visit(node.argument, depth)
      case 'AssignmentExpression':
        return visit(node.right, depth)
      case 'LogicalExpression': {
        const right = visit(node.right, depth)
        return right.startsWith('?') ? visit(node.left, depth) : right
      }
      default:
        return '?'
    }
  }

  return (node) => visit(node, 0)
}

/** `null`, `undefined`, `void 0`: a variable's value before it gets one. */
export function isNothing(node: AnyNode): boolean {
  if (node.type === 'Literal') return node.raw === 'null'
  if (node.type === 'Identifier') return node.name === 'undefined'
  return node.type === 'UnaryExpression' && node.operator === 'void'
}

/** Name of the called method. */
export function methodName(call: Call): string | undefined {
  return call.callee.type === 'MemberExpression' ? keyName(call.callee) : undefined
}

/** The function of an argument, inline or by the name of a local function. */
export function functionGiven(subject: Subject, node: AnyNode | undefined) {
  if (!node) return undefined
  if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') return node
  const binding = node.type === 'Identifier' ? subject.scopes.binding(node) : undefined
  return binding && subject.scopes.functionOf(binding)
}

/** Unwraps expressions that make no difference to the rules: `await x`, `x?.y`, a variable with one value. */
export function settledValue(subject: Subject, node: AnyNode, depth = 0): AnyNode {
  if (depth > DEPTH) return node
  if (node.type === 'AwaitExpression') return settledValue(subject, node.argument, depth + 1)
  if (node.type === 'ChainExpression') return settledValue(subject, node.expression, depth + 1)
  if (node.type !== 'Identifier') return node
  const binding = subject.scopes.binding(node)
  const writes = binding?.writes.filter(({ value }) => !value || !isNothing(value)) ?? []
  const [write] = writes
  if (binding?.parameter || writes.length !== 1 || !write?.value || write.path.length > 0) return node
  return write.operator === '=' ? settledValue(subject, write.value, depth + 1) : node
}
