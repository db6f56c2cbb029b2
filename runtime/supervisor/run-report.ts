/** The result of `run` for its caller. @module */
import type { ScriptFailure, ScriptOutcome, ScriptRun } from '../contract.ts'
import type { RunEnded } from '../messages.ts'
import type { StartedRun } from './supervised-run.ts'

/** How a call ended, before it is reported. */
export interface EndOfCall {
  outcome: ScriptOutcome
  attempts: number
  /** The last attempt, if there was one. */
  started?: StartedRun
  /** The runner's report at the end of the run, if it survived. */
  ended?: RunEnded
}

/** @param began as of `performance.now()` */
export function reportOf(end: EndOfCall, began: number): ScriptRun {
  const { outcome, attempts, started, ended } = end
  return {
    outcome,
    logs: started ? [...started.logs] : [],
    logs_truncated: (started?.logs_truncated() ?? false) || (ended?.logs_truncated ?? false),
    trace: started ? started.trace.toSorted((a, b) => a.at_ms - b.at_ms) : [],
    duration_ms: performance.now() - began,
    cpu_ms: ended?.cpu_ms ?? 0,
    memory_bytes: ended?.memory_bytes ?? 0,
    late_settlements: ended?.late_settlements ?? 0,
    late_errors: ended?.late_errors ?? 0,
    legacy_bytes_received: Math.max(0, (started?.account.received ?? 0) - (ended?.tls_extra_bytes ?? 0)),
    attempts,
  }
}

/** Default of the time after which to try again. */
export const BUSY_RETRY_MS = 1_000

/** The connection has to wait. */
export function busy(reason: string, retry_after_ms: number): ScriptFailure {
  const message = `The connection cannot run its script now. ${reason}`
  return { kind: 'failure', code: 'busy', message, retry_after_ms: Math.ceil(retry_after_ms) }
}

/** Something of the call is over a size limit. */
export function tooLarge(message: string): ScriptOutcome {
  return { kind: 'failure', code: 'script_limit', message }
}

/** A runner that cannot be believed, or that cannot keep an isolate. */
export function crashed(): ScriptOutcome {
  return {
    kind: 'failure',
    code: 'script_crash',
    message: 'The sandbox process of the script ended unexpectedly.',
  }
}
