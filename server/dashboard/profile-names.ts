/** Names of the members of a profile. @module */

/** Attributes at the root of a profile that a member may set, in the order of the forms. The server has the same names. */
export const ROOT_ATTRIBUTES = [
  'name',
  'given_name',
  'family_name',
  'nickname',
  'picture',
  'phone_number',
] as const

/** Members of a profile that Ferry reads, or that clients know from OpenID Connect. */
export const PROFILE_FIELDS: readonly string[] = [
  'user_id',
  'email',
  'email_verified',
  'username',
  ...ROOT_ATTRIBUTES,
  'phone_verified',
  'user_metadata',
  'app_metadata',
]
