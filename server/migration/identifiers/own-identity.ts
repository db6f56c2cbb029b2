/** The identity that a user was created with, and the names of each identity. @module */
import { sha256 } from '../../common/hash.ts'
import type { Identity, Store, StoredLogin, User } from '../../store/contract.ts'
import { foldIdentifier } from './folded-identifier.ts'
import { normaliseIdentifier } from './identifier.ts'

/** @returns the identity that the user was created with; the others were linked later */
export function ownIdentity(user: Pick<User, 'user_id' | 'identities'>): Identity | undefined {
  const own = user.identities.filter(({ profile }) => profile === undefined)
  return own.find(({ provider, external_id }) => `${provider}|${external_id}` === user.user_id) ?? own[0]
}

interface Names {
  email: string | undefined
  username: string | undefined
  email_verified: boolean
}

/** @returns the user's own identifiers, or those of a linked identity */
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

/** The person for whom failed logins at a connection are counted. */
export interface CountedPerson {
  /** One key for all identifiers and spellings of the person. */
  key: string
  is_stored: boolean
}

/** Longer names are replaced by their digest. */
const LONGEST_KEY = 320

/**
 * Finds the person for whom a typed name is counted. A user in Ferry has one key: the email, or else the username. Other
 * names are counted in their folded form, since the legacy store may treat all these spellings as one person. Where the
 * folded form is the name of a user in Ferry, the other spellings get a key of their own, so that nobody is refused because
 * of other people's names.
 *
 * @param typed normalised
 * @param stored the user stored under that name
 * @throws {StoreUnavailable}
 */
export async function countedPerson(
  store: Pick<Store, 'findLogin'>,
  { tenant_id, connection_id, typed }: { tenant_id: string; connection_id: string; typed: string },
  stored: StoredLogin | undefined,
): Promise<CountedPerson> {
  if (stored) return { key: keyOfStored(stored, connection_id, typed), is_stored: true }
  const folded = foldIdentifier(typed)
  const isTaken = folded !== typed && (await store.findLogin(tenant_id, connection_id, folded)) !== undefined
  return { key: isTaken ? keyOfSpellings(typed) : shortened(folded), is_stored: false }
}

/** @returns the key of other spellings of a name that is in Ferry; no normalised name begins with a blank */
export function keyOfSpellings(name: string): string {
  return shortened(` ${foldIdentifier(name)}`)
}

function keyOfStored(stored: StoredLogin, connection_id: string, typed: string): string {
  const identity = stored.user.identities.find(
    (one) => one.connection_id === connection_id && one.external_id === stored.external_id,
  )
  if (!identity) return typed
  const { email, username } = namesOf(stored.user, identity)
  return normaliseIdentifier(email ?? username ?? typed)
}

const shortened = (key: string): string => (key.length > LONGEST_KEY ? sha256(key) : key)
