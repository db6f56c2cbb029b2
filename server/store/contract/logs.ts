/** The tenant's log. @module */
import type { Json } from '../../../runtime/index.ts'

/** One entry, as it was recorded. Absent fields are undefined. */
export interface LogEntry {
  tenant_id: string
  /** UUID of version 7: sorts by time. */
  log_id: string
  at: number
  /** One of `LOG_TYPES`. */
  type: string
  description: string | undefined
  connection_id: string | undefined
  connection: string | undefined
  client_id: string | undefined
  client_name: string | undefined
  user_id: string | undefined
  user_name: string | undefined
  ip: string | undefined
  user_agent: string | undefined
  hostname: string | undefined
  correlation_id: string | undefined
  audience: string | undefined
  scope: string | undefined
  details: { [key: string]: Json } | undefined
}

export interface LogStore {
  /** All or none. */
  appendLogs(entries: readonly LogEntry[]): Promise<void>
  findLog(tenant_id: string, log_id: string): Promise<LogEntry | undefined>
}
