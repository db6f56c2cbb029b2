/** The process that takes secrets out of long texts. @module */
import { createRedactor } from '../redact.ts'
import { serveJobs } from '../workers/serve.ts'

/** Within the deadline that the supervisor gives it. */
const BUDGET_MS = 250

const JOBS = {
  /** @param input.secrets taken out group after group */
  redact: ({ secrets, text }: { secrets: readonly (readonly string[])[]; text: string }): string =>
    secrets.reduce((rest, group) => createRedactor(group, BUDGET_MS)(rest), text),
}

export type RedactionJobs = typeof JOBS

serveJobs(JOBS)
