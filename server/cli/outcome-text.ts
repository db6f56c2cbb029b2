/** How the end of a run reads on a terminal. @module */
import type { LogLine, ScriptOutcome, ScriptRun } from '../../runtime/index.ts'

/** @returns the outcome in one line, without the returned value */
export function outcomeLine(outcome: ScriptOutcome): string {
  switch (outcome.kind) {
    case 'value':
      return 'returned a value'
    case 'none':
      return 'returned nobody'
    case 'rejection':
      return `refused with ${outcome.class}: ${outcome.message}`
    case 'failure': {
      const { code, name, message, error_code, line, column } = outcome
      const at =
        line === undefined ? '' : ` at line ${line}${column === undefined ? '' : `, column ${column}`}`
      const named = name === undefined || name === 'Error' ? '' : `${name}: `
      const coded = error_code === undefined || message.includes(error_code) ? '' : ` (${error_code})`
      return `failed with ${code}${at}: ${named}${message}${coded}`
    }
  }
}

/** @returns all that a person wants to know of a run, ended by a line feed */
export function runText(action: string, run: ScriptRun, shown: ScriptOutcome): string {
  const lines = [`${action} ${outcomeLine(shown)}`]
  if (shown.kind === 'value') lines.push(JSON.stringify(shown.value, undefined, 2))
  if (shown.kind === 'failure' && shown.stack !== undefined) lines.push(indented(shown.stack))
  if (run.logs.length > 0) lines.push('', 'Console:', ...run.logs.map(logLine))
  if (run.logs_truncated) lines.push('  The script wrote more than is kept.')
  if (run.trace.length > 0) {
    lines.push('', 'Network:')
    for (const { at_ms, kind, host, port, outcome } of run.trace) {
      const address = port === undefined ? host : `${host}:${port}`
      lines.push(`  ${Math.round(at_ms)} ms  ${kind}  ${address}  ${outcome}`)
    }
  }
  if (run.late_settlements > 0) lines.push('', 'The callback was called again after its first call.')
  if (run.late_errors > 0) lines.push('', 'After the answer an error came that nothing caught.')
  lines.push('', `${Math.round(run.duration_ms)} ms`)
  return `${lines.join('\n')}\n`
}

const logLine = ({ at_ms, level, text }: LogLine): string => `  ${Math.round(at_ms)} ms  ${level}  ${text}`

/** @returns the text with each line two characters further to the right */
export const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
