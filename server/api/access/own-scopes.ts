/** What people may do for themselves at the Management API, by a token that an application got for them. @module */

/** Every such scope, spelled as Auth0 spells it, with what it allows: the page that asks for consent shows it. */
export const OWN_SCOPES = {
  'read:current_user': 'Read your profile.',
  'create:current_user_metadata': 'Add preferences to your profile.',
  'update:current_user_metadata': 'Change the preferences of your profile.',
  'delete:current_user_metadata': 'Remove preferences of your profile.',
  'update:current_user_identities': 'Link and unlink your accounts.',
  'create:current_user_device_credentials': 'Add credentials of your devices.',
  'delete:current_user_device_credentials': 'End what applications keep to sign you in.',
} as const

/** A scope that concerns the token's own person alone. */
export type OwnScope = keyof typeof OWN_SCOPES

/** @returns those of the scopes that people can have at the Management API */
export function ownScopes(scopes: readonly string[]): OwnScope[] {
  const known = Object.keys(OWN_SCOPES) as OwnScope[]
  return known.filter((scope) => scopes.includes(scope))
}
