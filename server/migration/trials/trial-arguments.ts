/** Arguments of a test run: by name, as in Auth0's documentation, and in the order that the script takes them. @module */
import { randomBytes } from 'node:crypto'
import type { Action, Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { TypedCredentials } from '../profile/profile.ts'
import { contextOfSearch } from '../script/ask-script.ts'

/** Arguments by the parameter names of Auth0's documentation. */
export interface TrialArguments {
  identifier?: string | undefined
  email?: string | undefined
  username?: string | undefined
  password?: string | undefined
  newPassword?: string | undefined
  newEmail?: string | undefined
  verified?: boolean | undefined
  /** For `delete`, without the `auth0|` prefix. */
  id?: string | undefined
  user?: { [key: string]: Json } | undefined
  /** The context argument, when `enable_script_context` is on. */
  context?: { [key: string]: Json } | undefined
}

const KEY_BYTES = 16

/** Every test run that writes has a key of its own, since it writes each time. */
export function contextOf(action: Action, given: TrialArguments): { [key: string]: Json } {
  switch (action) {
    case 'login':
      return {}
    case 'get_user':
      return contextOfSearch(typedOf(given).identifier)
    case 'create':
    case 'verify':
    case 'change_password':
    case 'delete':
    case 'change_email':
      return { idempotency_key: randomBytes(KEY_BYTES).toString('hex') }
  }
}

/** The credentials for `login` or `get_user`. */
export function typedOf(given: TrialArguments): TypedCredentials {
  return { identifier: identifierOf(given) ?? '', password: given.password ?? '' }
}

function identifierOf({ identifier, email, username }: TrialArguments): string | undefined {
  return (identifier ?? email ?? username)?.trim()
}

/** @returns positional arguments, or the name of the first that is missing */
export function argumentsOf(action: Action, given: TrialArguments): Json[] | { missing: string } {
  const identifier = identifierOf(given)
  const wanted: { [name: string]: Json | undefined } = {}
  switch (action) {
    case 'login':
      Object.assign(wanted, { email: identifier, password: given.password })
      break
    case 'get_user':
    case 'verify':
      Object.assign(wanted, { email: identifier })
      break
    case 'create':
      Object.assign(wanted, { user: given.user ?? userOf(given) })
      break
    case 'change_password':
      Object.assign(wanted, { email: identifier, newPassword: given.newPassword })
      break
    case 'delete':
      Object.assign(wanted, { id: given.id ?? identifier })
      break
    case 'change_email':
      Object.assign(wanted, {
        email: identifier,
        newEmail: given.newEmail,
        verified: given.verified ?? false,
      })
  }
  const args: Json[] = []
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) return { missing: name }
    args.push(value)
  }
  return args
}

function userOf({ email, username, password }: TrialArguments): Json | undefined {
  if (email === undefined && username === undefined) return undefined
  return definedOnly({ email, username, password })
}

/** Passwords that must be redacted in the answer. */
export function passwordsOf({ password, newPassword, user }: TrialArguments): string[] {
  return [password, newPassword, user?.password].filter((value) => typeof value === 'string')
}
