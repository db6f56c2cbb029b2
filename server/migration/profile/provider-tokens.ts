/**
 * Tokens of a legacy service that a login script returned beside the profile. They are kept sealed with the identity, and
 * shown by one endpoint alone. @module
 */
import type { Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { ProviderTokens } from '../../store/contract.ts'

/** Fields of a returned profile. @see Auth0's "Custom Database Action Script Execution", identity provider tokens */
const TOKEN_FIELDS = ['access_token', 'refresh_token'] as const

const MASK = '[redacted]'

/** Of both together, in UTF-8. */
const MAX_BYTES = 8_192

/**
 * @param warn called for what is left out, with its name, never its value
 * @returns undefined when there are none to keep
 */
export function readTokens(
  returned: { [key: string]: Json },
  warn: (text: string) => void,
): ProviderTokens | undefined {
  const [access_token, refresh_token] = TOKEN_FIELDS.map((name) => tokenOf(name, returned[name], warn))
  const bytes = Buffer.byteLength(`${access_token ?? ''}${refresh_token ?? ''}`)
  if (bytes === 0) return undefined
  if (bytes > MAX_BYTES) {
    warn(`access_token and refresh_token have more than ${MAX_BYTES} bytes together and were left out`)
    return undefined
  }
  return definedOnly({ access_token, refresh_token })
}

function tokenOf(name: string, value: Json | undefined, warn: (text: string) => void): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string' && value.isWellFormed()) return value
  warn(`${name} is not a text and was left out`)
  return undefined
}

/** @returns the profile with the values of its tokens masked */
export function maskTokens(profile: Json): Json {
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) return profile
  const there = TOKEN_FIELDS.filter((name) => name in profile)
  return there.length === 0
    ? profile
    : { ...profile, ...Object.fromEntries(there.map((name) => [name, MASK])) }
}

/** @returns the tokens of a returned profile, to be looked for in texts */
export function tokenSecrets(profile: Json | undefined): string[] {
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) return []
  return TOKEN_FIELDS.map((name) => profile[name]).filter(
    (token): token is string => typeof token === 'string' && token.length >= SHORTEST_SEARCHED,
  )
}

/** Shorter texts occur in too many words to be searched for. */
const SHORTEST_SEARCHED = 6
