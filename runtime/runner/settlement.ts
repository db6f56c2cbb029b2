/** How a run ended, as its guest says it. @module */
import type { FailureCode, RejectionClass } from '../contract.ts'
import type { ErrorFacts, OpenIsolate, RunEnded } from '../messages.ts'
import { framed, scriptFrames } from '../script-text.ts'
import { cut } from './cut.ts'
import type { IsolateHost } from './isolate.ts'
import { withRemedy } from './remedy.ts'

type Outcome = RunEnded['outcome']

const REJECTIONS: readonly RejectionClass[] = [
  'WrongUsernameOrPasswordError',
  'ValidationError',
  'UnauthorizedError',
]

/** @returns a run that failed */
export function failure(code: FailureCode, message: string): Outcome {
  return { kind: 'failure', code, message }
}

/**
 * Reads how the guest says that its run ended. The text comes out of the tenant's realm: only its shape is trusted.
 *
 * @param kind of `settle`; an unknown one is an error
 */
export function settlementOf(kind: string, text: string, open: OpenIsolate, isolate: IsolateHost): Outcome {
  switch (kind) {
    case 'value':
      return Buffer.byteLength(text) > open.limits.result_bytes
        ? failure('invalid_profile', 'The script’s result cannot be stored: it is too large.')
        : { kind: 'value', json: text }
    case 'none':
      return { kind: 'none' }
    case 'unserialisable':
      return failure('invalid_profile', cut(text, 1000))
    case 'syntax':
      return syntaxFailure(text, open, isolate)
    default:
      return errorOutcome(text, open)
  }
}

function errorOutcome(text: string, open: OpenIsolate): Outcome {
  const reported = fields(text)
  const message = cut(reported.message ?? '', 4000)
  const rejection = REJECTIONS.find((name) => name === reported.class)
  if (rejection) {
    return {
      kind: 'rejection',
      class: rejection,
      message,
      ...(reported.code !== undefined && { code: cut(reported.code, 200) }),
      ...(reported.user_id !== undefined && { user_id: cut(reported.user_id, 1000) }),
    }
  }
  // Also when the script has caught the error and passes its text on, alone or within its own.
  const missing = message.includes("Cannot find module '")
  const { stack, ...place } = placed(reported.stack ?? '', `${open.script.action}.js`)
  return {
    kind: 'failure',
    code: missing ? 'module_not_available' : 'script_error',
    message: withRemedy(message, reported.code),
    ...(reported.name !== undefined && { name: cut(reported.name, 200) }),
    ...(reported.code !== undefined && { error_code: cut(reported.code, 200) }),
    ...factsOf(reported),
    ...place,
    ...(stack && { stack }),
  }
}

const FACTS = ['class_name', 'sqlstate', 'number', 'status', 'cause_code', 'cause_name'] as const

function factsOf(reported: { [key: string]: string | undefined }): { facts?: ErrorFacts } {
  const facts: ErrorFacts = {}
  for (const key of FACTS) if (reported[key] !== undefined) facts[key] = cut(reported[key], 200)
  return Object.keys(facts).length > 0 ? { facts } : {}
}

function syntaxFailure(text: string, open: OpenIsolate, isolate: IsolateHost): Outcome {
  const reported = fields(text)
  const { source, action } = open.script
  const [statements, expression] = scriptFrames(action).map((frame) =>
    isolate.syntaxPlace(framed(frame, source, action)),
  )
  // Both ways to read the text have failed: the one that got further is assumed to be meant.
  const isExpression = reported.instead !== undefined && isLater(expression, statements)
  const place = isExpression ? expression : statements
  return {
    kind: 'failure',
    code: 'script_syntax',
    message: cut((isExpression ? reported.instead : reported.message) ?? '', 4000),
    name: cut(reported.name ?? 'SyntaxError', 200),
    ...(place && place.line > 1 && { line: place.line - 1, column: place.column }),
  }
}

type Place = ReturnType<IsolateHost['syntaxPlace']>

function isLater(one: Place, other: Place): boolean {
  if (!one || !other) return one !== undefined
  return one.line > other.line || (one.line === other.line && one.column > other.column)
}

/** Frames of the tenant's text and of packages, with the tenant's own line numbers; none of Ferry's. */
function placed(stack: string, filename: string): { line?: number; column?: number; stack?: string } {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('ferry:core'))
  let place: { line: number; column: number } | undefined
  const shown = frames.map((frame) => {
    const at = frame.lastIndexOf(`${filename}:`)
    const match = at < 0 ? null : /^:(\d+):(\d+)/.exec(frame.slice(at + filename.length))
    if (!match) return frame
    const line = Number(match[1]) - 1
    const column = Number(match[2])
    if (line >= 1) place ??= { line, column }
    return `${frame.slice(0, at)}${filename}:${line}:${column}${frame.slice(at + filename.length + match[0].length)}`
  })
  return { ...place, ...(shown.length > 0 && { stack: cut(shown.join('\n'), 8000) }) }
}

function fields(text: string): { [key: string]: string | undefined } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string')) as {
      [key: string]: string
    }
  } catch {
    return {}
  }
}
