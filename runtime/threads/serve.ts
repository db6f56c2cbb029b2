/** A thread's own half. @module */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { JobReport, JobRequest, Jobs } from './messages.ts'

/** Behind the thread that answers requests, when cores are few. */
const NICE = 5

/** Runs the jobs of a table, one at a time. Does nothing outside a thread. */
export function serveJobs(jobs: Jobs): void {
  const port = parentPort
  if (!port) return
  // Elsewhere it would be the priority of the whole process.
  if (process.platform === 'linux') setPriority(NICE)
  const report = (message: JobReport): void => port.postMessage(message)
  port.on('message', ({ id, name, input }: JobRequest) => {
    try {
      const job = jobs[name]
      if (!job) throw new Error(`there is no job ${name}`)
      report({ kind: 'done', id, value: job(input as never) })
    } catch (error) {
      report({
        kind: 'failed',
        id,
        message: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
      })
    }
  })
  report({ kind: 'loaded' })
}
