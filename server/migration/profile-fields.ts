/** Which fields of a returned profile are kept, and in what form. @module */

import type { Json } from '../../runtime/index.ts'
import { TEXT_ATTRIBUTES } from '../common/text-attributes.ts'

type Fields = { [key: string]: Json }

/** Fields that Ferry reads itself; they are not among the extra attributes. */
const NORMALISED = new Set([
  'user_id',
  'id',
  '_id',
  'email',
  'email_verified',
  'username',
  'user_metadata',
  'app_metadata',
  'metadata',
])

/** Fields that belong to the service: whatever a script says about them is ignored (M5). */
const RESERVED = new Set([
  'identities',
  'blocked',
  'blocked_for',
  'multifactor',
  'multifactor_last_modified',
  'mfa_factors',
  'tenant',
  'tenant_id',
  'connection',
  'connection_id',
  'provider',
  'isSocial',
  'created_at',
  'updated_at',
  'last_login',
  'last_ip',
  'lastIP',
  'lastLogin',
  'logins_count',
  'loginsCount',
  'last_password_reset',
  'migrated_at',
  'migrated_by',
  'migrated_version',
  'made_by',
  'clientID',
  'client_id',
  'globalClientID',
  'global_client_id',
  'constructor',
  'prototype',
])

/** Secrets that scripts hand back by mistake, mostly with `SELECT *`. */
const SECRET =
  /^(?:pass(?:word|wd|phrase)?|pwd)(?:[_-]?(?:hash|salt|digest|encrypted))?$|^(?:hash(?:ed)?|encrypted)[_-]?(?:password|pwd)?$|^salt$|^access_token$|^refresh_token$/i

/** Not allowed at the root of `app_metadata`, after Auth0's list. */
const NOT_IN_APP_METADATA = new Set([
  '__tenant',
  '_id',
  'blocked',
  'clientID',
  'created_at',
  'email_verified',
  'email',
  'globalClientID',
  'global_client_id',
  'identities',
  'lastIP',
  'lastLogin',
  'loginsCount',
  'metadata',
  'multifactor_last_modified',
  'multifactor',
  'updated_at',
  'user_id',
])

const TEXT_LENGTHS: { readonly [name: string]: number } = TEXT_ATTRIBUTES

/**
 * The root attributes beside those that Ferry reads itself.
 *
 * @param warn told of each field that is left out or cut, by name, never by value
 */
export function extraAttributes(returned: Fields, password: string, warn: (text: string) => void): Fields {
  const kept: Fields = {}
  for (const [name, value] of Object.entries(returned)) {
    if (NORMALISED.has(name)) continue
    if (RESERVED.has(name) || name.startsWith('__')) {
      warn(`${name} belongs to the service and was left out`)
    } else if (SECRET.test(name)) {
      warn(`${name} looks like a secret and was left out: return only what administrators may see`)
    } else if (holds(value, password)) {
      warn(`${name} holds the typed password and was left out`)
    } else if (value !== null) {
      const checked = checkAttribute(name, value, warn)
      if (checked !== undefined) kept[name] = checked
    }
  }
  return kept
}

function checkAttribute(name: string, value: Json, warn: (text: string) => void): Json | undefined {
  const most = TEXT_LENGTHS[name]
  if (most !== undefined) {
    if (typeof value !== 'string') {
      warn(`${name} is not a string and was left out`)
      return undefined
    }
    const characters = [...value.trim()]
    if (characters.length > most) warn(`${name} was cut to ${most} characters`)
    // An empty one is generated like a missing one.
    return characters.slice(0, most).join('') || undefined
  }
  if (name === 'phone_number' && !(typeof value === 'string' && /^\+[0-9]{1,15}$/.test(value))) {
    warn(
      'phone_number is not of the form +4930123456 and was left out: return it in user_metadata to keep it',
    )
    return undefined
  }
  return value
}

/** Whether `app_metadata` may not have a key of that name. */
export function isForbiddenInAppMetadata(key: string): boolean {
  return NOT_IN_APP_METADATA.has(key)
}

/** @returns metadata without keys that are not allowed there, and without the typed password */
export function metadataFields(
  name: 'user_metadata' | 'app_metadata',
  returned: Fields,
  password: string,
  warn: (text: string) => void,
): Fields {
  const kept: Fields = {}
  for (const [key, value] of Object.entries(returned)) {
    if (key.startsWith('__') || (name === 'app_metadata' && isForbiddenInAppMetadata(key))) {
      warn(`${name}.${key} is not allowed there and was left out`)
    } else if (holds(value, password)) {
      warn(`${name}.${key} holds the typed password and was left out`)
    } else if (value !== null) {
      kept[key] = value
    }
  }
  return kept
}

/** Shorter passwords are in too many words to be searched for. */
const SHORTEST_SEARCHED = 8

function holds(value: Json, password: string): boolean {
  if (password.length < SHORTEST_SEARCHED) return value === password
  if (typeof value === 'string') return value.includes(password)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key.includes(password) || holds(inner, password))
}
