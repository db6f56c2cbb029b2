/** One run in an isolate: its clocks, its settlement, and what is told of it. @module */
import type { FailureCode, LogLevel, RejectionClass, TraceEvent } from '../contract.ts'
import type { ErrorFacts, OpenIsolate, RunEnded, StartRun } from '../messages.ts'
import { framed, scriptFrames } from '../script-text.ts'
import type { Cell } from './abi.ts'
import type { IsolateHost } from './isolate.ts'
import type { Death } from './meter.ts'
import { withRemedy } from './remedy.ts'

/** How often the clocks of a run are looked at. */
export const TICK_MS = 50

export interface RunReport {
  log(line: { at_ms: number; level: LogLevel; text: string }): void
  trace(event: TraceEvent): void
  ended(ended: RunEnded): void
}

export interface Run {
  /** `settle` and `late` of the guest. */
  onPost(operation: string, args: readonly Cell[]): void
  /** @returns whether more lines are wanted */
  onLog(level: string, text: string): boolean
  onTrace(event: Omit<TraceEvent, 'at_ms'>): void
  onUnhandled(errorJson: string): void
  onTurn(quiet: boolean): void
  onDeath(death: Death): void
  /** Looks at the clocks; called every `TICK_MS`. A timer of each run's own would cost more than a small run. */
  tick(): void
  cancel(): void
}

type Outcome = RunEnded['outcome']

const REJECTIONS: readonly RejectionClass[] = [
  'WrongUsernameOrPasswordError',
  'ValidationError',
  'UnauthorizedError',
]

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
  let outcome: Outcome | undefined
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
    else outcome = outcomeOf(kind, text, open, isolate)
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
      // Events are told when they are over.
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

function failure(code: FailureCode, message: string): Outcome {
  return { kind: 'failure', code, message }
}

/** The guest's word for how it ended; it comes out of the tenant's realm and is trusted no further than its shape. */
function outcomeOf(kind: string, text: string, open: OpenIsolate, isolate: IsolateHost): Outcome {
  switch (kind) {
    case 'value':
      return Buffer.byteLength(text) > open.limits.result_bytes
        ? failure('invalid_profile', 'The script’s result cannot be stored: it is too large.')
        : { kind: 'value', json: text }
    case 'none':
      return { kind: 'none' }
    case 'unserialisable':
      return failure('invalid_profile', cut(text, 1000))
    case 'syntax':
      return syntaxFailure(text, open, isolate)
    default:
      return errorOutcome(text, open)
  }
}

function errorOutcome(text: string, open: OpenIsolate): Outcome {
  const told = fields(text)
  const message = cut(told.message ?? '', 4000)
  const rejection = REJECTIONS.find((name) => name === told.class)
  if (rejection) {
    return {
      kind: 'rejection',
      class: rejection,
      message,
      ...(told.code !== undefined && { code: cut(told.code, 200) }),
      ...(told.user_id !== undefined && { user_id: cut(told.user_id, 1000) }),
    }
  }
  // Also when the script has caught it and hands on its text, alone or within one of its own.
  const missing = message.includes("Cannot find module '")
  const { stack, ...place } = placed(told.stack ?? '', `${open.script.action}.js`)
  return {
    kind: 'failure',
    code: missing ? 'module_not_available' : 'script_error',
    message: withRemedy(message, told.code),
    ...(told.name !== undefined && { name: cut(told.name, 200) }),
    ...(told.code !== undefined && { error_code: cut(told.code, 200) }),
    ...factsOf(told),
    ...place,
    ...(stack && { stack }),
  }
}

const FACTS = ['class_name', 'sqlstate', 'number', 'status', 'cause_code', 'cause_name'] as const

function factsOf(told: { [key: string]: string | undefined }): { facts?: ErrorFacts } {
  const facts: ErrorFacts = {}
  for (const key of FACTS) if (told[key] !== undefined) facts[key] = cut(told[key], 200)
  return Object.keys(facts).length > 0 ? { facts } : {}
}

function syntaxFailure(text: string, open: OpenIsolate, isolate: IsolateHost): Outcome {
  const told = fields(text)
  const { source, action } = open.script
  const [statements, expression] = scriptFrames(action).map((frame) =>
    isolate.syntaxPlace(framed(frame, source, action)),
  )
  // Two ways to read the text have failed: the one that came farther is the one that is meant.
  const isExpression = told.instead !== undefined && isLater(expression, statements)
  const place = isExpression ? expression : statements
  return {
    kind: 'failure',
    code: 'script_syntax',
    message: cut((isExpression ? told.instead : told.message) ?? '', 4000),
    name: cut(told.name ?? 'SyntaxError', 200),
    ...(place && place.line > 1 && { line: place.line - 1, column: place.column }),
  }
}

type Place = ReturnType<IsolateHost['syntaxPlace']>

function isLater(one: Place, other: Place): boolean {
  if (!one || !other) return one !== undefined
  return one.line > other.line || (one.line === other.line && one.column > other.column)
}

/** Frames of the tenant's text and of packages, with the tenant's own line numbers; none of Ferry's. */
function placed(stack: string, filename: string): { line?: number; column?: number; stack?: string } {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('ferry:core'))
  let place: { line: number; column: number } | undefined
  const shown = frames.map((frame) => {
    const at = frame.lastIndexOf(`${filename}:`)
    const match = at < 0 ? null : /^:(\d+):(\d+)/.exec(frame.slice(at + filename.length))
    if (!match) return frame
    const line = Number(match[1]) - 1
    const column = Number(match[2])
    if (line >= 1) place ??= { line, column }
    return `${frame.slice(0, at)}${filename}:${line}:${column}${frame.slice(at + filename.length + match[0].length)}`
  })
  return { ...place, ...(shown.length > 0 && { stack: cut(shown.join('\n'), 8000) }) }
}

function fields(text: string): { [key: string]: string | undefined } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string')) as {
      [key: string]: string
    }
  } catch {
    return {}
  }
}

/** At most so many bytes of UTF-8, cut between characters. */
function cut(text: string, max_bytes: number): string {
  const whole = text.toWellFormed()
  if (whole.length * 3 <= max_bytes) return whole
  const bytes = Buffer.from(whole)
  if (bytes.byteLength <= max_bytes) return whole
  let end = Math.max(0, max_bytes - 3)
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return `${bytes.toString('utf8', 0, end)}…`
}
