/** Connections. Values of `configuration` are sealed outside of this file. @module */
import type {
  Connection,
  ConnectionChange,
  ConnectionFilter,
  Listed,
  NewConnection,
  NoClient,
  Page,
  ScriptRevision,
} from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { CONFIGURATION_SQL, CONNECTION_SQL, listConnectionsSql, SCRIPT_SQL } from '../sql/connections.ts'
import type { SealedConfiguration } from './connection-parts.ts'
import { insertConfiguration, keepRevision, setConfiguration, setScripts } from './connection-parts.ts'
import { missingClient, newlyMissing } from './enabled-clients.ts'
import { readIdPage, readPage } from './paging.ts'
import { plainOf, stillPlain } from './plain-configuration.ts'

/** A connection as stored. */
export interface StoredConnection extends Omit<Connection, 'configuration'> {
  configuration: SealedConfiguration & Pick<Connection['configuration'], 'revision' | 'plain'>
}

export interface StoredNewConnection extends Omit<NewConnection, 'configuration'> {
  connection_id: string
  configuration: SealedConfiguration
}

export interface StoredConnectionChange extends Omit<ConnectionChange, 'configuration'> {
  configuration?: SealedConfiguration
}

export function* createConnection(
  tenant_id: string,
  connection: StoredNewConnection,
  actor: string,
  now: number,
): Operation<{ kind: 'created'; connection: StoredConnection } | { kind: 'name_taken' } | NoClient> {
  const { connection_id } = connection
  const missing = yield* missingClient(tenant_id, connection.enabled_clients)
  if (missing) return missing
  const inserted = yield* first(
    CONNECTION_SQL.insert,
    tenant_id,
    connection_id,
    connection.name,
    connection.strategy,
    connection.display_name,
    JSON.stringify(connection.options),
    JSON.stringify(connection.enabled_clients),
    JSON.stringify(connection.realms ?? [connection.name]),
    connection.metadata && JSON.stringify(connection.metadata),
    connection.show_as_button,
    now,
  )
  if (!inserted) return { kind: 'name_taken' }
  yield* insertConfiguration(tenant_id, connection_id, 1, connection.configuration, actor, now)
  yield* setScripts(tenant_id, connection_id, connection.scripts, actor, now)
  yield* keepRevision(tenant_id, connection_id, actor)
  return { kind: 'created', connection: yield* foundConnection(tenant_id, connection_id) }
}

export function* updateConnection(
  tenant_id: string,
  connection_id: string,
  change: StoredConnectionChange,
  actor: string,
  now: number,
  expected_revision: number | undefined,
): Operation<
  | { kind: 'updated'; connection: StoredConnection }
  | { kind: 'missing' }
  | { kind: 'stale'; revision: number }
  | NoClient
> {
  const missing =
    change.enabled_clients && (yield* newlyMissing(tenant_id, connection_id, change.enabled_clients))
  if (missing) return missing
  const claimed =
    expected_revision === undefined
      ? yield* first(CONNECTION_SQL.claim, tenant_id, connection_id, now)
      : yield* first(CONNECTION_SQL.claimRevision, tenant_id, connection_id, now, expected_revision)
  if (!claimed) {
    const row = yield* first(CONNECTION_SQL.revision, tenant_id, connection_id)
    return row ? { kind: 'stale', revision: integer(row, 'revision') } : { kind: 'missing' }
  }
  if (change.scripts) yield* setScripts(tenant_id, connection_id, change.scripts, actor, now)
  const configuration_revision = yield* setConfiguration(
    tenant_id,
    connection_id,
    integer(claimed, 'configuration_revision'),
    change.configuration,
    actor,
    now,
  )
  const kept = (column: string) => optionalText(claimed, column)
  yield* all(
    CONNECTION_SQL.update,
    tenant_id,
    connection_id,
    change.display_name === undefined ? kept('display_name') : change.display_name,
    change.options ? JSON.stringify(change.options) : kept('options'),
    configuration_revision,
    change.enabled_clients ? JSON.stringify(change.enabled_clients) : kept('enabled_clients'),
    change.realms ? JSON.stringify(change.realms) : kept('realms'),
    change.metadata === undefined ? kept('metadata') : change.metadata && JSON.stringify(change.metadata),
    change.show_as_button === undefined ? optionalInteger(claimed, 'show_as_button') : change.show_as_button,
    JSON.stringify(
      configuration_revision === integer(claimed, 'configuration_revision')
        ? plainOf(claimed)
        : stillPlain(claimed, change.configuration?.values, change.plain_configuration),
    ),
  )
  yield* keepRevision(tenant_id, connection_id, actor, change.note)
  return { kind: 'updated', connection: yield* foundConnection(tenant_id, connection_id) }
}

export function* findConnection(
  tenant_id: string,
  connection_id: string,
): Operation<StoredConnection | undefined> {
  const row = yield* first(CONNECTION_SQL.find, tenant_id, connection_id)
  return row && (yield* readConnection(tenant_id, row))
}

