/** How a login would end, as far as that can be told without a write. @module */
import type { Connection } from '../../store/contract.ts'
import type { FoundWay } from '../decision/decide.ts'
import type { Clash } from '../identifiers/clash.ts'
import type { DenialReason } from '../login/denial.ts'
import { PROFILE_MISMATCH } from '../profile/profile.ts'
import type { Trial, TrialDeps, TrialResult } from './try-script.ts'
import { tryScript } from './try-script.ts'

type Ran = Extract<TrialResult, { kind: 'ran' }>

/** How it would end. `run`: of the script that was asked. */
export type LoginPreview =
  /** The stored password decides. It is not compared: a preview does not count against guessing, since that is a write (A4). */
  | { kind: 'compared_here' }
  | { kind: 'success'; run: Ran['run'] }
  | { kind: 'failure'; failure: LoginFailure; run?: Ran['run'] }

/** Why nobody would get in. Codes are those of a login's denial, of its blocked end, and of scripts that fail. */
export interface LoginFailure {
  code: string
  message: string
  /** As the script said no, when it said anything. */
  script_message?: string
  line?: number
  column?: number
  clash?: Clash
}

/** Of a user who is blocked. */
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

/** A script said no and named nobody: `callback(null)`, or an error without a user id. @param said by the script */
function scriptSaidNo(said: string): LoginFailure {
  const message = 'Wrong email or password. The script does not say which.'
  return { code: 'script', message, ...(said !== '' && { script_message: said }) }
}

/** A script said no and named the user, so that only the password can be wrong. @param said by the script */
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

/** The same of a login that was denied. @param reason.run_id of the script that said no */
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
