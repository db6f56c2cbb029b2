/** Records for the ledger of a migration why a login script let nobody in. @module */
import type { Connection } from '../../store/contract.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import { confirmedBy, noteDenied, noteMigrationFailure, noteRefused } from '../script/findings.ts'

/** @param typed.key normalised */
export function noteTrouble(
  deps: Pick<ScriptDeps, 'store' | 'log'>,
  typed: { tenant_id: string; connection: Connection; key: string },
  answer: ScriptAnswer,
): void {
  const purpose = 'login'
  switch (answer.kind) {
    case 'profile':
      break
    case 'none':
      noteDenied(deps, typed, { run_id: answer.run_id, purpose })
      break
    case 'validation':
    case 'unauthorized':
      noteRefused(deps, typed, answer.kind, { run_id: answer.run_id, purpose })
      break
    case 'failed':
    case 'unavailable': {
      const { code, log_id: run_id } = answer
      // `askScript` has recorded refused second factors.
      if (code === 'mfa_factors_unsupported') break
      noteMigrationFailure(deps, typed, code, { run_id, purpose, person: confirmedBy(code, typed.key) })
    }
  }
}
