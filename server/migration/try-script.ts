/** A test-run: one script, with given arguments, in an isolate of its own; nothing is stored. @module */
import { randomBytes } from 'node:crypto'
import type {
  Action,
  Json,
  LogLine,
  Runtime,
  ScriptCall,
  ScriptOutcome,
  TraceEvent,
} from '../../runtime/index.ts'
import { randomAlphanumerics } from '../ids.ts'
import type { Connection } from '../store/contract.ts'
import type { ProfileCheck, ProfilePreview } from './preview-profile.ts'
import { checkProfile, fieldsOf, previewProfile } from './preview-profile.ts'
import type { TypedCredentials } from './profile.ts'
import { readProfile } from './profile.ts'

/** What to try. */
export interface Trial {
  tenant_id: string
  connection: Connection
  action: Action
  /** Saved or unsaved text. */
  source: string
  /** Saved or unsaved values. */
  configuration: { [key: string]: string }
  arguments: TrialArguments
  /** Stops the run: whoever wanted it has gone. */
  signal?: AbortSignal
}

/** Arguments by parameter name, as people know them from the scripts. */
interface TrialArguments {
  identifier?: string | undefined
  email?: string | undefined
  username?: string | undefined
  password?: string | undefined
  newPassword?: string | undefined
  newEmail?: string | undefined
  verified?: boolean | undefined
  /** Of `delete`, without the `auth0|` prefix. */
  id?: string | undefined
  user?: { [key: string]: Json } | undefined
  /** What a script is told of the login, when `enable_script_context` is on. */
  context?: { [key: string]: Json } | undefined
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
  /** Of a `WrongUsernameOrPasswordError`: whether it names a user, so that only the password can be wrong. */
  user_known?: boolean
}

/** How the test-run ended. */
export type TrialResult =
  | { kind: 'missing_argument'; name: string }
  | { kind: 'ran'; ending: { ok: true; result: Json } | { ok: false; error: TrialError }; run: TrialRun }

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

const KEY_BYTES = 16

/** What a trial needs of the server. */
export interface TrialDeps {
  runtime: Pick<Runtime, 'run' | 'redactValues'>
}

/** Runs the trial. Its password, new password and configuration values are found in no text of the answer (K4). */
export async function tryScript({ runtime }: TrialDeps, trial: Trial): Promise<TrialResult> {
  const { connection, action, configuration } = trial
  const args = argumentsOf(action, trial.arguments)
  if (!Array.isArray(args)) return { kind: 'missing_argument', name: args.missing }
  if (connection.options.enable_script_context === true) {
    args.push({ ...contextOf(action), ...trial.arguments.context })
  }
  const revision = `try-${randomAlphanumerics(16)}`
  const call: ScriptCall = {
    tenant_id: trial.tenant_id,
    connection_id: connection.connection_id,
    script: { action, source: trial.source, revision },
    configuration: { values: configuration, revision },
    args,
    secrets: passwordsOf(trial.arguments),
    throw_away: true,
    ...(trial.signal && { signal: trial.signal }),
  }
  const {
    outcome,
    late_settlements,
    attempts: _,
    legacy_bytes_received: _bytes,
    ...run
  } = await runtime.run(call)
  const warnings =
    late_settlements > 0
      ? [
          `the callback was called ${late_settlements} more ${late_settlements === 1 ? 'time' : 'times'} after its first call; those were ignored`,
        ]
      : []
  const ending = endingOf(trial, outcome, (text) => {
    warnings.push(text)
  })
  const { profile_preview, checks } = judgedProfile(trial, outcome)
  // The runtime redacts texts; a result is the caller's to decide about, and here it is shown.
  const [result = null, returned = null, stored = null] = await runtime.redactValues(call, [
    ending.ok ? ending.result : null,
    profile_preview?.returned ?? null,
    profile_preview?.stored ?? null,
  ])
  return {
    kind: 'ran',
    ending: ending.ok ? { ok: true, result } : ending,
    run: {
      ...run,
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
  }
}

/** A test-run that writes does so each time: no two have the same key. */
function contextOf(action: Action): { [key: string]: Json } {
  return action === 'login' || action === 'get_user'
    ? {}
    : { idempotency_key: randomBytes(KEY_BYTES).toString('hex') }
}

function endingOf(
  trial: Trial,
  outcome: ScriptOutcome,
  warn: (text: string) => void,
): { ok: true; result: Json } | { ok: false; error: TrialError } {
  switch (outcome.kind) {
    case 'none':
      return { ok: true, result: null }
    case 'value':
      return judgeValue(trial, outcome.value, warn)
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

/** What the page of a test-run shows beside the result, and of a refused profile instead of it. */
function judgedProfile(
  trial: Trial,
  outcome: ScriptOutcome,
): { profile_preview?: ProfilePreview; checks: ProfileCheck[] } {
  const looksUp = trial.action === 'login' || trial.action === 'get_user'
  if (!looksUp || outcome.kind !== 'value') return { checks: [] }
  const typed = typedOf(trial.arguments)
  const read = readProfile(trial.connection, outcome.value, typed)
  return {
    profile_preview: previewProfile(outcome.value, read),
    checks: checkProfile(trial.connection, outcome.value, read, typed),
  }
}

function typedOf(given: TrialArguments): TypedCredentials {
  return { identifier: identifierOf(given) ?? '', password: given.password ?? '' }
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

/** A profile is judged as a login would; the other scripts' second argument only counts as yes or no. */
function judgeValue(
  trial: Trial,
  value: Json,
  warn: (text: string) => void,
): { ok: true; result: Json } | { ok: false; error: TrialError } {
  if (trial.action !== 'login' && trial.action !== 'get_user') return { ok: true, result: value }
  const read = readProfile(trial.connection, value, typedOf(trial.arguments))
  if (read.kind === 'invalid') return { ok: false, error: { code: read.code, message: read.message } }
  for (const text of read.warnings) warn(text)
  return { ok: true, result: value }
}

function identifierOf({ identifier, email, username }: TrialArguments): string | undefined {
  return (identifier ?? email ?? username)?.trim()
}

/** @returns positional arguments, or the name of the first that is missing */
function argumentsOf(action: Action, given: TrialArguments): Json[] | { missing: string } {
  const identifier = identifierOf(given)
  const wanted: { [name: string]: Json | undefined } = {}
  switch (action) {
    case 'login':
      Object.assign(wanted, { email: identifier, password: given.password })
      break
    case 'get_user':
    case 'verify':
      Object.assign(wanted, { email: identifier })
      break
    case 'create':
      Object.assign(wanted, { user: given.user ?? userOf(given) })
      break
    case 'change_password':
      Object.assign(wanted, { email: identifier, newPassword: given.newPassword })
      break
    case 'delete':
      Object.assign(wanted, { id: given.id ?? identifier })
      break
    case 'change_email':
      Object.assign(wanted, {
        email: identifier,
        newEmail: given.newEmail,
        verified: given.verified ?? false,
      })
  }
  const args: Json[] = []
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined) return { missing: name }
    args.push(value)
  }
  return args
}

function userOf({ email, username, password }: TrialArguments): Json | undefined {
  if (email === undefined && username === undefined) return undefined
  return {
    ...(email === undefined ? {} : { email }),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  }
}

function passwordsOf({ password, newPassword, user }: TrialArguments): string[] {
  return [password, newPassword, user?.password].filter((value) => typeof value === 'string')
}
