/** A worker's own half. @module */
import type { JobReport, JobRequest, Jobs } from './messages.ts'

/** Runs the jobs of a table, one at a time, until whoever started the process is gone. Does nothing in another process. */
export function serveJobs(jobs: Jobs): void {
  const send = process.send?.bind(process)
  if (!send) return
  const report = (message: JobReport): void => {
    send(message)
  }
  process.on('message', ({ id, name, input }: JobRequest) => {
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
  process.on('disconnect', () => process.exit())
  report({ kind: 'loaded' })
}
