/** Runs one of a connection's scripts, and keeps a record of the run. @module */

import type {
  Action,
  FailureCode,
  Json,
  ScriptCall,
  ScriptOutcome,
  ScriptRun,
} from '../../../runtime/index.ts'
import { randomAlphanumerics } from '../../common/ids.ts'
import type { Connection } from '../../store/contract.ts'
import type { Clash } from '../identifiers/clash.ts'
import { withoutFactors } from '../profile/mfa-factors.ts'
import type { ProfileCheck } from '../profile/preview-profile.ts'
import type { ScriptDeps } from './deps.ts'
import type { SaysNo } from './failed-password.ts'

/** What is run. */
export interface ScriptTask {
  tenant_id: string
  connection: Connection
  action: Action
  /** Positional, before `context` and the callback. */
  args: readonly Json[]
  /**
   * For scripts that see it (`enable_script_context`): without an organization an empty object, as documented; those that
   * write find an `idempotency_key` in it (M8).
   */
  context: { [name: string]: string }
  /** Typed passwords: found in no text that the run produces. */
  secrets: readonly string[]
  /** `login`, `sign_up` …: kept with the record. */
  purpose: string
  /** Called when the script has its place and begins; never when it is refused one. */
  on_begun?: () => void
}

/** What became of a run, in the words of who asked (`answer`) and of the record (the others). */
export interface Judged<T> {
  answer: T
  outcome: string
  message: string | undefined
  warnings?: readonly string[]
}

/** Codes that are the script's or the tenant's fault: callers get a constant text and a log id. */
export type ScriptFaultCode =
  | Exclude<FailureCode, 'legacy_unavailable' | 'busy'>
  | 'profile_mismatch'
  | 'mfa_factors_unsupported'
  | 'profile_conflict'

/** A run that ended in no answer of the script's own. `log_id` names the record that the tenant can read. */
export type ScriptTrouble =
  | { kind: 'validation'; code: string; message: string }
  | { kind: 'unauthorized'; message: string }
  /** `says_no`: the error may be how the script tells a wrong password. */
  | { kind: 'failed'; code: ScriptFaultCode; log_id: string; fault?: ScriptFault; says_no?: SaysNo }
  /** The legacy store cannot be reached, or too many runs wait. */
  | {
      kind: 'unavailable'
      code: 'legacy_unavailable' | 'busy'
      retry_after_s: number
      log_id: string
      fault?: ScriptFault
    }

/** What went wrong, and where: for the tenant, as the record of the run is, and never for who logs in. */
interface ScriptFault {
  message: string
  line?: number
  column?: number
  /** Of a profile that was returned. */
  checks?: ProfileCheck[]
  /** Of somebody else's profile: e-mail or username. */
  of?: string
  /** Of a profile that clashes. */
  clash?: Clash
}

const RETRY_AFTER_S = 5

/** Whether the connection has such a script at all; an empty text is none. */
export function hasScript(connection: Connection, action: Action): boolean {
  return (connection.scripts[action]?.source.trim() ?? '') !== ''
}

/** Runs the script once. The record is written beside the answer: it neither delays nor fails it. */
export async function runScript<T>(
  deps: ScriptDeps,
  task: ScriptTask,
  judge: (run: ScriptRun, run_id: string) => Judged<T>,
): Promise<T> {
  const { connection, action } = task
  const script = connection.scripts[action]
  const call: ScriptCall = {
    tenant_id: task.tenant_id,
    connection_id: connection.connection_id,
    script: { action, source: script?.source ?? '', revision: String(script?.revision ?? 0) },
    configuration: {
      values: connection.configuration.values,
      ...(connection.configuration.plain && { plain: connection.configuration.plain }),
      revision: String(connection.configuration.revision),
    },
    args: connection.options.enable_script_context === true ? [...task.args, task.context] : task.args,
    secrets: task.secrets,
    ...(task.on_begun && { on_begun: task.on_begun }),
  }
  const run = hasScript(connection, action) ? await deps.runtime.run(call) : missingScript(action)
  const run_id = `run_${randomAlphanumerics(20)}`
  const { answer, outcome, message, warnings = [] } = judge(run, run_id)
  const remarks = [...lateRemarks(run), ...warnings]
  const logs = await withoutFactors(deps, call, {
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

/** What a run did after its answer, for the record: it changes nothing, but points at a mistake. */
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

/** A failure as every asker takes it. */
export function judgeFailure(
  failure: Extract<ScriptOutcome, { kind: 'failure' }>,
  run_id: string,
): Judged<Extract<ScriptTrouble, { kind: 'failed' | 'unavailable' }>> {
  const { code, retry_after_ms, message, line, column } = failure
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

/** The two error classes whose message is for the caller; undefined for the third, which says no. */
export function readRejection(
  rejection: Extract<ScriptOutcome, { kind: 'rejection' }>,
): Extract<ScriptTrouble, { kind: 'validation' | 'unauthorized' }> | undefined {
  switch (rejection.class) {
    case 'WrongUsernameOrPasswordError':
      return undefined
    case 'UnauthorizedError':
      return { kind: 'unauthorized', message: rejection.message }
    case 'ValidationError': {
      // The code becomes `error` on the wire, where `invalid_grant` has to mean a wrong password.
      const code = rejection.code ?? ''
      const usable = /^[\w.-]{1,100}$/.test(code) && code !== 'invalid_grant'
      return { kind: 'validation', code: usable ? code : 'validation_error', message: rejection.message }
    }
  }
}
