/** Ferry's own phrases in reports about a run: no secret is searched for in them. @module */
import type { FailureCode } from '../contract.ts'
import { ACTIONS } from '../contract.ts'
import { catalogue } from '../packages/catalogue.ts'
import { notOffered } from '../packages/instead.ts'
import { absentGlobal, absentGlobals } from '../packages/legacy-globals.ts'
import { NODE_MODULES } from '../packages/node-modules.ts'
import { BLOCKED_HINT, NOT_ALLOWED } from './wire-error.ts'

/** Codes with which drivers and Ferry's broker report that the other side cannot be reached. */
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

/** Constant phrases: where a text contains one, that part did not come from the sandbox. */
export const OWN_PHRASES: readonly string[] = [
  'connect to ',
  'looking up ',
  NOT_ALLOWED,
  BLOCKED_HINT,
  'Cannot find module ',
  ...catalogue.flatMap(({ name, paths }) => paths.map((path) => `require("${name}${path}")`)),
  ...[...UNAVAILABLE_CODES].flatMap((code) => CALLS.map((call) => `${call} ${code}`)),
  // Frames of a stack.
  ...[...ACTIONS, 'count'].map((action) => `${action}.js:`),
]

/** Names of profile fields from Ferry: they are not secrets, even if a person typed one of them. */
export const PROFILE_FIELDS: ReadonlySet<string> = new Set([
  'user_id',
  'email',
  'email_verified',
  'username',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
  'user_metadata',
  'app_metadata',
])

/** A sentence of Ferry's around what a script asked for. */
type Parts = [before: string, asked: string, after: string]

/** @returns undefined when the message is not such a sentence, or belongs to another kind of failure */
export function partsOf(code: FailureCode, message: string): Parts | undefined {
  if (code === 'network_blocked') return blockedParts(message)
  return code === 'module_not_available' ? moduleParts(message) : undefined
}

/** The parts of a refused connect or look-up: the supervisor itself creates this message. */
function blockedParts(message: string): Parts | undefined {
  const before = ['connect to ', 'looking up '].find((start) => message.startsWith(start))
  const end = message.lastIndexOf(NOT_ALLOWED)
  if (before === undefined || end < before.length) return undefined
  return [before, message.slice(before.length, end), message.slice(end)]
}

/**
 * The parts of a missing module: the sandbox creates this message, so it is believed only if Ferry has the same message
 * for that name.
 */
function moduleParts(message: string): Parts | undefined {
  const before = "Cannot find module '"
  if (!message.startsWith(before)) return undefined
  const [name = ''] = message.slice(before.length).split("': ", 1)
  const instead = Object.hasOwn(absentGlobals, name) ? absentGlobals[name] : undefined
  const own = [
    notOffered(name, NODE_MODULES),
    ...(instead === undefined ? [] : [absentGlobal(name, instead)]),
  ]
  return own.includes(message) ? [before, name, message.slice(before.length + name.length)] : undefined
}
