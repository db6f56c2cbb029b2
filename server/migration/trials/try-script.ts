/** Runs one script with given arguments in an isolate of its own. Nothing is stored. @module */
import type {
  Action,
  Json,
  LogLine,
  Runtime,
  ScriptCall,
  ScriptOutcome,
  TraceEvent,
} from '../../../runtime/index.ts'
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Connection } from '../../store/contract.ts'
import { arrivalCheck } from '../decision/arrival-check.ts'
import type { ForeseeDeps, Foreseen } from '../decision/foresee.ts'
import { foreseeLogin } from '../decision/foresee.ts'
import type { Clash } from '../identifiers/clash.ts'
import type { ProfileCheck, ProfilePreview } from '../profile/preview-profile.ts'
import { checkProfile, fieldsOf, previewProfile } from '../profile/preview-profile.ts'
import type { ProfileResult } from '../profile/profile.ts'
import { profileOutcome, readProfile } from '../profile/profile.ts'
import { maskSecrets, profileSecrets, withoutSecrets } from '../profile/profile-secrets.ts'
import { lateRemarks } from '../script/run-script.ts'
import { tlsOf } from '../script/script-tls.ts'
import type { TrialArguments } from './trial-arguments.ts'
import { argumentsOf, contextOf, passwordsOf, typedOf } from './trial-arguments.ts'

/** A test run to make. */
export interface Trial {
  tenant_id: string
  connection: Connection
  action: Action
  /** Source of the script, saved or unsaved. */
  source: string
  /** Configuration values, saved or unsaved. */
  configuration: { [key: string]: string }
  /** Keys whose values may be shown. */
  plain: readonly string[]
  arguments: TrialArguments
  /** Aborted when the caller has gone: stops the run. */
  signal?: AbortSignal
}

/** What is wrong with the script, and where. */
interface TrialError {
  code: string
  message: string
  name?: string
  error_code?: string
  line?: number
  column?: number
  stack?: string
  /** For a `WrongUsernameOrPasswordError`: whether it names a user, so that only the password can be wrong. */
  user_known?: boolean
  /** The clash that prevents storing the profile. */
  clash?: Clash
}

/** How the test-run ended. */
export type TrialResult =
  | { kind: 'missing_argument'; name: string }
  | {
      kind: 'ran'
      ending: { ok: true; result: Json } | { ok: false; error: TrialError }
      run: TrialRun
      /** Predicted result of a login with this profile; undefined without a usable one. */
      foreseen: Foreseen | undefined
    }

interface TrialRun {
  logs: LogLine[]
  logs_truncated: boolean
  trace: TraceEvent[]
  duration_ms: number
  cpu_ms: number
  memory_bytes: number
  warnings: string[]
  /** Calls of the callback, throws and rejections after the first answer. */
  late_settlements: number
  profile_preview?: ProfilePreview
  checks: ProfileCheck[]
}

/** What a trial needs of the server. */
export interface TrialDeps extends ForeseeDeps {
  runtime: Pick<Runtime, 'run' | 'redactValues'>
}

