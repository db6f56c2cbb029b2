/** Reasons for denied logins, for the tenant's log. @module */
import type { StoredLogin } from '../../store/contract.ts'
import type { LoginWay } from '../decision/decide.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'

/** Why a login was denied: for the tenant's log, never for the caller (A1). */
export interface DenialReason {
  /**
   * `script`: the script denied the login without a reason. `deleted`: deleted for good, which callers cannot tell from
   * unknown (M2). `profile_mismatch`: the password was right, but the profile belongs to another user.
   */
  code: 'unknown_user' | 'wrong_password' | 'blocked' | 'deleted' | 'script' | 'profile_mismatch'
  /** Message of the script. */
  description?: string | undefined
  user_id?: string | undefined
  /** Run of the script that denied the login. */
  run_id?: string | undefined
  /** Checks of the returned profile. */
  checks?: ProfileCheck[] | undefined
}

/** The reason for unknown users. */
export const UNKNOWN: DenialReason = { code: 'unknown_user' }

/** The reason for users who are refused without verifying the password. */
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

/** The reason for users whom the script does not know, or not with this password. */
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
 * The reason for a profile of another user: the legacy store compares names loosely, or the script returns the wrong row.
 * The caller is told "wrong password"; otherwise right passwords could be recognised under names that nobody has.
 *
 * @param typed as typed, trimmed
 * @returns undefined for a script that failed otherwise
 */
export function refusedAsSomebodyElse(
  typed: string,
  { code, fault, log_id }: Extract<ScriptAnswer, { kind: 'failed' }>,
): DenialReason | undefined {
  if (code !== 'profile_mismatch') return undefined
  const of = fault?.of ?? ''
  return somebodyElse({ typed, of, cure: OTHER_NAME_CURE, run_id: log_id, checks: fault?.checks })
}

const OTHER_NAME_CURE =
  'If this is one person, return the typed name as email or username of the profile, or set the connection’s option ' +
  'ferry_identifier to alias: then it becomes a further sign-in name of the user whom get_user finds by it.'

/** @param refused.cure says what to change */
export function somebodyElse({
  typed,
  of,
  cure,
  ...rest
}: { typed: string; of: string; cure: string } & Pick<DenialReason, 'run_id' | 'checks'>): DenialReason {
  return {
    code: 'profile_mismatch',
    description:
      `The script accepted “${shown(typed)}”, but returned the profile of “${shown(of)}”. Ferry refused the sign-in, since the legacy ` +
      `store may treat several spellings as one name. ${cure}`,
    ...rest,
  }
}

const NAME_CHARACTERS = 320

const shown = (name: string): string => name.slice(0, NAME_CHARACTERS).toWellFormed()
