/** Users and the identities that their credentials belong to. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page } from './paging.ts'

export interface Identity {
  connection_id: string
  connection: string
  /** Without the `auth0|` prefix. */
  external_id: string
  provider: string
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
}

export type MigratedBy = 'login' | 'reset' | 'import'

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
  /** Counts as a login at `created_at` from `last_ip`. */
  logged_in: boolean
  last_ip?: string | undefined
}

export type CreateUserResult =
  | { kind: 'created'; user: User }
  /** Nothing was written. `existing` holds the clashing key. */
  | { kind: 'exists'; by: 'email' | 'username' | 'external_id' | 'user_id'; existing: User }
  | { kind: 'no_connection' }

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

export interface UserFilter {
  connection_id?: string
  /** Every field that is given must match. */
  email?: string
  user_id?: string
  /** Case-insensitive part of e-mail, username, name or id. */
  contains?: string
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
  /** Counts a login. @returns the user as it is now; undefined when it is gone */
  recordLogin(tenant_id: string, user_id: string, ip: string | undefined): Promise<User | undefined>
  /** Replaces a hash by a stronger one of the same password, unless it has changed meanwhile. */
  replaceHash(
    tenant_id: string,
    connection_id: string,
    external_id: string,
    old_hash: string,
    new_hash: string,
  ): Promise<boolean>
  findUser(tenant_id: string, user_id: string): Promise<User | undefined>
  /** Exact, case-sensitive. */
  findUsersByEmail(tenant_id: string, email: string): Promise<User[]>
  /** Oldest first, as all lists with pages. A page past the end is empty. */
  listUsers(tenant_id: string, filter: UserFilter, page: Page): Promise<Listed<User>>
  countUsers(tenant_id: string, connection_id: string): Promise<{ users: number; migrated: number }>
}
