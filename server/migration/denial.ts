/** Why logins are denied, as the tenant's log has it. @module */
import type { StoredLogin } from '../store/contract.ts'
import type { ScriptAnswer } from './ask-script.ts'
import type { LoginWay } from './decide.ts'

/** Why a login was denied: for the tenant's log, never for the caller (A1). */
export interface DenialReason {
  /** `script`: it said no without a reason. */
  code: 'unknown_user' | 'wrong_password' | 'blocked' | 'script'
  /** In the script's words. */
  description?: string | undefined
  user_id?: string | undefined
  /** Of the script that said no. */
  run_id?: string | undefined
}

/** Of who is not told from nobody. */
export const UNKNOWN: DenialReason = { code: 'unknown_user' }

/** Of who is refused without a question. M2: who was deleted for good is as unknown as who never was. */
export function refusedBy(
  { why }: Extract<LoginWay, { kind: 'refuse' }>,
  stored: StoredLogin | undefined,
): DenialReason {
  switch (why) {
    case 'unknown':
    case 'deleted':
      return UNKNOWN
    case 'no_password':
      return { code: 'wrong_password', user_id: stored?.user.user_id }
    case 'blocked':
      return { code: 'blocked', user_id: stored?.user.user_id }
  }
}

/** Of whom the script knows not, or not with this password. */
export function refusedByScript({
  run_id,
  rejection,
}: Extract<ScriptAnswer, { kind: 'none' }>): DenialReason {
  if (!rejection) return { code: 'script', run_id }
  const { message, user_id } = rejection
  const description = message || undefined
  return user_id === undefined
    ? { code: 'unknown_user', description, run_id }
    : { code: 'wrong_password', description, user_id: `auth0|${user_id}`, run_id }
}
