/** A connection's rules for new passwords. @module */
import * as z from 'zod'

const CHARACTER_TYPES = ['lowercase', 'uppercase', 'number', 'special'] as const

/** Character classes that a rule may require. */
export type CharacterType = (typeof CHARACTER_TYPES)[number]

/** Rules for new passwords; imported and migrated passwords are never checked. */
export interface PasswordRules {
  /** Number of characters; 1 allows any password. */
  min_length: number
  /** `at_least` this many types out of `of`. */
  characters: { at_least: number; of: readonly CharacterType[] } | undefined
  /** Most identical characters in a row. */
  max_identical: number | undefined
  /** Most characters in a row whose code points go up, or down, by one: `abc`, `321`. */
  max_sequential: number | undefined
  /** How many of the latest passwords, the current one included, must not be used again; 0: none. */
  history_size: number
  /** `common`: how many of the most common passwords are refused; `own`: words that the tenant refuses. */
  dictionary: { common: number; own: readonly string[] } | undefined
  /** Paths of the person's fields that the password must not contain. */
  personal_fields: readonly string[]
  /** Least number of guesses, as a power of ten; undefined: not checked. Only for members: users have Auth0's rules. */
  least_guesses?: number
}

const enabled = z.boolean().optional().describe('Whether the rule applies.')
const historySize = z.int().min(1).max(24).optional().describe('How many earlier passwords are refused.')
const minLength = z.int().min(1).max(128).optional().describe('The least number of characters.')
const words = z.array(z.string().max(50)).max(200).optional().describe('Further words that are refused.')

/** The accepted options; unknown keys are kept. */
export const PASSWORD_OPTIONS = {
  passwordPolicy: z
    .enum(['none', 'low', 'fair', 'good', 'excellent'])
    .nullish()
    .describe('How strong new passwords must be.'),
  password_complexity_options: z
    .looseObject({ min_length: minLength })
    .nullish()
    .describe('The minimum length of new passwords.'),
  password_history: z
    .looseObject({ enable: enabled, size: historySize })
    .nullish()
    .describe('Whether earlier passwords may be used again.'),
  password_dictionary: z
    .looseObject({ enable: enabled, dictionary: words })
    .nullish()
    .describe('Passwords that are refused because many people use them.'),
  password_no_personal_info: z
    .looseObject({ enable: enabled })
    .nullish()
    .describe('Whether passwords may contain what is known of the user.'),
  password_options: z
    .looseObject({
      complexity: z
        .looseObject({
          min_length: z.int().min(1).max(72).optional().describe('The least number of characters.'),
          character_types: z
            .array(z.enum(CHARACTER_TYPES))
            .max(4)
            .optional()
            .describe('The kinds of characters that a password must have.'),
          character_type_rule: z
            .enum(['all', 'three_of_four'])
            .optional()
            .describe('Whether all of these kinds are needed, or any three of the four.'),
          identical_characters: z
            .enum(['allow', 'block'])
            .optional()
            .describe('Whether more than two identical characters in a row are allowed.'),
          sequential_characters: z
            .enum(['allow', 'block'])
            .optional()
            .describe('Whether more than two characters in sequence, such as `abc`, are allowed.'),
          // Ferry hashes complete passwords of up to 1,024 bytes, so both values mean the same here.
          max_length_exceeded: z
            .enum(['truncate', 'error'])
            .optional()
            .describe('What happens to a very long password.'),
        })
        .optional()
        .describe('What characters a password must have.'),
      dictionary: z
        .looseObject({
          active: enabled,
          default: z.enum(['en_10k', 'en_100k']).optional().describe('The list of common passwords.'),
          custom: words,
        })
        .optional()
        .describe('Passwords that are refused because many people use them.'),
      history: z
        .looseObject({ active: enabled, size: historySize })
        .optional()
        .describe('Whether earlier passwords may be used again.'),
      profile_data: z
        .looseObject({
          active: enabled,
          blocked_fields: z
            .array(z.string().max(100))
            .max(12)
            .optional()
            .describe('The attributes of the user that a password must not contain.'),
        })
        .optional()
        .describe('Whether passwords may contain what is known of the user.'),
    })
    .nullish()
    .describe('The rules for new passwords, in the newer form. It replaces the older options.'),
} as const

