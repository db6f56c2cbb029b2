/** Confirms a typed name that is not in the profile which the login script returned. @module */
import type { Connection } from '../../store/contract.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'
import { askScript } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import { hasScript } from '../script/run-script.ts'
import type { DenialReason } from './denial.ts'
import { somebodyElse } from './denial.ts'

type Arrived = Extract<ScriptAnswer, { kind: 'profile' }>

/** Whether the name is the person's. */
type OtherName =
  | { kind: 'confirmed' }
  | { kind: 'denied'; reason: DenialReason }
  /** The legacy store could not be asked; nothing is known about the name. */
  | Extract<ScriptTrouble, { kind: 'unavailable' }>

/**
 * Asks `get_user` by the typed name: only when it names the same `user_id`, the name belongs to this person. A login script
 * alone may have compared names loosely, or have returned a wrong row.
 */
export async function confirmOtherName(
  deps: ScriptDeps,
  {
    tenant_id,
    connection,
    trimmed: identifier,
    password,
  }: { tenant_id: string; connection: Connection; trimmed: string; password: string },
  { profile, run_id, checks }: Arrived,
): Promise<OtherName> {
  const denied = (cure: string): OtherName => {
    const of = profile.email_key ?? profile.username_key ?? ''
    return { kind: 'denied', reason: somebodyElse({ typed: identifier, of, cure, run_id, checks }) }
  }
  if (!hasScript(connection, 'get_user')) {
    return denied(
      'ferry_identifier is alias, and there is no get_user script: add one that finds people by it.',
    )
  }
  const answer = await askScript(deps, {
    tenant_id,
    connection,
    action: 'get_user',
    typed: { identifier, password },
    use: 'seen',
    purpose: 'login',
  })
  switch (answer.kind) {
    case 'profile':
      if (answer.profile.external_id === profile.external_id) return { kind: 'confirmed' }
      return denied(
        'get_user returned another user_id for the typed name: both scripts must find the same row by it.',
      )
    case 'none':
      return denied('get_user found nobody by the typed name: let it search where login does.')
    case 'unavailable':
      return answer
    case 'failed':
    case 'validation':
    case 'unauthorized':
      return denied('get_user failed when it was asked by the typed name: its run says how.')
  }
}

/** Whether a script let in another user than this one, by a name of the profile itself. */
export function isAnother(answer: ScriptAnswer, external_id: string): boolean {
  return answer.kind === 'profile' && !answer.other_name && answer.profile.external_id !== external_id
}
