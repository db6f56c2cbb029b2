/** Connections as lists show them. @module */
import type { ConnectionSummary, Listed, Page } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { SUMMARY_SQL } from '../sql/connection-summaries.ts'
import { readPage } from './paging.ts'

export function* listConnectionSummaries(
  tenant_id: string,
  errors_after: string,
  page: Extract<Page, { kind: 'after' }>,
): Operation<Listed<ConnectionSummary>> {
  const counted = yield* all(SUMMARY_SQL.errors, tenant_id, errors_after)
  const errors = new Map(counted.map((row) => [text(row, 'connection_id'), integer(row, 'errors')]))
  return yield* readPage(tenant_id, page, {
    sql: (what) => (what === 'after' ? SUMMARY_SQL.after : SUMMARY_SQL.start),
    filters: [],
    items: (rows) => rows.map((row) => toSummary(row, errors)),
    mark: ({ created_at, connection_id }) => ({ created_at, id: connection_id }),
  })
}

function toSummary(row: Row, errors: ReadonlyMap<string, number>): ConnectionSummary {
  const connection_id = text(row, 'connection_id')
  return {
    connection_id,
    name: text(row, 'name'),
    display_name: optionalText(row, 'display_name'),
    options: json<ConnectionSummary['options']>(row, 'options'),
    enabled_clients: json<string[]>(row, 'enabled_clients'),
    revision: integer(row, 'revision'),
    has_draft: optionalInteger(row, 'draft_revision') !== undefined,
    login_source: optionalText(row, 'login_source'),
    users: integer(row, 'users'),
    migrated: integer(row, 'migrated'),
    errors: errors.get(connection_id) ?? 0,
    created_at: integer(row, 'created_at'),
    updated_at: integer(row, 'updated_at'),
  }
}
