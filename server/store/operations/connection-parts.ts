/** What a connection is made of, each part with revisions of its own: scripts, configuration, and which belong together. @module */
import { sha256 } from '../../common/hash.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, text } from '../engine/operation.ts'
import { CONFIGURATION_SQL, CONNECTION_SQL, SCRIPT_SQL } from '../sql/connections.ts'

/** The values of `configuration`, each sealed on its own. */
export interface SealedConfiguration {
  /** Part of what the seals are bound to. Random, made for each sealing. */
  seal_id: string
  values: { [key: string]: string }
  /** Equal for equal values of one connection. */
  fingerprint: string
}

/** Makes these the connection's scripts. A text that is the newest of its action already gets no new revision. */
export function* setScripts(
  tenant_id: string,
  connection_id: string,
  scripts: { [action: string]: string },
  actor: string,
  now: number,
): Operation<void> {
  yield* all(SCRIPT_SQL.clearCurrent, tenant_id, connection_id)
  for (const [action, source] of Object.entries(scripts)) {
    const source_sha256 = sha256(source)
    const latest = yield* first(SCRIPT_SQL.latest, tenant_id, connection_id, action)
    let revision = latest ? integer(latest, 'revision') : 0
    if (!latest || text(latest, 'sha256') !== source_sha256) {
      revision += 1
      yield* all(
        SCRIPT_SQL.insert,
        tenant_id,
        connection_id,
        action,
        revision,
        source,
        source_sha256,
        actor,
        now,
      )
    }
    yield* all(SCRIPT_SQL.setCurrent, tenant_id, connection_id, action, revision)
  }
}

/** @returns the number of the current configuration: a new one only when the values differ */
export function* setConfiguration(
  tenant_id: string,
  connection_id: string,
  current_revision: number,
  configuration: SealedConfiguration | undefined,
  actor: string,
  now: number,
): Operation<number> {
  if (!configuration) return current_revision
  const current = yield* first(CONFIGURATION_SQL.find, tenant_id, connection_id, current_revision)
  if (current && text(current, 'fingerprint') === configuration.fingerprint) return current_revision
  yield* insertConfiguration(tenant_id, connection_id, current_revision + 1, configuration, actor, now)
  return current_revision + 1
}

/** Keeps a set of values under a number. */
export function insertConfiguration(
  tenant_id: string,
  connection_id: string,
  revision: number,
  configuration: SealedConfiguration,
  actor: string,
  now: number,
): Operation<readonly Row[]> {
  return all(
    CONFIGURATION_SQL.insert,
    tenant_id,
    connection_id,
    revision,
    configuration.seal_id,
    JSON.stringify(configuration.values),
    configuration.fingerprint,
    actor,
    now,
  )
}

/** Remembers which scripts belong to the connection's present revision. */
export function* keepRevision(
  tenant_id: string,
  connection_id: string,
  actor: string,
  note?: string,
): Operation<void> {
  const scripts = yield* all(SCRIPT_SQL.current, tenant_id, connection_id)
  const revisions = scripts.map((row) => [text(row, 'action'), integer(row, 'revision')])
  yield* all(
    CONNECTION_SQL.keepRevision,
    tenant_id,
    connection_id,
    JSON.stringify(Object.fromEntries(revisions)),
    actor,
    note,
  )
}
