import type { RunStore } from '../contract.ts'
import type { PartContext } from './part.ts'

/** @see RunStore */
export function runPart({ engine, runs_kept }: PartContext): RunStore {
  return {
    recordRun: (tenant_id, run) => engine.write('recordRun', tenant_id, run, runs_kept),
    countRuns: (tenant_id, connection_id) => engine.scan('countRuns', tenant_id, connection_id),
    listRuns: (tenant_id, connection_id, limit) => engine.scan('listRuns', tenant_id, connection_id, limit),

    countMigrationFailures: (tenant_id, connection_id) =>
      engine.scan('countMigrationFailures', tenant_id, connection_id),
    recordMigrationFailure: (tenant_id, event) => engine.write('recordMigrationFailure', tenant_id, event),
    listMigrationEvents: (tenant_id, connection_id, limit) =>
      engine.scan('listMigrationEvents', tenant_id, connection_id, limit),
  }
}
