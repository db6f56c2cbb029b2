/** Previews a login as far as that is possible without a write. @module */
import type { Connection } from '../../store/contract.ts'
import type { FoundWay } from '../decision/decide.ts'
import type { Clash } from '../identifiers/clash.ts'
import type { DenialReason } from '../login/denial.ts'
import { PROFILE_MISMATCH } from '../profile/profile.ts'
import type { Trial, TrialDeps, TrialResult } from './try-script.ts'
import { tryScript } from './try-script.ts'

type Ran = Extract<TrialResult, { kind: 'ran' }>

/** The predicted result. `run`: run of the login script. */
export type LoginPreview =
  /**
   * The stored password decides. It is not compared: a preview does not count as an attempt, which would be a write (A4).
   */
  | { kind: 'compared_here' }
  | { kind: 'success'; run: Ran['run'] }
  | { kind: 'failure'; failure: LoginFailure; run?: Ran['run'] }

/** Why the login would fail. Codes are those of a denied login, of a blocked user, and of failed scripts. */
export interface LoginFailure {
  code: string
  message: string
  /** The script's own message, if it gave one. */
  script_message?: string
  line?: number
  column?: number
  clash?: Clash
}

/** The failure of a blocked user. */
export const BLOCKED: LoginFailure = { code: 'blocked', message: 'The user is blocked.' }
const DELETED: LoginFailure = { code: 'deleted', message: 'The user was deleted for good.' }

/** @param found the way of the typed name */
export async function previewLogin(
  deps: TrialDeps,
  { way }: Pick<FoundWay, 'way'>,
  attempt: { tenant_id: string; connection: Connection; identifier: string; password: string },
): Promise<LoginPreview> {
  switch (way.kind) {
    case 'verify':
      return way.is_blocked ? { kind: 'failure', failure: BLOCKED } : { kind: 'compared_here' }
    case 'refuse':
      return { kind: 'failure', failure: refusal(way.why) }
    case 'ask_and_store':
    case 'ask_and_relay':
      return judge(await run(deps, attempt))
  }
}

async function run(
  deps: TrialDeps,
  {
    tenant_id,
    connection,
    identifier,
    password,
  }: Pick<Trial, 'tenant_id' | 'connection'> & { identifier: string; password: string },
): Promise<Ran> {
  const trial = await tryScript(deps, {
    tenant_id,
    connection,
    action: 'login',
    source: connection.scripts.login?.source ?? '',
    configuration: connection.configuration.values,
    plain: connection.configuration.plain ?? [],
    arguments: { identifier, password },
  })
  if (trial.kind === 'missing_argument') throw new Error(`${trial.name} is checked by the caller`)
  return trial
}

function judge({ ending, run, foreseen }: Ran): LoginPreview {
  if (!ending.ok) return { kind: 'failure', failure: failureOf(ending.error), run }
  if (ending.result === null) return { kind: 'failure', failure: scriptSaidNo(''), run }
  if (foreseen?.kind === 'blocked') return { kind: 'failure', failure: BLOCKED, run }
  if (foreseen?.kind === 'deleted') return { kind: 'failure', failure: DELETED, run }
  return { kind: 'success', run }
}

function failureOf({
  code,
  message,
  line,
  column,
  user_known,
  clash,
}: Extract<Ran['ending'], { ok: false }>['error']): LoginFailure {
  if (user_known !== undefined) return user_known ? scriptDeniedPassword(message) : scriptSaidNo(message)
  return {
    code,
    message,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(clash && { clash }),
  }
}

/**
 * The script denied the login without naming a user: `callback(null)`, or an error without a user id. @param said message
 * of the script
 */
function scriptSaidNo(said: string): LoginFailure {
  const message = 'Wrong email or password. The script does not say which.'
  return { code: 'script', message, ...(said !== '' && { script_message: said }) }
}

/** The script denied the login and named the user, so only the password can be wrong. @param said message of the script */
function scriptDeniedPassword(said: string): LoginFailure {
  const message = 'Wrong password: the script knows the user.'
  return { code: 'wrong_password', message, ...(said !== '' && { script_message: said }) }
}

function refusal(why: Extract<FoundWay['way'], { kind: 'refuse' }>['why']): LoginFailure {
  switch (why) {
    case 'blocked':
      return BLOCKED
    case 'deleted':
      return DELETED
    case 'unknown':
      return { code: 'unknown_user', message: 'There is no such user in Ferry, and no script is asked.' }
    case 'no_password':
      return {
        code: 'wrong_password',
        message: 'The user has no password in Ferry, and no script is asked. A password reset sets one.',
      }
  }
}

/** The failure of a login that was denied. @param reason.run_id run of the script that denied it */
export function failureOfDenial({ code, description = '', run_id }: DenialReason): LoginFailure {
  switch (code) {
    case 'profile_mismatch':
      return { code, message: PROFILE_MISMATCH }
    case 'blocked':
      return BLOCKED
    case 'deleted':
      return DELETED
    case 'script':
      return scriptSaidNo(description)
    case 'unknown_user':
      return run_id === undefined ? refusal('unknown') : scriptSaidNo(description)
    case 'wrong_password':
      if (run_id !== undefined) return scriptDeniedPassword(description)
      return { code, message: 'Wrong password.' }
  }
}
