/** Names of profile fields. @module */

/** Fields that Ferry reads, or that clients know from OpenID Connect. */
export const PROFILE_FIELDS: readonly string[] = [
  'user_id',
  'email',
  'email_verified',
  'username',
  'name',
  'nickname',
  'given_name',
  'family_name',
  'picture',
  'phone_number',
  'phone_verified',
  'user_metadata',
  'app_metadata',
]
