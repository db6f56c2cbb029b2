/** Script runs, and the outcomes of migrations. @module */
import type { Json, ScriptName } from '../../../runtime/index.ts'
import type { Finding } from './ledger.ts'

/** One run of a script, for counts and the tenant's log. Its texts are already redacted. */
export interface RunRecord {
  run_id: string
  connection_id: string
  action: ScriptName
  script_revision: number
  /** `value`, `none`, `rejection` or a failure code. */
  outcome: string
  message: string | undefined
  /** Purpose of the run: `login`, `sign_up`, `try` … */
  purpose: string
  duration_ms: number
  cpu_ms: number
  logs: Json
  trace: Json
  at: number
}

export interface MigrationEvent {
  event_id: string
  connection_id: string
  user_id: string | undefined
  /** `migrated`, `failed`. */
  kind: 'migrated' | 'failed'
  /** How the user was migrated, or the code of the failure. */
  detail: string
  at: number
  /** Revision of the connection, and the script run, that it comes from; undefined in older records. */
  revision?: number | undefined
  run_id?: string | undefined
}

export interface RunStore {
  recordRun(tenant_id: string, run: RunRecord): Promise<void>
  /** The number of runs of the connection's scripts, by action and purpose. */
  countRuns(
    tenant_id: string,
    connection_id: string,
  ): Promise<{ action: string; purpose: string; runs: number }[]>
  findRun(tenant_id: string, run_id: string): Promise<RunRecord | undefined>
  listRuns(tenant_id: string, connection_id: string, limit: number): Promise<RunRecord[]>

  /** Also counts the failure, and keeps the person if a script knows them: see `recordFinding`. */
  recordMigrationFailure(tenant_id: string, event: MigrationEvent, finding?: Finding): Promise<void>
  /** The number of failures by code, most first, among the newest 10,000 of the connection. */
  countMigrationFailures(
    tenant_id: string,
    connection_id: string,
  ): Promise<{ code: string; events: number }[]>
  /** Events of one user, in all connections, newest first. */
  listEventsOfUser(tenant_id: string, user_id: string, limit: number): Promise<MigrationEvent[]>
  listMigrationEvents(tenant_id: string, connection_id: string, limit: number): Promise<MigrationEvent[]>
}