const COMMON = 10_000
const MORE_COMMON = 100_000
const DEFAULT_HISTORY = 5
const NO_MORE_THAN = 2

/** Auth0's list for `password_no_personal_info`; of the email address the part before the @ counts. */
const PERSONAL_FIELDS = [
  'email',
  'username',
  'name',
  'nickname',
  'user_metadata.name',
  'user_metadata.first',
  'user_metadata.last',
]

type Complexity = Pick<PasswordRules, 'min_length' | 'characters' | 'max_identical' | 'max_sequential'>

const PLAIN: Complexity = {
  min_length: 1,
  characters: undefined,
  max_identical: undefined,
  max_sequential: undefined,
}
const THREE_OF_FOUR = { at_least: 3, of: CHARACTER_TYPES }

/** @see Auth0, "Password strength in Auth0 database connections" */
const LEVELS: { readonly [level in 'none' | 'low' | 'fair' | 'good' | 'excellent']: Complexity } = {
  none: PLAIN,
  low: { ...PLAIN, min_length: 6 },
  fair: { ...PLAIN, min_length: 8, characters: { at_least: 3, of: ['lowercase', 'uppercase', 'number'] } },
  good: { ...PLAIN, min_length: 8, characters: THREE_OF_FOUR },
  excellent: { ...PLAIN, min_length: 10, characters: THREE_OF_FOUR, max_identical: NO_MORE_THAN },
}

/**
 * Reads `password_options`, and the five older keys for parts that it does not have. Without any of them the level is `good`.
 * Invalid stored values count as missing.
 */
export function passwordRulesOf(options: { readonly [key: string]: unknown }): PasswordRules {
  const older = olderRules(options)
  const newer = PASSWORD_OPTIONS.password_options.safeParse(options.password_options).data
  if (!newer) return older
  const { complexity, dictionary, history, profile_data } = newer
  return {
    ...older,
    ...(complexity && {
      min_length: complexity.min_length ?? LEVELS.good.min_length,
      characters: chosenCharacters(complexity.character_types ?? [], complexity.character_type_rule),
      max_identical: complexity.identical_characters === 'block' ? NO_MORE_THAN : undefined,
      max_sequential: complexity.sequential_characters === 'block' ? NO_MORE_THAN : undefined,
    }),
    ...(history && { history_size: history.active ? (history.size ?? DEFAULT_HISTORY) : 0 }),
    ...(dictionary && {
      dictionary: dictionary.active
        ? { common: dictionary.default === 'en_100k' ? MORE_COMMON : COMMON, own: dictionary.custom ?? [] }
        : undefined,
    }),
    ...(profile_data && {
      personal_fields: profile_data.active ? (profile_data.blocked_fields ?? PERSONAL_FIELDS) : [],
    }),
  }
}

function olderRules(options: { readonly [key: string]: unknown }): PasswordRules {
  const level = PASSWORD_OPTIONS.passwordPolicy.safeParse(options.passwordPolicy).data ?? 'good'
  const complexity = PASSWORD_OPTIONS.password_complexity_options.safeParse(
    options.password_complexity_options,
  ).data
  const history = PASSWORD_OPTIONS.password_history.safeParse(options.password_history).data
  const dictionary = PASSWORD_OPTIONS.password_dictionary.safeParse(options.password_dictionary).data
  const personal = PASSWORD_OPTIONS.password_no_personal_info.safeParse(
    options.password_no_personal_info,
  ).data
  return {
    ...LEVELS[level],
    min_length: complexity?.min_length ?? LEVELS[level].min_length,
    history_size: history?.enable ? (history.size ?? DEFAULT_HISTORY) : 0,
    dictionary: dictionary?.enable ? { common: COMMON, own: dictionary.dictionary ?? [] } : undefined,
    personal_fields: personal?.enable ? PERSONAL_FIELDS : [],
  }
}

function chosenCharacters(
  types: readonly CharacterType[],
  rule: 'all' | 'three_of_four' = 'all',
): PasswordRules['characters'] {
  if (rule === 'three_of_four') return THREE_OF_FOUR
  const of = CHARACTER_TYPES.filter((type) => types.includes(type))
  return of.length > 0 ? { at_least: of.length, of } : undefined
}
