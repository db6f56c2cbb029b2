/** The fields of a returned profile that are stored, and their form. @module */
import type { Json } from '../../../runtime/index.ts'
import { TEXT_ATTRIBUTES } from '../../common/root-attributes.ts'

type Fields = { [key: string]: Json }

/** Fields that Ferry interprets; they are not root attributes. */
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
  'access_token',
  'refresh_token',
])

/** Fields that only Ferry sets: values that a script returns are ignored (M5). */
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

/** Secrets that scripts return by mistake, mostly with `SELECT *`. */
const SECRET =
  /^(?:pass(?:word|wd|phrase)?|pwd)(?:[_-]?(?:hash|salt|digest|encrypted))?$|^(?:hash(?:ed)?|encrypted)[_-]?(?:password|pwd)?$|^salt$|^access_token$|^refresh_token$/i

/** Names that are not allowed at the root of `app_metadata`, as at Auth0. */
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

/** Attributes that must be text, and their maximum number of characters. */
const TEXT_LENGTHS: { readonly [name: string]: number } = TEXT_ATTRIBUTES

/**
 * Reads the root attributes other than the fields that Ferry interprets.
 *
 * @param warn called for each field that is left out or cut, with its name, never its value
 */
export function extraAttributes(returned: Fields, password: string, warn: (text: string) => void): Fields {
  const kept: Fields = {}
  for (const [name, value] of Object.entries(returned)) {
    if (NORMALISED.has(name)) continue
    if (RESERVED.has(name) || name.startsWith('__')) {
      warn(`${name} belongs to the service and was left out`)
    } else if (SECRET.test(name)) {
      warn(`${name} looks like a secret and was left out: return only what administrators may see`)
    } else if (contains(value, password)) {
      warn(`${name} contains the typed password and was left out`)
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
    // An empty value is treated as missing, and generated.
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

/** Whether `app_metadata` must not have a key of that name. */
export function isForbiddenInAppMetadata(key: string): boolean {
  return NOT_IN_APP_METADATA.has(key)
}

/** @returns the metadata without forbidden keys and without the typed password */
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
    } else if (contains(value, password)) {
      warn(`${name}.${key} contains the typed password and was left out`)
    } else if (value !== null) {
      kept[key] = value
    }
  }
  return kept
}

/** Shorter passwords occur in too many words to be searched for. */
const SHORTEST_SEARCHED = 8

function contains(value: Json, password: string): boolean {
  if (password.length < SHORTEST_SEARCHED) return value === password
  if (typeof value === 'string') return value.includes(password)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key.includes(password) || contains(inner, password))
}
