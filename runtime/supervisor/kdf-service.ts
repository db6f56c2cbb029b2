/**
 * Hashes of scripts, done in few processes, in turns between tenants. A process that takes too long is killed: a native hash
 * cannot be stopped otherwise.
 * @module
 */
import { availableParallelism } from 'node:os'
import type { FairQueueStats } from '../fair-queue.ts'
import { createFairQueue } from '../fair-queue.ts'
import { FRAME } from '../frames.ts'
import type { RunnerProcess, StartProcess } from './runner-process.ts'
import { attachProcess } from './runner-process.ts'

export interface KdfService {
  /**
   * Has a derivation done when the owner's turn comes.
   *
   * @param job as the runner sent it; only the process looks inside
   * @param signal aborted when the result is no longer needed. A started derivation is finished first, and keeps its
   * place until then
   * @returns the process's answer, for the runner
   * @throws {QueueFullError} the owner's share is full; {KdfOverdueError}; the signal's reason; else a fault of the host
   */
  run(owner: string, job: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
  /** Starts a process in the background, since a script will need one. */
  warm(): void
  stats(): FairQueueStats & { processes: number }
  close(): Promise<void>
}

/** The derivation took longer than the time limit. */
export class KdfOverdueError extends Error {
  override readonly name = 'KdfOverdueError'
}

interface KdfProcess {
  process: RunnerProcess
  settle: ((answer: Uint8Array | Error) => void) | undefined
  idle: NodeJS.Timeout | undefined
  gone: Promise<void>
}

/** Each may hold the memory of one derivation, at most 128 MiB. */
const MAX_AT_ONCE = 8
const WAITING_PER_TENANT = 200
const IDLE_MS = 60_000
/** A key of 1,024 bytes in base64, or an error, and what is around it. */
const MAX_ANSWER_BYTES = 8 * 1024

/**
 * @param start starts a process that exchanges frames over stdin and stdout
 * @param lease_ms how long one derivation may take
 * @param cores as many derivations at once, at least two; one tenant has at most half of them
 */
export function createKdfService(
  start: StartProcess,
  lease_ms: number,
  cores = availableParallelism(),
): KdfService {
  const running = Math.min(MAX_AT_ONCE, Math.max(2, cores))
  const queue = createFairQueue({
    running,
    running_per_owner: Math.floor(running / 2),
    waiting_per_owner: WAITING_PER_TENANT,
  })
  const processes = new Set<KdfProcess>()
  const idle: KdfProcess[] = []
  let isClosed = false
  let warming: Promise<void> | undefined

  async function launch(): Promise<KdfProcess> {
    const child = await start()
    const gone = Promise.withResolvers<void>()
    const one: KdfProcess = {
      process: attachProcess(child, {
        onFrame({ type, payload }) {
          if (type !== FRAME.kdf_result || payload.byteLength > MAX_ANSWER_BYTES || !one.settle)
            throw new Error('this is no answer')
          // A copy, since the payload is a view of the pipe's buffer.
          one.settle(new Uint8Array(payload))
        },
        onBroken: () => end(one),
        onCongested: () => undefined,
        onExit() {
          end(one)
          gone.resolve()
        },
      }),
      settle: undefined,
      idle: undefined,
      gone: gone.promise,
    }
    one.process.started()
    processes.add(one)
    if (isClosed) end(one)
    return one
  }

  function end(one: KdfProcess, error = new Error('A process that hashes for scripts has ended.')): void {
    clearTimeout(one.idle)
    const at = idle.indexOf(one)
    if (at >= 0) idle.splice(at, 1)
    processes.delete(one)
    one.process.kill()
    one.settle?.(error)
  }

  function rest(one: KdfProcess): void {
    if (!processes.has(one)) return
    idle.push(one)
    one.idle = setTimeout(end, IDLE_MS, one)
    one.idle.unref()
  }

  async function take(): Promise<KdfProcess> {
    if (idle.length === 0) await warming
    const one = idle.pop() ?? (await launch())
    clearTimeout(one.idle)
    return one
  }

  async function compute(job: Uint8Array): Promise<Uint8Array> {
    const one = await take()
    const overdue = setTimeout(() => end(one, new KdfOverdueError('A hash took too long.')), lease_ms)
    try {
      return await new Promise((resolve, reject) => {
        one.settle = (answer) => (answer instanceof Error ? reject(answer) : resolve(answer))
        if (processes.has(one)) one.process.send(FRAME.kdf_job, 0, job)
        else one.settle(new Error('A process that hashes for scripts has ended.'))
      })
    } finally {
      clearTimeout(overdue)
      one.settle = undefined
      rest(one)
    }
  }

  return {
    async run(owner, job, signal) {
      const leave = await queue.enter(owner, { signal })
      const { promise: unwanted, reject } = Promise.withResolvers<never>()
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort)
      if (signal.aborted) abort()
      const work = compute(job).finally(leave)
      try {
        return await Promise.race([work, unwanted])
      } finally {
        signal.removeEventListener('abort', abort)
        work.catch(() => undefined)
      }
    },
    warm() {
      if (isClosed || processes.size > 0 || warming !== undefined) return
      warming = launch()
        .then(rest, () => undefined)
        .finally(() => {
          warming = undefined
        })
    },
    stats: () => ({ ...queue.stats(), processes: processes.size }),
    async close() {
      isClosed = true
      await warming
      const all = [...processes]
      for (const one of all) end(one)
      await Promise.all(all.map(({ gone }) => gone))
    },
  }
}
