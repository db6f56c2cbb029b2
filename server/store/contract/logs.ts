/** The tenant's log. @module */
import type { Json } from '../../../runtime/index.ts'
import type { SearchNode } from './search.ts'

/**
 * Whose room in a tenant's log an entry takes, so that no kind pushes another one out. `audit`: what members and clients did;
 * `people`: what users did; `strangers`: what anybody can cause.
 */
export type LogQuota = 'audit' | 'people' | 'strangers'

/** One entry, as it was recorded. Absent fields are undefined. */
export interface LogEntry {
  tenant_id: string
  /** Sorts by time; each is greater than those that were recorded before it. */
  log_id: string
  at: number
  /** One of `LOG_TYPES`. */
  type: string
  quota: LogQuota
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
  /** Run of a script that it is about: the script, or what it asked, failed or answered. */
  run_id: string | undefined
  details: { [key: string]: Json } | undefined
  /** How many events it stands for; undefined = itself. */
  events: number | undefined
}

export interface LogStore {
  /** All or none. */
  appendLogs(entries: readonly LogEntry[]): Promise<void>
  findLog(tenant_id: string, log_id: string): Promise<LogEntry | undefined>
  listLogs(
    tenant_id: string,
    filter: { where?: SearchNode; oldest_first: boolean },
    page: { offset: number; limit: number },
  ): Promise<{ items: LogEntry[]; total: number }>
  /**
   * Entries that came after one, oldest first.
   *
   * @param after an id, of an entry that may be gone; undefined = from the oldest
   * @returns `seen`: the newest id that was looked at, to go on from; undefined when nothing came after
   */
  listLogsAfter(
    tenant_id: string,
    after: string | undefined,
    where: SearchNode | undefined,
    limit: number,
  ): Promise<{ items: LogEntry[]; seen: string | undefined }>
  newestLogId(tenant_id: string): Promise<string | undefined>
  /**
   * Finds what every tenant's log should let go of one kind.
   *
   * @param through ids up to this one are too old; of the others the newest `kept` stay
   * @returns tenants that have something to let go, and up to which id
   */
  findOldLogs(
    quota: LogQuota,
    through: string,
    kept: number,
  ): Promise<{ tenant_id: string; through: string }[]>
  /** Deletes the oldest of one kind, at most so many. @returns how many */
  deleteOldLogs(tenant_id: string, quota: LogQuota, through: string, limit: number): Promise<number>
}
