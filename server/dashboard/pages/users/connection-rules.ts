/** What a connection requires of its users, by the server's reading of its options. @module */
import { usersText } from './text.ts'

type Options = { readonly [name: string]: unknown } | undefined

/** The value at a path; undefined when it does not exist. */
function at(options: unknown, ...path: string[]): unknown {
  let value = options
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as { [name: string]: unknown })[name]
  }
  return value
}

const numberAt = (options: unknown, ...path: string[]): number | undefined => {
  const value = at(options, ...path)
  return typeof value === 'number' ? value : undefined
}

/** Whether people of the connection have usernames. */
export function usernameUse(options: Options): 'required' | 'optional' | 'none' {
  const attribute = at(options, 'attributes', 'username')
  if (attribute !== undefined) {
    const status =
      at(attribute, 'signup', 'status') ??
      (at(attribute, 'identifier', 'active') === true ? 'optional' : 'inactive')
    return status === 'required' || status === 'optional' ? status : 'none'
  }
  return at(options, 'requires_username') === true ? 'required' : 'none'
}

/** Whether every user needs an email address. */
export function emailIsRequired(options: Options): boolean {
  return usernameUse(options) === 'none' || at(options, 'strategy_version') !== 1
}

const LEVELS = {
  none: { min: 1, characters: undefined },
  low: { min: 6, characters: undefined },
  fair: { min: 8, characters: usersText.rules.threeKinds },
  good: { min: 8, characters: usersText.rules.threeOfFour },
  excellent: { min: 10, characters: usersText.rules.threeOfFour },
} as const

/** @returns the rules for new passwords, one sentence each */
export function passwordRules(options: Options): string[] {
  const newer = at(options, 'password_options')
  const said = at(options, 'passwordPolicy')
  const level = said === 'none' || said === 'low' || said === 'fair' || said === 'excellent' ? said : 'good'
  const complexity = at(newer, 'complexity')
  const { rules } = usersText
  return [
    ...(complexity === undefined
      ? levelRules(level, numberAt(options, 'password_complexity_options', 'min_length'))
      : complexityRules(complexity)),
    ...(isOn(newer, 'history', options, 'password_history')
      ? [
          rules.history(
            numberAt(newer, 'history', 'size') ?? numberAt(options, 'password_history', 'size') ?? 5,
          ),
        ]
      : []),
    ...(isOn(newer, 'dictionary', options, 'password_dictionary') ? [rules.dictionary] : []),
    ...(isOn(newer, 'profile_data', options, 'password_no_personal_info') ? [rules.personal] : []),
  ]
}

/** The newer option wins when it has this part. */
function isOn(newer: unknown, part: string, options: Options, older: string): boolean {
  const named = at(newer, part)
  return named === undefined ? at(options, older, 'enable') === true : at(named, 'active') === true
}

function levelRules(level: keyof typeof LEVELS, min_length: number | undefined): string[] {
  const { min, characters } = LEVELS[level]
  return [
    ...lengthRule(min_length ?? min),
    ...(characters === undefined ? [] : [characters]),
    ...(level === 'excellent' ? [usersText.rules.identical] : []),
  ]
}

function complexityRules(complexity: unknown): string[] {
  const { rules } = usersText
  const types = at(complexity, 'character_types')
  const kinds = Array.isArray(types) ? types.map(String) : []
  const isLoose = at(complexity, 'character_type_rule') === 'three_of_four'
  return [
    ...lengthRule(numberAt(complexity, 'min_length') ?? LEVELS.good.min),
    ...(isLoose ? [rules.threeOfFour] : kinds.length > 0 ? [rules.kinds(kinds)] : []),
    ...(at(complexity, 'identical_characters') === 'block' ? [rules.identical] : []),
    ...(at(complexity, 'sequential_characters') === 'block' ? [rules.sequential] : []),
  ]
}

function lengthRule(min: number): string[] {
  return min <= 1 ? [] : [usersText.rules.length(min)]
}
