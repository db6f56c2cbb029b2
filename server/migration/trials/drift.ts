/** Compares the profiles that `login` and `get_user` return for one person, also over time. Nothing is stored. @module */
import type { Json } from '../../../runtime/index.ts'
import { arrivalCheck } from '../decision/arrival-check.ts'
import type { Foreseen } from '../decision/foresee.ts'
import type { Difference } from '../profile/compare-profiles.ts'
import { compareProfiles, idOf } from '../profile/compare-profiles.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { Trial, TrialDeps, TrialResult } from './try-script.ts'
import { tryScript } from './try-script.ts'

/** A comparison to make. */
export interface DriftTrial extends Omit<Trial, 'action' | 'source' | 'arguments'> {
  sources: { login: string; get_user: string }
  identifier: string
  password: string
}

/** One of the three runs. */
interface DriftRun {
  script: 'login' | 'get_user'
  ending: 'profile' | 'nobody' | 'failed'
  error?: { code: string; message: string }
  duration_ms: number
}

/** One check and its result; null when a run gave no profile. */
interface DriftCheck {
  id:
    | 'login'
    | 'found'
    | 'same_user_id'
    | 'stable_user_id'
    | 'stable_profile'
    | 'same_profile'
    | 'arrival'
    | 'mfa_factors'
  ok: boolean | null
  message: string
}

/** The result of a comparison. */
export interface Drift {
  /** `unknown`: a run gave no profile to compare. */
  verdict: 'same' | 'different' | 'unknown'
  runs: DriftRun[]
  checks: DriftCheck[]
  /** Between the profiles of `login` and of the first run of `get_user`. */
  differences: Difference[]
  /** Between the two runs of `get_user`. */
  unstable: Difference[]
}

/** Runs `login` once and `get_user` twice, one after the other, each in an isolate of its own. */
export async function findDrift(deps: TrialDeps, trial: DriftTrial): Promise<Drift> {
  const { sources, identifier, password, ...rest } = trial
  const askGetUser = () =>
    tryScript(deps, {
      ...rest,
      action: 'get_user',
      source: sources.get_user,
      // Not an argument of the script, but it must be redacted in the answer all the same.
      arguments: { identifier, password },
    })
  const login = readRun(
    'login',
    await tryScript(deps, {
      ...rest,
      action: 'login',
      source: sources.login,
      arguments: { identifier, password },
    }),
  )
  const first = readRun('get_user', await askGetUser())
  const second = readRun('get_user', await askGetUser())
  return judge(login, first, second)
}

interface ReadRun {
  run: DriftRun
  profile: { [key: string]: Json } | undefined
  foreseen?: Foreseen | undefined
  factors?: ProfileCheck | undefined
}

function readRun(script: DriftRun['script'], result: TrialResult): ReadRun {
  if (result.kind === 'missing_argument') throw new Error(`${result.name} is given`)
  const { ending, run, foreseen } = result
  const { duration_ms } = run
  const returned = run.profile_preview?.returned
  // A profile that an import would refuse can be compared like any other.
  if (typeof returned === 'object' && returned !== null && !Array.isArray(returned)) {
    const factors = run.checks.find(({ id }) => id === 'mfa_factors')
    return { run: { script, ending: 'profile', duration_ms }, profile: returned, foreseen, factors }
  }
  if (ending.ok) return { run: { script, ending: 'nobody', duration_ms }, profile: undefined }
  const { code, message } = ending.error
  const isNobody = script === 'get_user' && code === 'invalid_user_password'
  return {
    run: { script, ending: isNobody ? 'nobody' : 'failed', error: { code, message }, duration_ms },
    profile: undefined,
  }
}

