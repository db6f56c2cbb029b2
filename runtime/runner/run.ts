/** One run in an isolate: its clocks, and its report. @module */
import type { LogLevel, TraceEvent } from '../contract.ts'
import type { OpenIsolate, RunEnded, StartRun } from '../messages.ts'
import type { Cell } from './abi.ts'
import { cut } from './cut.ts'
import type { IsolateHost } from './isolate.ts'
import type { Death } from './meter.ts'
import { failure, settlementOf } from './settlement.ts'

/** Interval at which the clocks of a run are checked. */
export const TICK_MS = 50

export interface RunReport {
  log(line: { at_ms: number; level: LogLevel; text: string }): void
  trace(event: TraceEvent): void
  ended(ended: RunEnded): void
}

export interface Run {
  /** `settle` and `late` of the guest. */
  onPost(operation: string, args: readonly Cell[]): void
  /** @returns whether more lines are accepted */
  onLog(level: string, text: string): boolean
  onTrace(event: Omit<TraceEvent, 'at_ms'>): void
  onUnhandled(errorJson: string): void
  onTurn(quiet: boolean): void
  onDeath(death: Death): void
  /** Checks the clocks; called every `TICK_MS`. A timer for each run would cost more than a small run. */
  tick(): void
  cancel(): void
}

const LEVELS: readonly string[] = ['log', 'info', 'warn', 'error', 'debug']

/**
 * @param isolate built, and without a run
 * @param start its arguments, and its time
 * @param startedAt when it was asked for, as of `performance.now()`: waiting, and building its isolate, is part of its time
 */
export function startRun(
  isolate: IsolateHost,
  open: OpenIsolate,
  { args, wall_ms, measure_memory }: StartRun,
  startedAt: number,
  report: RunReport,
): Run {
  const { limits } = open
  let outcome: RunEnded['outcome'] | undefined
  let ended = false
  let lateCalls = 0
  let lateErrors = 0
  let logged_bytes = 0
  let logsTruncated = false

  isolate.resetBudget(limits.cpu_ms, limits.kdf_cpu_ms)

  function end(reusable: boolean, waiting: boolean): void {
    if (ended || !outcome) return
    ended = true
    const cpu_ms = isolate.cpu_ms() + isolate.kdf_cpu_ms()
    const memory_bytes = reusable && measure_memory ? isolate.memory_bytes() : 0
    const { tls_extra_bytes, http_status } = isolate
    const seen = { tls_extra_bytes: tls_extra_bytes(), http_status: http_status() }
    isolate.resetBudget(limits.idle_cpu_ms, limits.idle_cpu_ms)
    report.ended({
      outcome,
      cpu_ms,
      memory_bytes,
      late_settlements: lateCalls,
      late_errors: lateErrors,
      ...seen,
      logs_truncated: logsTruncated,
      reusable,
      waiting_for_network: waiting,
    })
  }

  function settle(kind: string, text: string): void {
    if (outcome) lateErrors++
    else outcome = settlementOf(kind, text, open, isolate)
  }

  function giveUp(message: string): void {
    outcome ??= failure('script_timeout', message)
    const waiting = waitingForNetwork(isolate)
    isolate.dispose()
    end(false, waiting)
  }

  const now_ms = () => performance.now() - startedAt

  const run: Run = {
    onPost(operation, args) {
      if (operation === 'settle') settle(String(args[0]), String(args[1]))
      else if (operation === 'late' && args[0] === 'call') lateCalls++
      else if (operation === 'late') lateErrors++
    },
    onLog(level, text) {
      const room = limits.log_bytes - logged_bytes
      if (room <= 0 || ended) {
        logsTruncated = true
        return false
      }
      const line = cut(text, Math.min(room, limits.log_line_bytes))
      if (line.length < text.length) logsTruncated = true
      logged_bytes += Buffer.byteLength(line) + 1
      report.log({
        at_ms: Math.round(now_ms()),
        level: LEVELS.includes(level) ? (level as LogLevel) : 'log',
        text: line,
      })
      return true
    },
    onTrace(event) {
      // Events are reported when they have ended.
      if (!ended) report.trace({ ...event, at_ms: Math.max(0, now_ms() - event.duration_ms) })
    },
    onUnhandled: (errorJson) => settle('error', errorJson),
    onTurn(quiet) {
      if (outcome) return end(true, false)
      if (!quiet || ended || isPending(isolate)) return
      outcome = failure(
        'no_callback',
        'The script ended without calling `callback`, and nothing it started is still going on. Call `callback` once on every path; if it uses promises, handle their rejections.',
      )
      end(true, false)
    },
    onDeath(death) {
      outcome ??= failure(death.code, death.message)
      end(false, false)
    },
    tick() {
      if (ended) return
      if (performance.now() - startedAt > wall_ms) {
        giveUp(`The script did not call back within ${limits.wall_ms} ms.`)
      } else if (isolate.cpu_ms() > limits.cpu_ms) {
        isolate.kill({
          code: 'script_timeout',
          message: `The script used more than ${limits.cpu_ms} ms of CPU time.`,
        })
      }
    },
    cancel() {
      giveUp('The run was cancelled.')
    },
  }
  isolate.start(JSON.stringify(args))
  return run
}

function isPending(isolate: IsolateHost): boolean {
  if (isolate.questions() > 0) return true
  for (const handle of isolate.handles.values()) if (handle.busy()) return true
  return false
}

function waitingForNetwork(isolate: IsolateHost): boolean {
  for (const handle of isolate.handles.values()) if (handle.waiting?.()) return true
  return false
}
