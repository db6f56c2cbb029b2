/** Rules for email addresses and usernames that users choose in Ferry. @module */
import * as z from 'zod'
import type { Connection } from '../../store/contract.ts'
import { isStrict, modeOf } from '../mode/mode.ts'
import { isEmail, lowerAscii, normaliseIdentifier } from './identifier.ts'

/** A field and its error, without its value. */
export interface IdentifierProblem {
  field: 'email' | 'username'
  message: string
}

/** The username options. Lengths in characters. */
export interface UsernameRules {
  use: 'required' | 'optional' | 'none'
  min: number
  max: number
}

const DEFAULT_LENGTH = { min: 1, max: 15 }

const length = z.int().min(1).max(128)
const ONE_MORE = 'min must not be greater than max'
const Validation = z.object({
  username: z
    .object({
      min: length.describe('The least number of characters.'),
      max: length.describe('The greatest number of characters.'),
    })
    .partial()
    .refine(({ min = 1, max = 128 }) => min <= max, ONE_MORE)
    .nullish()
    .describe('How long usernames are.'),
})
const Active = z
  .looseObject({ active: z.boolean().optional().describe('Whether people can sign in with it.') })
  .optional()
  .describe('Whether people can sign in with the username.')
/** The newer form of the same options. */
const Attributes = z.looseObject({
  username: z
    .looseObject({
      identifier: Active,
      signup: z
        .looseObject({
          status: z
            .enum(['required', 'optional', 'inactive'])
            .optional()
            .describe('Whether people who sign up have to choose a username.'),
        })
        .optional()
        .describe('How people who sign up choose a username.'),
      validation: z
        .looseObject({
          min_length: length.optional().describe('The least number of characters.'),
          max_length: length.optional().describe('The greatest number of characters.'),
        })
        .refine(({ min_length = 1, max_length = 128 }) => min_length <= max_length, ONE_MORE)
        .nullish()
        .describe('Which usernames are allowed.'),
    })
    .nullish()
    .describe('Usernames.'),
})

/** Schema of the options. */
export const USERNAME_OPTIONS = {
  requires_username: z.boolean().nullish().describe('True: every new user needs a username.'),
  validation: Validation.nullish().describe('Which usernames are allowed.'),
  attributes: Attributes.nullish().describe(
    'What people can sign in with, in the newer form. It replaces `requires_username` and `validation`.',
  ),
} as const

/** @see Auth0's options `requires_username` and `validation.username`, and `attributes.username` instead of both */
export function usernameRulesOf({ options }: Pick<Connection, 'options'>): UsernameRules {
  const attributes = Attributes.safeParse(options.attributes).data?.username
  if (attributes) {
    const { signup, identifier, validation } = attributes
    const status = signup?.status ?? (identifier?.active === true ? 'optional' : 'inactive')
    return {
      use: status === 'inactive' ? 'none' : status,
      min: validation?.min_length ?? DEFAULT_LENGTH.min,
      max: validation?.max_length ?? DEFAULT_LENGTH.max,
    }
  }
  const { min = DEFAULT_LENGTH.min, max = DEFAULT_LENGTH.max } =
    Validation.safeParse(options.validation).data?.username ?? {}
  return { use: options.requires_username === true ? 'required' : 'none', min, max }
}

/** @returns the error of a new email address */
export function emailProblem(email: string): IdentifierProblem | undefined {
  if (isEmail(email)) return undefined
  return { field: 'email', message: "Object didn't pass validation for format email" }
}

/** @returns the error of a new username */
export function usernameProblem(
  connection: Pick<Connection, 'options'>,
  username: string,
): IdentifierProblem | undefined {
  const { use, min, max } = usernameRulesOf(connection)
  const problem = (message: string): IdentifierProblem => ({ field: 'username', message })
  if (use === 'none') return problem('Cannot set username for connection without requires_username')
  if (username.length < min || username.length > max) {
    return problem(`must have ${min} to ${max} characters`)
  }
  if (!/^[A-Za-z0-9@^$.!`\-#+'~_]+$/.test(username)) {
    return problem("may have letters without accents, digits and @ ^ $ . ! ` - # + ' ~ _ only")
  }
  // One text must not name two users: the one with this username and the one with this address.
  if (username.includes('@') && isEmail(username)) return problem('must not be an email address')
  return undefined
}

/** The identifiers of a new user, as stored and as looked up. */
export interface ChosenIdentifiers {
  email?: string
  email_key?: string
  username?: string
  username_key?: string
}

/** @param chosen trimmed by the caller; an empty text counts as missing */
export function readIdentifiers(
  connection: Pick<Connection, 'options'>,
  chosen: { email?: string | undefined; username?: string | undefined },
): { kind: 'ok'; identifiers: ChosenIdentifiers } | ({ kind: 'invalid' } & IdentifierProblem) {
  const email = chosen.email || undefined
  const username = chosen.username || undefined
  const missing = missingIdentifier(connection, email, username)
  if (missing) return { kind: 'invalid', field: missing, message: 'is required by the connection' }
  const problem =
    (email === undefined ? undefined : emailProblem(email)) ??
    (username === undefined ? undefined : usernameProblem(connection, username))
  if (problem) return { kind: 'invalid', ...problem }
  // Legacy mode keeps them unchanged, since the legacy store is the truth.
  const stored = modeOf(connection) === 'legacy' ? (text: string) => text : lowerAscii
  return {
    kind: 'ok',
    identifiers: {
      ...(email === undefined ? {} : { email: stored(email), email_key: normaliseIdentifier(email) }),
      ...(username === undefined
        ? {}
        : { username: stored(username), username_key: normaliseIdentifier(username) }),
    },
  }
}

function missingIdentifier(
  connection: Pick<Connection, 'options'>,
  email: string | undefined,
  username: string | undefined,
): 'email' | 'username' | undefined {
  if (email === undefined && (isStrict(connection) || username === undefined)) return 'email'
  return username === undefined && usernameRulesOf(connection).use === 'required' ? 'username' : undefined
}
