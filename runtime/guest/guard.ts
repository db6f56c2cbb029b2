/**
 * Turns whatever a script throws or passes as an error into a small text, without trusting any of it.
 *
 * Everything here runs inside the isolate, so that a getter or proxy that never returns is ended by the entry's time
 * limit like any other loop (S8).
 * @module
 */
import {
  codeAt,
  contains,
  defineProperty,
  ErrorConstructor,
  getPrototypeOf,
  sliceText,
  stringify,
} from './primordials.ts'

const MAX_MESSAGE = 4000
const MAX_STACK = 8000
const MAX_NAME = 200

/** `new WrongUsernameOrPasswordError(user_id_or_email, message)` */
export class WrongUsernameOrPasswordError extends Error {
  user_id: unknown
  constructor(userId?: unknown, message?: string) {
    super(message)
    this.user_id = userId
  }
}

/** `new ValidationError(code, message)` */
export class ValidationError extends Error {
  code: unknown
  constructor(code?: unknown, message?: string) {
    super(message)
    this.code = code
  }
}

/** `new UnauthorizedError(message)` */
export class UnauthorizedError extends Error {}

// On the prototype, so that the first line of a stack shows the name too.
for (const { name, prototype } of [WrongUsernameOrPasswordError, ValidationError, UnauthorizedError]) {
  defineProperty(prototype, 'name', { value: name, writable: true, configurable: true, enumerable: false })
}

const classes = [
  { name: 'WrongUsernameOrPasswordError', prototype: WrongUsernameOrPasswordError.prototype },
  { name: 'ValidationError', prototype: ValidationError.prototype },
  { name: 'UnauthorizedError', prototype: UnauthorizedError.prototype },
]

/**
 * The report of an error: JSON of `{name, message, class?, code?, user_id?, stack?}` and `ErrorFacts`.
 *
 * @param remedy a sentence that says what to change, after the message
 */
export function describeError(error: unknown, remedy?: string): string {
  if ((typeof error !== 'object' && typeof error !== 'function') || error === null) {
    const message =
      typeof error === 'string'
        ? describePrimitive(error)
        : `The script gave ${describePrimitive(error)} as an error.`
    return stringify({ __proto__: null, name: 'Error', message })
  }
  // Without a prototype, since a `toJSON` or a setter on Object.prototype could change the report.
  const told = { __proto__: null } as unknown as { [key: string]: string }
  const name = text(error, 'name', MAX_NAME) ?? 'Error'
  told.name = name
  const known = classOf(error) ?? (isClassName(name) ? name : undefined)
  // The messages of the three classes are for callers.
  const isForTenant = remedy !== undefined && known === undefined
  told.message = isForTenant ? `${messageOf(error)}. ${remedy}` : messageOf(error)
  if (known) told.class = known
  const code = scalar(error, 'code') ?? (known ? undefined : codeBehind(error))
  if (code !== undefined) told.code = code
  if (known === 'WrongUsernameOrPasswordError') {
    const userId = scalar(error, 'user_id')
    if (userId !== undefined) told.user_id = userId
  }
  tellFacts(error, name, told)
  const stack = text(error, 'stack', MAX_STACK)
  if (stack !== undefined) told.stack = stack
  return stringify(told)
}

/** Properties under which libraries keep the original error. */
const CAUSES = ['cause', 'originalError', 'original', 'parent', 'reason', 'error']
const MAX_CAUSES = 4

/**
 * Facts that distinguish trouble of the legacy store from a denial: numbers and states of drivers, statuses of HTTP
 * clients.
 */
function tellFacts(error: object, name: string, told: { [key: string]: string }): void {
  const facts: { [key: string]: string | undefined } = { __proto__: null } as never
  if (name === 'Error') facts.class_name = text(member(error, 'constructor'), 'name', MAX_NAME)
  // PostgreSQL's state is called `code`, and only its errors have a severity.
  const state = scalar(error, 'sqlState') ?? scalar(error, 'sqlstate')
  facts.sqlstate = state ?? (text(error, 'severity', 1) === undefined ? undefined : text(error, 'code', 10))
  facts.number = scalar(error, 'number') ?? scalar(error, 'errorNum') ?? scalar(error, 'errno')
  const response = member(error, 'response')
  facts.status =
    scalar(error, 'status') ??
    scalar(error, 'statusCode') ??
    scalar(response, 'status') ??
    scalar(response, 'statusCode')
  let cause: object = error
  // The innermost error; those around it repeat the code of the library's own layer.
  for (let depth = 0; depth < MAX_CAUSES; depth++) {
    const next = causeOf(cause)
    if (next === undefined || next === cause) break
    cause = next
    facts.cause_code = scalar(cause, 'code') ?? facts.cause_code
    facts.cause_name = text(cause, 'name', MAX_NAME) ?? facts.cause_name
  }
  for (const key in facts) if (facts[key] !== undefined) told[key] = facts[key]
}

