/** Versions of connections, and drafts of their scripts. @module */
import type { Json } from '../../../runtime/index.ts'
import type { ConnectionDraft, ConnectionVersion, CredentialCounts } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalText, text } from '../engine/operation.ts'
import { CONFIGURATION_SQL } from '../sql/connections.ts'
import { DRAFT_SQL, VERSION_SQL } from '../sql/versions.ts'
import type { SealedConfiguration } from './connection-parts.ts'
import type { StoredConnection } from './connections.ts'
import { findConnection, updateConnection } from './connections.ts'

/** A version with the configuration revision that gives its names. */
export interface StoredVersion extends ConnectionVersion {
  sources: { [action: string]: string }
  configuration_keys: string[]
}

/** One revision of `configuration` as stored. */
export interface StoredConfiguration extends Pick<SealedConfiguration, 'seal_id' | 'values'> {
  revision: number
  actor: string
  created_at: number
}

/** Greater than every version, and an integer of 32 bits. */
const LAST = 2 ** 31 - 1

export function* listConnectionVersions(
  tenant_id: string,
  connection_id: string,
  { before = LAST, limit }: { before?: number | undefined; limit: number },
): Operation<ConnectionVersion[]> {
  const rows = yield* all(VERSION_SQL.list, tenant_id, connection_id, before, limit)
  return rows.map(toVersion)
}

export function* findConnectionVersion(
  tenant_id: string,
  connection_id: string,
  version: number,
): Operation<StoredVersion | undefined> {
  const row = yield* first(VERSION_SQL.find, tenant_id, connection_id, version)
  if (!row) return undefined
  const found = toVersion(row)
  const sources: { [action: string]: string } = {}
  for (const [action, revision] of Object.entries(found.scripts)) {
    const script = yield* first(VERSION_SQL.script, tenant_id, connection_id, action, revision)
    if (script) sources[action] = text(script, 'source')
  }
  const configuration = yield* first(
    CONFIGURATION_SQL.find,
    tenant_id,
    connection_id,
    integer(row, 'configuration_revision'),
  )
  const values = configuration ? json<SealedConfiguration['values']>(configuration, 'sealed_values') : {}
  return { ...found, sources, configuration_keys: Object.keys(values).toSorted() }
}

/** Script texts of listed versions, to compare them. */
export function* listScriptSources(
  tenant_id: string,
  connection_id: string,
  wanted: readonly { action: string; revision: number }[],
): Operation<{ action: string; revision: number; source: string }[]> {
  const found: { action: string; revision: number; source: string }[] = []
  for (const { action, revision } of wanted) {
    const row = yield* first(VERSION_SQL.script, tenant_id, connection_id, action, revision)
    if (row) found.push({ action, revision, source: text(row, 'source') })
  }
  return found
}

export function* findDraft(tenant_id: string, connection_id: string): Operation<ConnectionDraft | undefined> {
  const row = yield* first(DRAFT_SQL.find, tenant_id, connection_id)
  return row && toDraft(row)
}

export function* saveDraft(
  tenant_id: string,
  connection_id: string,
  draft: { scripts: { [action: string]: string }; parent_version?: number | undefined },
  actor: string,
  expected_revision: number | undefined,
  now: number,
): Operation<
  { kind: 'saved'; draft: ConnectionDraft } | { kind: 'missing' } | { kind: 'stale'; revision: number }
> {
  const connection = yield* first(DRAFT_SQL.claimConnection, tenant_id, connection_id)
  if (!connection) return { kind: 'missing' }
  const current = yield* findDraft(tenant_id, connection_id)
  const revision = current?.revision ?? 0
  if (expected_revision !== undefined && expected_revision !== revision) return { kind: 'stale', revision }
  const counted = yield* first(DRAFT_SQL.countSave, tenant_id, connection_id)
  if (!counted) return { kind: 'missing' }
  const [saved] = yield* all(
    DRAFT_SQL.save,
    tenant_id,
    connection_id,
    integer(counted, 'draft_saves'),
    draft.parent_version ?? current?.parent_version ?? integer(connection, 'revision'),
    JSON.stringify(draft.scripts),
    actor,
    now,
  )
  if (!saved) throw new Error('A draft that was just saved is missing.')
  return { kind: 'saved', draft: toDraft(saved) }
}

