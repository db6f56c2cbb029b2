/** The tenants' logs. @module */
import type { LogEntry, LogQuota, SearchNode } from '../contract/index.ts'
import type { Operation, Row, SqlValue } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { LOG_COLUMNS, LOG_POSITION_SQL, LOG_SQL, LOG_SUBJECT } from '../sql/logs.ts'
import { IN_TIME, searchSql } from '../sql/search.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { readSearchPage } from './search-pages.ts'

/**
 * Numbers the entries of each tenant in the order in which they are committed: a transaction holds the row of the last number
 * until its end, so that whoever reads a number also finds all smaller ones.
 */
export function* appendLogs(entries: readonly LogEntry[]): Operation<void> {
  const byTenant = new Map<string, LogEntry[]>()
  for (const entry of entries) {
    byTenant.set(entry.tenant_id, [...(byTenant.get(entry.tenant_id) ?? []), entry])
  }
  // In the same order in every transaction, so that two of them cannot wait for each other.
  for (const [tenant_id, ofTenant] of [...byTenant].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const row = yield* first(LOG_POSITION_SQL.take, tenant_id, ofTenant.length)
    // A tenant may have been deleted meanwhile: its entries must not fail those of other tenants.
    if (!row) continue
    let position = integer(row, 'position') - ofTenant.length
    for (const entry of ofTenant) yield* appendLog(entry, ++position)
  }
}

function* appendLog(entry: LogEntry, position: number): Operation<void> {
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
    position,
    entry.user_name?.toLowerCase(),
  )
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
  { offset, limit, is_uncounted }: { offset: number; limit: number; is_uncounted?: boolean },
): Operation<{ items: LogEntry[]; total?: number }> {
  const { condition, params } = searched(filter.where)
  const { items, total } = yield* readSearchPage(
    tenant_id,
    { kind: 'offset', offset, limit },
    {
      table: 'logs',
      columns: LOG_COLUMNS,
      id: 'log_id',
      conditions: condition,
      params,
      is_uncounted,
      sort: { field: 'date', descending: !filter.oldest_first, column: 'log_id' },
      *items(rows) {
        return rows.map((row) => toLogEntry(tenant_id, row))
      },
    },
  )
  return total === undefined ? { items } : { items, total }
}

export function* listLogsAfter(
  tenant_id: string,
  after: string | undefined,
  where: SearchNode | undefined,
  limit: number,
): Operation<{ items: LogEntry[]; seen: string | undefined }> {
  const newest = yield* first(LOG_SQL.newest, tenant_id)
  const from = after === undefined ? 0 : yield* positionOf(tenant_id, after)
  if (!newest || from === undefined) return { items: [], seen: undefined }
  const { condition, params } = searched(where)
  const rows = yield* all(
    `select ${LOG_COLUMNS}, position from logs where tenant_id = $1 and ${[...condition, `position > $${params.length + 2}`].join(' and ')}
      order by position limit $${params.length + 3}`,
    tenant_id,
    ...params,
    from,
    limit,
  )
  const items = rows.map((row) => toLogEntry(tenant_id, row))
  // Entries that did not match were examined too, unless the page is full. Entries may have been added since the newest was read.
  const last = rows.at(-1)
  const isFull = rows.length === limit
  const seen = last && (isFull || integer(last, 'position') > integer(newest, 'position')) ? last : newest
  return { items, seen: integer(seen, 'position') > from ? text(seen, 'log_id') : undefined }
}

/** @returns the position to go on from; undefined when nothing comes after. After a deleted entry, some entries may come again. */
function* positionOf(tenant_id: string, log_id: string): Operation<number | undefined> {
  const row = yield* first(LOG_SQL.position, tenant_id, log_id)
  if (row) return integer(row, 'position')
  const later = yield* first(LOG_SQL.positionAfter, tenant_id, log_id)
  const position = later && optionalInteger(later, 'position')
  return position === undefined ? undefined : position - 1
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
  const rows = yield* all(LOG_SQL.deleteOld, tenant_id, quota, through, limit)
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

/** The application lower-cases both sides of a search. */
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
    // `appendLogs` writes no other values.
    quota: text(row, 'quota') as LogQuota,
    events: optionalInteger(row, 'events'),
  }
}
