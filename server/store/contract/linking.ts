/** One user with several identities. @module */
import type { User } from './users.ts'

/** Names an identity. */
export interface IdentityName {
  provider: string
  /** Without prefix. */
  external_id: string
  /** Which one, where several connections know that id. */
  connection_id?: string | undefined
}

export type LinkResult =
  | { kind: 'linked'; user: User }
  /** No user to link to. */
  | { kind: 'missing' }
  /** No identity of that name; or it is not one that was linked to this user. */
  | { kind: 'no_identity' }
  /** It is the user's own already. */
  | { kind: 'same_user' }
  /** The other user is blocked, and would not be any more. */
  | { kind: 'blocked' }

export type UnlinkResult =
  | { kind: 'unlinked'; user: User; freed: User }
  | { kind: 'missing' }
  | { kind: 'no_identity' }
  /** A user is never without the identity that it was made with. */
  | { kind: 'own_identity' }
  /** The id that the identity would have as a user is another's. */
  | { kind: 'id_taken' }

export interface LinkingStore {
  /**
   * Moves all identities of another user to this one, each with the names and attributes that it had as a user; the other
   * user, its metadata and its refresh tokens are gone. Hashes, keys and their history stay with the identities.
   */
  linkIdentity(tenant_id: string, user_id: string, name: IdentityName): Promise<LinkResult>
  /** Makes a user of a linked identity again. Ends the refresh tokens of both. */
  unlinkIdentity(tenant_id: string, user_id: string, name: IdentityName): Promise<UnlinkResult>
}
