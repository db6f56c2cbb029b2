/**
 * Processes for work on text that others wrote: each job has a deadline, a limit of memory and a fair place in the queue.
 * Threads would not do: V8 compiles some loops so that nothing ends them, and a thread cannot be killed.
 * @module
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { FairQueueStats } from '../fair-queue.ts'
import { createFairQueue } from '../fair-queue.ts'
import type { JobAnswer, JobReport, JobRequest, Jobs } from './messages.ts'
import type { WorkerProcess } from './process.ts'
import { keepAlive, startWorker } from './process.ts'

/** The program of the workers, and their limits. */
export interface WorkerPoolOptions {
  /** Module of a worker: it calls `serveJobs`. */
  entry: URL
  /** Jobs at once. A worker starts when it is first needed. */
  workers: number
  running_per_owner?: number
  waiting_per_owner: number
  /** Size of one worker's old generation. */
  heap_mb: number
  /** How long a worker may take to load; then the job fails as a fault of the host. */
  start_ms?: number
  /** A worker is ended after this time without a job. */
  idle_ms?: number
}

/** How one job runs. */
interface JobOptions {
  /** Counted from the moment when the worker takes the job. */
  deadline_ms: number
  /** Whether the job waits behind the owner's other jobs. */
  later?: boolean
  /** Longest wait for a place. */
  wait_ms?: number
}

/** The job was stopped: it took too long, or too much memory. Its worker has been killed. */
export class JobStoppedError extends Error {
  override readonly name = 'JobStoppedError'
  readonly reason: 'time' | 'memory'
  constructor(reason: 'time' | 'memory') {
    super(`The job was stopped (${reason}).`)
    this.reason = reason
  }
}

export interface WorkerPool<J extends Jobs> {
  /**
   * Runs a job of the worker's table. Input and output are copied.
   *
   * @param owner whose share it counts against
   * @throws {QueueFullError} the owner has too many jobs, or it waited too long; {JobStoppedError}; {Error} the job threw
   */
  run<N extends keyof J & string>(
    owner: string,
    name: N,
    input: Parameters<J[N]>[0],
    options: JobOptions,
  ): Promise<ReturnType<J[N]>>
  stats(): FairQueueStats & { workers: number; stopped: number }
  /** Kills the workers. Jobs under way reject. */
  close(): Promise<void>
}

const START_MS = 20_000
const IDLE_MS = 120_000
/** How Node ends when its heap is full: by `abort`, or with this status under a shell. */
const OUT_OF_MEMORY = 134

interface Slot {
  worker: WorkerProcess
  busy: boolean
  idle: NodeJS.Timeout | undefined
}

/** Creates the pool. It starts no worker before the first job. */
export function createWorkerPool<J extends Jobs>(options: WorkerPoolOptions): WorkerPool<J> {
  const { workers, running_per_owner, waiting_per_owner, idle_ms = IDLE_MS } = options
  const queue = createFairQueue({
    running: workers,
    ...(running_per_owner !== undefined && { running_per_owner }),
    waiting_per_owner,
  })
  const slots = new Set<Slot>()
  let last_id = 0
  let stopped = 0
  let closed = false

  function takeSlot(): Slot {
    const free = [...slots].find(({ busy }) => !busy)
    const slot: Slot = free ?? { worker: startWorker(options), busy: true, idle: undefined }
    if (!free) {
      slots.add(slot)
      slot.worker.child.on('exit', () => {
        clearTimeout(slot.idle)
        slots.delete(slot)
      })
    }
    clearTimeout(slot.idle)
    slot.busy = true
    keepAlive(slot.worker, true)
    return slot
  }

  function leaveSlot(slot: Slot): void {
    slot.busy = false
    keepAlive(slot.worker, false)
    slot.idle = setTimeout(() => kill(slot), idle_ms)
    slot.idle.unref()
  }

  /** A worker whose job has not ended cannot take another one. */
  function kill(slot: Slot): void {
    slots.delete(slot)
    slot.worker.child.kill('SIGKILL')
  }

  async function runNow(name: string, input: unknown, deadline_ms: number): Promise<unknown> {
    if (closed) throw new Error('the pool of workers is closed')
    const slot = takeSlot()
    let answer: JobAnswer
    try {
      await withinStart(slot.worker.loaded, options.start_ms ?? START_MS)
      answer = await ask(slot.worker.child, { id: ++last_id, name, input }, deadline_ms)
    } catch (error) {
      kill(slot)
      if (error instanceof JobStoppedError) stopped += 1
      throw error
    }
    leaveSlot(slot)
    if (answer.kind === 'done') return answer.value
    throw new Error(`A job on text failed: ${answer.message}`)
  }

  return {
    async run(owner, name, input, { deadline_ms, later, wait_ms }) {
      const result = await queue.run(owner, () => runNow(name, input, deadline_ms), {
        ...(later && { later }),
        ...(wait_ms !== undefined && { wait_ms }),
      })
      return result as ReturnType<J[typeof name]>
    },
    stats: () => ({ ...queue.stats(), workers: slots.size, stopped }),
    async close() {
      closed = true
      const ended = [...slots].map(({ worker }) => {
        const { child } = worker
        if (child.exitCode !== null || child.signalCode !== null) return undefined
        // Its end is awaited; otherwise the process could end in the middle of the wait.
        keepAlive(worker, true)
        return once(child, 'exit')
      })
      for (const slot of slots) kill(slot)
      await Promise.all(ended)
    },
  }
}

async function withinStart(loaded: Promise<void>, start_ms: number): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('a worker did not start in time')), start_ms)
  try {
    await Promise.race([loaded, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** @throws {JobStoppedError}; {Error} the worker ended */
function ask(child: ChildProcess, request: JobRequest, deadline_ms: number): Promise<JobAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<JobAnswer>()
  const onMessage = (report: JobReport): void => {
    if (report.kind !== 'loaded' && report.id === request.id) resolve(report)
  }
  const onExit = (code: number | null, signal: string | null): void =>
    reject(
      signal === 'SIGABRT' || code === OUT_OF_MEMORY
        ? new JobStoppedError('memory')
        : new Error(`a worker ended under its job: ${signal ?? code}`),
    )
  // An answer that arrived while this process was busy is in time.
  const late = (): void => void setImmediate(() => reject(new JobStoppedError('time')))
  const timer = setTimeout(late, deadline_ms)
  child.on('message', onMessage)
  child.on('exit', onExit)
  child.send(request, (error) => {
    if (error) reject(error)
  })
  return promise.finally(() => {
    clearTimeout(timer)
    child.off('message', onMessage)
    child.off('exit', onExit)
  })
}
