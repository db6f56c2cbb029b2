/** Runs a connection's `login` or `get_user` script and reads its profile. @module */

import type { Json, ScriptRun } from '../../../runtime/index.ts'
import type { Connection } from '../../store/contract.ts'
import { isEmail, normaliseIdentifier } from '../identifiers/identifier.ts'
import { modeOf } from '../mode/mode.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import { checkProfile } from '../profile/preview-profile.ts'
import type { ScriptProfile, TypedCredentials } from '../profile/profile.ts'
import { profileOutcome, readProfile } from '../profile/profile.ts'
import type { ScriptDeps } from './deps.ts'
import type { SaysNo } from './failed-password.ts'
import { errorSaysNo } from './failed-password.ts'
import { confirmedBy, noteMigrationFailure, noteSeen } from './findings.ts'
import type { Judged, ScriptTrouble } from './run-script.ts'
import { judgeFailure, readRejection, runScript } from './run-script.ts'

/** The script's answer. `run_id` names the record that the tenant can read. */
export type ScriptAnswer =
  | {
      kind: 'profile'
      profile: ScriptProfile
      /** The typed name is not in the profile: it must be confirmed before it counts. */
      other_name: boolean
      checks: ProfileCheck[]
      run_id: string
      duration_ms: number
    }
  /** No such user, or a wrong password: scripts do not tell them apart reliably. */
  | { kind: 'none'; run_id: string; duration_ms: number; rejection?: Rejection }
  | ScriptTrouble

/** A `WrongUsernameOrPasswordError`: for the tenant's log only. */
interface Rejection {
  /** External id, if the script knows the user: then the password was wrong. */
  user_id?: string | undefined
  message: string
}

interface Question {
  tenant_id: string
  connection: Connection
  action: 'login' | 'get_user'
  typed: TypedCredentials
  /** `seen`: nothing of the profile will be stored. Default `stored`. */
  use?: 'stored' | 'seen'
  /** `login`, `sign_up` …: kept with the record. */
  purpose: string
  /** Default: for `get_user` the kind of identifier, else empty. */
  context?: { [name: string]: Json }
  /** Called when the script has a place and starts; not called when it is refused one. */
  on_begun?: () => void
}

/** Runs the script once and reads the profile that it returns. */
export async function askScript(deps: ScriptDeps, question: Question): Promise<ScriptAnswer> {
  const { tenant_id, connection, action, typed, purpose, on_begun } = question
  const answer = await runScript<ScriptAnswer>(
    deps,
    {
      tenant_id,
      connection,
      action,
      args: action === 'login' ? [typed.identifier, typed.password] : [typed.identifier],
      context: question.context ?? (action === 'get_user' ? contextOfSearch(typed.identifier) : {}),
      secrets: [typed.password],
      purpose,
      ...(on_begun && { on_begun }),
    },
    (run, run_id) => judge(question, run, run_id),
  )
  // Recorded for every use, so that the tenant sees how many users the option concerns.
  const name_key = normaliseIdentifier(typed.identifier)
  if (answer.kind === 'failed' && answer.code === 'mfa_factors_unsupported') {
    const { code, log_id: run_id } = answer
    noteMigrationFailure(deps, question, code, { run_id, purpose, person: confirmedBy(code, name_key) })
  }
  if (answer.kind === 'profile' && action === 'get_user' && modeOf(connection) === 'import') {
    const { profile, run_id } = answer
    const person = {
      name_key: profile.email_key ?? profile.username_key ?? name_key,
      external_id: profile.external_id,
    }
    noteSeen(deps, question, { run_id, purpose, person })
  }
  return answer
}

/**
 * The context of `get_user`: by which of a user's names it is asked. Scripts that are asked by several kinds, also by
 * `user_id`, read it; Ferry itself asks by what a person typed.
 */
export function contextOfSearch(identifier: string): { identifierType: 'email' | 'username' } {
  return { identifierType: isEmail(identifier) ? 'email' : 'username' }
}

function judge(
  { connection, action, typed, use }: Question,
  run: ScriptRun,
  run_id: string,
): Judged<ScriptAnswer> {
  const { duration_ms } = run
  const outcome = profileOutcome(action, run.outcome)
  switch (outcome.kind) {
    case 'none':
      return { answer: { kind: 'none', run_id, duration_ms }, outcome: 'none', message: undefined }
    case 'rejection':
      return {
        answer: readRejection(outcome, run_id) ?? { kind: 'none', run_id, duration_ms, rejection: outcome },
        outcome: 'rejection',
        message: `${outcome.class}: ${outcome.message}`,
      }
    case 'failure':
      return withNo(judgeFailure(outcome, run_id), errorSaysNo(run))
    case 'value': {
      const read = readProfile(connection, outcome.value, typed, use)
      const checks = checkProfile(connection, outcome.value, read, typed)
      if (read.kind === 'invalid') {
        return {
          answer: {
            kind: 'failed',
            code: read.code,
            log_id: run_id,
            fault: { message: read.message, checks, ...('of' in read && { of: read.of }) },
          },
          outcome: read.code,
          message: read.message,
        }
      }
      return {
        answer: {
          kind: 'profile',
          profile: read.profile,
          other_name: read.other_name,
          checks,
          run_id,
          duration_ms,
        },
        outcome: 'value',
        message: undefined,
        warnings: read.warnings,
      }
    }
  }
}

/** Adds to a failure whether its error may mean a wrong password. */
function withNo(
  judged: ReturnType<typeof judgeFailure>,
  says_no: SaysNo | undefined,
): Judged<Extract<ScriptTrouble, { kind: 'failed' | 'unavailable' }>> {
  const { answer } = judged
  return says_no && answer.kind === 'failed' ? { ...judged, answer: { ...answer, says_no } } : judged
}
