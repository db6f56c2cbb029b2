/**
 * Previews how a returned profile would be stored, field by field, for the author of the script. Nothing is stored. @module
 */
import type { Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { Connection } from '../../store/contract.ts'
import { takesAliases } from '../identifiers/aliases.ts'
import { isEmail, normaliseIdentifier } from '../identifiers/identifier.ts'
import { isStrict, modeOf } from '../mode/mode.ts'
import { verifiedNote } from './email-verified.ts'
import { FACTORS_DROPPED, FACTORS_REFUSED, factorRule, hasFactors } from './mfa-factors.ts'
import type { ProfileResult, ScriptProfile, TypedCredentials } from './profile.ts'
import { maskTokens } from './provider-tokens.ts'

type Fields = { [key: string]: Json }

/** The returned profile and the user that would be stored. */
export interface ProfilePreview {
  /** The value that the script returned. */
  returned: Json
  /** Missing when the profile is refused. */
  stored?: Fields
  fields: PreviewedField[]
}

interface PreviewedField {
  /** Missing when Ferry generates the field. */
  returned?: string
  /** Missing when the field is left out. */
  stored?: string
  change: 'kept' | 'renamed' | 'changed' | 'made' | 'dropped'
}

/** One requirement of an import, and whether the profile meets it; null is for information only. */
export interface ProfileCheck {
  id:
    | 'user_id'
    | 'email'
    | 'identifier'
    | 'username'
    | 'mfa_factors'
    | 'profile'
    | 'email_verified'
    | 'arrival'
  ok: boolean | null
  message: string
  field?: string
}

/** Names of the id. The first that is present counts. */
const IDS = ['user_id', 'id', '_id']

/** @returns the preview with everything that the profile holds, secrets but tokens included */
export function previewProfile(given: Json, read: ProfileResult): ProfilePreview {
  const value = maskTokens(given)
  const returned = fieldsOf(value)
  if (read.kind === 'invalid') return { returned: value, fields: [] }
  const stored = storedFields(read.profile)
  const id = IDS.find((name) => returned[name] !== undefined && returned[name] !== null)
  const fields = Object.keys(returned).map((name): PreviewedField => {
    const target = name === id ? 'user_id' : name === 'metadata' ? 'app_metadata' : name
    if (stored[target] === undefined || (IDS.includes(name) && name !== id)) {
      return { returned: name, change: 'dropped' }
    }
    const isSame = JSON.stringify(stored[target]) === JSON.stringify(returned[name])
    const change = target !== name ? 'renamed' : isSame ? 'kept' : 'changed'
    return { returned: name, stored: target, change }
  })
  const reached = new Set(fields.map((field) => field.stored))
  const made = Object.keys(stored).filter((name) => !reached.has(name))
  return {
    returned: value,
    stored,
    fields: [...fields, ...made.map((name): PreviewedField => ({ stored: name, change: 'made' }))],
  }
}

/** @returns the checks in the order in which an import makes them */
export function checkProfile(
  connection: Pick<Connection, 'options'>,
  value: Json,
  read: ProfileResult,
  { identifier }: TypedCredentials,
): ProfileCheck[] {
  const { email, username, ...returned } = fieldsOf(value)
  const checks: ProfileCheck[] = []
  const id = IDS.find((name) => returned[name] !== undefined && returned[name] !== null)
  const isText = id !== undefined && typeof returned[id] === 'string'
  checks.push({
    id: 'user_id',
    ok: id !== undefined && (isText || typeof returned[id] === 'number'),
    message:
      id === undefined
        ? 'user_id is missing: return one that is the same at every login'
        : isText
          ? `${id} is set`
          : `${id} is a ${typeof returned[id]} and is kept as text`,
    field: 'user_id',
  })
  const hasEmail = typeof email === 'string' && isEmail(email.trim())
  checks.push({
    id: 'email',
    ok: hasEmail || (isStrict(connection) ? false : null),
    message: hasEmail
      ? 'email is an address'
      : email === undefined || email === null
        ? 'email is missing'
        : 'email is not an email address',
    field: 'email',
  })
  if (connection.options.requires_username === true) {
    const isSet = typeof username === 'string' && username.trim() !== ''
    checks.push({
      id: 'username',
      ok: isSet,
      message: isSet ? 'username is set' : 'username is missing, and the connection requires it',
      field: 'username',
    })
  }
  if (modeOf(connection) === 'import') checks.push(identifierCheck(connection, [email, username], identifier))
  if (hasFactors(value)) checks.push(factorCheck(connection))
  const { email_verified = null } = returned
  const note = verifiedNote(email_verified)
  if (note !== undefined) {
    checks.push({ id: 'email_verified', ok: null, message: note, field: 'email_verified' })
  }
  if (read.kind === 'invalid' && checks.every(({ ok }) => ok !== false)) {
    checks.push({ id: 'profile', ok: false, message: read.message })
  }
  return checks
}

/** The check of a profile with second factors. */
function factorCheck(connection: Pick<Connection, 'options'>): ProfileCheck {
  const isRefused = factorRule(connection) === 'refuse'
  return {
    id: 'mfa_factors',
    ok: isRefused ? false : null,
    message: isRefused ? FACTORS_REFUSED : FACTORS_DROPPED,
    field: 'mfa_factors',
  }
}

function identifierCheck(
  connection: Pick<Connection, 'options'>,
  names: readonly (Json | undefined)[],
  typed: string,
): ProfileCheck {
  const key = normaliseIdentifier(typed)
  const texts = names.filter((name) => typeof name === 'string')
  // A profile without a name is stored under the typed one.
  const isSame = texts.length === 0 || texts.some((name) => normaliseIdentifier(name.trim()) === key)
  if (!isSame && takesAliases(connection)) {
    const message =
      'the typed name is not in the profile: it becomes a further sign-in name, if get_user finds the same user_id by it'
    return { id: 'identifier', ok: null, message }
  }
  return {
    id: 'identifier',
    ok: isSame,
    message: isSame
      ? 'the profile is of the person who was typed'
      : 'neither email nor username is what was typed',
  }
}

function storedFields(profile: ScriptProfile): Fields {
  const { user_id, email, email_verified, username, user_metadata, app_metadata, tokens } = profile
  return {
    ...definedOnly({ user_id, email, email_verified, username }),
    ...profile.profile,
    ...fieldsOf(maskTokens({ ...tokens })),
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
    ...(Object.keys(app_metadata).length === 0 ? {} : { app_metadata }),
  }
}

/** @returns the fields of an object; none of any other value */
export function fieldsOf(value: Json): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
