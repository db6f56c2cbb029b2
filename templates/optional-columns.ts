/** What follows when a table lacks a column that it may lack. @module */

/** By what the column is for. */
export const WITHOUT = {
  username: 'People sign in by email only.',
  nickname: 'Users are imported without a nickname.',
  name: 'Users are imported without a name.',
  given_name: 'Users are imported without a given name.',
  family_name: 'Users are imported without a family name.',
  email_verified: 'Every address is imported as not verified, and there is no script verify.',
  blocked: 'No account is refused as blocked.',
  written: 'The scripts do not write it.',
} as const