/** Number of inner errors of an AggregateError that are reported. */
const MAX_INNER = 3

/** The message followed by those of its causes: `fetch failed: connect ECONNREFUSED 192.0.2.1:443`. */
function messageOf(error: object): string {
  let message = text(error, 'message', MAX_MESSAGE)
  const errors = member(error, 'errors')
  for (let i = 0; i < MAX_INNER; i++) message = joined(message, briefOf(member(errors, `${i}`)))
  let behind: object | undefined = error
  for (let depth = 0; depth < MAX_CAUSES; depth++) {
    behind = member(behind, 'cause')
    const brief = briefOf(behind)
    if (brief === undefined) break
    message = joined(message, brief)
  }
  if (message !== undefined) return sliceText(message, 0, MAX_MESSAGE)
  return described(error)
}

/** Message or code of an error behind another one. */
function briefOf(error: object): string | undefined {
  const message = text(error, 'message', MAX_MESSAGE)
  if (message) return message
  const inner = text(member(member(error, 'errors'), '0'), 'message', MAX_MESSAGE)
  return inner || scalar(error, 'code')
}

/** An inner message that the library has already included is not repeated. */
function joined(message: string | undefined, more: string | undefined): string | undefined {
  if (!more) return message
  if (!message) return more
  return contains(message, more) ? message : `${message}: ${more}`
}

function codeBehind(error: object): string | undefined {
  let behind: object | undefined = error
  for (let depth = 0; depth < MAX_CAUSES && behind !== undefined; depth++) {
    behind = causeOf(behind)
    const code = behind && scalar(behind, 'code')
    if (code !== undefined) return code
  }
  return undefined
}

function causeOf(error: object): object | undefined {
  for (let i = 0; i < CAUSES.length; i++) {
    const cause = member(error, CAUSES[i] ?? '')
    if (scalar(cause, 'code') !== undefined || text(cause, 'name', 1) !== undefined) return cause
  }
  const first = member(member(error, 'errors'), '0')
  return text(first, 'message', 1) === undefined ? undefined : first
}

/** An object or function under this key; an empty one when there is none. */
function member(of: object, key: string): object {
  try {
    const value = (of as { [key: string]: unknown })[key]
    if ((typeof value === 'object' || typeof value === 'function') && value !== null) return value
  } catch {
    // An error thrown by a getter is ignored.
  }
  return NOTHING
}

const NOTHING: object = { __proto__: null } as never

/** One line for a log: never throws, never calls into the value beyond reading `name` and `message`. */
export function describeBriefly(value: unknown): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return describePrimitive(value)
  const message = text(value, 'message', MAX_MESSAGE)
  return message === undefined ? described(value) : `${text(value, 'name', MAX_NAME) ?? 'Error'}: ${message}`
}

function describePrimitive(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return sliceText(value, 0, MAX_MESSAGE)
    case 'symbol':
      return 'a symbol'
    case 'undefined':
      return 'undefined'
    default:
      return sliceText(`${value}`, 0, 100)
  }
}

function described(value: object): string {
  return typeof value === 'function' ? 'a function' : 'an object without a message'
}

function text(error: object, key: string, max: number): string | undefined {
  try {
    const value = (error as { [key: string]: unknown })[key]
    return typeof value === 'string' ? wellFormed(sliceText(value, 0, max)) : undefined
  } catch {
    return undefined
  }
}

function scalar(error: object, key: string): string | undefined {
  try {
    const value = (error as { [key: string]: unknown })[key]
    if (typeof value === 'string') return wellFormed(sliceText(value, 0, MAX_NAME))
    return typeof value === 'number' ? `${value}` : undefined
  } catch {
    return undefined
  }
}

/** A text cut in the middle of a surrogate pair would not survive the crossing. */
function wellFormed(value: string): string {
  const last = codeAt(value, value.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? sliceText(value, 0, value.length - 1) : value
}

function classOf(error: object): string | undefined {
  try {
    let prototype = getPrototypeOf(error)
    for (let depth = 0; prototype !== null && depth < 10; depth++) {
      for (let i = 0; i < classes.length; i++)
        if (classes[i]?.prototype === prototype) return classes[i]?.name
      prototype = getPrototypeOf(prototype)
    }
  } catch {
    // A proxy may throw when asked for its prototype.
  }
  return undefined
}

function isClassName(name: string): boolean {
  for (let i = 0; i < classes.length; i++) if (classes[i]?.name === name) return true
  return false
}

/** @returns an Error built from the host's `{code, message, …}` */
export function errorFromHost(fields: { [key: string]: unknown }): Error {
  const error = new ErrorConstructor(`${fields.message ?? 'host error'}`)
  for (const key in fields)
    if (key !== 'message') (error as unknown as { [key: string]: unknown })[key] = fields[key]
  return error
}
