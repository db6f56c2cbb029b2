/** Asks a connection's `login` or `get_user` script for a profile, and keeps a record of the run. @module */
import type { FailureCode, Json, ScriptOutcome, ScriptRun } from '../../runtime/index.ts'
import { randomAlphanumerics } from '../ids.ts'
import type { Connection } from '../store/contract.ts'
import type { MigrationDeps } from './deps.ts'
import type { ScriptProfile, TypedCredentials } from './profile.ts'
import { readProfile } from './profile.ts'

/** Codes that are the script's or the tenant's fault: callers get a constant text and a log id. */
export type ScriptFaultCode =
  | Exclude<FailureCode, 'legacy_unavailable' | 'busy'>
  | 'profile_mismatch'
  | 'profile_conflict'

/** What the script said. `run_id` names the record that the tenant can read. */
export type ScriptAnswer =
  | { kind: 'profile'; profile: ScriptProfile; run_id: string; duration_ms: number }
  /** No such user or wrong password: scripts do not tell these apart reliably. */
  | { kind: 'none'; duration_ms: number }
  | { kind: 'validation'; code: string; message: string }
  | { kind: 'unauthorized'; message: string }
  | { kind: 'failed'; code: ScriptFaultCode; log_id: string }
  /** The legacy store cannot be reached, or too many runs wait. */
  | { kind: 'unavailable'; code: 'legacy_unavailable' | 'busy'; retry_after_s: number; log_id: string }

interface Question {
  tenant_id: string
  connection: Connection
  action: 'login' | 'get_user'
  typed: TypedCredentials
  /** `login`, `sign_up` …: kept with the record. */
  purpose: string
}

const RETRY_AFTER_S = 5

/** Runs the script once. The record is written beside the answer: it neither delays nor fails it. */
export async function askScript(deps: MigrationDeps, question: Question): Promise<ScriptAnswer> {
  const { connection, action, typed } = question
  const script = connection.scripts[action]
  const run = script?.source.trim()
    ? await deps.runtime.run({
        tenant_id: question.tenant_id,
        connection_id: connection.connection_id,
        script: { action, source: script.source, revision: String(script.revision) },
        configuration: {
          values: connection.configuration.values,
          revision: String(connection.configuration.revision),
        },
        args: argumentsOf(question),
        secrets: [typed.password],
      })
    : missingScript(action)
  const run_id = `run_${randomAlphanumerics(20)}`
  const { answer, outcome, message, warnings } = judge(question, run, run_id)
  deps.store
    .recordRun(question.tenant_id, {
      run_id,
      connection_id: connection.connection_id,
      action,
      script_revision: script?.revision ?? 0,
      outcome,
      message,
      purpose: question.purpose,
      duration_ms: run.duration_ms,
      cpu_ms: run.cpu_ms,
      logs: [...run.logs, ...warnings.map((text) => ({ at_ms: run.duration_ms, level: 'warn', text }))].map(
        (line) => ({ ...line }),
      ),
      trace: run.trace.map((event) => ({ ...event })) as Json,
      at: Date.now(),
    })
    .catch((error: unknown) => deps.log.error('run_not_recorded', error, { run_id }))
  return answer
}

function argumentsOf({ connection, action, typed }: Question): Json[] {
  const args: Json[] = action === 'login' ? [typed.identifier, typed.password] : [typed.identifier]
  // Without an organization the documented context is an empty object.
  return connection.options.enable_script_context === true ? [...args, {}] : args
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
    attempts: 0,
  }
}

interface Judged {
  answer: ScriptAnswer
  outcome: string
  message: string | undefined
  warnings: string[]
}

function judge({ connection, typed }: Question, run: ScriptRun, run_id: string): Judged {
  const warnings =
    run.late_settlements > 0
      ? [
          `the callback was called ${run.late_settlements} more times after its first call; those were ignored`,
        ]
      : []
  const { outcome, duration_ms } = run
  switch (outcome.kind) {
    case 'none':
      return { answer: { kind: 'none', duration_ms }, outcome: 'none', message: undefined, warnings }
    case 'rejection':
      return {
        answer: rejected(outcome, duration_ms),
        outcome: 'rejection',
        message: `${outcome.class}: ${outcome.message}`,
        warnings,
      }
    case 'failure':
      return {
        answer:
          outcome.code === 'legacy_unavailable' || outcome.code === 'busy'
            ? {
                kind: 'unavailable',
                code: outcome.code,
                retry_after_s:
                  outcome.retry_after_ms === undefined
                    ? RETRY_AFTER_S
                    : Math.max(1, Math.ceil(outcome.retry_after_ms / 1000)),
                log_id: run_id,
              }
            : { kind: 'failed', code: outcome.code, log_id: run_id },
        outcome: outcome.code,
        message: outcome.line === undefined ? outcome.message : `line ${outcome.line}: ${outcome.message}`,
        warnings,
      }
    case 'value': {
      const read = readProfile(connection, outcome.value, typed)
      if (read.kind === 'invalid') {
        return {
          answer: { kind: 'failed', code: read.code, log_id: run_id },
          outcome: read.code,
          message: read.message,
          warnings,
        }
      }
      return {
        answer: { kind: 'profile', profile: read.profile, run_id, duration_ms },
        outcome: 'value',
        message: undefined,
        warnings: [...warnings, ...read.warnings],
      }
    }
  }
}

function rejected(
  rejection: Extract<ScriptOutcome, { kind: 'rejection' }>,
  duration_ms: number,
): ScriptAnswer {
  switch (rejection.class) {
    case 'WrongUsernameOrPasswordError':
      return { kind: 'none', duration_ms }
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
