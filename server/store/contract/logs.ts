/** The tenant's log. @module */
import type { Json } from '../../../runtime/index.ts'
import type { SearchNode } from './search.ts'

/**
 * The quota of the tenant's log that an entry counts against: each has room of its own. `audit`: actions of members and
 * clients; `people`: actions of users; `strangers`: what anybody can cause.
 */
export type LogQuota = 'audit' | 'people' | 'strangers'

/** One entry, as it was recorded. Absent fields are undefined. */
export interface LogEntry {
  tenant_id: string
  /** Sorts by time: greater than the ids that the same server made before. */
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
  /** The script run that the entry is about. */
  run_id: string | undefined
  details: { [key: string]: Json } | undefined
  /** How many events the entry stands for; undefined = one. */
  events: number | undefined
}

export interface LogStore {
  /** Writes all entries or none. */
  appendLogs(entries: readonly LogEntry[]): Promise<void>
  findLog(tenant_id: string, log_id: string): Promise<LogEntry | undefined>
  /** @returns `total` unless the page is uncounted: counting reads every match */
  listLogs(
    tenant_id: string,
    filter: { where?: SearchNode; oldest_first: boolean },
    page: { offset: number; limit: number; is_uncounted?: boolean },
  ): Promise<{ items: LogEntry[]; total?: number }>
  /**
   * Entries that were committed after a given one, in the order of their commits: a reader that continues from `seen` gets every
   * entry exactly once, whichever server wrote it.
   *
   * @param after id of an entry; undefined = from the first. When the entry is deleted, a few entries may come again
   * @returns `seen`: the last entry that was examined, to continue from; undefined when nothing came after
   */
  listLogsAfter(
    tenant_id: string,
    after: string | undefined,
    where: SearchNode | undefined,
    limit: number,
  ): Promise<{ items: LogEntry[]; seen: string | undefined }>
  /** @returns id of the entry that was committed last */
  newestLogId(tenant_id: string): Promise<string | undefined>
  /**
   * Finds the entries of one quota to delete, in every tenant's log.
   *
   * @param through ids up to this one are too old; of the rest, the newest `kept` stay
   * @returns tenants with entries to delete, and the last id to delete
   */
  findOldLogs(
    quota: LogQuota,
    through: string,
    kept: number,
  ): Promise<{ tenant_id: string; through: string }[]>
  /** Deletes at most `limit` of the oldest entries of one quota. @returns how many */
  deleteOldLogs(tenant_id: string, quota: LogQuota, through: string, limit: number): Promise<number>
}
