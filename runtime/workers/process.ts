/** Starts a worker: a process without network, files but our own, children or environment. @module */
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { getCompileCacheDir } from 'node:module'
import { setPriority } from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JobReport } from './messages.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Lower priority than the server, for machines with few processors. */
const NICE = 5
/** Enough of stderr to see why a worker does not start. */
const STDERR_BYTES = 2_048

/** A worker, from its start to its end. */
export interface WorkerProcess {
  child: ChildProcess
  /** Resolves when it can take a job; rejects when it ends before. */
  loaded: Promise<void>
}

/** @param options.heap_mb of the old generation; a worker that needs more ends */
export function startWorker(options: { entry: URL; heap_mb: number }): WorkerProcess {
  const cache = getCompileCacheDir()
  // The directory is for this version of Node; the variable names the one around it.
  const cached = cache === undefined ? [] : [dirname(cache)]
  const readable = new Set([ROOT, realpathSync(ROOT), ...cached])
  const child = fork(fileURLToPath(options.entry), {
    execArgv: [
      `--max-old-space-size=${options.heap_mb}`,
      '--permission',
      ...[...readable].map((path) => `--allow-fs-read=${path}`),
      ...cached.map((path) => `--allow-fs-write=${path}`),
    ],
    env: cached[0] === undefined ? {} : { NODE_COMPILE_CACHE: cached[0] },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  lowerPriority(child.pid)
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    if (said.length < STDERR_BYTES) said += chunk.toString('latin1', 0, STDERR_BYTES - said.length)
  })
  const { promise: loaded, resolve: isLoaded, reject } = Promise.withResolvers<void>()
  const onMessage = (report: JobReport): void => {
    if (report.kind !== 'loaded') return
    child.off('message', onMessage)
    said = ''
    child.stderr?.removeAllListeners('data').resume()
    isLoaded()
  }
  child.on('message', onMessage)
  child.on('error', reject)
  child.on('exit', () => reject(new Error(`a worker ended before it could take a job: ${said}`)))
  // The error is reported to callers that wait; others need not handle it.
  loaded.catch(() => undefined)
  return { child, loaded }
}

/** An idle worker does not keep the process alive. */
export function keepAlive({ child }: WorkerProcess, alive: boolean): void {
  if (alive) child.ref()
  else child.unref()
  const { channel } = child
  if (alive) channel?.ref()
  else channel?.unref()
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, NICE)
  } catch {
    // The process has ended, or the system does not permit it.
  }
}
