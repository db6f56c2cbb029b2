/** What would become of a returned profile, field by field, for whoever writes the script. Nothing is stored. @module */

import type { Json } from '../../runtime/index.ts'
import { definedOnly } from '../common/optional.ts'
import type { Connection } from '../store/contract.ts'
import type { Foreseen } from './foresee.ts'
import { isEmail, normaliseIdentifier } from './identifier.ts'
import { FACTORS_DROPPED, FACTORS_REFUSED, factorRule, hasFactors } from './mfa-factors.ts'
import { isStrict, modeOf } from './mode.ts'
import type { ProfileResult, ScriptProfile, TypedCredentials } from './profile.ts'

type Fields = { [key: string]: Json }

/** The returned profile beside the user that it would make. */
export interface ProfilePreview {
  /** As returned. */
  returned: Json
  /** Missing when the profile is refused. */
  stored?: Fields
  fields: PreviewedField[]
}

interface PreviewedField {
  /** Missing: Ferry makes it. */
  returned?: string
  /** Missing: left out. */
  stored?: string
  change: 'kept' | 'renamed' | 'changed' | 'made' | 'dropped'
}

/** One demand of an import, and whether the profile meets it; null is information only. */
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

/** Where fields go that do not keep their name. The first of the ids that is there counts. */
const IDS = ['user_id', 'id', '_id']

/** @returns the preview with all that the profile holds, secrets too */
export function previewProfile(value: Json, read: ProfileResult): ProfilePreview {
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

/** @returns the demands in the order in which people meet them */
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
        : 'email is not an e-mail address',
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
  if (modeOf(connection) === 'import') checks.push(identifierCheck([email, username], identifier))
  if (hasFactors(value)) checks.push(factorCheck(connection))
  if (typeof returned.email_verified !== 'boolean') {
    checks.push({
      id: 'email_verified',
      ok: null,
      message: 'email_verified is not true or false: the address counts as not verified',
      field: 'email_verified',
    })
  }
  if (read.kind === 'invalid' && checks.every(({ ok }) => ok !== false)) {
    checks.push({ id: 'profile', ok: false, message: read.message })
  }
  return checks
}

/** Of a profile that brings second factors. */
function factorCheck(connection: Pick<Connection, 'options'>): ProfileCheck {
  const isRefused = factorRule(connection) === 'refuse'
  return {
    id: 'mfa_factors',
    ok: isRefused ? false : null,
    message: isRefused ? FACTORS_REFUSED : FACTORS_DROPPED,
    field: 'mfa_factors',
  }
}

/** Whether somebody or something stands in the way of the profile in Ferry. */
export function arrivalCheck(foreseen: Foreseen): ProfileCheck {
  const check = (ok: boolean | null, message: string): ProfileCheck => ({ id: 'arrival', ok, message })
  switch (foreseen.kind) {
    case 'stored':
      return check(true, 'nobody else has this id, email or username')
    case 'served_here':
      return foreseen.is_blocked
        ? check(false, 'would not sign in: the user is in Ferry, and blocked')
        : check(null, 'in Ferry already: a login is served from there, and this script does not run')
    case 'blocked':
      return check(false, 'would not sign in: the user is blocked')
    case 'deleted':
      return check(false, 'would not be imported: the user was deleted for good')
    case 'clash': {
      const { clash, is_import } = foreseen
      const refused = is_import ? 'would not be imported' : 'would not sign in'
      return { ...check(false, `${refused}: ${clash.message}`), field: clash.field }
    }
  }
}

function identifierCheck(names: readonly (Json | undefined)[], typed: string): ProfileCheck {
  const key = normaliseIdentifier(typed)
  const texts = names.filter((name) => typeof name === 'string')
  // Without a name of its own the profile is kept under the typed one.
  const isSame = texts.length === 0 || texts.some((name) => normaliseIdentifier(name.trim()) === key)
  return {
    id: 'identifier',
    ok: isSame,
    message: isSame
      ? 'the profile is of the person who was typed'
      : 'neither email nor username is what was typed',
  }
}

function storedFields(profile: ScriptProfile): Fields {
  const { user_id, email, email_verified, username, user_metadata, app_metadata } = profile
  return {
    ...definedOnly({ user_id, email, email_verified, username }),
    ...profile.profile,
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
    ...(Object.keys(app_metadata).length === 0 ? {} : { app_metadata }),
  }
}

/** @returns the value when it is an object, else nothing of it */
export function fieldsOf(value: Json): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
