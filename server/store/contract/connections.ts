/** Connections with every revision of scripts and configuration. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page } from './paging.ts'

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
  configuration: {
    values: { [key: string]: string }
    revision: number
    /** Keys whose values may be shown in errors, logs and traces; all others are secret. Missing: none. */
    plain?: string[]
  }
  enabled_clients: string[]
  realms: string[]
  metadata: { [key: string]: string } | undefined
  show_as_button: boolean | undefined
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
  show_as_button?: boolean | undefined
}

/**
 * The fields to change; a missing field stays, null removes. `options`, `scripts` and `configuration` are replaced as a
 * whole.
 */
export interface ConnectionChange {
  display_name?: string | null
  options?: { [key: string]: Json }
  scripts?: { [action: string]: string }
  configuration?: { [key: string]: string }
  /** When `configuration` changes: the plain keys that stay plain; default: none. Never makes a secret key plain. */
  plain_configuration?: readonly string[]
  enabled_clients?: string[]
  realms?: string[]
  metadata?: { [key: string]: string } | null
  show_as_button?: boolean | null
  /** The reason for the change, kept with the new version. */
  note?: string
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

/** What a page may know of a connection that its client may use. */
export type ClientConnection = Pick<Connection, 'connection_id' | 'name' | 'display_name' | 'options'>

export interface ConnectionFilter {
  name?: string
  strategies?: readonly string[]
}

/** A connection as lists show it. */
export interface ConnectionSummary {
  connection_id: string
  name: string
  display_name: string | undefined
  options: Connection['options']
  enabled_clients: string[]
  revision: number
  has_draft: boolean
  /** Beginning of the login script; undefined without one. */
  login_source: string | undefined
  users: number
  migrated: number
  /** Log entries about failed scripts, or about a legacy store that did not answer. */
  errors: number
  created_at: number
  updated_at: number
}

/** A newly named client does not exist. */
export interface NoClient {
  kind: 'no_client'
  client_id: string
}

export interface ConnectionStore {
  createConnection(
    tenant_id: string,
    connection: NewConnection,
    actor: string,
  ): Promise<{ kind: 'created'; connection: Connection } | { kind: 'name_taken' } | NoClient>
  findConnection(tenant_id: string, connection_id: string): Promise<Connection | undefined>
  /** @returns those of the ids that are no connections of the tenant any more */
  findDeletedConnections(tenant_id: string, connection_ids: readonly string[]): Promise<string[]>
  findConnectionByName(tenant_id: string, name: string): Promise<Connection | undefined>
  /** @returns ids of database connections that the client may use, at most so many: for a page that needs one of them */
  findEnabledConnections(tenant_id: string, client_id: string, most: number): Promise<string[]>
  /** Each with its scripts, which can be large: for short pages. */
  listConnections(tenant_id: string, filter: ConnectionFilter, page: Page): Promise<Listed<Connection>>
  /** Those that the client may use, oldest first, without scripts and `configuration`. */
  listConnectionsOfClient(tenant_id: string, client_id: string, limit: number): Promise<ClientConnection[]>
  /** The same page as ids. */
  pageConnectionIds(tenant_id: string, filter: ConnectionFilter, page: Page): Promise<Listed<string>>
  /**
   * Oldest first. The number of statements does not grow with the number of connections.
   *
   * @param errors_after id in the log: `errors` counts later entries
   */
  listConnectionSummaries(
    tenant_id: string,
    errors_after: string,
    page: Extract<Page, { kind: 'after' }>,
  ): Promise<Listed<ConnectionSummary>>
  /** @param expected_revision refuses as `stale` when the connection has another revision */
  updateConnection(
    tenant_id: string,
    connection_id: string,
    change: ConnectionChange,
    actor: string,
    expected_revision?: number,
  ): Promise<
    | { kind: 'updated'; connection: Connection }
    | { kind: 'missing' }
    | { kind: 'stale'; revision: number }
    | NoClient
  >
  /**
   * Marks keys as plain or secret. Other keys stay as they are; unknown keys are ignored. Makes no version of the
   * connection.
   *
   * @param configuration_revision refuses as `stale` when the values have another revision
   * @returns the keys that changed
   */
  setPlainConfiguration(
    tenant_id: string,
    connection_id: string,
    is_plain: { readonly [key: string]: boolean },
    configuration_revision: number,
  ): Promise<{ kind: 'set'; plain: string[]; secret: string[] } | { kind: 'stale' } | { kind: 'missing' }>
  /** Deletes its users, scripts and configuration too, and removes it from settings. @returns whether it existed */
  deleteConnection(tenant_id: string, connection_id: string): Promise<boolean>
  /** Newest first. */
  listScriptRevisions(tenant_id: string, connection_id: string, action: string): Promise<ScriptRevision[]>
}
