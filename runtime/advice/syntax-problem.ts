/** Finds where a script's text does not parse. @module */
import type { Program } from 'acorn'
import type { Action } from '../actions.ts'
import type { ScriptFrame } from '../script-text.ts'
import { notOneFunction, scriptFrames, withoutExports } from '../script-text.ts'
import { innermost, namesScript, parseText } from './find-script.ts'
import { lineStarts, positionOf } from './positions.ts'

/** The place where a text does not parse: line and column in the tenant's text, from 1. */
export interface SyntaxProblem {
  message: string
  line: number
  column: number
}

/** The place where a way to parse the text fails, as an offset in that text. */
interface Failure {
  offset: number
  message: string
}

/**
 * @returns undefined when the text can be a script in one way or the other, or is too deep for anybody to tell here; a text that
 *   parses as statements and names no function is a problem too
 */
export function findSyntaxProblem(source: string, action: Action): SyntaxProblem | undefined {
  const [statements, expression] = scriptFrames(action)
  const problemAt = (offset: number, message: string): SyntaxProblem => ({
    message,
    ...positionOf(lineStarts(source), offset),
  })
  const whole = tryText(expression, source, action)
  if (whole === 'too deep' || 'program' in whole) return undefined
  const named = tryText(statements, withoutExports(source) ?? source, action)
  if (named === 'too deep') return undefined
  if ('program' in named) {
    if (namesScript(innermost(named.program), action)) return undefined
    return problemAt(whole.offset, notOneFunction(action, source, undefined).replace(/\.$/, ''))
  }
  const { offset, message } = named.offset > whole.offset ? named : whole
  return problemAt(offset, message)
}

function tryText(
  frame: ScriptFrame,
  source: string,
  action: Action,
): { program: Program } | Failure | 'too deep' {
  try {
    return { program: parseText(frame, source, action) }
  } catch (error) {
    if (error instanceof RangeError) return 'too deep'
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error
    return {
      // Something missing at the end of the text is reported in Ferry's own words.
      offset: Math.max(0, Math.min(error.pos - frame.before.length, source.length)),
      message: error.message.replace(/ \(\d+:\d+\)$/, ''),
    }
  }
}
