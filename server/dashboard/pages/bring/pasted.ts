/** Scripts in a pasted text, told apart by the names of their functions. @module */
import type { Action } from '../../editor/types/contract.ts'
import { actionNamed } from './brought.ts'

/** A script of a pasted text. */
export interface PastedScript {
  action: Action
  text: string
}

const FUNCTION = /^(?:async\s+)?function\s*\*?\s*(\w{1,60})\s*\(/

/**
 * A script begins at a line without indentation that declares one of Auth0's functions: `login`, `getByEmail`,
 * `changePassword`. Comments above it belong to it.
 *
 * @returns the scripts in their order; a text without such a function is one script, `login`
 */
export function splitPasted(text: string): PastedScript[] {
  if (text.trim() === '') return []
  const lines = text.split('\n')
  const begins = lines.flatMap((line, index) => {
    const action = actionNamed(FUNCTION.exec(line)?.[1] ?? '')
    return action === undefined ? [] : [{ action, at: startOf(lines, index) }]
  })
  if (begins.length === 0) return [{ action: 'login', text: text.trim() }]
  return begins.map(({ action, at }, index) => ({
    action,
    // What stands before the first function is needed by it.
    text: lines
      .slice(index === 0 ? 0 : at, begins[index + 1]?.at ?? lines.length)
      .join('\n')
      .trim(),
  }))
}

/** @returns the first line of the comment above a line */
function startOf(lines: readonly string[], index: number): number {
  let at = index
  while (at > 0 && /^\s*(?:\/\/|\/?\*)/.test(lines[at - 1] ?? '')) at--
  return at
}
