/** Versions of connections, drafts of their scripts, and what a change of mode means. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Connection } from './connections.ts'

/** What a write of a connection left behind. */
export interface ConnectionVersion {
  /** The connection's revision. */
  version: number
  options: { [key: string]: Json }
  /** Fields beside the options: names, clients, realms, metadata. To be compared, not read. */
  settings: { [field: string]: Json }
  configuration_revision: number
  /** Revision of each script. */
  scripts: { [action: string]: number }
  actor: string
  created_at: number
  note: string | undefined
}

/** A version whole; of `configuration` the names alone. */
interface WholeConnectionVersion extends ConnectionVersion {
  /** Text of each script, byte for byte. */
  sources: { [action: string]: string }
  configuration_keys: string[]
}

/** Scripts that are not live yet. */
export interface ConnectionDraft {
  /** What `If-Match` compares: counts the saves of all drafts of the connection. */
  revision: number
  /** Version of the connection that the draft was begun from. */
  parent_version: number
  scripts: { [action: string]: string }
  actor: string
  updated_at: number
}

type DeployResult =
  | { kind: 'deployed'; connection: Connection }
  | { kind: 'missing' }
  | { kind: 'no_draft' }
  /** The draft is not the one that was read. */
  | { kind: 'stale'; revision: number }
  /** The live scripts are not those that the draft was begun from. */
  | { kind: 'moved_on'; live_version: number; parent_version: number }

/** When the value of a key last became another one. */
export interface ConfigurationKey {
  key: string
  set_at: number
  set_by: string
}

/** People of a connection, by whether the store could log them in alone. */
export interface CredentialCounts {
  /** With a password here. */
  with_password: number
  /** Of those, who never were in the legacy store. */
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
  /** Those that are there; each once. */
  listScriptSources(
    tenant_id: string,
    connection_id: string,
    wanted: readonly { action: string; revision: number }[],
  ): Promise<{ action: string; revision: number; source: string }[]>
  findDraft(tenant_id: string, connection_id: string): Promise<ConnectionDraft | undefined>
  /**
   * @param draft.parent_version default: that of the draft before it, else the connection's current one
   * @param expected_revision refuses as `stale` when somebody else has saved; 0 = there is no draft yet
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
  /** No draft is no error. @param expected_revision refuses as `stale` when somebody else has saved */
  deleteDraft(
    tenant_id: string,
    connection_id: string,
    expected_revision?: number,
  ): Promise<{ kind: 'deleted' } | { kind: 'stale'; revision: number }>
  /** Makes the draft's scripts live, as a version of its own, and ends the draft. */
  deployDraft(
    tenant_id: string,
    connection_id: string,
    wish: { force: boolean; note?: string | undefined; draft_revision?: number | undefined },
    actor: string,
  ): Promise<DeployResult>
  /** In the order of their names. */
  listConfigurationKeys(tenant_id: string, connection_id: string): Promise<ConfigurationKey[]>
  /** By configuration revision, names of the keys that came, went, or got another value with it. */
  listConfigurationChanges(
    tenant_id: string,
    connection_id: string,
  ): Promise<{ revision: number; keys: string[] }[]>
  countCredentials(tenant_id: string, connection_id: string): Promise<CredentialCounts>
}
