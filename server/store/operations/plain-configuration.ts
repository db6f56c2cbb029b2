/** Plain keys: keys of a configuration whose values may be shown. @module */
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, json } from '../engine/operation.ts'
import { CONFIGURATION_SQL, CONNECTION_SQL } from '../sql/connections.ts'
import type { SealedConfiguration } from './connection-parts.ts'

export function* setPlainConfiguration(
  tenant_id: string,
  connection_id: string,
  is_plain: { readonly [key: string]: boolean },
  configuration_revision: number,
): Operation<{ kind: 'set'; plain: string[]; secret: string[] } | { kind: 'stale' } | { kind: 'missing' }> {
  const held = yield* first(CONNECTION_SQL.holdPlain, tenant_id, connection_id, configuration_revision)
  if (!held) {
    const row = yield* first(CONNECTION_SQL.revision, tenant_id, connection_id)
    return { kind: row ? 'stale' : 'missing' }
  }
  const configuration = yield* first(CONFIGURATION_SQL.find, tenant_id, connection_id, configuration_revision)
  const values = configuration ? json<SealedConfiguration['values']>(configuration, 'sealed_values') : {}
  const before = plainOf(held)
  const after = Object.keys(values).filter((key) =>
    Object.hasOwn(is_plain, key) ? is_plain[key] === true : before.includes(key),
  )
  yield* all(CONNECTION_SQL.setPlain, tenant_id, connection_id, JSON.stringify(after))
  return {
    kind: 'set',
    plain: after.filter((key) => !before.includes(key)),
    secret: before.filter((key) => !after.includes(key)),
  }
}

/** @returns an empty list for rows from before there were plain keys */
export function plainOf(row: Row): string[] {
  return row.plain_configuration === null ? [] : json<string[]>(row, 'plain_configuration')
}

/** The keys that stay plain after a change of the values. */
export function stillPlain(
  row: Row,
  values: SealedConfiguration['values'] = {},
  may_stay: readonly string[] = [],
): string[] {
  return plainOf(row).filter((key) => may_stay.includes(key) && Object.hasOwn(values, key))
}
