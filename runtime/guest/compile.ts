/** Compiles a tenant's text to its function. @module */
import type { ScriptName } from '../actions.ts'
import type { ScriptFrame } from '../script-text.ts'
import { framed, notOneFunction, scriptFrames, withoutExports } from '../script-text.ts'
import { describeError } from './guard.ts'
import { evaluate, parse, stringify } from './primordials.ts'

type Script = (...args: unknown[]) => unknown

/** `told`: JSON for the host. Of `syntax`, `instead` is the message when the text is read as an expression. */
export type Compiled = { kind: 'script'; script: Script } | { kind: 'syntax' | 'error'; told: string }

type Read = { kind: 'value'; value: unknown } | { kind: 'syntax'; error: SyntaxError }

function read(frame: ScriptFrame, source: string, action: ScriptName): Read {
  try {
    return { kind: 'value', value: evaluate(framed(frame, source, action)) }
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'syntax', error }
    throw error
  }
}

/**
 * @param source the tenant's text
 * @returns its function; what is wrong when there is none
 */
export function compileScript(source: string, action: ScriptName): Compiled {
  try {
    const [statements, expression] = scriptFrames(action)
    const named = read(statements, source, action)
    if (named.kind === 'value' && typeof named.value === 'function')
      return { kind: 'script', script: named.value as Script }
    const whole = read(expression, source, action)
    if (whole.kind === 'value' && typeof whole.value === 'function')
      return { kind: 'script', script: whole.value as Script }
    const plainSource = named.kind === 'syntax' ? withoutExports(source) : undefined
    if (plainSource !== undefined) {
      const exported = read(statements, plainSource, action)
      if (exported.kind === 'value' && typeof exported.value === 'function')
        return { kind: 'script', script: exported.value as Script }
    }
    return { kind: 'syntax', told: problemOf(named, whole, source, action) }
  } catch (error) {
    // A reference to something undefined is the script's error too, but not one of its syntax.
    return { kind: 'error', told: describeError(error) }
  }
}

function problemOf(named: Read, whole: Read, source: string, action: ScriptName): string {
  if (named.kind === 'value' || whole.kind === 'value') {
    const value = whole.kind === 'value' ? whole.value : undefined
    const what = whole.kind === 'syntax' ? undefined : value === null ? 'null' : `of type ${typeof value}`
    return stringify({ name: 'TypeError', message: notOneFunction(action, source, what) })
  }
  if (/^[ \t]*import\b(?![ \t]*\()/m.test(source))
    return stringify({ name: 'SyntaxError', message: notOneFunction(action, source, undefined) })
  // The host decides which of the two is meant, by how far each parses.
  const told = parse(describeError(named.error)) as { [key: string]: string }
  const instead = (parse(describeError(whole.error)) as { message: string }).message
  return stringify({ ...told, instead })
}
