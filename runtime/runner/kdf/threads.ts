/** The threads of a runner that derive keys. @module */
import { Worker } from 'node:worker_threads'
import { HostError } from '../abi.ts'
import type { KdfJob } from './derivation.ts'
import type { ThreadAnswer } from './thread.ts'

export interface KdfThreads {
  run(job: KdfJob): Promise<ThreadAnswer>
  /** Starts one beside what else is to be done: a script will need it. */
  warm(): void
}

/** More than this many derivations of one tenant never have a place at the same time. */
const MAX_THREADS = 4

interface Thread {
  worker: Worker
  settle: ((answer: ThreadAnswer) => void) | undefined
}

const lost = (): ThreadAnswer => ({
  kind: 'failed',
  wire: new HostError('ERR_HOST', 'The operation failed.').wire,
  cpu_ms: 0,
})

/**
 * @param code text of the thread's program
 * @param bcryptPath native module, in the build
 */
export function createKdfThreads(code: () => string, bcryptPath: string): KdfThreads {
  const threads = new Set<Thread>()
  const waiting: { job: KdfJob; settle: (answer: ThreadAnswer) => void }[] = []

  function start(): Thread {
    const worker = new Worker(code(), { eval: true, workerData: bcryptPath })
    const thread: Thread = { worker, settle: undefined }
    worker.on('message', (answer: ThreadAnswer) => {
      const { settle } = thread
      thread.settle = undefined
      settle?.(answer)
      next()
    })
    const gone = (): void => {
      if (!threads.delete(thread)) return
      thread.settle?.(lost())
      next()
    }
    worker.on('error', gone)
    worker.on('exit', gone)
    threads.add(thread)
    return thread
  }

  function free(): Thread | undefined {
    for (const thread of threads) if (!thread.settle) return thread
    return threads.size < MAX_THREADS ? start() : undefined
  }

  function next(): void {
    while (waiting.length > 0) {
      const thread = free()
      const first = thread && waiting.shift()
      if (!thread || !first) return
      thread.settle = first.settle
      thread.worker.postMessage(first.job)
    }
  }

  return {
    run: (job) =>
      new Promise((settle) => {
        waiting.push({ job, settle })
        next()
      }),
    warm() {
      if (threads.size === 0) start()
    },
  }
}