function judge(login: ReadRun, first: ReadRun, second: ReadRun): Drift {
  const between = login.profile && first.profile && compareProfiles(login.profile, first.profile)
  const over = first.profile && second.profile && compareProfiles(first.profile, second.profile)
  const ids = [login, first, second].map(({ profile }) => profile && idOf(profile))
  const [ofLogin, ofFirst, ofSecond] = ids
  const changes = second.run.ending !== first.run.ending
  const checks: DriftCheck[] = [
    {
      id: 'login',
      ok: login.profile ? true : login.run.ending === 'failed' ? null : false,
      message: login.profile ? 'login returned a profile' : whyNot(login),
    },
    foundCheck(login, first, second),
    {
      id: 'same_user_id',
      ok: login.profile && first.profile ? ofLogin !== undefined && ofLogin === ofFirst : null,
      message: !(login.profile && first.profile)
        ? 'user_id could not be compared, since a run returned no profile'
        : ofLogin === undefined || ofFirst === undefined
          ? `${ofLogin === undefined ? 'login' : 'get_user'} returned no user_id`
          : ofLogin === ofFirst
            ? 'login and get_user return the same user_id'
            : 'login and get_user return different values of user_id: the person would become two users',
    },
    {
      id: 'stable_user_id',
      ok: over ? ofFirst === ofSecond : null,
      message: !over
        ? 'user_id could not be checked over time, since a run returned no profile'
        : ofFirst === ofSecond
          ? 'user_id is the same at the second run of get_user'
          : 'user_id differs at the second run of get_user: every login would create a new user',
    },
    {
      id: 'stable_profile',
      ok: changes ? false : over ? over.length === 0 : null,
      message: changes
        ? 'the second run of get_user ended differently from the first'
        : over
          ? over.length === 0
            ? 'both runs of get_user return the same profile'
            : `${over.length} ${over.length === 1 ? 'field differs' : 'fields differ'} between two runs of get_user`
          : 'the profile could not be checked over time, since a run returned no profile',
    },
    {
      id: 'same_profile',
      ok: between ? between.length === 0 : null,
      message: between
        ? between.length === 0
          ? 'login and get_user return the same profile'
          : `${between.length} ${between.length === 1 ? 'field differs' : 'fields differ'} between login and get_user`
        : 'the profiles could not be compared, since a run returned no profile',
    },
  ]
  const isDifferent = checks.some(({ ok }) => ok === false)
  const isUnknown = checks.some(({ ok }) => ok === null)
  return {
    verdict: isDifferent && (login.profile ?? first.profile) ? 'different' : isUnknown ? 'unknown' : 'same',
    runs: [login.run, first.run, second.run],
    checks: [...checks, ...clashChecks(login, first), ...factorChecks(login, first)],
    differences: between ?? [],
    unstable: over ?? [],
  }
}

/** Not part of the verdict: two scripts may agree on a profile that conflicts with another user. */
function clashChecks(...runs: ReadRun[]): DriftCheck[] {
  const foreseen = runs.map((one) => one.foreseen).find((one) => one?.kind === 'clash')
  return foreseen ? [{ ...arrivalCheck(foreseen), id: 'arrival' }] : []
}

/** Not part of the verdict: Ferry refuses or drops second factors that both scripts return. */
function factorChecks(...runs: ReadRun[]): DriftCheck[] {
  const check = runs.map(({ factors }) => factors).find((one) => one !== undefined)
  return check ? [{ id: 'mfa_factors', ok: check.ok, message: check.message }] : []
}

function foundCheck(login: ReadRun, first: ReadRun, second: ReadRun): DriftCheck {
  const missed = [first, second].find(({ profile }) => !profile)
  if (!missed) return { id: 'found', ok: true, message: 'get_user finds the user' }
  if (missed.run.ending === 'failed') return { id: 'found', ok: null, message: whyNot(missed) }
  if (login.profile)
    return { id: 'found', ok: false, message: 'get_user does not find the user whom login accepts' }
  return { id: 'found', ok: null, message: 'neither get_user nor login finds the user' }
}

function whyNot({ run: { script, ending, error } }: ReadRun): string {
  if (ending === 'nobody') return `${script} found no user`
  if (error?.code === 'invalid_user_password') return 'login denied the password, or does not know the user'
  return `${script} failed: ${error?.message || error?.code}`
}
