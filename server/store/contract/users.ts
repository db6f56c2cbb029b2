/** Users and the identities that their credentials belong to. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page } from './paging.ts'
import type { ProviderTokens } from './provider-tokens.ts'
import type { SearchNode, SearchSort } from './search.ts'

export interface Identity {
  connection_id: string
  connection: string
  /** Without the `auth0|` prefix. */
  external_id: string
  provider: string
  /** Root attributes of a linked identity; those of the first identity are the user's own. */
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
  /** When and how the user was migrated; undefined for users who were not. */
  migrated_at: number | undefined
  migrated_by: MigratedBy | undefined
  /** Revision of the connection whose script migrated the user; undefined in older records. */
  migrated_version: number | undefined
  /** How users who were not migrated were created; undefined in older records. */
  made_by: MadeBy | undefined
}

export type MigratedBy = 'login' | 'reset' | 'import'

/** `legacy_login`: the cached profile of a connection in legacy mode. */
export type MadeBy = 'sign_up' | 'administrator' | 'legacy_login'

/** A user found by the typed identifier, with the hash to verify. */
export interface StoredLogin {
  user: User
  /** Of the identity in this connection. PHC string; undefined for a cached profile of legacy mode. */
  password_hash: string | undefined
  external_id: string
  /** Found by a further sign-in name, and not by email or username. */
  by_alias?: true
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
  /** The script run whose profile this is: kept with the event of the migration. */
  run_id?: string | undefined
  /** A person who signs up while the connection imports: counted beside those who were migrated. */
  joins_migration?: boolean | undefined
  made_by?: MadeBy | undefined
  blocked?: boolean | undefined
  /** Refuses a user whose external id or keys have a tombstone in the connection. A lasting tombstone refuses every migration. */
  unless_tombstoned?: boolean | undefined
  /** Records a sign-in at `created_at` from `last_ip`. */
  logged_in: boolean
  last_ip?: string | undefined
  /** Normalised: a further sign-in name of the identity, kept where `addAlias` would write it. */
  alias_key?: string | undefined
  /** Kept sealed; missing: those of an earlier sign-in stay. */
  tokens?: ProviderTokens | undefined
}

export type CreateUserResult =
  | { kind: 'created'; user: User }
  /** Nothing was written. `existing` holds the clashing key. */
  | { kind: 'exists'; by: 'email' | 'username' | 'external_id' | 'user_id'; existing: User }
  | { kind: 'no_connection' }
  /** Only with `unless_tombstoned` or `migrated_by`. */
  | { kind: 'tombstoned' }

/** Users who already have what a new user would have. */
export interface Holders {
  /** The user with that external id in the connection: the same person in the legacy store. */
  same: StoredLogin | undefined
  /** Another user with the email, the username (in the connection) or the user id (in the tenant). */
  other: Pick<Extract<CreateUserResult, { kind: 'exists' }>, 'by' | 'existing'> | undefined
}

/** The fields to change; a missing field stays. */
export interface UserChange {
  /** The identity whose keys and hash change; default: the first one. */
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
  /** From the legacy store; milliseconds since the epoch. */
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

/** Finds a tombstone: one matching field is enough. */
export interface TombstonedPerson {
  external_id?: string | undefined
  /** Normalised emails and usernames. */
  keys?: readonly string[]
  /** Only lasting tombstones, which apply whatever the connection's options say. */
  lasting_only?: boolean
}

export interface UserFilter {
  /** The connection in which the user was created. */
  connection_id?: string
  where?: SearchNode
  /** Default: oldest first. */
  sort?: SearchSort
}

export interface UserStore {
  /** @param key normalised email or username */
  findLogin(tenant_id: string, connection_id: string, key: string): Promise<StoredLogin | undefined>
  /**
   * Writes user, identity and migration event in one transaction; a clash writes nothing. A migrated user takes over the
   * cached profile of the same external id, which has no hash: that is `created` too, under the id of the cached profile.
   */
  createUser(tenant_id: string, user: NewUser): Promise<CreateUserResult>
  /** Creates or refreshes the cached profile of legacy mode and records the sign-in. Never changes a user with a hash. */
  saveCachedLogin(
    tenant_id: string,
    user: NewUser,
    refresh: CachedProfile,
  ): Promise<CreateUserResult | { kind: 'refreshed'; user: User }>
  /** Records a sign-in. @returns whether the user exists */
  recordLogin(tenant_id: string, user_id: string, ip: string | undefined): Promise<boolean>
  /** Replaces a hash with a stronger one of the same password, unless it has changed meanwhile. */
  replaceHash(
    tenant_id: string,
    connection_id: string,
    external_id: string,
    old_hash: string,
    new_hash: string,
  ): Promise<boolean>
  /** Finds an identity by its id without prefix. */
  findIdentity(
    tenant_id: string,
    connection_id: string,
    external_id: string,
  ): Promise<StoredLogin | undefined>
  /** The users that would clash in `createUser` and `saveCachedLogin`. Writes nothing. */
  findHolders(
    tenant_id: string,
    user: Pick<NewUser, 'connection_id' | 'external_id' | 'user_id' | 'email_key' | 'username_key'>,
  ): Promise<Holders>
  /** Writes all of the change or nothing. */
  updateUser(tenant_id: string, user_id: string, change: UserChange): Promise<UpdateUserResult>
  /**
   * Deletes the user with identities, hashes and their history, further sign-in names, mails that wait, and what the ledgers of
   * migrations tell about them, and updates the counts.
   *
   * @param options.tombstone keeps hashes of the external ids and keys, which `unless_tombstoned` checks; `lasting`:
   *   every migration checks them
   * @returns whether the user existed
   */
  deleteUser(
    tenant_id: string,
    user_id: string,
    options: { tombstone: boolean | 'lasting' },
  ): Promise<boolean>
  /** Whether the id, or one of the keys, has a tombstone. */
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
  /** A page past the end is empty. Each user with its metadata, which can be large: for short pages. */
  listUsers(tenant_id: string, filter: UserFilter, page: Page): Promise<Listed<User>>
  /** The same page, with only the ids of large users: the caller reads those one after the other. */
  pageUsers(tenant_id: string, filter: UserFilter, page: Page): Promise<Listed<User | string>>
  countUsers(tenant_id: string, connection_id: string): Promise<{ users: number; migrated: number }>
}
