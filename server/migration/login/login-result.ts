/** A login attempt and how it ended. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Connection, StoredLogin, User } from '../../store/contract.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { ScriptAnswer } from '../script/ask-script.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import type { DenialReason } from './denial.ts'
import type { LoginContext } from './login-context.ts'
import { passOn } from './login-profile.ts'

/** A login attempt at a connection. */
export interface LoginAttempt {
  tenant_id: string
  connection: Connection
  /** E-mail or username as typed. */
  identifier: string
  password: string
  ip: string | undefined
  /** The sign-in as the login script sees it. */
  context?: LoginContext
  /** Start of the request, by the flow's clock. */
  started_at: number
  /** The user stored under the normalised identifier, if the caller has just looked. */
  found?: { stored: StoredLogin | undefined }
}

/** How a login ended. `run_id`: run of the login script. */
export type LoginResult =
  /**
   * `migrated`: this login imported the user. `passed_on`: attributes of `user.profile` that are not stored
   * (`non_persistent_attrs`). `checks`: of the profile that the script returned.
   */
  | {
      kind: 'success'
      user: User
      migrated: boolean
      run_id?: string
      checks?: ProfileCheck[]
      passed_on?: { [name: string]: Json }
    }
  /** Unknown user, wrong password, or blocked: callers cannot tell them apart (A1). */
  | { kind: 'denied'; reason: DenialReason }
  /** Blocked; told only to callers who know the password. */
  | { kind: 'blocked'; run_id?: string }
  | ScriptTrouble

/** The result of a login whose script let the user in. */
export function success(
  user: User,
  { profile, checks, run_id }: Extract<ScriptAnswer, { kind: 'profile' }>,
  migrated: boolean,
): LoginResult {
  const { passed_on } = profile
  return { kind: 'success', user: passOn(user, passed_on), migrated, run_id, checks, passed_on }
}
