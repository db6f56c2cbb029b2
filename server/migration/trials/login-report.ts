/** A tried login as a report: the steps of every login, in order, and where this one ended. @module */
import type { StoredLogin } from '../../store/contract.ts'
import type { LoginResult } from '../login/login-result.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { LoginFailure, LoginPreview } from './preview-login.ts'
import { BLOCKED, failureOfDenial } from './preview-login.ts'

/** The steps of a login, in order. */
export const LOGIN_STEPS = ['in_ferry', 'script', 'validation', 'import', 'tokens'] as const

/** One step. `ok`: null when it was not taken. */
interface LoginStep {
  id: (typeof LOGIN_STEPS)[number]
  ok: boolean | null
  detail: string
  duration_ms: number | null
}

/** What was tried, and how it ended. */
export interface LoginReport {
  ok: boolean
  /** All of `LOGIN_STEPS`. */
  steps: LoginStep[]
  /** Of the profile that the script returned. */
  checks: ProfileCheck[]
  error?: LoginFailure
}

/** Whom the store knew by the typed name, and how long the look-up took. */
interface Found {
  stored: StoredLogin | undefined
  found_ms: number
}

type Taken = { [id in LoginStep['id']]?: Omit<LoginStep, 'id'> }

const step = (
  ok: boolean | null,
  detail: string,
  duration_ms: number | null = null,
): Omit<LoginStep, 'id'> => ({
  ok,
  detail,
  duration_ms,
})

const SKIPPED = step(null, 'Not taken.')
const SCRIPT_SKIPPED: Taken = { script: step(null, 'The script did not run.') }

function report(
  ok: boolean,
  { stored, found_ms }: Found,
  taken: Taken,
  { checks = [], error }: { checks?: ProfileCheck[] | undefined; error?: LoginFailure } = {},
): LoginReport {
  const known: Taken = {
    in_ferry: step(stored !== undefined, stored ? 'In Ferry already.' : 'Not in Ferry yet.', found_ms),
    ...taken,
  }
  return {
    ok,
    steps: LOGIN_STEPS.map((id) => ({ id, ...(known[id] ?? SKIPPED) })),
    checks,
    ...(error && { error }),
  }
}

/**
 * The steps of a script that ran, up to the one that failed.
 *
 * @param error undefined when the profile can be used
 */
function scriptSteps(error: LoginFailure | undefined, duration_ms: number | null): Taken {
  const returned = step(true, 'The script returned a profile.', duration_ms)
  const usable = step(true, 'The profile can be used.')
  switch (error?.code) {
    case undefined:
      return { script: returned, validation: usable }
    case 'invalid_profile':
    case 'profile_mismatch':
    case 'mfa_factors_unsupported':
      return { script: returned, validation: step(false, error?.message ?? '') }
    case 'profile_conflict':
    case 'blocked':
    case 'deleted':
      return { script: returned, validation: usable, import: step(false, error?.message ?? '') }
    default:
      return { script: step(false, error?.message ?? '', duration_ms) }
  }
}

/**
 * Reports a login that was made.
 *
 * @param run_ms of the script's run, if its record was found
 */
export function reportLogin(found: Found, result: LoginResult, run_ms: number | undefined): LoginReport {
  const taken = (error?: LoginFailure): Taken =>
    hasAsked(result) ? scriptSteps(error, run_ms ?? null) : SCRIPT_SKIPPED
  if (result.kind !== 'success') {
    const error = failureOfLogin(result)
    const checks = result.kind === 'denied' ? result.reason.checks : faultOf(result)?.checks
    return report(false, found, taken(error), { error, checks })
  }
  const { user, migrated, checks } = result
  return report(
    true,
    found,
    {
      ...taken(),
      ...(migrated && { import: step(true, `Imported as ${user.user_id}, with a new hash by argon2id.`) }),
      tokens: step(true, 'The application would be given tokens; a trial makes none.'),
    },
    { checks },
  )
}

/** Reports how a login would end. */
export function reportPreview(found: Found, preview: LoginPreview): LoginReport {
  if (preview.kind === 'compared_here') {
    const script = step(null, 'The script would not run: Ferry decides by itself.')
    return report(true, found, { script })
  }
  const { run } = preview
  const checks = run?.checks
  if (preview.kind === 'failure') {
    const { failure: error } = preview
    const taken = run ? scriptSteps(error, run.duration_ms) : SCRIPT_SKIPPED
    return report(false, found, taken, { error, checks })
  }
  const notStored = step(null, 'Nothing is stored by a preview.')
  const taken = { ...scriptSteps(undefined, run?.duration_ms ?? null), import: notStored }
  return report(true, found, taken, { checks })
}

/**
 * @returns id of the script's run; undefined when Ferry decided alone, and for a login that shared the run of another one
 * of the same person
 */
export function runOfLogin(result: LoginResult): string | undefined {
  switch (result.kind) {
    case 'success':
      return result.run_id
    case 'denied':
      return result.reason.run_id
    case 'blocked':
      return result.run_id
    case 'failed':
    case 'unavailable':
      return result.log_id
    case 'validation':
    case 'unauthorized':
      return undefined
  }
}

/** Errors in the script's own words carry no run: they are the proof that it ran. */
const hasAsked = (result: LoginResult): boolean =>
  runOfLogin(result) !== undefined || result.kind === 'validation' || result.kind === 'unauthorized'

const faultOf = (result: LoginResult) => ('fault' in result ? result.fault : undefined)

function failureOfLogin(result: Exclude<LoginResult, { kind: 'success' }>): LoginFailure {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'denied':
      return failureOfDenial(result.reason)
    case 'blocked':
      return BLOCKED
    case 'validation':
      return { code: result.code, message: result.message }
    case 'unauthorized':
      return { code: 'unauthorized', message: result.message }
    case 'failed':
    case 'unavailable': {
      const { code, fault = { message: `The connection’s script ended with ${result.code}.` } } = result
      const { checks: _, of: _of, ...where } = fault
      return { code, ...where }
    }
  }
}
