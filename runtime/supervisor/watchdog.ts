/**
 * Ends a runner from outside when something in it can no longer be ended from inside (S3). Every clock is monotonic.
 * @module
 */
import type { Pong } from '../messages.ts'
import type { MemoryGauge } from './system-memory.ts'

/** Why the watchdog killed a runner. */
export type WatchdogReason = 'wall' | 'overdue' | 'memory' | 'heartbeat'

/** The runs that the watchdog suspects. */
export type Suspicion =
  /** This run. */
  | { kind: 'run'; run: number }
  /** Any run that had begun by then. */
  | { kind: 'begun_before'; at: number }
  /** No run: an isolate between two of its runs. */
  | { kind: 'none' }

/** A run as the watchdog sees it. Times as of `performance.now()`. */
export interface WatchedRun {
  readonly id: number
  readonly isolate: number
  readonly began: number
  /** When its wall time ends. */
  readonly deadline: number
  /** When the run was cancelled. */
  cancelled_at: number | undefined
}

export interface WatchdogOptions {
  gauge: MemoryGauge
  runs: () => Iterable<WatchedRun>
  entry_ms: number
  entry_grace_ms: number
  memory_bytes: number
  ping: (sequence: number) => void
  cancel: (run: WatchedRun) => void
  kill: (reason: WatchdogReason, suspicion: Suspicion) => void
  /** Memory is getting short: idle isolates should be closed. */
  onPressure: () => void
}

export interface Watchdog {
  /** A run started: check often from now on. */
  wake(): void
  /** @returns false when no such answer was due */
  pong(sequence: number, pong: Pong): boolean
  stop(): void
}

/** Interval of the checks of a busy runner. */
const TICK_MS = 50
const PING_BUSY_MS = 250
const PING_IDLE_MS = 5_000
/** A runner without an answer for this time hangs. */
const PONG_MS = 1_000
/**
 * A runner ends its runs itself at the deadline; otherwise they are cancelled after this time, and the runner is killed
 * after the next.
 */
const CANCEL_AFTER_MS = 250
const KILL_AFTER_MS = 500
/** After this time without runs, checks become rare. */
const CALM_MS = 1_000
/** Share of the memory limit at which idle isolates are given up. */
const PRESSURE = 0.7

export function createWatchdog(options: WatchdogOptions): Watchdog {
  const { gauge, runs, memory_bytes } = options
  let timer: NodeJS.Timeout | undefined
  let expected = 0
  let skipped = false
  let busyUntil = 0
  let sequence = 0
  let pinged_at = 0
  /** The ping that waits for its answer. */
  let due: { sequence: number; until: number } | undefined
  let pressed = false

  function schedule(): void {
    const delay = performance.now() < busyUntil ? TICK_MS : PING_IDLE_MS
    expected = performance.now() + delay
    timer = setTimeout(tick, delay)
    timer.unref()
  }

  function tick(): void {
    const now = performance.now()
    const late_ms = now - expected
    // This process was delayed, so answers may be unread in the pipe: read first, judge at the next tick.
    if (late_ms > TICK_MS && !skipped) {
      if (due) due.until += late_ms
      skipped = true
    } else {
      skipped = false
      if (check(now)) return
    }
    schedule()
  }

  /** @returns whether the runner was killed */
  function check(now: number): boolean {
    if (due && now > due.until) return kill('heartbeat', { kind: 'begun_before', at: now })
    const rss_bytes = gauge.read()
    if (rss_bytes !== undefined && checkMemory(rss_bytes, now)) return true
    let busy = false
    for (const run of runs()) {
      busy = true
      const over_ms = now - run.deadline
      if (over_ms > KILL_AFTER_MS) return kill('wall', { kind: 'run', run: run.id })
      if (run.cancelled_at === undefined) {
        if (over_ms > CANCEL_AFTER_MS) options.cancel(run)
      } else if (now - run.cancelled_at > KILL_AFTER_MS) return kill('wall', { kind: 'run', run: run.id })
    }
    if (busy) busyUntil = now + CALM_MS
    if (!due && now - pinged_at >= (busy ? PING_BUSY_MS : PING_IDLE_MS - TICK_MS)) ping(now)
    return false
  }

  function ping(now: number): void {
    sequence = (sequence + 1) >>> 0
    pinged_at = now
    due = { sequence, until: now + PONG_MS }
    options.ping(sequence)
    // An idle runner is checked rarely; its answer must not wait for the next check.
    busyUntil = Math.max(busyUntil, now + PONG_MS + TICK_MS)
  }

  function checkMemory(rss_bytes: number, now: number): boolean {
    if (rss_bytes > memory_bytes) return kill('memory', { kind: 'begun_before', at: now })
    const high = rss_bytes > memory_bytes * PRESSURE
    if (high && !pressed) options.onPressure()
    pressed = high
    return false
  }

  function kill(reason: WatchdogReason, suspicion: Suspicion): true {
    stop()
    options.kill(reason, suspicion)
    return true
  }

  function stop(): void {
    clearTimeout(timer)
    gauge.close()
  }

  schedule()
  return {
    wake() {
      const now = performance.now()
      const calm = now >= busyUntil
      busyUntil = now + CALM_MS
      if (!calm) return
      clearTimeout(timer)
      schedule()
    },
    pong(answered, pong) {
      if (due?.sequence !== answered) return false
      due = undefined
      const now = performance.now()
      if (gauge.read() === undefined && checkMemory(pong.rss_bytes, now)) return true
      if (pong.oldest_entry_ms <= options.entry_ms + options.entry_grace_ms) return true
      kill('overdue', suspicionOf(pong, now))
      return true
    },
    stop,
  }

  function suspicionOf(pong: Pong, now: number): Suspicion {
    if (pong.isolate === undefined) return { kind: 'begun_before', at: now - pong.oldest_entry_ms }
    for (const run of runs()) if (run.isolate === pong.isolate) return { kind: 'run', run: run.id }
    return { kind: 'none' }
  }
}
