/** Users and the identities that their credentials belong to. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page } from './paging.ts'
import type { SearchNode, SearchSort } from './search.ts'

export interface Identity {
  connection_id: string
  connection: string
  /** Without the `auth0|` prefix. */
  external_id: string
  provider: string
  /** Root attributes of an identity that was linked to this user; of the user's own they are the user's. */
  profile?: { [key: string]: Json }
}

export interface User {
  tenant_id: string
  /** `auth0|` and the external id of the first identity. */
  user_id: string
  email: string | undefined
  email_verified: boolean
  username: string | undefined
  /** Root attributes beside those above: name, nickname, picture, given_name … and whatever a script returned. */
  profile: { [key: string]: Json }
  user_metadata: { [key: string]: Json }
  app_metadata: { [key: string]: Json }
  identities: Identity[]
  blocked: boolean
  created_at: number
  updated_at: number
  last_login: number | undefined
  last_ip: string | undefined
  logins_count: number
  last_password_reset: number | undefined
  /** When and how the user came out of the legacy store; undefined for those who never were there. */
  migrated_at: number | undefined
  migrated_by: MigratedBy | undefined
  /** Revision of the connection whose script brought the user; undefined for those from before it was kept. */
  migrated_version: number | undefined
  /** How those came to be who were not moved in; undefined for those from before it was kept. */
  made_by: MadeBy | undefined
}

export type MigratedBy = 'login' | 'reset' | 'import'

/** `legacy_login`: the cached profile of a connection in legacy mode. */
export type MadeBy = 'sign_up' | 'administrator' | 'legacy_login'

/** A user found by what was typed, with the hash to verify. */
export interface StoredLogin {
  user: User
  /** Of the identity in this connection. PHC string; undefined for a cached profile of legacy mode. */
  password_hash: string | undefined
  external_id: string
}

/** Keys are normalised by the caller (`normaliseIdentifier`), never by SQL. */
export interface NewUser {
  connection_id: string
  external_id: string
  user_id: string
  email?: string | undefined
  email_key?: string | undefined
  email_verified: boolean
  username?: string | undefined
  username_key?: string | undefined
  password_hash?: string | undefined
  profile: { [key: string]: Json }
  user_metadata: { [key: string]: Json }
  app_metadata: { [key: string]: Json }
  migrated_by?: MigratedBy | undefined
  migrated_version?: number | undefined
  made_by?: MadeBy | undefined
  blocked?: boolean | undefined
  /** Not created when external id or keys have a tombstone in the connection; a lasting one keeps all away who migrate. */
  unless_tombstoned?: boolean | undefined
  /** Counts as a login at `created_at` from `last_ip`. */
  logged_in: boolean
  last_ip?: string | undefined
}

export type CreateUserResult =
  | { kind: 'created'; user: User }
  /** Nothing was written. `existing` holds the clashing key. */
  | { kind: 'exists'; by: 'email' | 'username' | 'external_id' | 'user_id'; existing: User }
  | { kind: 'no_connection' }
  /** Only with `unless_tombstoned` or `migrated_by`. */
  | { kind: 'tombstoned' }

/** Whom a new user would meet in the store. */
export interface Holders {
  /** Whoever has the external id in the connection: the same person, as the legacy store has it. */
  same: StoredLogin | undefined
  /** Another identity or user that holds e-mail, username (in the connection) or user id (in the tenant). */
  other: Pick<Extract<CreateUserResult, { kind: 'exists' }>, 'by' | 'existing'> | undefined
}

/** What is to be different; a missing field stays. */
export interface UserChange {
  /** Whose keys and hash change; default: the identity that the user was made with. */
  connection_id?: string
  email?: { email: string; email_key: string }
  username?: { username: string; username_key: string }
  email_verified?: boolean
  blocked?: boolean
  /** Sets `last_password_reset`. The old hash joins the history, of which the newest `history_size` are kept. */
  password?: { password_hash: string; history_size: number }
  /** Root attributes; null removes. */
  profile?: { [key: string]: Json }
  /** Merged at the first level; null removes a key. */
  user_metadata?: { [key: string]: Json }
  app_metadata?: { [key: string]: Json }
  /** As the legacy store says; milliseconds since the epoch. */
  last_password_reset?: number
}

