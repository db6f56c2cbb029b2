/** Which identity a user was made with, and what each identity calls itself. @module */
import type { Identity, StoredLogin, User } from '../store/contract.ts'
import { normaliseIdentifier } from './identifier.ts'

/** @returns the identity that the user was made with; the others were linked later */
export function ownIdentity(user: Pick<User, 'user_id' | 'identities'>): Identity | undefined {
  const own = user.identities.filter(({ profile }) => profile === undefined)
  return own.find(({ provider, external_id }) => `${provider}|${external_id}` === user.user_id) ?? own[0]
}

interface Names {
  email: string | undefined
  username: string | undefined
  email_verified: boolean
}

/** @returns names of the identity: the user's own, or those that a linked identity brought along */
export function namesOf(user: User, identity: Identity): Names {
  const { profile } = identity
  if (!profile) {
    return { email: user.email, username: user.username, email_verified: user.email_verified }
  }
  const { email, username, email_verified } = profile
  return {
    email: typeof email === 'string' ? email : undefined,
    username: typeof username === 'string' ? username : undefined,
    email_verified: email_verified === true,
  }
}

/**
 * The one key that a person's failed logins at a connection are counted under, whichever name was typed: the e-mail, or the
 * username of who has none.
 *
 * @param typed normalised; counts for who is not in Ferry
 */
export function countedKey(stored: StoredLogin | undefined, connection_id: string, typed: string): string {
  const identity = stored?.user.identities.find(
    (one) => one.connection_id === connection_id && one.external_id === stored.external_id,
  )
  if (!stored || !identity) return typed
  const { email, username } = namesOf(stored.user, identity)
  return normaliseIdentifier(email ?? username ?? typed)
}
