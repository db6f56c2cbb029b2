/** A returned profile that another user prevents from being stored. @module */
import type { Connection, CreateUserResult } from '../../store/contract.ts'
import { arrivalCheck } from '../decision/arrival-check.ts'
import { clashOf } from '../identifiers/clash.ts'
import { modeOf } from '../mode/mode.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import { noteMigrationFailure } from '../script/findings.ts'
import type { ScriptTrouble } from '../script/run-script.ts'

/** Records the conflict, and says who has what the profile needs. */
export function conflict(
  deps: Pick<ScriptDeps, 'store' | 'log'>,
  { tenant_id, connection, key }: { tenant_id: string; connection: Connection; key: string },
  { profile, checks, run_id }: Extract<ScriptAnswer, { kind: 'profile' }>,
  held: Extract<CreateUserResult, { kind: 'exists' }>,
): Extract<ScriptTrouble, { kind: 'failed' }> {
  deps.log.warn('profile_conflict', { connection_id: connection.connection_id, run_id, by: held.by })
  const clash = clashOf(held, connection, profile)
  noteMigrationFailure(deps, { tenant_id, connection }, 'profile_conflict', {
    run_id,
    purpose: 'login',
    person: { name_key: key, external_id: profile.external_id },
    field: clash.field,
    holder_id: clash.user_id,
  })
  const fault = {
    message: clash.message,
    clash,
    checks: [...checks, arrivalCheck({ kind: 'clash', clash, is_import: modeOf(connection) === 'import' })],
  }
  return { kind: 'failed', code: 'profile_conflict', log_id: run_id, fault }
}
