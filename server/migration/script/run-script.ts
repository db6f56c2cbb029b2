/** Runs one of a connection's scripts and records the run. @module */

import type {
  FailureCode,
  Json,
  ScriptCall,
  ScriptName,
  ScriptOutcome,
  ScriptRun,
} from '../../../runtime/index.ts'
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Connection } from '../../store/contract.ts'
import type { Clash } from '../identifiers/clash.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import { withoutSecrets } from '../profile/profile-secrets.ts'
import type { ScriptDeps } from './deps.ts'
import type { SaysNo } from './failed-password.ts'
import { tlsOf } from './script-tls.ts'

/** A run to make. */
export interface ScriptTask {
  tenant_id: string
  connection: Connection
  action: ScriptName
  /** Positional arguments, before `context` and the callback. */
  args: readonly Json[]
  /**
   * For connections with `enable_script_context`: a login finds the sign-in in it (`LoginContext`), scripts that write an
   * `idempotency_key` (M8); else an empty object, as documented for users without an organization.
   */
  context: { [name: string]: Json }
  /** Typed passwords: redacted in all output of the run. */
  secrets: readonly string[]
  /** `login`, `sign_up` …: kept with the record. */
  purpose: string
  /** Called when the script has a place and starts; not called when it is refused one. */
  on_begun?: () => void
  /** A run apart from those of sign-ins, which never wait for it. */
  throw_away?: boolean
  /** Ends the run early. */
  signal?: AbortSignal
}

/** The result of a run: `answer` for the caller, the other fields for the record. */
export interface Judged<T> {
  answer: T
  outcome: string
  message: string | undefined
  warnings?: readonly string[]
}

/** Codes of failures that the script or the tenant caused: callers get a constant text and a log id. */
type ScriptFaultCode =
  | Exclude<FailureCode, 'legacy_unavailable' | 'busy'>
  | 'profile_mismatch'
  | 'mfa_factors_unsupported'
  | 'profile_conflict'

/** A run without a usable answer. `log_id` names the record that the tenant can read. */
export type ScriptTrouble =
  | { kind: 'validation'; code: string; message: string; run_id: string }
  | { kind: 'unauthorized'; message: string; run_id: string }
  /** `says_no`: the error may mean a wrong password. */
  | { kind: 'failed'; code: ScriptFaultCode; log_id: string; fault?: ScriptFault; says_no?: SaysNo }
  /** The legacy store cannot be reached, or too many runs wait. */
  | {
      kind: 'unavailable'
      code: 'legacy_unavailable' | 'busy'
      retry_after_s: number
      log_id: string
      fault?: ScriptFault
    }

/** What went wrong, and where: for the tenant, never for the person who signs in. */
interface ScriptFault {
  message: string
  line?: number
  column?: number
  /** Checks of the returned profile. */
  checks?: ProfileCheck[]
  /** Email or username of a returned profile that belongs to another user. */
  of?: string
  /** The clash of a returned profile. */
  clash?: Clash
}

const RETRY_AFTER_S = 5

/** Whether the connection has the script; an empty text is none. */
export function hasScript(connection: Connection, action: ScriptName): boolean {
  return (textOf(connection, action)?.source.trim() ?? '') !== ''
}

/** The text of a script. That of `count` is an option, whose revision is the connection's. */
function textOf(
  { scripts, options, revision }: Connection,
  action: ScriptName,
): { source: string; revision: number } | undefined {
  if (action !== 'count') return scripts[action]
  const { ferry_count } = options
  return typeof ferry_count === 'string' ? { source: ferry_count, revision } : undefined
}