/** Runs the script. The password, the new password and configuration values are redacted in the answer (K4). */
export async function tryScript(deps: TrialDeps, trial: Trial): Promise<TrialResult> {
  const { connection, action, configuration } = trial
  const args = argumentsOf(action, trial.arguments)
  if (!Array.isArray(args)) return { kind: 'missing_argument', name: args.missing }
  if (connection.options.enable_script_context === true) {
    args.push({ ...contextOf(action, trial.arguments), ...trial.arguments.context })
  }
  const revision = `try-${randomAlphanumerics(16)}`
  const call: ScriptCall = {
    tenant_id: trial.tenant_id,
    connection_id: connection.connection_id,
    script: { action, source: trial.source, revision },
    configuration: { values: configuration, plain: trial.plain, revision },
    ...tlsOf(connection),
    args,
    secrets: passwordsOf(trial.arguments),
    throw_away: true,
    ...(trial.signal && { signal: trial.signal }),
  }
  const {
    outcome: ended,
    late_settlements,
    late_errors,
    attempts: _,
    legacy_bytes_received: _bytes,
    ...run
  } = await deps.runtime.run(call)
  const outcome = profileOutcome(action, ended)
  const warnings = lateRemarks({ late_settlements, late_errors })
  const read = readOf(trial, outcome)
  if (read?.kind === 'ok') warnings.push(...read.warnings)
  const foreseen =
    read?.kind === 'ok'
      ? await foreseeLogin(deps, { ...trial, identifier: typedOf(trial.arguments).identifier, ...read })
      : undefined
  const ending = endingOf(outcome, read, foreseen)
  const { profile_preview, checks } = judgedProfile(trial, outcome, read, foreseen)
  // The runtime redacts texts only; results are redacted here, since they are shown.
  const secrets = [...(call.secrets ?? []), ...profileSecrets(outcome)]
  const [result = null, returned = null, stored = null] = await deps.runtime.redactValues(
    { ...call, secrets },
    [
      ending.ok ? maskSecrets(ending.result) : null,
      maskSecrets(profile_preview?.returned ?? null),
      profile_preview?.stored ?? null,
    ],
  )
  const logs = await withoutSecrets(deps, call, { outcome, logs: run.logs })
  return {
    kind: 'ran',
    ending: ending.ok ? { ok: true, result } : ending,
    run: {
      ...run,
      logs,
      late_settlements,
      warnings,
      checks,
      ...(profile_preview && {
        profile_preview: {
          ...profile_preview,
          returned,
          ...(profile_preview.stored && { stored: fieldsOf(stored) }),
        },
      }),
    },
    foreseen,
  }
}

/** @returns undefined when there is no profile to read */
function readOf({ connection, action, arguments: given }: Trial, outcome: ScriptOutcome) {
  const looksUp = action === 'login' || action === 'get_user'
  return looksUp && outcome.kind === 'value'
    ? readProfile(connection, outcome.value, typedOf(given))
    : undefined
}

function endingOf(
  outcome: ScriptOutcome,
  read: ProfileResult | undefined,
  foreseen: Foreseen | undefined,
): { ok: true; result: Json } | { ok: false; error: TrialError } {
  switch (outcome.kind) {
    case 'none':
      return { ok: true, result: null }
    case 'value':
      // A profile is checked as at a login; the second argument of other scripts only counts as yes or no.
      if (read?.kind === 'invalid') return { ok: false, error: { code: read.code, message: read.message } }
      if (foreseen?.kind === 'clash') {
        const { clash } = foreseen
        return { ok: false, error: { code: 'profile_conflict', message: clash.message, clash } }
      }
      return { ok: true, result: outcome.value }
    case 'rejection':
      return {
        ok: false,
        error: {
          code: rejectionCode(outcome),
          message: outcome.message,
          name: outcome.class,
          ...(outcome.class === 'WrongUsernameOrPasswordError' && {
            user_known: outcome.user_id !== undefined,
          }),
        },
      }
    case 'failure': {
      const { kind: _, retry_after_ms: __, ...error } = outcome
      return { ok: false, error }
    }
  }
}

/** Preview and checks of the profile, for the page of the test run. */
function judgedProfile(
  trial: Trial,
  outcome: ScriptOutcome,
  read: ProfileResult | undefined,
  foreseen: Foreseen | undefined,
): { profile_preview?: ProfilePreview; checks: ProfileCheck[] } {
  if (!read || outcome.kind !== 'value') return { checks: [] }
  return {
    profile_preview: previewProfile(outcome.value, read),
    checks: [
      ...checkProfile(trial.connection, outcome.value, read, typedOf(trial.arguments)),
      ...(foreseen ? [arrivalCheck(foreseen)] : []),
    ],
  }
}

function rejectionCode(outcome: Extract<ScriptOutcome, { kind: 'rejection' }>): string {
  switch (outcome.class) {
    case 'WrongUsernameOrPasswordError':
      return 'invalid_user_password'
    case 'UnauthorizedError':
      return 'unauthorized'
    case 'ValidationError':
      return outcome.code ?? 'validation_error'
  }
}
