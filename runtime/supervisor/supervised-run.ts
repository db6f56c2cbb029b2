/** A run as the supervisor sees it, and how it may end. @module */
import type { Json, LogLine, TraceEvent } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { LogLineFrame, RunEnded, TraceFrame } from '../messages.ts'
import type { NetworkAccount } from './network-account.ts'
import { createRunAccount, keepEvent } from './network-account.ts'
import type { Suspicion, WatchdogReason, WatchedRun } from './watchdog.ts'

/** Why a runner ended. */
export type EndReason = WatchdogReason | 'protocol' | 'exit' | 'signal' | 'idle' | 'closed'

/** Why a run was cancelled. */
export type CancelReason =
  | { kind: 'limit'; message: string }
  | { kind: 'aborted' }
  | { kind: 'retired' }
  /** Too many derivations of the tenant are waiting for a place. */
  | { kind: 'busy' }
  | { kind: 'wall' }

/** How a run ended. */
export type RunEnding =
  | { kind: 'ended'; ended: RunEnded; cancelled: CancelReason | undefined }
  /** The isolate had died before the run could start. */
  | { kind: 'not_begun' }
  /** The runner died under it. `suspects`: how many runs may have been the cause, this one among them or not. */
  | {
      kind: 'died'
      reason: EndReason
      suspected: boolean
      suspects: number
      cancelled: CancelReason | undefined
    }

export interface RunRequest {
  measure_memory: boolean
  isolate: number
  args: readonly Json[]
  limits: ScriptLimits
  /** When its wall time ends, on the clock of `performance.now()`. */
  deadline: number
}

/** A run under way, and everything it leaves behind. */
export interface StartedRun {
  readonly report: Promise<RunEnding>
  readonly logs: readonly LogLine[]
  readonly trace: readonly TraceEvent[]
  readonly account: NetworkAccount
  logs_truncated(): boolean
  cancel(reason: CancelReason): void
}

/** The supervisor's record of a run under way. */
export interface SupervisedRun extends WatchedRun {
  limits: ScriptLimits
  account: NetworkAccount
  logs: LogLine[]
  log_bytes: number
  logs_truncated: boolean
  trace: TraceEvent[]
  cancelled: CancelReason | undefined
  never_begun: boolean
  resolve: (report: RunEnding) => void
}

/** Each log line costs this much of `log_bytes` beside its text, so that empty lines are not free. */
const LOG_LINE_OVERHEAD_BYTES = 16

/** @param exceeded called when a budget of the network is spent */
export function createSupervisedRun(
  start: Pick<SupervisedRun, 'id' | 'isolate' | 'began' | 'deadline' | 'limits' | 'resolve'>,
  exceeded: (message: string) => void,
): SupervisedRun {
  const trace: TraceEvent[] = []
  return {
    ...start,
    cancelled_at: undefined,
    cancelled: undefined,
    never_begun: false,
    account: createRunAccount(start.limits, start.began, trace, exceeded),
    logs: [],
    log_bytes: 0,
    logs_truncated: false,
    trace,
  }
}

/** The cancellation of a run whose derivation took too long. */
export const overdueDerivation = ({ kdf_lease_ms }: ScriptLimits): CancelReason => ({
  kind: 'limit',
  message: `A hash or key derivation of the script did not end within ${kdf_lease_ms} ms.`,
})

/** @returns the run for its caller */
export function startedRun(
  run: SupervisedRun,
  report: Promise<RunEnding>,
  cancel: (reason: CancelReason) => void,
): StartedRun {
  const { logs, trace, account } = run
  return { report, logs, trace, account, logs_truncated: () => run.logs_truncated, cancel }
}

/** Keeps a log line while there is room. @param run undefined when it has ended in the meantime */
export function keepLine(run: SupervisedRun | undefined, line: LogLineFrame): void {
  if (!run) return
  run.log_bytes += Buffer.byteLength(line.text) + LOG_LINE_OVERHEAD_BYTES
  if (run.log_bytes > run.limits.log_bytes + LOG_LINE_OVERHEAD_BYTES) run.logs_truncated = true
  else run.logs.push(line)
}

/** Keeps an event of the runner while there is room. @param run undefined when it has ended in the meantime */
export function keepTrace(
  run: SupervisedRun | undefined,
  { port, method, status, ...event }: TraceFrame,
): void {
  if (!run) return
  keepEvent(run.trace, {
    ...event,
    ...(port !== undefined && { port }),
    ...(method !== undefined && { method }),
    ...(status !== undefined && { status }),
  })
}

/** Ends each run of a runner that has ended. */
export function endRuns(runs: readonly SupervisedRun[], reason: EndReason, suspicion: Suspicion): void {
  const suspects = runs.filter((run) => isSuspected(run, suspicion))
  for (const run of runs) {
    const { cancelled } = run
    const suspected = suspects.includes(run)
    run.resolve({ kind: 'died', reason, suspected, suspects: suspects.length, cancelled })
  }
}

/** @returns whether the run may have caused the end of its runner */
function isSuspected(run: SupervisedRun, suspicion: Suspicion): boolean {
  switch (suspicion.kind) {
    case 'run':
      return run.id === suspicion.run
    case 'begun_before':
      return run.began <= suspicion.at
    case 'none':
      return false
  }
}
