/** Threads for work on text that others wrote: each job has a deadline, a limit of memory and a fair place in the queue. @module */
import type { Worker } from 'node:worker_threads'
import type { FairQueueStats } from '../fair-queue.ts'
import { createFairQueue } from '../fair-queue.ts'
import type { JobAnswer, JobReport, Jobs } from './messages.ts'
import { startThread } from './thread.ts'

/** What the threads run, and how much of it. */
export interface ThreadPoolOptions {
  /** Module of a thread: it calls `serveJobs`. */
  entry: URL
  /** Shown by tools beside the thread. */
  name: string
  /** Jobs at once. A thread starts when it is first needed. */
  threads: number
  running_per_owner?: number
  waiting_per_owner: number
  /** Old generation of a thread's heap. */
  heap_mb: number
  /** How long a thread may take to load; then the job fails as a fault of the host. */
  start_ms?: number
}

/** How one job runs. */
export interface JobOptions {
  /** From the moment the thread takes it. */
  deadline_ms: number
  /** Behind the owner's other jobs. */
  later?: boolean
  /** Longest wait for a place. */
  wait_ms?: number
}

/** The job was stopped: it took too long, or too much memory. Its thread has ended. */
export class JobStoppedError extends Error {
  override readonly name = 'JobStoppedError'
  readonly reason: 'time' | 'memory'
  constructor(reason: 'time' | 'memory') {
    super(`The job was stopped (${reason}).`)
    this.reason = reason
  }
}

export interface ThreadPool<J extends Jobs> {
  /**
   * Runs a job of the thread's table. Input and output are copied.
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
  stats(): FairQueueStats & { threads: number; stopped: number }
  /** Ends the threads. Jobs under way reject. */
  close(): Promise<void>
}

const START_MS = 15_000

interface Slot {
  worker: Worker
  /** Resolves when the thread has loaded its modules. */
  loaded: Promise<void>
  busy: boolean
}

/** Creates the pool. It starts no thread before the first job. */
export function createThreadPool<J extends Jobs>(options: ThreadPoolOptions): ThreadPool<J> {
  const { threads, running_per_owner, waiting_per_owner } = options
  const queue = createFairQueue({
    running: threads,
    ...(running_per_owner !== undefined && { running_per_owner }),
    waiting_per_owner,
  })
  const slots = new Set<Slot>()
  let last_id = 0
  let stopped = 0
  let closed = false

  function freeSlot(): Slot {
    for (const slot of slots) if (!slot.busy) return slot
    const { worker, loaded } = startThread(options)
    const slot: Slot = { worker, loaded, busy: false }
    slots.add(slot)
    worker.on('exit', () => slots.delete(slot))
    return slot
  }

  /** A thread whose job has not ended cannot take another one. */
  function drop(slot: Slot): void {
    slots.delete(slot)
    void slot.worker.terminate()
  }

  async function runNow(name: string, input: unknown, deadline_ms: number): Promise<unknown> {
    if (closed) throw new Error('the pool of threads is closed')
    const slot = freeSlot()
    slot.busy = true
    // An idle thread does not keep the process alive.
    slot.worker.ref()
    try {
      await withinStart(slot.loaded, options.start_ms ?? START_MS)
      const answer = await ask(slot.worker, { id: ++last_id, name, input }, deadline_ms)
      slot.worker.unref()
      slot.busy = false
      if (answer.kind === 'done') return answer.value
      throw new Error(`A job on text failed: ${answer.message}`)
    } catch (error) {
      if (slot.busy) drop(slot)
      if (error instanceof JobStoppedError) stopped += 1
      throw error
    }
  }

  return {
    async run(owner, name, input, { deadline_ms, later, wait_ms }) {
      const result = await queue.run(owner, () => runNow(name, input, deadline_ms), {
        ...(later && { later }),
        ...(wait_ms !== undefined && { wait_ms }),
      })
      return result as ReturnType<J[typeof name]>
    },
    stats: () => ({ ...queue.stats(), threads: slots.size, stopped }),
    async close() {
      closed = true
      await Promise.all([...slots].map(({ worker }) => worker.terminate()))
    },
  }
}

async function withinStart(loaded: Promise<void>, start_ms: number): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('a thread did not start in time')), start_ms)
  try {
    await Promise.race([loaded, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** @throws {JobStoppedError}; {Error} the thread ended */
function ask(
  worker: Worker,
  request: { id: number; name: string; input: unknown },
  deadline_ms: number,
): Promise<JobAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<JobAnswer>()
  const onMessage = (report: JobReport): void => {
    if (report.kind !== 'loaded' && report.id === request.id) resolve(report)
  }
  const onError = (error: Error & { code?: unknown }): void =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new JobStoppedError('memory') : error)
  const onExit = (): void => reject(new Error('a thread ended under its job'))
  // An answer that has arrived while this thread was busy itself is in time.
  const late = (): void => void setImmediate(() => reject(new JobStoppedError('time')))
  const timer = setTimeout(late, deadline_ms)
  worker.on('message', onMessage)
  worker.on('error', onError)
  worker.on('exit', onExit)
  worker.postMessage(request)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', onMessage)
    worker.off('error', onError)
    worker.off('exit', onExit)
  })
}
