/**
 * What the server keeps, and every operation on it. Each method is confined to the tenant that it names.
 *
 * A write is acknowledged (its promise resolves) only when it is durable. Operations are whole: there are no
 * transactions that span calls. Times are milliseconds since the epoch. Ids are made by the caller's side of the store,
 * never by the engine.
 * @module
 */
import type { Action, Json } from '../../runtime/index.ts'

export { BadMark, StoreStartError, StoreUnavailable } from './errors.ts'

export interface Tenant {
  tenant_id: string
  /** As in host names: lower-case letters, digits, dashes. */
  name: string
  created_at: number
}

/** A connection with its current scripts and its `configuration` in plain text: never leaves the process as it is. */
export interface Connection {
  tenant_id: string
  /** `con_` and 16 alphanumerics. */
  connection_id: string
  name: string
  strategy: string
  display_name: string | undefined
  /** `options` as sent, without `customScripts` and `configuration`. Unknown keys are kept. */
  options: { [key: string]: Json }
  /** Each with the number of its revision; a key with empty text is kept as sent. */
  scripts: { [action: string]: { source: string; revision: number } }
  configuration: { values: { [key: string]: string }; revision: number }
  enabled_clients: string[]
  realms: string[]
  metadata: { [key: string]: string } | undefined
  /** Counts every write; what `If-Match` compares. */
  revision: number
  created_at: number
  updated_at: number
}

export interface NewConnection {
  name: string
  strategy: string
  display_name?: string | undefined
  options: { [key: string]: Json }
  scripts: { [action: string]: string }
  configuration: { [key: string]: string }
  enabled_clients: string[]
  realms?: string[] | undefined
  metadata?: { [key: string]: string } | undefined
}

/** What a PATCH changes; a missing field stays. `options`, `scripts` and `configuration` replace what was there, whole. */
export interface ConnectionChange {
  display_name?: string
  options?: { [key: string]: Json }
  scripts?: { [action: string]: string }
  configuration?: { [key: string]: string }
  enabled_clients?: string[]
  realms?: string[]
  metadata?: { [key: string]: string }
}

export interface ScriptRevision {
  action: string
  revision: number
  source: string
  /** Hex SHA-256 of the source. */
  sha256: string
  created_at: number
  /** Who saved it: a client id, or an administrator's id. */
  actor: string
}

export interface ConnectionFilter {
  name?: string
  strategies?: readonly string[]
}

/** By offset, with a total; or after an opaque mark, for lists that change meanwhile. A foreign mark is a `BadMark`. */
export type Page =
  | { kind: 'offset'; offset: number; limit: number }
  | { kind: 'after'; after: string | undefined; limit: number }

export interface Listed<T> {
  items: T[]
  /** With `offset` pages. */
  total?: number
  /** With `after` pages: the mark of the next page, when there is one. */
  next?: string
}

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

export interface Client {
  tenant_id: string
  client_id: string
  name: string
  /** SHA-256 of a random secret of 256 bits, hex; undefined for a public client. */
  secret_sha256: string | undefined
  app_type: string | undefined
  grant_types: string[]
  /** May call `/api/v2/` with these scopes by client credentials; `*` = every scope. */
  api_scopes: string[]
  /** Fields that clients send and read back: callbacks, web_origins, allowed_logout_urls … */
  settings: { [key: string]: Json }
  created_at: number
}

/** A key for RS256; the private part is sealed at rest. */
export interface SigningKey {
  tenant_id: string
  kid: string
  /** JWK with the private members. */
  private_jwk: { [key: string]: Json }
  public_jwk: { [key: string]: Json }
  created_at: number
}

/** One run of a script, for counts and the tenant's log. Texts are redacted before they come here. */
export interface RunRecord {
  run_id: string
  connection_id: string
  action: Action
  script_revision: number
  /** `value`, `none`, `rejection` or a failure code. */
  outcome: string
  message: string | undefined
  /** `login`, `sign_up`, `try` …: what it was run for. */
  purpose: string
  duration_ms: number
  cpu_ms: number
  logs: Json
  trace: Json
  at: number
}

export interface MigrationEvent {
  event_id: string
  connection_id: string
  user_id: string | undefined
  /** `migrated`, `failed`. */
  kind: 'migrated' | 'failed'
  /** How, or the code it failed with. */
  detail: string
  at: number
}

/** Any method rejects with `StoreUnavailable` while the store cannot serve: nothing was acknowledged. */
export interface Store {
  /** Resolves when reads and writes are both answered; gives up after 1.5 s. */
  ping(): Promise<void>
  /** Waits for writes under way, then closes. */
  close(): Promise<void>

  /** @returns the tenant of that name, made when there is none */
  ensureTenant(name: string): Promise<Tenant>

  createConnection(
    tenant_id: string,
    connection: NewConnection,
    actor: string,
  ): Promise<{ kind: 'created'; connection: Connection } | { kind: 'name_taken' }>
  findConnection(tenant_id: string, connection_id: string): Promise<Connection | undefined>
  findConnectionByName(tenant_id: string, name: string): Promise<Connection | undefined>
  listConnections(tenant_id: string, filter: ConnectionFilter, page: Page): Promise<Listed<Connection>>
  /** @param expected_revision refuses as `stale` when the connection has moved on */
  updateConnection(
    tenant_id: string,
    connection_id: string,
    change: ConnectionChange,
    actor: string,
    expected_revision?: number,
  ): Promise<
    { kind: 'updated'; connection: Connection } | { kind: 'missing' } | { kind: 'stale'; revision: number }
  >
  /** Takes its users, scripts and configuration with it. @returns whether there was one */
  deleteConnection(tenant_id: string, connection_id: string): Promise<boolean>
  /** Newest first. */
  listScriptRevisions(tenant_id: string, connection_id: string, action: string): Promise<ScriptRevision[]>

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

  createClient(client: Client): Promise<void>
  findClient(tenant_id: string, client_id: string): Promise<Client | undefined>
  listClients(tenant_id: string): Promise<Client[]>

  addSigningKey(key: SigningKey): Promise<void>
  /** Newest first. */
  listSigningKeys(tenant_id: string): Promise<SigningKey[]>

  recordRun(tenant_id: string, run: RunRecord): Promise<void>
  /** How often scripts of the connection ran, by action and purpose. */
  countRuns(
    tenant_id: string,
    connection_id: string,
  ): Promise<{ action: string; purpose: string; runs: number }[]>
  listRuns(tenant_id: string, connection_id: string, limit: number): Promise<RunRecord[]>

  recordMigrationFailure(tenant_id: string, event: MigrationEvent): Promise<void>
  listMigrationEvents(tenant_id: string, connection_id: string, limit: number): Promise<MigrationEvent[]>
}
