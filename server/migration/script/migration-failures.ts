/** Records users who could not be imported, by the code of the failure. @module */
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Connection } from '../../store/contract.ts'
import type { ScriptDeps } from './deps.ts'
import type { ScriptFaultCode } from './run-script.ts'

/** Records a failure after the response, which is neither delayed nor failed by it. */
export function noteMigrationFailure(
  { store, log }: Pick<ScriptDeps, 'store' | 'log'>,
  { tenant_id, connection }: { tenant_id: string; connection: Pick<Connection, 'connection_id'> },
  code: ScriptFaultCode,
): void {
  store
    .recordMigrationFailure(tenant_id, {
      event_id: `evt_${randomAlphanumerics(20)}`,
      connection_id: connection.connection_id,
      user_id: undefined,
      kind: 'failed',
      detail: code,
      at: Date.now(),
    })
    .catch((error: unknown) => log.error('failure_not_recorded', error))
}
