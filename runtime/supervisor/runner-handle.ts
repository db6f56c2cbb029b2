/** The supervisor's handle of one runner: its isolates, the runs in them, and every frame it may send. @module */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { FRAME, sharedClock_ms } from '../frames.ts'
import type { ScriptLimits } from '../limits.ts'
import type { OpenIsolate, RunEnded, StartRun } from '../messages.ts'
import { createBroker } from './broker.ts'
import type { Gateway } from './connect.ts'
import { createKdfAsks } from './kdf-asks.ts'
import type { KdfService } from './kdf-service.ts'
import type { NetworkAccount } from './network-account.ts'
import { createPauseAccount } from './network-account.ts'
import type { Resolver } from './resolver.ts'
import { createFrameDispatch } from './runner-frames.ts'
import type { ProcessExit } from './runner-process.ts'
import { attachProcess } from './runner-process.ts'
import type {
  CancelReason,
  EndReason,
  RunEnding,
  RunRequest,
  StartedRun,
  SupervisedRun,
} from './supervised-run.ts'
import {
  createSupervisedRun,
  endRuns,
  keepLine,
  keepTrace,
  overdueDerivation,
  startedRun,
} from './supervised-run.ts'
import { createMemoryGauge } from './system-memory.ts'
import { ProtocolViolation } from './violation.ts'
import type { Suspicion, Watchdog } from './watchdog.ts'
import { createWatchdog } from './watchdog.ts'

export interface RunnerHandleOptions {
  child: ChildProcessWithoutNullStreams
  gateway: Gateway
  resolver: Resolver
  /** Does the derivations of all runners. */
  kdf: KdfService
  /** Tenant whose turn is used there. */
  owner: () => string
  limits: ScriptLimits
  /** The runner cannot be used any more. Called once. */
  onEnd: (reason: EndReason, exit: ProcessExit | undefined) => void
  /** An isolate without a run was closed. */
  onIsolateClosed: (isolate: number) => void
  /** Memory is getting short. */
  onPressure: () => void
}

export interface RunnerHandle {
  readonly pid: number
  /** Rejects when the runner could not start, with its output. */
  readonly ready: Promise<void>
  /** The process has been reaped. */
  readonly reaped: Promise<ProcessExit>
  alive(): boolean
  isolates(): number
  runs(): number
  /** @throws {RangeError} when script and configuration do not fit a frame */
  openIsolate(message: OpenIsolate): number
  closeIsolate(isolate: number): void
  /** @throws {RangeError} when the arguments do not fit a frame */
  start(request: RunRequest): StartedRun
  /** SIGKILL. */
  kill(reason: EndReason): void
}

interface Isolate {
  account: NetworkAccount
  run: SupervisedRun | undefined
}

/** Frames about runs beyond which a runner is malicious. */
const FRAMES_PER_RUN = 100_000
/** A runner that is not ready after this time is broken. */
const START_MS = 20_000
/** A script with one of these words will need a derivation. */
const DERIVES = /bcrypt|pbkdf2|scrypt|argon2|legacy-hashes/

