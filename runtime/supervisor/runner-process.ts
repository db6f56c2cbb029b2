/** A runner's process: how it is started, and the frames in and out of it. @module */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import * as path from 'node:path'
import type { Frame, FrameType } from '../frames.ts'
import { createFrameReader, encodeFrame } from '../frames.ts'

/**
 * Starts a runner that exchanges frames over stdin and stdout. An argument, so that tests can start their own runners.
 */
export type StartProcess = () => Promise<ChildProcessWithoutNullStreams>

/** The files that the build created for runners. */
export interface RunnerBuild {
  /** Holds the program; its working directory. */
  directory: string
  /** Everything else that a runner may read. */
  read_paths: readonly string[]
  /** Arguments after the entry file. */
  args: readonly string[]
}

/** Frames waiting in the pipe above which sockets are no longer read. */
const PIPE_HIGH_BYTES = 512 * 1024

/** Enough of stderr to see why a runner does not start. */
const STDERR_BYTES = 2048

/** The kernel kills runners before the server. @see proc_pid_oom_score_adj(5) */
const OOM_SCORE_ADJ = '800'

/** Niceness of runners: with cores short, the server gets three times the share of a runner (Linux: 1024 against 335). */
const RUNNER_NICENESS = 5

/**
 * Starts a program of the build, the runner unless told otherwise: no environment, no network, no children, no files but its own (S1, N7).
 *
 * `--jitless` also removes WebAssembly, whose memory no limit of V8 counts.
 */
export function createProcessStarter(
  ensureBuild: () => Promise<RunnerBuild>,
  program = 'runner.js',
): StartProcess {
  let made: Promise<RunnerBuild> | undefined
  return async () => {
    made ??= ensureBuild()
    const build = await made.catch((error: unknown) => {
      // The operator may repair it while the server runs.
      made = undefined
      throw error
    })
    const readable = new Set([build.directory, ...build.read_paths])
    const reads = [...readable].map((one) => `--allow-fs-read=${one}`)
    const flags = ['--jitless', '--no-node-snapshot', '--permission', '--allow-addons', ...reads]
    const entry = path.join(build.directory, program)
    return spawn(process.execPath, [...flags, entry, ...build.args], {
      cwd: build.directory,
      env: {},
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  }
}

/** How a process ended. */
export interface ProcessExit {
  code: number | null
  signal: NodeJS.Signals | null
  /** Its output to stderr before it was ready; empty afterwards. */
  stderr: string
}

export interface ProcessEvents {
  /** May throw: then the stream is lost, and `onBroken` follows. */
  onFrame(frame: Frame): void
  onBroken(error: unknown): void
  /** The pipe to the runner is full, or has room again. */
  onCongested(congested: boolean): void
  /** Every frame that it wrote before its end has been seen. */
  onExit(exit: ProcessExit): void
}

export interface RunnerProcess {
  readonly pid: number
  send(type: FrameType, id: number, payload?: Uint8Array | string): void
  /** The process answered: its later output to stderr is dropped. */
  started(): void
  /** SIGKILL. No frame is delivered any more. */
  kill(): void
}

/** Takes over a child that was just started. */
export function attachProcess(child: ChildProcessWithoutNullStreams, events: ProcessEvents): RunnerProcess {
  const { stdin, stdout, stderr } = child
  let deaf = false
  let congested = false
  let corked = false
  let ended = false
  let said = ''
  let spawnError: Error | undefined

  const read = createFrameReader((frame) => {
    if (!deaf) events.onFrame(frame)
  })
  stdout.on('data', (chunk: Buffer) => {
    if (deaf) return
    try {
      read(chunk)
    } catch (error) {
      deaf = true
      events.onBroken(error)
    }
  })
  stderr.on('data', (chunk: Buffer) => {
    if (said.length < STDERR_BYTES) said += chunk.toString('latin1', 0, STDERR_BYTES - said.length)
  })
  stdin.on('drain', () => {
    congested = false
    events.onCongested(false)
  })
  // The pipes of a dead runner raise errors; the exit event reports its end.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', () => undefined)
  const end = (code: number | null, signal: NodeJS.Signals | null) => {
    if (ended) return
    ended = true
    events.onExit({ code, signal, stderr: spawnError ? spawnError.message : said })
  }
  child.on('error', (error) => {
    spawnError = error
    if (child.pid === undefined) end(null, null)
  })
  // `close` comes when its output has been read to the end.
  child.on('close', end)
  if (child.pid !== undefined) {
    lowerPriority(child.pid)
    lowerOomPriority(child.pid)
  }

  return {
    pid: child.pid ?? 0,
    send(type, id, payload) {
      if (deaf || !stdin.writable) return
      if (!corked) {
        // The frames of one turn leave in one system call.
        corked = true
        stdin.cork()
        process.nextTick(() => {
          corked = false
          stdin.uncork()
        })
      }
      stdin.write(encodeFrame(type, id, payload))
      if (!congested && stdin.writableLength > PIPE_HIGH_BYTES) {
        congested = true
        events.onCongested(true)
      }
    },
    started() {
      said = ''
      stderr.removeAllListeners('data')
      stderr.resume()
    },
    kill() {
      deaf = true
      child.kill('SIGKILL')
      // Nothing more is read from it, and nothing of what waits for it is sent.
      stdin.destroy()
      stdout.destroy()
      stderr.destroy()
    },
  }
}

/**
 * Called at once, before the process has threads: on Linux each thread has its own niceness, and new threads inherit
 * it.
 */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, RUNNER_NICENESS)
  } catch {
    // It has ended already, or the server itself runs with less priority than that and may not raise it.
  }
}

function lowerOomPriority(pid: number): void {
  if (process.platform !== 'linux') return
  // Best effort: some containers forbid it.
  writeFile(`/proc/${pid}/oom_score_adj`, OOM_SCORE_ADJ).catch(() => undefined)
}
