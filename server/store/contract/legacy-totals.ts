/** How many people the legacy store of a connection has. @module */

export interface LegacyTotal {
  /** Of the last count that succeeded; undefined before it. */
  total: number | undefined
  /** `typed` by a member or client, or counted by a `script`. */
  source: 'typed' | 'script' | undefined
  at: number | undefined
  /** The last run of such a script, when it was, and what was wrong, in words. */
  run_id: string | undefined
  tried_at: number | undefined
  problem: string | undefined
}

/** A total to keep, or a count that failed. */
export type LegacyCount =
  | { kind: 'total'; total: number; source: 'typed' | 'script'; run_id?: string | undefined }
  /** The total that was known stays. */
  | { kind: 'problem'; problem: string; run_id: string }

/** A connection whose script is to count. */
export interface DueCount {
  tenant_id: string
  connection_id: string
}

export interface LegacyTotalStore {
  findLegacyTotal(tenant_id: string, connection_id: string): Promise<LegacyTotal | undefined>
  /** @returns whether the connection exists */
  saveLegacyTotal(tenant_id: string, connection_id: string, count: LegacyCount): Promise<boolean>
  /** A count that is under way is kept from a second one all the same. */
  deleteLegacyTotal(tenant_id: string, connection_id: string): Promise<void>
  /**
   * Claims the count of a connection. The claim ends when its result is saved, or after `lease_ms`.
   *
   * @returns false when somebody else has the claim, or there is no such connection
   */
  claimLegacyCount(tenant_id: string, connection_id: string, lease_ms: number): Promise<boolean>
  /**
   * Claims counts of all tenants: of connections that have a script which counts and run their scripts, whose last count,
   * or number that somebody typed, is older than `every_ms`; the oldest first.
   */
  claimLegacyCounts(wish: { limit: number; every_ms: number; lease_ms: number }): Promise<DueCount[]>
}