export type UpdateUserResult =
  | { kind: 'updated'; user: User }
  /** No such user, or none with an identity in that connection. */
  | { kind: 'missing' }
  /** Nothing was written. `existing` holds the clashing key. */
  | { kind: 'taken'; by: 'email' | 'username'; existing: User }

/** What legacy mode refreshes in its cached profile at each login. */
export interface CachedProfile {
  email: string | undefined
  email_key: string | undefined
  email_verified: boolean
  username: string | undefined
  username_key: string | undefined
  profile: { [key: string]: Json }
  user_metadata?: { [key: string]: Json }
  app_metadata?: { [key: string]: Json }
}

/** What a tombstone is looked up by. */
export interface TombstonedPerson {
  external_id?: string | undefined
  /** Normalised e-mails and usernames. */
  keys?: readonly string[]
  /** Only tombstones that hold whatever the connection says. */
  lasting_only?: boolean
}

export interface UserFilter {
  /** In which the user was made. */
  connection_id?: string
  where?: SearchNode
  /** Default: oldest first. */
  sort?: SearchSort
}

export interface UserStore {
  /** @param key normalised e-mail or username */
  findLogin(tenant_id: string, connection_id: string, key: string): Promise<StoredLogin | undefined>
  /**
   * User, identity and migration event, in one transaction; on a clash nothing is written. A migrated user takes over the
   * cached profile of the same external id, which has no hash: that too is `created`, under the id that the cache has.
   */
  createUser(tenant_id: string, user: NewUser): Promise<CreateUserResult>
  /** Creates or refreshes the cached profile of legacy mode and counts the login. Never touches a user with a hash. */
  saveCachedLogin(
    tenant_id: string,
    user: NewUser,
    refresh: CachedProfile,
  ): Promise<CreateUserResult | { kind: 'refreshed'; user: User }>
  /** Counts a login. @returns whether the user is there */
  recordLogin(tenant_id: string, user_id: string, ip: string | undefined): Promise<boolean>
  /** Replaces a hash by a stronger one of the same password, unless it has changed meanwhile. */
  replaceHash(
    tenant_id: string,
    connection_id: string,
    external_id: string,
    old_hash: string,
    new_hash: string,
  ): Promise<boolean>
  /** By the id that the legacy store or this one gave, without prefix. */
  findIdentity(
    tenant_id: string,
    connection_id: string,
    external_id: string,
  ): Promise<StoredLogin | undefined>
  /** Whom `createUser` and `saveCachedLogin` would meet. Nothing is written. */
  findHolders(
    tenant_id: string,
    user: Pick<NewUser, 'connection_id' | 'external_id' | 'user_id' | 'email_key' | 'username_key'>,
  ): Promise<Holders>
  /** All of the change or nothing. */
  updateUser(tenant_id: string, user_id: string, change: UserChange): Promise<UpdateUserResult>
  /**
   * Takes user, identities, hashes and their history away; the counts stay right.
   *
   * @param options.tombstone keeps hashes of external ids and keys, which `unless_tombstoned` minds; `lasting`: every
   *   migration minds them
   * @returns whether there was one
   */
  deleteUser(
    tenant_id: string,
    user_id: string,
    options: { tombstone: boolean | 'lasting' },
  ): Promise<boolean>
  /** Whether the id, or any of the keys, belonged to somebody who was deleted with a tombstone. */
  isTombstoned(tenant_id: string, connection_id: string, of: TombstonedPerson): Promise<boolean>
  /** PHC strings, newest first, the current one included. */
  listPasswordHashes(
    tenant_id: string,
    connection_id: string,
    external_id: string,
    newest: number,
  ): Promise<string[]>
  findUser(tenant_id: string, user_id: string): Promise<User | undefined>
  /** Exact, case-sensitive. */
  findUsersByEmail(tenant_id: string, email: string): Promise<User[]>
  /** A page past the end is empty. Each with its metadata: for a few. */
  listUsers(tenant_id: string, filter: UserFilter, page: Page): Promise<Listed<User>>
  /** The same page, with the id alone of those whose profile and metadata are large: they are read one after the other. */
  pageUsers(tenant_id: string, filter: UserFilter, page: Page): Promise<Listed<User | string>>
  countUsers(tenant_id: string, connection_id: string): Promise<{ users: number; migrated: number }>
}
