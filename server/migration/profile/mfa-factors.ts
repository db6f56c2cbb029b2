/**
 * Second factors of a returned profile (`mfa_factors`). Ferry does not support them yet, and must not drop them silently.
 * @module
 */
import type { Json, ScriptOutcome } from '../../../runtime/index.ts'
import type { Connection } from '../../store/contract.ts'

const FIELD = 'mfa_factors'
const MASK = '[redacted]'

/** Values of the connection's option `ferry_mfa_factors`. */
export const FACTOR_RULES = ['refuse', 'drop'] as const

/** Shown where such a profile is refused, and beforehand. */
export const FACTORS_REFUSED =
  'the profile has mfa_factors, which Ferry cannot keep yet: the person would lose the second factor. Leave such people in ' +
  'the legacy store, or set the option ferry_mfa_factors to drop, and they sign in by password alone'

/** Shown where the factors are dropped. */
export const FACTORS_DROPPED =
  'mfa_factors were left out (ferry_mfa_factors: drop): the person signs in by password alone'

/** @see Auth0's custom database scripts, "Import multi-factor authenticators" */
export function factorRule({ options }: Pick<Connection, 'options'>): (typeof FACTOR_RULES)[number] {
  return options.ferry_mfa_factors === 'drop' ? 'drop' : 'refuse'
}

/**
 * Whether a returned profile has a second factor. A missing value, an empty list and a list of empty values count as no
 * factor.
 */
export function hasFactors(profile: Json | undefined): boolean {
  const factors = factorsOf(profile)
  return Array.isArray(factors) ? factors.some(Boolean) : Boolean(factors)
}

/** @returns the profile with the values of its factors masked */
export function maskFactors(profile: Json): Json {
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) return profile
  return FIELD in profile ? { ...profile, [FIELD]: mask(profile[FIELD] ?? null) } : profile
}

/** @returns texts and numbers of the returned factors, which must not be shown */
export function factorSecrets(outcome: ScriptOutcome): string[] {
  const profile = outcome.kind === 'value' ? outcome.value : undefined
  const found: string[] = []
  const walk = (value: Json): void => {
    if (typeof value === 'string' || typeof value === 'number') found.push(String(value))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  walk(factorsOf(profile) ?? null)
  // A factor is often the user's own address, which is not a secret. Shorter texts occur in too many words to be
  // searched for.
  const own = namesOf(profile)
  return [...new Set(found)].filter((text) => text.length >= SHORTEST_SEARCHED && !own.includes(text))
}

const SHORTEST_SEARCHED = 6

function namesOf(profile: Json | undefined): Json[] {
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) return []
  const { email, username, name, nickname, phone_number } = profile
  return [email, username, name, nickname, phone_number].filter((value) => value !== undefined)
}

function factorsOf(profile: Json | undefined): Json | undefined {
  return typeof profile === 'object' && profile !== null && !Array.isArray(profile)
    ? profile[FIELD]
    : undefined
}

function mask(value: Json): Json {
  if (typeof value === 'string' || typeof value === 'number') return MASK
  if (Array.isArray(value)) return value.map(mask)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner)]))
}
