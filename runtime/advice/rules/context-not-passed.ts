/**
 * `context-not-passed`: the function takes `context` before the callback, and the connection does not pass it, or the other
 * way round. Arguments come by position, so the script would take the callback for the context, or the context for the
 * callback. Checked only when it is known whether the connection has `enable_script_context`.
 * @module
 */
import { fix, insert } from '../finding.ts'
import type { Finding, Subject } from '../subject.ts'
import { ARGUMENTS, CALLBACK_NAME } from '../subject.ts'

export function contextNotPassed({ syntax, scopes, action, has_context }: Subject): Finding[] {
  const { params } = syntax.script
  const [expected, last] = [ARGUMENTS[action].length, params.at(-1)]
  if (has_context === undefined || !last || params.some(({ type }) => type === 'RestElement')) return []
  const isCallback = CALLBACK_NAME.test(scopes.parameter(syntax.script, params.length - 1)?.name ?? '')
  const before = params.at(-2)
  if (!has_context && params.length === expected + 2 && isCallback && before) {
    return [
      {
        rule: 'context-not-passed',
        severity: 'warning',
        start: syntax.start(before),
        end: syntax.end(before),
        message: `Turn on the connection’s option \`enable_script_context\`: without it, \`${action}\` gets no context, and the callback stands in its place.`,
      },
    ]
  }
  if (has_context && params.length === expected + 1 && isCallback) {
    return [
      {
        rule: 'context-not-passed',
        severity: 'warning',
        start: syntax.start(last),
        end: syntax.end(last),
        message: `Take \`context\` before the callback: the connection has \`enable_script_context\`, and passes it there.`,
        fix: fix('Add `context`.', insert(syntax.start(last), 'context, ')),
      },
    ]
  }
  return []
}
