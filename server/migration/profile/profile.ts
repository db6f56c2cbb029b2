/** Checks the profile that a `login` or `get_user` script returned, and brings it into the form that is stored. @module */
import { createHash } from 'node:crypto'
import type { Action, Json, ScriptOutcome } from '../../../runtime/index.ts'
import type { Connection, NewUser } from '../../store/contract.ts'
import { takesAliases } from '../identifiers/aliases.ts'
import { isEmail, lowerAscii, normaliseIdentifier } from '../identifiers/identifier.ts'
import { isStrict, modeOf } from '../mode/mode.ts'
import { readVerified } from './email-verified.ts'
import { FACTORS_DROPPED, FACTORS_REFUSED, factorRule, hasFactors } from './mfa-factors.ts'
import { extraAttributes, metadataFields } from './profile-fields.ts'
import { readTokens } from './provider-tokens.ts'

/** The fields of a user that come from the script. */
export type ScriptProfile = Pick<
  NewUser,
  | 'external_id'
  | 'user_id'
  | 'email'
  | 'email_key'
  | 'email_verified'
  | 'username'
  | 'username_key'
  | 'profile'
  | 'user_metadata'
  | 'app_metadata'
  | 'tokens'
> & {
  /** Root attributes that are passed on with this login and not stored (`non_persistent_attrs`). */
  passed_on: { [name: string]: Json }
  /** Whether the script returned metadata at all, by kind. */
  returned: { user_metadata: boolean; app_metadata: boolean }
}

export type ProfileResult =
  /** `other_name`: in import mode, the typed name is neither email nor username of the profile (`ferry_identifier: alias`). */
  | { kind: 'ok'; profile: ScriptProfile; warnings: string[]; other_name: boolean }
  /** `message` says what to change; it names fields, never values. */
  | { kind: 'invalid'; code: 'invalid_profile' | 'mfa_factors_unsupported'; message: string }
  /** `of`: email or username of the other user, for the tenant's log. */
  | { kind: 'invalid'; code: 'profile_mismatch'; message: string; of: string }

/** The credentials that were typed. */
export interface TypedCredentials {
  /** As typed, trimmed. */
  identifier: string
  password: string
}

/**
 * Reads a script's outcome about a profile. A falsy profile (`callback(null, false)`, `0`, `''`) means that there is no
 * such user.
 *
 * @see passport's `done(null, false)`
 */
export function profileOutcome(action: Action, outcome: ScriptOutcome): ScriptOutcome {
  const looksUp = action === 'login' || action === 'get_user'
  return looksUp && outcome.kind === 'value' && !outcome.value ? { kind: 'none' } : outcome
}

type Fields = { [key: string]: Json }

const MAX_ID_LENGTH = 256

/**
 * Checks a returned profile by the rules of the connection.
 *
 * @param typed in import mode the profile must belong to the user who is signing in: email or username must equal it (M3),
 *   unless the connection takes further sign-in names
 * @param use `seen`: only the existence of the user matters, so second factors are ignored
 */
export function readProfile(
  connection: Pick<Connection, 'options'>,
  value: Json,
  typed: TypedCredentials,
  use: 'stored' | 'seen' = 'stored',
): ProfileResult {
  const warnings: string[] = []
  const warn = (text: string): void => {
    warnings.push(text)
  }
  try {
    const returned = asFields(value, 'the profile')
    const identifiers = readIdentifiers(connection, returned, typed, warn)
    // Checked first: a caller who typed another name is not told what else is wrong with the profile.
    const other_name = modeOf(connection) === 'import' && !isNamed(identifiers, typed)
    if (other_name && !takesAliases(connection)) {
      throw new SomebodyElse(PROFILE_MISMATCH, identifiers.email_key ?? identifiers.username_key ?? '')
    }
    const external_id = readId(returned)
    if (use === 'stored' && hasFactors(returned)) {
      if (factorRule(connection) === 'refuse') {
        throw new ProfileError(FACTORS_REFUSED, 'mfa_factors_unsupported')
      }
      warn(FACTORS_DROPPED)
    }
    const profile = {
      external_id,
      // Always prefixed, even if the returned id has a prefix.
      user_id: `auth0|${external_id}`,
      ...identifiers,
      email_verified: readVerified(returned.email_verified, warn),
    }
    const { metadata, mfa_factors: _factors, ...attributes } = returned
    const app_metadata = {
      ...optionalFields('metadata', metadata),
      ...optionalFields('app_metadata', returned.app_metadata),
    }
    const user_metadata = optionalFields('user_metadata', returned.user_metadata)
    const tokens = use === 'stored' ? readTokens(returned, warn) : undefined
    const extra = extraAttributes(attributes, typed.password, warn)
    const persistent = persistentAttributes(connection, extra)
    const passed_on = Object.entries(extra).filter(([name]) => !Object.hasOwn(persistent, name))
    return {
      kind: 'ok',
      warnings,
      other_name,
      profile: {
        ...profile,
        ...(tokens && { tokens }),
        profile: { ...defaultAttributes(profile), ...persistent },
        passed_on: Object.fromEntries(passed_on),
        user_metadata: metadataFields('user_metadata', user_metadata, typed.password, warn),
        app_metadata: metadataFields('app_metadata', app_metadata, typed.password, warn),
        returned: {
          user_metadata: returned.user_metadata != null,
          app_metadata: returned.app_metadata != null || metadata != null,
        },
      },
    }
  } catch (error) {
    if (error instanceof SomebodyElse) {
      return { kind: 'invalid', code: 'profile_mismatch', message: error.message, of: error.of }
    }
    if (error instanceof ProfileError) return { kind: 'invalid', code: error.code, message: error.message }
    throw error
  }
}

