/** Checks length and characters of a password, and reports in the form that Auth0's clients parse and show. @module */
import type { CharacterType, PasswordRules } from './rules.ts'

/** Auth0's codes of rules. */
type RuleCode =
  | 'nonEmpty'
  | 'lengthAtLeast'
  | 'lengthAtMost'
  | 'shouldContain'
  | 'containsAtLeast'
  | 'lowerCase'
  | 'upperCase'
  | 'numbers'
  | 'specialCharacters'
  | 'identicalChars'
  | 'sequentialChars'

/** One rule, and whether the password meets it. `format` fills the `%d` and `%s` of `message`, in order. */
export interface StrengthRule {
  code: RuleCode
  format?: (number | string)[]
  message: string
  items?: { code: RuleCode; message: string; verified: boolean }[]
  verified: boolean
}

/** All rules; the password is strong enough when each is `verified`. */
export interface Strength {
  verified: boolean
  rules: StrengthRule[]
}

/** Longer passwords are never hashed (A9). */
const MAX_BYTES = 1_024

const TYPES: {
  readonly [type in CharacterType]: { code: RuleCode; message: string; pattern: RegExp }
} = {
  lowercase: { code: 'lowerCase', message: 'lower case letters (a-z)', pattern: /[a-z]/ },
  uppercase: { code: 'upperCase', message: 'upper case letters (A-Z)', pattern: /[A-Z]/ },
  number: { code: 'numbers', message: 'numbers (i.e. 0-9)', pattern: /[0-9]/ },
  // All other characters, including letters of other scripts.
  special: {
    code: 'specialCharacters',
    message: 'special characters (e.g. !@#$%^&*)',
    pattern: /[^a-zA-Z0-9]/,
  },
}

/** @param password in its NFC form, which is also hashed */
export function strengthOf(rules: PasswordRules, password: string): Strength {
  const characters = [...password]
  const judged = [
    lengthRule(rules, characters.length),
    ...characterRule(rules, password),
    ...rowRules(rules, characters),
    ...tooLongRule(password),
  ]
  return { verified: judged.every(({ verified }) => verified), rules: judged }
}

function lengthRule({ min_length }: PasswordRules, characters: number): StrengthRule {
  const verified = characters >= min_length
  if (min_length === 1) return { code: 'nonEmpty', message: 'Non-empty password required', verified }
  return {
    code: 'lengthAtLeast',
    format: [min_length],
    message: 'At least %d characters in length',
    verified,
  }
}

function characterRule({ characters }: PasswordRules, password: string): StrengthRule[] {
  if (!characters) return []
  const { at_least, of } = characters
  const items = of.map((type) => {
    const { code, message, pattern } = TYPES[type]
    return { code, message, verified: pattern.test(password) }
  })
  const verified = items.filter((item) => item.verified).length >= at_least
  if (at_least === of.length) return [{ code: 'shouldContain', message: 'Should contain:', items, verified }]
  return [
    {
      code: 'containsAtLeast',
      format: [at_least, of.length],
      message: 'Contain at least %d of the following %d types of characters:',
      items,
      verified,
    },
  ]
}

function rowRules({ max_identical, max_sequential }: PasswordRules, characters: string[]): StrengthRule[] {
  const rules: StrengthRule[] = []
  if (max_identical !== undefined) {
    rules.push({
      code: 'identicalChars',
      format: [max_identical, 'a'.repeat(max_identical + 1)],
      message: 'No more than %d identical characters in a row (e.g., "%s" not allowed)',
      verified: longestRow(characters, 0) <= max_identical,
    })
  }
  if (max_sequential !== undefined) {
    const longest = Math.max(longestRow(characters, 1), longestRow(characters, -1))
    rules.push({
      code: 'sequentialChars',
      format: [max_sequential, 'abcdefgh'.slice(0, max_sequential + 1)],
      message: 'No more than %d sequential characters in a row (e.g., "%s" not allowed)',
      verified: longest <= max_sequential,
    })
  }
  return rules
}

/** @returns the maximum number of consecutive characters that each are `step` code points after the previous one */
function longestRow(characters: readonly string[], step: number): number {
  let longest = 0
  let row = 0
  let previous: number | undefined
  for (const character of characters) {
    const point = character.codePointAt(0) ?? 0
    row = previous !== undefined && point - previous === step ? row + 1 : 1
    longest = Math.max(longest, row)
    previous = point
  }
  return longest
}

/** Shown only when violated, because it is not the tenant's rule. */
function tooLongRule(password: string): StrengthRule[] {
  if (Buffer.byteLength(password) <= MAX_BYTES) return []
  return [
    { code: 'lengthAtMost', format: [MAX_BYTES], message: 'At most %d bytes in length', verified: false },
  ]
}

/** @returns the rules as plain text, one a line, with their alternatives indented below */
export function describeRules(rules: readonly StrengthRule[]): string {
  return rules
    .flatMap(({ message, format = [], items = [] }) => {
      const values = [...format]
      const line = message.replaceAll(/%[ds]/g, () => String(values.shift()))
      return [`* ${line}`, ...items.map((item) => ` * ${item.message}`)]
    })
    .join('\n')
}
