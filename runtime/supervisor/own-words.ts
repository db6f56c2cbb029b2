/** Ferry's own words in what is told of a run: no secret is looked for in them. @module */
import { ACTIONS } from '../contract.ts'
import { absentGlobals } from '../packages/legacy-globals.ts'
import { offeredModules } from '../packages/offered.ts'
import { BLOCKED_HINT, NOT_ALLOWED } from './wire-error.ts'

/** As drivers and Ferry's broker report that the other side is not there. */
export const UNAVAILABLE_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
])

const CALLS = ['connect', 'read', 'write', 'getaddrinfo']

/** Each is constant: where one stands in a text, no part of it came out of the sandbox. */
export const OWN_PHRASES: readonly string[] = [
  'connect to ',
  'looking up ',
  NOT_ALLOWED,
  BLOCKED_HINT,
  'Cannot find module ',
  offeredModules(),
  ...Object.values(absentGlobals).map((instead) => `this global is not offered. ${instead}`),
  ...[...UNAVAILABLE_CODES].flatMap((code) => CALLS.map((call) => `${call} ${code}`)),
  // Frames of a stack.
  ...ACTIONS.map((action) => `${action}.js:`),
]

/**
 * The sentence of a refused connect or look-up, which the supervisor makes itself, around what the script asked for.
 *
 * @returns undefined when the text is another one
 */
export function blockedParts(message: string): [before: string, asked: string, after: string] | undefined {
  const before = ['connect to ', 'looking up '].find((start) => message.startsWith(start))
  const end = message.lastIndexOf(NOT_ALLOWED)
  if (before === undefined || end < before.length) return undefined
  return [before, message.slice(before.length, end), message.slice(end)]
}
