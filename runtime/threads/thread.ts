/** Starts a thread of a pool. @module */
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { JobReport } from './messages.ts'

/** Young generation: short-lived values of one job. */
const YOUNG_MB = 16
/** Deep trees are walked by recursion; past it the job sees a RangeError. */
const STACK_MB = 4

/** @returns `loaded` rejects when the thread ends before it can take a job */
export function startThread(options: { entry: URL; name: string; heap_mb: number }): {
  worker: Worker
  loaded: Promise<void>
} {
  const worker = new Worker(options.entry, {
    name: options.name,
    env: threadEnvironment(),
    resourceLimits: {
      maxOldGenerationSizeMb: options.heap_mb,
      maxYoungGenerationSizeMb: YOUNG_MB,
      stackSizeMb: STACK_MB,
    },
  })
  const { promise: loaded, resolve, reject } = Promise.withResolvers<void>()
  const onMessage = (report: JobReport): void => {
    if (report.kind !== 'loaded') return
    worker.off('message', onMessage)
    resolve()
  }
  worker.on('message', onMessage)
  worker.on('error', reject)
  worker.on('exit', () => reject(new Error('a thread ended before it had loaded')))
  // Whoever waits for it hears of it; nobody has to.
  loaded.catch(() => undefined)
  return { worker, loaded }
}

/** All that a thread needs of the environment: where compiled code is cached. Threads do not share the process's cache by themselves, and compile for a fifth of a second. */
function threadEnvironment(): { [name: string]: string } {
  const folder = getCompileCacheDir()
  // It names the part for this version of Node.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }
}
