/** The tenants' logs. @module */
import type { LogEntry } from '../contract.ts'
import type { Operation, Row } from '../operation.ts'
import { all, first, integer, json, optionalText, text } from '../operation.ts'
import { LOG_SQL } from '../sql/logs.ts'

export function* appendLogs(entries: readonly LogEntry[]): Operation<void> {
  for (const entry of entries) {
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
    )
  }
}

export function* findLog(tenant_id: string, log_id: string): Operation<LogEntry | undefined> {
  const row = yield* first(LOG_SQL.find, tenant_id, log_id)
  return row && toLogEntry(tenant_id, row)
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
    details: row.details === null ? undefined : json<{ [key: string]: string }>(row, 'details'),
  }
}
