/** The worker's side. @module */
import type { JobReport, JobRequest, Jobs } from './messages.ts'

/** Runs the jobs of a table, one at a time, until the parent process has ended. Does nothing in another process. */
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
  // Ctrl-C reaches all processes of a terminal; the server ends its workers itself, after the last answer.
  process.on('SIGINT', () => undefined)
  report({ kind: 'loaded' })
}
