/** Versions of connections, drafts of their scripts, and counts of credentials. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Connection } from './connections.ts'

/** A connection as one write left it. */
export interface ConnectionVersion {
  /** The connection's revision. */
  version: number
  options: { [key: string]: Json }
  /** Fields beside the options: names, clients, realms, metadata. Only compared, never shown. */
  settings: { [field: string]: Json }
  configuration_revision: number
  /** Revision of each script. */
  scripts: { [action: string]: number }
  actor: string
  created_at: number
  note: string | undefined
}

/** A version with the text of its scripts; of `configuration` only the names. */
interface WholeConnectionVersion extends ConnectionVersion {
  /** Text of each script, byte for byte. */
  sources: { [action: string]: string }
  configuration_keys: string[]
}

/** Scripts that are not deployed yet. */
export interface ConnectionDraft {
  /** The number for `If-Match`: counts the saves of all drafts of the connection. */
  revision: number
  /** Version of the connection that the draft is based on. */
  parent_version: number
  scripts: { [action: string]: string }
  actor: string
  updated_at: number
}

type DeployResult =
  | { kind: 'deployed'; connection: Connection }
  | { kind: 'missing' }
  | { kind: 'no_draft' }
  /** The draft has changed since it was read. */
  | { kind: 'stale'; revision: number }
  /** The live scripts are newer than those that the draft is based on. */
  | { kind: 'moved_on'; live_version: number; parent_version: number }

/** When a key's value was last changed, and by whom. */
export interface ConfigurationKey {
  key: string
  set_at: number
  set_by: string
}

/** People of a connection, by whether Ferry has their password. */
export interface CredentialCounts {
  /** People with a password in Ferry. */
  with_password: number
  /** Users among them who were never in the legacy store. */
  made_here: number
  /** Cached profiles of legacy mode. */
  without_password: number
}

export interface VersionStore {
  /** Newest first. @param before only versions of a smaller number */
  listConnectionVersions(
    tenant_id: string,
    connection_id: string,
    page: { before?: number | undefined; limit: number },
  ): Promise<ConnectionVersion[]>
  findConnectionVersion(
    tenant_id: string,
    connection_id: string,
    version: number,
  ): Promise<WholeConnectionVersion | undefined>
  /** The sources that exist, each once. */
  listScriptSources(
    tenant_id: string,
    connection_id: string,
    wanted: readonly { action: string; revision: number }[],
  ): Promise<{ action: string; revision: number; source: string }[]>
  findDraft(tenant_id: string, connection_id: string): Promise<ConnectionDraft | undefined>
  /**
   * @param draft.parent_version default: that of the previous draft, else the connection's current version
   * @param expected_revision refuses as `stale` when the draft has another revision; 0 = no draft exists
   */
  saveDraft(
    tenant_id: string,
    connection_id: string,
    draft: { scripts: { [action: string]: string }; parent_version?: number | undefined },
    actor: string,
    expected_revision?: number,
  ): Promise<
    { kind: 'saved'; draft: ConnectionDraft } | { kind: 'missing' } | { kind: 'stale'; revision: number }
  >
  /**
   * A missing draft is not an error. @param expected_revision refuses as `stale` when the draft has another revision
   */
  deleteDraft(
    tenant_id: string,
    connection_id: string,
    expected_revision?: number,
  ): Promise<{ kind: 'deleted' } | { kind: 'stale'; revision: number }>
  /** Deploys the draft's scripts as a new version, and deletes the draft. */
  deployDraft(
    tenant_id: string,
    connection_id: string,
    wish: { force: boolean; note?: string | undefined; draft_revision?: number | undefined },
    actor: string,
  ): Promise<DeployResult>
  /** Sorted by name. */
  listConfigurationKeys(tenant_id: string, connection_id: string): Promise<ConfigurationKey[]>
  /** For each configuration revision, the names of the keys that were added, removed or changed. */
  listConfigurationChanges(
    tenant_id: string,
    connection_id: string,
  ): Promise<{ revision: number; keys: string[] }[]>
  countCredentials(tenant_id: string, connection_id: string): Promise<CredentialCounts>
}