/** Runs the script once. The record is written after the answer, which it neither delays nor fails. */
export async function runScript<T>(
  deps: ScriptDeps,
  task: ScriptTask,
  judge: (run: ScriptRun, run_id: string) => Judged<T>,
): Promise<T> {
  const { connection, action } = task
  const script = textOf(connection, action)
  const call: ScriptCall = {
    tenant_id: task.tenant_id,
    connection_id: connection.connection_id,
    script: { action, source: script?.source ?? '', revision: String(script?.revision ?? 0) },
    configuration: {
      values: connection.configuration.values,
      ...(connection.configuration.plain && { plain: connection.configuration.plain }),
      revision: String(connection.configuration.revision),
    },
    ...tlsOf(connection),
    args: connection.options.enable_script_context === true ? [...task.args, task.context] : task.args,
    secrets: task.secrets,
    ...(task.on_begun && { on_begun: task.on_begun }),
    ...(task.throw_away && { throw_away: true }),
    ...(task.signal && { signal: task.signal }),
  }
  const run = hasScript(connection, action) ? await deps.runtime.run(call) : missingScript(action)
  const run_id = `run_${randomAlphanumerics(20)}`
  const { answer, outcome, message, warnings = [] } = judge(run, run_id)
  const remarks = [...lateRemarks(run), ...warnings]
  const logs = await withoutSecrets(deps, call, {
    outcome: run.outcome,
    logs: [...run.logs, ...remarks.map((text) => ({ at_ms: run.duration_ms, level: 'warn' as const, text }))],
  })
  deps.store
    .recordRun(task.tenant_id, {
      run_id,
      connection_id: connection.connection_id,
      action,
      script_revision: script?.revision ?? 0,
      outcome,
      message,
      purpose: task.purpose,
      duration_ms: run.duration_ms,
      cpu_ms: run.cpu_ms,
      logs: logs.map((line) => ({ ...line })),
      trace: run.trace.map((event) => ({ ...event })) as Json,
      at: Date.now(),
    })
    .catch((error: unknown) => deps.log.error('run_not_recorded', error, { run_id }))
  return answer
}

/** Warnings about what a run did after its answer. It changes nothing, but points at a mistake. */
export function lateRemarks({
  late_settlements,
  late_errors,
}: Pick<ScriptRun, 'late_settlements' | 'late_errors'>): string[] {
  const times = (count: number) => `${count} more ${count === 1 ? 'time' : 'times'}`
  const remarks: string[] = []
  if (late_settlements > 0)
    remarks.push(
      `the callback was called ${times(late_settlements)} after its first call; those were ignored`,
    )
  if (late_errors > 0) {
    const errors = late_errors === 1 ? 'an error' : `${late_errors} errors`
    remarks.push(
      `after the answer ${errors} came that nothing caught (a throw, a rejected promise, or an \`error\` event without a listener); it was ignored`,
    )
  }
  return remarks
}

function missingScript(action: string): ScriptRun {
  return {
    outcome: {
      kind: 'failure',
      code: 'script_error',
      message: `The connection has no ${action} script. Save one under options.customScripts.${action}`,
    },
    logs: [],
    logs_truncated: false,
    trace: [],
    duration_ms: 0,
    cpu_ms: 0,
    memory_bytes: 0,
    late_settlements: 0,
    late_errors: 0,
    legacy_bytes_received: 0,
    attempts: 0,
  }
}

/** Reads a failure, for all callers. */
export function judgeFailure(
  failure: Extract<ScriptOutcome, { kind: 'failure' }>,
  run_id: string,
): Judged<Extract<ScriptTrouble, { kind: 'failed' | 'unavailable' }>> {
  const { code, retry_after_ms, line, column, error_code } = failure
  // Many drivers put what matters into the code alone: ER_ACCESS_DENIED_ERROR, 42P01.
  const isCodeSaid = error_code === undefined || failure.message.includes(error_code)
  const message = isCodeSaid ? failure.message : `${failure.message} (${error_code})`
  const fault = { message, ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
  return {
    answer:
      code === 'legacy_unavailable' || code === 'busy'
        ? {
            kind: 'unavailable',
            code,
            retry_after_s:
              retry_after_ms === undefined ? RETRY_AFTER_S : Math.max(1, Math.ceil(retry_after_ms / 1000)),
            log_id: run_id,
            fault,
          }
        : { kind: 'failed', code, log_id: run_id, fault },
    outcome: code,
    message: line === undefined ? message : `line ${line}: ${message}`,
  }
}

/** Reads the two error classes whose message is for the caller; undefined for the third, which denies the login. */
export function readRejection(
  rejection: Extract<ScriptOutcome, { kind: 'rejection' }>,
  run_id: string,
): Extract<ScriptTrouble, { kind: 'validation' | 'unauthorized' }> | undefined {
  switch (rejection.class) {
    case 'WrongUsernameOrPasswordError':
      return undefined
    case 'UnauthorizedError':
      return { kind: 'unauthorized', message: rejection.message, run_id }
    case 'ValidationError': {
      // The code becomes `error` in the response, where `invalid_grant` must mean a wrong password.
      const code = rejection.code ?? ''
      const usable = /^[\w.-]{1,100}$/.test(code) && code !== 'invalid_grant'
      return {
        kind: 'validation',
        code: usable ? code : 'validation_error',
        message: rejection.message,
        run_id,
      }
    }
  }
}
