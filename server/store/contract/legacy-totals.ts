/** How many people the legacy store of a connection has. @module */

export interface LegacyTotal {
  /** Of the last count that succeeded; undefined before it. */
  total: number | undefined
  /** `typed` by a member or client, or counted by a `script`, which nothing runs yet. */
  source: 'typed' | 'script' | undefined
  at: number | undefined
  /** The last run of such a script, when it was, and the code of its failure. */
  run_id: string | undefined
  tried_at: number | undefined
  problem: string | undefined
}

/** A total to keep, or a count that failed. */
export type LegacyCount =
  | { kind: 'total'; total: number; source: 'typed' | 'script'; run_id?: string | undefined }
  /** The total that was known stays. */
  | { kind: 'problem'; problem: string; run_id: string }

export interface LegacyTotalStore {
  findLegacyTotal(tenant_id: string, connection_id: string): Promise<LegacyTotal | undefined>
  /** @returns whether the connection exists */
  saveLegacyTotal(tenant_id: string, connection_id: string, count: LegacyCount): Promise<boolean>
  deleteLegacyTotal(tenant_id: string, connection_id: string): Promise<void>
}
