/**
 * `wrong-arity`: the function takes fewer or more arguments than the action passes. Arguments come by position, so one
 * too few means that a password is taken for the callback.
 *
 * One more than usual is right for connections with `enable_script_context`: `context` comes before the callback. A
 * function with a rest parameter, or one that reads `arguments`, can take any number.
 * @module
 */
import type { AdviceFix } from '../contract.ts'
import { fix, insert } from '../finding.ts'
import type { Finding, Subject } from '../subject.ts'
import { ARGUMENTS, CALLBACK_NAME } from '../subject.ts'

export function wrongArity(subject: Subject): Finding[] {
  const { syntax, action } = subject
  const { params } = syntax.script
  const wanted = [...ARGUMENTS[action], 'callback']
  if (params.length === wanted.length || params.length === wanted.length + 1) return []
  if (params.some(({ type }) => type === 'RestElement') || readsArguments(subject)) return []
  const first = params[0]
  const last = params.at(-1)
  const start = first ? syntax.start(first) : syntax.start(syntax.script)
  const end = last ? syntax.end(last) : syntax.start(syntax.script.body)
  const repaired = params.length < wanted.length ? withMissing(subject, wanted) : undefined
  return [
    {
      rule: 'wrong-arity',
      severity: 'warning',
      start,
      end,
      message: `Take the arguments \`(${wanted.join(', ')})\`: \`${action}\` passes ${wanted.length}, this function takes ${params.length}.`,
      ...(repaired && { fix: repaired }),
    },
  ]
}

function readsArguments({ syntax, scopes }: Subject): boolean {
  return syntax.nodes.some(
    (node) => node.type === 'Identifier' && node.name === 'arguments' && !scopes.binding(node),
  )
}

/** Adds the missing names before an existing callback, or at the end. */
function withMissing({ syntax }: Subject, wanted: readonly string[]): AdviceFix | undefined {
  const { params } = syntax.script
  const last = params.at(-1)
  if (!last || params.some(({ type }) => type !== 'Identifier')) return undefined
  // `x => …` has no parentheses to insert into.
  if (
    syntax.source[syntax.start(syntax.script)] !== '(' &&
    syntax.script.type === 'ArrowFunctionExpression'
  ) {
    if (!syntax.source.slice(syntax.start(syntax.script), syntax.start(last)).includes('(')) return undefined
  }
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : ''))
  const hasCallback = CALLBACK_NAME.test(names.at(-1) ?? '')
  const missing = hasCallback ? wanted.slice(params.length - 1, -1) : wanted.slice(params.length)
  if (missing.some((name) => names.includes(name))) return undefined
  return fix(
    `Add ${missing.map((name) => `\`${name}\``).join(', ')}.`,
    hasCallback
      ? insert(syntax.start(last), `${missing.join(', ')}, `)
      : insert(syntax.end(last), `, ${missing.join(', ')}`),
  )
}
