/** The tenants' logs. @module */
import type { LogEntry, LogQuota, SearchNode } from '../contract/index.ts'
import type { Operation, Row, SqlValue } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { LOG_COLUMNS, LOG_SQL, LOG_SUBJECT } from '../sql/logs.ts'
import { IN_TIME, searchSql } from '../sql/search.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { readSearchPage } from './search-pages.ts'

export function* appendLogs(entries: readonly LogEntry[]): Operation<void> {
  // A tenant may have been deleted meanwhile: its entries must not take those of others with them.
  const there = new Set<string>()
  for (const tenant_id of new Set(entries.map((entry) => entry.tenant_id))) {
    if (yield* first(TENANT_SQL.exists, tenant_id)) there.add(tenant_id)
  }
  for (const entry of entries.filter(({ tenant_id }) => there.has(tenant_id))) {
    yield* all(
      LOG_SQL.insert,
      entry.tenant_id,
      entry.log_id,
      entry.at,
      entry.type,
      entry.description,
      entry.connection_id,
      entry.connection,
      entry.client_id,
      entry.client_name,
      entry.user_id,
      entry.user_name,
      entry.ip,
      entry.user_agent,
      entry.hostname,
      entry.correlation_id,
      entry.audience,
      entry.scope,
      entry.details && JSON.stringify(entry.details),
      entry.quota,
      entry.events,
      entry.run_id,
      searchText(entry),
    )
  }
}

export function* findLog(tenant_id: string, log_id: string): Operation<LogEntry | undefined> {
  const row = yield* first(LOG_SQL.find, tenant_id, log_id)
  return row && toLogEntry(tenant_id, row)
}

export function* newestLogId(tenant_id: string): Operation<string | undefined> {
  const row = yield* first(LOG_SQL.newest, tenant_id)
  return row && text(row, 'log_id')
}

export function* listLogs(
  tenant_id: string,
  filter: { where?: SearchNode; oldest_first: boolean },
  { offset, limit }: { offset: number; limit: number },
): Operation<{ items: LogEntry[]; total: number }> {
  const { condition, params } = searched(filter.where)
  const { items, total = 0 } = yield* readSearchPage(
    tenant_id,
    { kind: 'offset', offset, limit },
    {
      table: 'logs',
      columns: LOG_COLUMNS,
      id: 'log_id',
      conditions: condition,
      params,
      sort: { field: 'date', descending: !filter.oldest_first, column: 'log_id' },
      *items(rows) {
        return rows.map((row) => toLogEntry(tenant_id, row))
      },
    },
  )
  return { items, total }
}

export function* listLogsAfter(
  tenant_id: string,
  after: string | undefined,
  where: SearchNode | undefined,
  limit: number,
): Operation<{ items: LogEntry[]; seen: string | undefined }> {
  const newest = yield* newestLogId(tenant_id)
  const { condition, params } = searched(where)
  const rows = yield* all(
    `select ${LOG_COLUMNS} from logs where tenant_id = $1 and ${[...condition, `log_id > $${params.length + 2}`].join(' and ')}
      order by log_id limit $${params.length + 3}`,
    tenant_id,
    ...params,
    after ?? '',
    limit,
  )
  const items = rows.map((row) => toLogEntry(tenant_id, row))
  // What was not found was looked at too, unless there are more to come.
  const seen = items.length === limit ? items.at(-1)?.log_id : newest
  return { items, seen: seen !== undefined && seen > (after ?? '') ? seen : undefined }
}

export function* findOldLogs(
  quota: LogQuota,
  through: string,
  kept: number,
): Operation<{ tenant_id: string; through: string }[]> {
  const old: { tenant_id: string; through: string }[] = []
  for (const tenant of yield* all(TENANT_SQL.listIds)) {
    const tenant_id = text(tenant, 'tenant_id')
    const oldest = yield* first(LOG_SQL.oldest, tenant_id, quota)
    const surplus = yield* first(LOG_SQL.surplus, tenant_id, quota, kept)
    const last = surplus && text(surplus, 'log_id') > through ? text(surplus, 'log_id') : through
    if (oldest && text(oldest, 'log_id') <= last) old.push({ tenant_id, through: last })
  }
  return old
}

export function* deleteOldLogs(
  tenant_id: string,
  quota: LogQuota,
  through: string,
  limit: number,
): Operation<number> {
  const rows = yield* all(LOG_SQL.letGo, tenant_id, quota, through, limit)
  return rows.length
}

function searched(where: SearchNode | undefined): { condition: string[]; params: SqlValue[] } {
  if (where === undefined) return { condition: [], params: [] }
  const params: SqlValue[] = []
  const sql = searchSql(where, LOG_SUBJECT, (value) => {
    params.push(value)
    return `$${params.length + 1}`
  })
  return { condition: [IN_TIME, sql], params }
}

/** Both sides of a search are lower-cased by the application. */
function searchText(entry: LogEntry): string {
  const { description, user_name, user_id, ip, connection, client_name } = entry
  return [description, user_name, user_id, ip, connection, client_name]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase()
}

function toLogEntry(tenant_id: string, row: Row): LogEntry {
  return {
    tenant_id,
    log_id: text(row, 'log_id'),
    at: integer(row, 'at'),
    type: text(row, 'type'),
    description: optionalText(row, 'description'),
    connection_id: optionalText(row, 'connection_id'),
    connection: optionalText(row, 'connection'),
    client_id: optionalText(row, 'client_id'),
    client_name: optionalText(row, 'client_name'),
    user_id: optionalText(row, 'user_id'),
    user_name: optionalText(row, 'user_name'),
    ip: optionalText(row, 'ip'),
    user_agent: optionalText(row, 'user_agent'),
    hostname: optionalText(row, 'hostname'),
    correlation_id: optionalText(row, 'correlation_id'),
    audience: optionalText(row, 'audience'),
    scope: optionalText(row, 'scope'),
    run_id: optionalText(row, 'run_id'),
    details: row.details === null ? undefined : json<{ [key: string]: string }>(row, 'details'),
    // Written by `appendLogs`, which takes nothing else.
    quota: text(row, 'quota') as LogQuota,
    events: optionalInteger(row, 'events'),
  }
}
