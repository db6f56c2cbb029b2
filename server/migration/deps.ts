/** What the flows of this folder work with. @module */
import type { Runtime } from '../../runtime/index.ts'
import type { Log } from '../common/log.ts'
import type { Passwords } from '../password/hash.ts'
import type { Store } from '../store/contract.ts'
import type { Clock } from './login/failure-floor.ts'

export interface MigrationDeps {
  store: Store
  runtime: Pick<Runtime, 'run' | 'redactValues'>
  passwords: Passwords
  log: Log
  clock: Clock
}