export function createRunnerHandle(options: RunnerHandleOptions): RunnerHandle {
  const { child, gateway, resolver, limits } = options
  const isolates = new Map<number, Isolate>()
  const runs = new Map<number, SupervisedRun>()
  const ready = Promise.withResolvers<void>()
  const reaped = Promise.withResolvers<ProcessExit>()
  ready.promise.catch(() => undefined)
  let watchdog: Watchdog | undefined
  let phase: 'starting' | 'ready' | 'ended' = 'starting'
  let lastIsolate = 0
  let lastRun = 0
  let framesLeft = FRAMES_PER_RUN

  const runner = attachProcess(child, {
    onFrame: createFrameDispatch({
      onReady() {
        phase = 'ready'
        clearTimeout(startTimer)
        runner.started()
        watchdog = watch()
        ready.resolve()
      },
      onPong: (sequence, pong) => watchdog?.pong(sequence, pong) ?? false,
      onRunEnded: runEnded,
      onLog: (run, line) => keepLine(runOf(run), line),
      onTrace: (run, event) => keepTrace(runOf(run), event),
      onIsolateClosed: isolateClosed,
      onOther: (frame) => broker.take(frame) || kdfAsks.take(frame.type, frame.id, frame.payload),
    }),
    onBroken: () => end('protocol', { kind: 'begun_before', at: performance.now() }),
    onCongested: (congested) => broker.congest(congested),
    onExit(exit) {
      const reason = exit.signal === 'SIGKILL' ? 'signal' : 'exit'
      end(reason, { kind: 'begun_before', at: performance.now() }, exit)
      reaped.resolve(exit)
    },
  })
  const knowsIsolate = (isolate: number) => isolate >= 1 && isolate <= lastIsolate
  const broker = createBroker({
    gateway,
    resolver,
    send: runner.send,
    account: (isolate) => isolates.get(isolate)?.account,
    knowsIsolate,
  })
  const kdfAsks = createKdfAsks({
    service: options.kdf,
    owner: options.owner,
    send: runner.send,
    knowsIsolate,
    onEnd(isolate, reason) {
      const run = isolates.get(isolate)?.run
      if (run) cancel(run.id, reason === 'busy' ? { kind: 'busy' } : overdueDerivation(limits))
      else giveUpIdle(isolate)
    },
  })
  const startTimer = setTimeout(() => end('heartbeat', { kind: 'none' }), START_MS)

  function watch(): Watchdog {
    return createWatchdog({
      gauge: createMemoryGauge(runner.pid),
      runs: () => runs.values(),
      entry_ms: limits.entry_ms,
      entry_grace_ms: limits.entry_grace_ms,
      memory_bytes: limits.runner_mb * 1024 * 1024,
      ping: (sequence) => runner.send(FRAME.ping, sequence),
      cancel: (run) => cancel(run.id, { kind: 'wall' }),
      kill: end,
      onPressure: options.onPressure,
    })
  }

  function end(reason: EndReason, suspicion: Suspicion, exit?: ProcessExit): void {
    if (phase === 'ended') return
    const started = phase === 'ready'
    phase = 'ended'
    clearTimeout(startTimer)
    watchdog?.stop()
    runner.kill()
    broker.close()
    kdfAsks.close()
    if (!started) {
      const said = exit?.stderr ? `: ${exit.stderr}` : ''
      ready.reject(new Error(`A sandbox process could not be started (${reason})${said}`))
    }
    endRuns([...runs.values()], reason, suspicion)
    runs.clear()
    isolates.clear()
    options.onEnd(reason, exit)
  }

  /** A run by the ID of a frame; undefined when it has ended in the meantime. */
  function runOf(id: number): SupervisedRun | undefined {
    if (id < 1 || id > lastRun) throw new ProtocolViolation('a frame for a run that never was')
    if (--framesLeft < 0) throw new ProtocolViolation('a flood of frames')
    return runs.get(id)
  }

  function runEnded(id: number, ended: RunEnded): void {
    const run = runs.get(id)
    // Runs end here or with the runner, so an outcome with any other ID is forged.
    if (!run) throw new ProtocolViolation('an outcome of a run that is not under way')
    runs.delete(id)
    const isolate = isolates.get(run.isolate)
    if (isolate) {
      isolate.run = undefined
      isolate.account = pauseAccount(run.isolate, run.limits)
    }
    if (!ended.reusable) dropIsolate(run.isolate)
    // It ended just before its cancellation: the isolate is intact, but nobody may use it.
    else if (run.cancelled) discard(run.isolate)
    run.resolve(run.never_begun ? { kind: 'not_begun' } : { kind: 'ended', ended, cancelled: run.cancelled })
  }

  /** A script that keeps a connection may not notice that it broke: the next run gets an isolate without one. */
  function pauseAccount(id: number, runLimits: ScriptLimits): NetworkAccount {
    return createPauseAccount(runLimits, () => giveUpIdle(id))
  }

  function giveUpIdle(id: number): void {
    if (!isolates.has(id)) return
    options.onIsolateClosed(id)
    discard(id)
  }

  function isolateClosed(id: number): void {
    const isolate = isolates.get(id)
    if (!isolate) {
      if (id < 1 || id > lastIsolate) throw new ProtocolViolation('the end of an isolate that never was')
      return
    }
    // It died just when a run was sent to it; the run's outcome says only that.
    if (isolate.run) isolate.run.never_begun = true
    else options.onIsolateClosed(id)
    dropIsolate(id)
  }

  function dropIsolate(id: number): void {
    isolates.delete(id)
    broker.closeIsolate(id)
  }

  function discard(id: number): void {
    dropIsolate(id)
    runner.send(FRAME.close_isolate, id)
  }

  function cancel(id: number, reason: CancelReason): void {
    const run = runs.get(id)
    if (!run || run.cancelled) return
    run.cancelled = reason
    run.cancelled_at = performance.now()
    runner.send(FRAME.cancel_run, id)
  }

  return {
    pid: runner.pid,
    ready: ready.promise,
    reaped: reaped.promise,
    alive: () => phase !== 'ended',
    isolates: () => isolates.size,
    runs: () => runs.size,
    openIsolate(message) {
      const id = lastIsolate + 1
      if (DERIVES.test(message.script.source)) options.kdf.warm()
      runner.send(FRAME.open_isolate, id, JSON.stringify(message))
      lastIsolate = id
      isolates.set(id, { account: pauseAccount(id, message.limits), run: undefined })
      return id
    },
    closeIsolate(id) {
      const isolate = isolates.get(id)
      if (!isolate) return
      if (isolate.run) cancel(isolate.run.id, { kind: 'retired' })
      else discard(id)
    },
    start({ isolate: isolateId, args, limits: runLimits, deadline, measure_memory }) {
      const isolate = isolates.get(isolateId)
      const { promise: report, resolve } = Promise.withResolvers<RunEnding>()
      const id = lastRun + 1
      const began = performance.now()
      const run = createSupervisedRun(
        { id, isolate: isolateId, began, deadline, limits: runLimits, resolve },
        (message) => cancel(id, { kind: 'limit', message }),
      )
      if (!isolate || isolate.run || phase === 'ended') resolve({ kind: 'not_begun' })
      else {
        const wall_ms = Math.max(1, deadline - began)
        const began_ms = sharedClock_ms()
        const message: StartRun = { isolate: isolateId, args, began_ms, wall_ms, measure_memory }
        runner.send(FRAME.start_run, id, JSON.stringify(message))
        lastRun = id
        runs.set(id, run)
        isolate.run = run
        isolate.account = run.account
        framesLeft = FRAMES_PER_RUN
        watchdog?.wake()
      }
      return startedRun(run, report, (reason) => cancel(id, reason))
    },
    kill: (reason) => end(reason, { kind: 'none' }),
  }
}
