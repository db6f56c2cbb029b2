/** Why logins are denied, as the tenant's log has it. @module */
import type { StoredLogin } from '../../store/contract.ts'
import type { LoginWay } from '../decision/decide.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'

/** Why a login was denied: for the tenant's log, never for the caller (A1). */
export interface DenialReason {
  /**
   * `script`: it said no without a reason. `deleted`: for good, which callers do not tell from unknown (M2).
   * `profile_mismatch`: the password was right, and the profile somebody else's.
   */
  code: 'unknown_user' | 'wrong_password' | 'blocked' | 'deleted' | 'script' | 'profile_mismatch'
  /** In the script's words. */
  description?: string | undefined
  user_id?: string | undefined
  /** Of the script that said no. */
  run_id?: string | undefined
  /** Of the profile that was returned. */
  checks?: ProfileCheck[] | undefined
}

/** Of who is not told from nobody. */
export const UNKNOWN: DenialReason = { code: 'unknown_user' }

/** Of who is refused without a question. */
export function refusedBy(
  { why }: Extract<LoginWay, { kind: 'refuse' }>,
  stored: StoredLogin | undefined,
): DenialReason {
  switch (why) {
    case 'unknown':
      return UNKNOWN
    case 'deleted':
      return { code: 'deleted' }
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

/**
 * Of whom the legacy store takes for somebody else: it compares names loosely, or the script returns the wrong row. To the
 * caller it is a wrong password, or right passwords could be told apart under names that nobody has.
 *
 * @param typed as typed, trimmed
 * @returns undefined for what failed otherwise
 */
export function refusedAsSomebodyElse(
  typed: string,
  { code, fault, log_id }: Extract<ScriptAnswer, { kind: 'failed' }>,
): DenialReason | undefined {
  if (code !== 'profile_mismatch') return undefined
  return {
    code,
    description:
      `The script let in "${shown(typed)}", but returned the profile of "${shown(fault?.of ?? '')}". Nobody was let in, since the legacy ` +
      'store may take several spellings for one name. If this is one person, return the typed name as email or username ' +
      'of the profile.',
    run_id: log_id,
    checks: fault?.checks,
  }
}

const NAME_CHARACTERS = 320

const shown = (name: string): string => name.slice(0, NAME_CHARACTERS).toWellFormed()