class ProfileError extends Error {
  override readonly name = 'ProfileError'
  readonly code: 'invalid_profile' | 'mfa_factors_unsupported'

  constructor(message: string, code: ProfileError['code'] = 'invalid_profile') {
    super(message)
    this.code = code
  }
}

class SomebodyElse extends Error {
  override readonly name = 'SomebodyElse'
  readonly of: string

  constructor(message: string, of: string) {
    super(message)
    this.of = of
  }
}

function readId(returned: Fields): string {
  for (const name of ['user_id', 'id', '_id']) {
    const value = returned[name]
    if (value === undefined || value === null || value === '') continue
    const id = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
    if (typeof id !== 'string') throw new ProfileError(`${name} must be a string or a number`)
    if (id.length > MAX_ID_LENGTH)
      throw new ProfileError(`${name} is longer than ${MAX_ID_LENGTH} characters`)
    requireCleanText(name, id)
    return id
  }
  throw new ProfileError(
    'the profile has no user_id (nor id or _id): return one that is the same at every login',
  )
}

function readIdentifiers(
  connection: Pick<Connection, 'options'>,
  returned: Fields,
  typed: TypedCredentials,
  warn: (text: string) => void,
): Pick<ScriptProfile, 'email' | 'email_key' | 'username' | 'username_key'> {
  const strict = isStrict(connection)
  // Legacy mode keeps them as returned, since its profiles are a cache of the legacy store.
  const stored = modeOf(connection) === 'legacy' ? (text: string) => text : lowerAscii
  let email = optionalText('email', returned.email)
  let username = optionalText('username', returned.username)
  if (email !== undefined && !isEmail(email)) {
    if (strict) throw new ProfileError('email is not an email address')
    warn('email is not an email address and was left out')
    email = undefined
  }
  if (username !== undefined && username.length > 128) {
    throw new ProfileError('username is longer than 128 characters')
  }
  if (strict && email === undefined) {
    throw new ProfileError('the profile has no email, which strategy_version 2 requires')
  }
  if (strict && username === undefined && connection.options.requires_username === true) {
    throw new ProfileError('the profile has no username, which the connection requires (requires_username)')
  }
  // A profile without a name is stored under the typed one (M3).
  if (email === undefined && username === undefined) {
    if (isEmail(typed.identifier)) email = typed.identifier
    else username = typed.identifier
  }
  return {
    ...(email === undefined ? {} : { email: stored(email), email_key: normaliseIdentifier(email) }),
    ...(username === undefined
      ? {}
      : { username: stored(username), username_key: normaliseIdentifier(username) }),
  }
}

/** Code of a profile that belongs to another user. */
export const PROFILE_MISMATCH =
  'neither email nor username of the profile is what the person typed. Return the row of that identifier, and for ' +
  'logins by username return `username` too'

function isNamed(
  profile: Pick<ScriptProfile, 'email_key' | 'username_key'>,
  { identifier }: TypedCredentials,
): boolean {
  const key = normaliseIdentifier(identifier)
  return key === profile.email_key || key === profile.username_key
}

/** The attributes without those that the connection passes on but does not store (`non_persistent_attrs`). */
export function persistentAttributes(connection: Pick<Connection, 'options'>, attributes: Fields): Fields {
  const transient = new Set(asStrings(connection.options.non_persistent_attrs))
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !transient.has(name)))
}

/** Generates `name`, `nickname` and `picture` as Auth0 does for users without them. */
export function defaultAttributes(who: Pick<ScriptProfile, 'email' | 'username' | 'external_id'>): Fields {
  const name = who.email ?? who.username ?? who.external_id
  const local = who.email?.slice(0, who.email.lastIndexOf('@'))
  const md5 = createHash('md5').update(lowerAscii(name)).digest('hex')
  return {
    name,
    nickname: local ?? who.username ?? who.external_id,
    picture: `https://s.gravatar.com/avatar/${md5}?s=480&r=pg&d=identicon`,
  }
}

function asFields(value: Json | undefined, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`
    throw new ProfileError(`${what} must be an object, not ${kind}`)
  }
  return value
}

function optionalFields(name: string, value: Json | undefined): Fields {
  return value === undefined || value === null ? {} : asFields(value, name)
}

function optionalText(name: string, value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new ProfileError(`${name} must be a string`)
  const text = value.trim()
  requireCleanText(name, text)
  return text === '' ? undefined : text
}

function requireCleanText(name: string, text: string): void {
  if (!text.isWellFormed() || /\p{Cc}/u.test(text))
    throw new ProfileError(`${name} has characters that cannot be stored`)
}

function asStrings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []
}
