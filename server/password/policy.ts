/** Checks new passwords against a connection's rules. @module */
import { ApiError } from '../common/errors.ts'
import { definedOnly } from '../common/optional.ts'
import { isCommonPassword } from './common-passwords.ts'
import { guessesOf } from './guesses.ts'
import type { PasswordRules } from './rules.ts'
import type { Strength } from './strength.ts'
import { describeRules, strengthOf } from './strength.ts'

export { passwordRulesOf } from './rules.ts'

/** Why a password is refused, with Auth0's names. Never holds the password. */
export interface PasswordViolation {
  name:
    | 'PasswordStrengthError'
    | 'PasswordDictionaryError'
    | 'PasswordNoUserInfoError'
    | 'PasswordHistoryError'
  code: 'invalid_password' | 'password_dictionary_error' | 'password_no_user_info_error'
  message: string
  /** Rules that clients show one by one, or the message again. */
  description: Strength | string
  /** All rules of strength as plain text; only for `PasswordStrengthError`. */
  policy?: string
}

/** The fields that a password is compared with: root attributes, `email` and `user_metadata`. */
export interface PasswordPerson {
  readonly [field: string]: unknown
}

/** Whether the person has had this password. Costs a hash, so it is checked last. */
export type OldPassword = (password: string) => Promise<boolean>

/**
 * @param password as typed; checked in its NFC form, which is also hashed
 * @param old the current one and those before it, as many as `rules.history_size`
 * @returns the first violation; undefined when the password is allowed
 */
export async function checkNewPassword(
  rules: PasswordRules,
  password: string,
  person: PasswordPerson,
  old: readonly OldPassword[],
): Promise<PasswordViolation | undefined> {
  const normal = password.normalize('NFC')
  const strength = strengthOf(rules, normal)
  if (!strength.verified) {
    return {
      name: 'PasswordStrengthError',
      code: 'invalid_password',
      message: 'Password is too weak',
      description: strength,
      policy: describeRules(strength.rules),
    }
  }
  const folded = fold(normal)
  if (await isInDictionary(rules, folded)) {
    return violation('PasswordDictionaryError', 'password_dictionary_error', 'Password is too common')
  }
  if (rules.personal_fields.some((path) => isPartOf(folded, personalValue(person, path)))) {
    return violation(
      'PasswordNoUserInfoError',
      'password_no_user_info_error',
      'Password contains user information',
    )
  }
  if (await isGuessed(rules, normal, person)) {
    return violation(
      'PasswordDictionaryError',
      'password_dictionary_error',
      'Password is too easy to guess: it is made of common words, names, dates, repeats or rows of keys',
    )
  }
  for (const isOld of old.slice(0, rules.history_size)) {
    if (await isOld(password)) {
      return violation('PasswordHistoryError', 'invalid_password', 'Password has previously been used')
    }
  }
  return undefined
}

function violation(
  name: PasswordViolation['name'],
  code: PasswordViolation['code'],
  message: string,
): PasswordViolation {
  return { name, code, message, description: message }
}

/** Folds upper and lower case. Not used for look-ups, so every letter can be folded. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase()

async function isInDictionary({ dictionary }: PasswordRules, folded: string): Promise<boolean> {
  if (!dictionary) return false
  if (dictionary.own.some((word) => fold(word) === folded)) return true
  return isCommonPassword(folded, dictionary.common)
}

async function isGuessed(
  { least_guesses, dictionary, personal_fields }: PasswordRules,
  password: string,
  person: PasswordPerson,
): Promise<boolean> {
  if (least_guesses === undefined) return false
  const personal = [...personal_fields.map((path) => personalValue(person, path)), person.email]
  const texts = [...(dictionary?.own ?? []), ...personal].filter((text) => typeof text === 'string')
  const known = texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
  return (await guessesOf(password, known)) < least_guesses
}

/** Shorter names occur in too many words. */
const SHORTEST_PERSONAL = 3
const MOST_PERSONAL = 1_024

function isPartOf(folded: string, value: string | undefined): boolean {
  // No password contains a longer text, and its normal form would take quadratic time.
  const searched = value === undefined || value.length > MOST_PERSONAL ? '' : fold(value.trim())
  return [...searched].length >= SHORTEST_PERSONAL && folded.includes(searched)
}

/** @param path such as `name` or `user_metadata.first`; of an email address the part before the @ is taken */
function personalValue(person: PasswordPerson, path: string): string | undefined {
  let value: unknown = person
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as { [key: string]: unknown })[key]
  }
  if (typeof value !== 'string') return undefined
  return path === 'email' ? value.slice(0, Math.max(value.lastIndexOf('@'), 0)) : value
}

/** The answer 400 `invalid_password` of `/dbconnections/*`, whose fields the SDKs and Lock read. */
export function passwordError({ name, code, message, description, policy }: PasswordViolation): ApiError {
  const body = definedOnly({ name, message, description, policy })
  return new ApiError('invalid_password', message, { wire_code: code, body })
}

/** The error for the Management API, which has only a message: `PasswordStrengthError: Password is too weak`. */
export function managementPasswordError({
  name,
  code,
  message,
  description,
  policy,
}: PasswordViolation): ApiError {
  const body = definedOnly({ name, description, policy })
  return new ApiError('invalid_password', `${name}: ${message}`, { wire_code: code, body })
}
