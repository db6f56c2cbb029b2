/** Problems, placed in the tenant’s own text. @module */
import type ts from 'typescript-js'
import type { Problem } from './contract.ts'
import type { Read } from './program.ts'

/** @returns a problem that underlines at most the first line of a node */
export function problemAt(
  read: Read,
  node: ts.Node,
  severity: Problem['severity'],
  code: string,
  more: { message: string },
): Problem {
  const { toSource } = read.frame
  const start = toSource(node.getStart(read.file))
  return { ...placed(read.source, start, toSource(node.end)), ...PLAIN, severity, code, ...more }
}

const PLAIN = { fixes: [], isSyntax: false, isUnused: false, isDeprecated: false }

/**
 * @param from may be outside of the text, in its frame
 * @returns a place inside the text, on one line; it is empty only when the text is
 */
export function placed(source: string, from: number, to: number): { from: number; to: number } {
  const start = Math.max(0, Math.min(from, source.length))
  const line = source.indexOf('\n', start)
  const lineEnd = line === -1 ? source.length : line
  const end = Math.min(Math.max(to, start), Math.max(lineEnd, start), source.length)
  if (end > start) return { from: start, to: end }
  // At the end of a line, the character before it is underlined.
  return start < source.length && source[start] !== '\n'
    ? { from: start, to: start + 1 }
    : { from: Math.max(0, start - 1), to: start }
}