export function* findDeletedConnections(
  tenant_id: string,
  connection_ids: readonly string[],
): Operation<string[]> {
  const deleted: string[] = []
  for (const id of connection_ids) {
    if (!(yield* first(CONNECTION_SQL.name, tenant_id, id))) deleted.push(id)
  }
  return deleted
}

export function* findConnectionByName(
  tenant_id: string,
  name: string,
): Operation<StoredConnection | undefined> {
  const row = yield* first(CONNECTION_SQL.findByName, tenant_id, name)
  return row && (yield* readConnection(tenant_id, row))
}

export function* listConnections(
  tenant_id: string,
  filter: ConnectionFilter,
  page: Page,
): Operation<Listed<StoredConnection>> {
  const strategies = filter.strategies && [...new Set(filter.strategies)]
  const name = filter.name
  return yield* readPage(tenant_id, page, {
    sql: (what) => listConnectionsSql({ what, name: name !== undefined, strategies: strategies?.length }),
    filters: [...(name === undefined ? [] : [name]), ...(strategies ?? [])],
    *items(rows) {
      const connections: StoredConnection[] = []
      for (const row of rows) connections.push(yield* readConnection(tenant_id, row))
      return connections
    },
    mark: ({ created_at, connection_id }) => ({ created_at, id: connection_id }),
  })
}

export function* findEnabledConnections(
  tenant_id: string,
  client_id: string,
  most: number,
): Operation<string[]> {
  const rows = yield* all(CONNECTION_SQL.enabledFor, tenant_id, `%${JSON.stringify(client_id)}%`)
  return rows
    .filter((row) => json<string[]>(row, 'enabled_clients').includes(client_id))
    .slice(0, most)
    .map((row) => text(row, 'connection_id'))
}

export function* pageConnectionIds(
  tenant_id: string,
  filter: ConnectionFilter,
  page: Page,
): Operation<Listed<string>> {
  const strategies = filter.strategies && [...new Set(filter.strategies)]
  const { name } = filter
  return yield* readIdPage(tenant_id, page, {
    sql: (what) =>
      listConnectionsSql({
        what,
        name: name !== undefined,
        strategies: strategies?.length,
        columns: 'connection_id, created_at',
      }),
    filters: [...(name === undefined ? [] : [name]), ...(strategies ?? [])],
    id: 'connection_id',
  })
}

export function* listScriptRevisions(
  tenant_id: string,
  connection_id: string,
  action: string,
): Operation<ScriptRevision[]> {
  const rows = yield* all(SCRIPT_SQL.list, tenant_id, connection_id, action)
  return rows.map((row) => ({
    action: text(row, 'action'),
    revision: integer(row, 'revision'),
    source: text(row, 'source'),
    sha256: text(row, 'sha256'),
    created_at: integer(row, 'created_at'),
    actor: text(row, 'actor'),
  }))
}

function* foundConnection(tenant_id: string, connection_id: string): Operation<StoredConnection> {
  const connection = yield* findConnection(tenant_id, connection_id)
  if (!connection) throw new Error('A connection that was just written is missing.')
  return connection
}

function* readConnection(tenant_id: string, row: Row): Operation<StoredConnection> {
  const connection_id = text(row, 'connection_id')
  const revision = integer(row, 'configuration_revision')
  const scripts = yield* all(SCRIPT_SQL.current, tenant_id, connection_id)
  const configuration = yield* first(CONFIGURATION_SQL.find, tenant_id, connection_id, revision)
  if (!configuration) throw new Error(`Connection ${connection_id} has no configuration ${revision}.`)
  return {
    tenant_id,
    connection_id,
    name: text(row, 'name'),
    strategy: text(row, 'strategy'),
    display_name: optionalText(row, 'display_name'),
    options: json<Connection['options']>(row, 'options'),
    scripts: Object.fromEntries(
      scripts.map((script) => [
        text(script, 'action'),
        { source: text(script, 'source'), revision: integer(script, 'revision') },
      ]),
    ),
    configuration: {
      revision,
      seal_id: text(configuration, 'seal_id'),
      values: json<SealedConfiguration['values']>(configuration, 'sealed_values'),
      fingerprint: text(configuration, 'fingerprint'),
      ...(plainOf(row).length > 0 && { plain: plainOf(row) }),
    },
    enabled_clients: json<string[]>(row, 'enabled_clients'),
    realms: json<string[]>(row, 'realms'),
    show_as_button: row.show_as_button === null ? undefined : integer(row, 'show_as_button') === 1,
    metadata: row.metadata === null ? undefined : json<{ [key: string]: string }>(row, 'metadata'),
    revision: integer(row, 'revision'),
    created_at: integer(row, 'created_at'),
    updated_at: integer(row, 'updated_at'),
  }
}