export function* deleteDraft(
  tenant_id: string,
  connection_id: string,
  expected_revision: number | undefined,
): Operation<{ kind: 'deleted' } | { kind: 'stale'; revision: number }> {
  yield* first(DRAFT_SQL.claimConnection, tenant_id, connection_id)
  const current = yield* findDraft(tenant_id, connection_id)
  if (!current) return { kind: 'deleted' }
  const { revision } = current
  if (expected_revision !== undefined && expected_revision !== revision) return { kind: 'stale', revision }
  yield* first(DRAFT_SQL.delete, tenant_id, connection_id)
  return { kind: 'deleted' }
}

export function* deployDraft(
  tenant_id: string,
  connection_id: string,
  wish: { force: boolean; note?: string | undefined; draft_revision?: number | undefined },
  actor: string,
  now: number,
): Operation<
  | { kind: 'deployed'; connection: StoredConnection }
  | { kind: 'missing' }
  | { kind: 'no_draft' }
  | { kind: 'stale'; revision: number }
  | { kind: 'moved_on'; live_version: number; parent_version: number }
> {
  if (!(yield* first(DRAFT_SQL.claimConnection, tenant_id, connection_id))) return { kind: 'missing' }
  const draft = yield* findDraft(tenant_id, connection_id)
  if (!draft) return { kind: 'no_draft' }
  const { revision, parent_version, scripts } = draft
  if (wish.draft_revision !== undefined && wish.draft_revision !== revision) {
    return { kind: 'stale', revision }
  }
  const live = yield* findConnection(tenant_id, connection_id)
  if (!live) return { kind: 'missing' }
  if (!wish.force && !(yield* isParent(tenant_id, live, parent_version))) {
    return { kind: 'moved_on', live_version: live.revision, parent_version }
  }
  const change = { scripts, ...(wish.note === undefined ? {} : { note: wish.note }) }
  const updated = yield* updateConnection(tenant_id, connection_id, change, actor, now, undefined)
  if (updated.kind !== 'updated') return { kind: 'missing' }
  yield* deleteDraft(tenant_id, connection_id, undefined)
  return { kind: 'deployed', connection: updated.connection }
}

/** Versions that differ in something else than scripts (such as a configuration value) count as the same parent. */
function* isParent(tenant_id: string, live: StoredConnection, parent_version: number): Operation<boolean> {
  const row = yield* first(VERSION_SQL.find, tenant_id, live.connection_id, parent_version)
  if (!row) return false
  const parent = toVersion(row).scripts
  const actions = Object.keys(live.scripts)
  return (
    actions.length === Object.keys(parent).length &&
    actions.every((action) => live.scripts[action]?.revision === parent[action])
  )
}

export function* listConfigurations(
  tenant_id: string,
  connection_id: string,
): Operation<StoredConfiguration[]> {
  const rows = yield* all(VERSION_SQL.configurations, tenant_id, connection_id)
  return rows.map((row) => ({
    revision: integer(row, 'revision'),
    seal_id: text(row, 'seal_id'),
    values: json<SealedConfiguration['values']>(row, 'sealed_values'),
    actor: text(row, 'actor'),
    created_at: integer(row, 'created_at'),
  }))
}

export function* countCredentials(tenant_id: string, connection_id: string): Operation<CredentialCounts> {
  const row = yield* first(VERSION_SQL.countCredentials, tenant_id, connection_id)
  if (!row) throw new Error('A count has no row.')
  const with_password = integer(row, 'with_password')
  return {
    with_password,
    made_here: integer(row, 'made_here'),
    without_password: integer(row, 'identities') - with_password,
  }
}

function toVersion(row: Row): ConnectionVersion {
  return {
    version: integer(row, 'revision'),
    settings: {
      display_name: optionalText(row, 'display_name') ?? null,
      enabled_clients: json<Json>(row, 'enabled_clients'),
      realms: json<Json>(row, 'realms'),
      metadata: optionalText(row, 'metadata') ?? null,
    },
    configuration_revision: integer(row, 'configuration_revision'),
    options: json<ConnectionVersion['options']>(row, 'options'),
    scripts: json<ConnectionVersion['scripts']>(row, 'scripts'),
    actor: text(row, 'actor'),
    created_at: integer(row, 'created_at'),
    note: optionalText(row, 'note'),
  }
}

function toDraft(row: Row): ConnectionDraft {
  return {
    revision: integer(row, 'revision'),
    parent_version: integer(row, 'parent_revision'),
    scripts: json<ConnectionDraft['scripts']>(row, 'scripts'),
    actor: text(row, 'actor'),
    updated_at: integer(row, 'updated_at'),
  }
}
