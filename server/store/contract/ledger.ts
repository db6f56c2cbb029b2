/** The ledger of a migration: what happened in each hour and day, and who is known and not migrated. @module */

/** What can happen to somebody who is not migrated yet. */
export type FindingState =
  /** A script found the person. */
  | 'seen'
  /** A script failed, or its profile cannot be stored. */
  | 'failed'
  /** Another user has what the profile needs. */
  | 'conflict'
  /** A rule of Ferry, or an error of the script that is about the person, keeps them out. */
  | 'refused'

/**
 * A state that the ledger counts. `denied`: a wrong password or an unknown name, which a script does not tell apart; `joined`: a
 * person who signed up while the connection imports; `tombstoned`: deleted, and kept from coming back.
 */
export type LedgerState = FindingState | 'migrated' | 'joined' | 'denied' | 'tombstoned'

/** A person whom a script knows. Names that no script knows are counted and not kept. */
export interface KnownPerson {
  /** Normalised: what was typed, or the name in the profile. */
  name_key: string
  /** Of the profile; undefined when the profile has none that can be trusted. */
  external_id?: string | undefined
}

/** One outcome that is not a migration. Events of failures are recorded beside it by `recordMigrationFailure`. */
export interface Finding {
  connection_id: string
  state: FindingState | 'denied'
  /** The code of a failure or refusal; of `seen` and `denied` none. */
  reason: string | undefined
  /** Undefined for names that no script has confirmed. */
  person?: KnownPerson | undefined
  /** Purpose of the run: `login`, `reset` … */
  purpose: string
  /** Of a conflict: the field, and the user who has its value. */
  field?: string | undefined
  holder_id?: string | undefined
  /** Revision of the connection, and the run, that the outcome comes from. */
  revision: number
  run_id: string | undefined
  at: number
}

/** A person who is known and not migrated. */
export interface LedgerPerson {
  /** Names the row in its connection. */
  person: string
  name_key: string | undefined
  external_id: string | undefined
  state: FindingState | 'tombstoned'
  reason: string | undefined
  purpose: string | undefined
  field: string | undefined
  holder_id: string | undefined
  revision: number | undefined
  run_id: string | undefined
  /** When the person was first seen, and when they came into this state. */
  first_at: number
  at: number
}

/** How many events, or people, there are of one state and reason. */
export interface LedgerCount {
  state: LedgerState
  /** How people were migrated, or why they were not; empty for states without a reason. */
  reason: string
  events: number
}

export interface LedgerTotals {
  /** Events since the migration began. */
  events: LedgerCount[]
  /** People who are known and not migrated, now. */
  people: { state: FindingState | 'tombstoned'; people: number }[]
}

/** A page begins after this row. */
export type LedgerMark = Pick<LedgerPerson, 'at' | 'person'>

export interface LedgerStore {
  /**
   * Counts an outcome, and keeps the person if a script knows them and they are neither migrated nor deleted for good. Does
   * nothing when the connection does not exist.
   */
  recordFinding(tenant_id: string, finding: Finding): Promise<void>
  countLedger(tenant_id: string, connection_id: string): Promise<LedgerTotals>
  /** Counts of each hour (kept for 15 days) or day (kept for two years), UTC; empty ones are left out. */
  listLedgerSeries(
    tenant_id: string,
    connection_id: string,
    span: 'hour' | 'day',
    from: number,
    to: number,
  ): Promise<(LedgerCount & { starts_at: number })[]>
  /** Counts of all days from `from` on, for each connection of the tenant. */
  countLedgersSince(tenant_id: string, from: number): Promise<(LedgerCount & { connection_id: string })[]>
  /** The people who are known and not migrated, the newest state first. */
  listLedgerPeople(
    tenant_id: string,
    connection_id: string,
    state: LedgerPerson['state'] | undefined,
    after: LedgerMark | undefined,
    limit: number,
  ): Promise<LedgerPerson[]>
  /** Rows of one name. `tombstoned`: the name, or an id of that person, was deleted for good. */
  findLedgerPeople(tenant_id: string, connection_id: string, name_key: string): Promise<LedgerPerson[]>
  /** Deletes what the ledger has under a name. @returns how many rows */
  deleteLedgerPeople(tenant_id: string, connection_id: string, name_key: string): Promise<number>
}
