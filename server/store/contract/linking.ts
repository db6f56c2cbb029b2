/** One user with several identities. @module */
import type { User } from './users.ts'

/** Names an identity. */
export interface IdentityName {
  provider: string
  /** Without prefix. */
  external_id: string
  /** Needed where several connections have that id. */
  connection_id?: string | undefined
}

export type LinkResult =
  | { kind: 'linked'; user: User }
  /** No user to link to. */
  | { kind: 'missing' }
  /** There is no such identity, or it is not linked to this user. */
  | { kind: 'no_identity' }
  /** The user already has it. */
  | { kind: 'same_user' }
  /** The other user is blocked; linking would lift the block. */
  | { kind: 'blocked' }

export type UnlinkResult =
  | { kind: 'unlinked'; user: User; freed: User }
  | { kind: 'missing' }
  | { kind: 'no_identity' }
  /** It is the user's first identity, which cannot be unlinked. */
  | { kind: 'own_identity' }
  /** Another user has the id that the identity would get as a user. */
  | { kind: 'id_taken' }

export interface LinkingStore {
  /**
   * Moves all identities of another user to this one, each with the names and attributes that it had as a user. Deletes the
   * other user with its metadata and refresh tokens. Hashes, keys and their history stay with the identities.
   */
  linkIdentity(tenant_id: string, user_id: string, name: IdentityName): Promise<LinkResult>
  /** Turns a linked identity into a user of its own again. Revokes the refresh tokens of both, and drops its `ProviderTokens`. */
  unlinkIdentity(tenant_id: string, user_id: string, name: IdentityName): Promise<UnlinkResult>
}
