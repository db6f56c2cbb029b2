/** Attributes at the root of a user’s profile that callers may set. The dashboard has the same names: a test compares them. @module */

/** Those that are text, with the most characters that Auth0 takes. */
export const TEXT_ATTRIBUTES = {
  name: 150,
  given_name: 150,
  family_name: 150,
  nickname: 350,
  picture: 2_048,
} as const

/** The name of one. */
export type RootAttribute = keyof typeof TEXT_ATTRIBUTES | 'phone_number'

/** The names of all. */
export const ROOT_ATTRIBUTE_NAMES: readonly RootAttribute[] = [
  'name',
  'given_name',
  'family_name',
  'nickname',
  'picture',
  'phone_number',
]
