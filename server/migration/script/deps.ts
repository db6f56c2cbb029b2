/** The dependencies of a run of a script. @module */
import type { Runtime } from '../../../runtime/index.ts'
import type { Log } from '../../common/log.ts'
import type { Store } from '../../store/contract.ts'

/** The runtime, and the store for the records of runs. */
export interface ScriptDeps {
  runtime: Pick<Runtime, 'run' | 'redactValues'>
  store: Pick<Store, 'recordRun' | 'recordMigrationFailure' | 'recordFinding' | 'fingerprint'>
  log: Log
}
